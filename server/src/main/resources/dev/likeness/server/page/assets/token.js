// The token of a server that asks for one. It is kept for this tab only, and sent to this server only.
import { byId } from './dom.js';

const KEY = 'likeness.token';
let inMemory = null;
let asking = null;

export function storedToken() {
  try {
    return sessionStorage.getItem(KEY) ?? inMemory;
  } catch {
    return inMemory;
  }
}

export function forgetToken() {
  inMemory = null;
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Storage is blocked: the token was in memory only.
  }
}

function keep(token) {
  inMemory = token;
  try {
    sessionStorage.setItem(KEY, token);
  } catch {
    // Storage is blocked: the token is lost when the page is loaded again.
  }
}

/** Asks once, however many requests wait for the answer. Resolves to false if the person cancels. */
export function askForToken(wasRefused) {
  asking ??= new Promise((resolve) => {
    const dialog = byId('token-dialog');
    const field = byId('token');
    const error = byId('token-error');
    const done = new AbortController();
    error.hidden = !wasRefused;
    error.textContent = wasRefused ? 'The server refused this token.' : '';
    field.value = '';
    const finish = (given) => {
      done.abort();
      asking = null;
      resolve(given);
    };
    byId('token-form').addEventListener(
      'submit',
      (event) => {
        event.preventDefault();
        const token = field.value.trim();
        if (!/^[\x21-\x7e]+$/.test(token)) {
          error.hidden = false;
          error.textContent = 'A token has no spaces and only plain characters. Copy it again.';
          return;
        }
        keep(token);
        finish(true);
        dialog.close();
      },
      { signal: done.signal });
    byId('token-cancel').addEventListener('click', () => dialog.close(), { signal: done.signal });
    dialog.addEventListener('close', () => finish(false), { signal: done.signal });
    if (dialog.open) {
      dialog.close();
    }
    dialog.showModal();
    field.focus();
  });
  return asking;
}
