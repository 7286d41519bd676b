// Small helpers for elements. Text is always set as text, never as HTML, so that no file name is executed.

export const byId = (id) => document.getElementById(id);

/** An element with properties and children; a property `on…` is a listener, `data` its data attributes. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (key.startsWith('on')) {
      made.addEventListener(key.slice(2), value);
    } else if (key === 'data') {
      Object.assign(made.dataset, value);
    } else {
      made.setAttribute(key, value === true ? '' : value);
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** Shows an error in a notice: a title, what to do, the id of the request, and a button for what can be done. */
export function showNotice(notice, error, retry, action = 'Try again') {
  notice.replaceChildren(element('b', {}, error.title), error.detail ?? '');
  if (error.requestId) {
    notice.append(element('small', {}, `Request ${error.requestId}`));
  }
  if (retry) {
    notice.append(element('div', {}, element('button', { type: 'button', onclick: retry }, action)));
  }
  notice.hidden = false;
}

export function hideNotice(notice) {
  notice.hidden = true;
  notice.replaceChildren();
}

/** Puts a headline and a sentence below it into a block that is read out; a match has the accent colour. */
export function showVerdict(block, headline, words, match = false) {
  block.querySelector('.headline').textContent = headline;
  block.classList.toggle('match', match);
  block.querySelector('.words').replaceChildren(...(Array.isArray(words) ? words : [words]));
}

/** Marks a table that is wider than its place, so that it can say that it scrolls. */
export function markWide(scroll) {
  new ResizeObserver(() => scroll.classList.toggle('wide', scroll.scrollWidth > scroll.clientWidth + 1)).observe(scroll);
}
