// Keys of the review. A person who dictates or types elsewhere can switch them off; the choice stays in this browser.
import { byId } from './dom.js';

const KEY = 'likeness.keys';
const ACTION = { s: 'same', d: 'different', j: 'skip', ' ': 'skip', u: 'undo', b: 'blink', z: 'zoom', Escape: 'calm', '?': 'help' };
const ARROWS = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

export function listenToKeys({ active, zoomed, actions }) {
  const box = byId('keys-on');
  try {
    box.checked = localStorage.getItem(KEY) !== 'off';
  } catch {
    // Storage is blocked: the keys are on.
  }
  box.addEventListener('change', () => {
    try {
      localStorage.setItem(KEY, box.checked ? 'on' : 'off');
    } catch {
      // The choice holds until the page is loaded again.
    }
  });
  addEventListener('keydown', (event) => {
    if (!box.checked || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) {
      return;
    }
    const target = event.target;
    if (target instanceof HTMLElement && target.closest('input, select, textarea, summary')) {
      return;
    }
    if (event.key === ' ' && target instanceof HTMLElement && target.closest('button, a')) {
      return; // Space presses what has the focus
    }
    const action = ACTION[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? arrow(event.key, zoomed());
    if (action === undefined || !active(action) || (event.repeat && !(event.key in ARROWS))) {
      return;
    }
    event.preventDefault();
    actions[action]();
  });
}

/** Up and down scroll the page unless the pictures are zoomed. */
function arrow(key, moves) {
  return moves || key === 'ArrowLeft' || key === 'ArrowRight' ? ARROWS[key] : undefined;
}
