// The frame of the page: views, theme, and pictures that are pasted or dropped outside a slot.
import { ApiError, json } from './api.js';
import * as compare from './compare.js';
import { byId } from './dom.js';
import * as reports from './reports.js';
import * as review from './review.js';
import * as search from './search.js';

const VIEWS = { compare, search, review, reports: {} };
const TITLES = { compare: 'Compare', search: 'Search', review: 'Review duplicates', reports: 'Reports' };
let current = null;

function nameOfView() {
  const name = location.hash.slice(1);
  return name in VIEWS ? name : (current ?? 'compare');
}

function showView() {
  const name = nameOfView();
  if (name === current) {
    return;
  }
  VIEWS[current]?.hidden?.();
  const first = current === null;
  current = name;
  for (const view of document.querySelectorAll('[data-view]')) {
    view.hidden = view.dataset.view !== name;
  }
  for (const link of document.querySelectorAll('[data-link]')) {
    if (link.dataset.link === name) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
  document.title = `${TITLES[name]} – Likeness`;
  if (!first) {
    byId(`${name}-title`).focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  VIEWS[name].shown?.();
}

function chooseTheme() {
  const select = byId('theme');
  select.value = document.documentElement.dataset.theme ?? 'system';
  select.addEventListener('change', () => {
    if (select.value === 'system') {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = select.value;
    }
    try {
      localStorage.setItem('likeness.theme', select.value);
    } catch {
      // Storage is blocked: the choice holds until the page is loaded again.
    }
  });
}

/** Links to what this server has. A view without its link still explains what is missing. */
async function offer() {
  const link = (name) => document.querySelector(`[data-link="${name}"]`);
  if ((await reports.load()) > 0) {
    link('reports').hidden = false;
  }
  try {
    await json('/api/gallery');
  } catch (error) {
    if (error instanceof ApiError && error.status === 409) {
      return;
    }
  }
  link('search').hidden = false;
  link('review').hidden = false;
}

function listen() {
  addEventListener('hashchange', showView);
  document.querySelector('.skip').addEventListener('click', (event) => {
    event.preventDefault(); // the address names the view
    byId('main').focus();
  });
  addEventListener('paste', (event) => {
    if (event.clipboardData?.files.length > 0 && !document.querySelector('dialog[open]')) {
      event.preventDefault();
      VIEWS[current].take?.(event.clipboardData);
    }
  });
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => {
    event.preventDefault(); // otherwise the browser would leave the page and show the file
    VIEWS[current].take?.(event.dataTransfer);
  });
}

chooseTheme();
compare.start();
search.start();
review.start();
listen();
showView();
offer();
