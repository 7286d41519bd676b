// The review of duplicates: one question after the other, by keyboard or by touch.
import { byId, element, hideNotice, showNotice } from './dom.js';
import { listenToKeys } from './keys.js';
import { Outbox } from './outbox.js';
import { Panes, prefetch } from './panes.js';
import { Questions } from './questions.js';
import { thumbnail } from './thumbnails.js';
import { Viewer } from './viewer.js';
import { counted, likelihood, percent } from './words.js';

const AHEAD = 3;
const WORDS = { same: 'Same', different: 'Different' };

let outbox;
let viewer;
let panes;
let questions = null;
let at = 0;
let history = [];
let search = null;
let advancing = false;
const byEntry = new Map();

/** Nothing is answered while the next groups are loaded: the picture that is still shown has its answer already. */
const unlessAdvancing = (action) => () => {
  if (!advancing) {
    action();
  }
};

const ACTIONS = {
  same: unlessAdvancing(() => answer('same')),
  different: unlessAdvancing(() => answer('different')),
  skip: unlessAdvancing(skip),
  undo: unlessAdvancing(undo),
  blink: () => viewer.blink(),
  zoom: () => viewer.zoom(),
  left: () => (viewer.zoomed ? viewer.move(-1, 0) : go(at - 1)),
  right: () => (viewer.zoomed ? viewer.move(1, 0) : go(at + 1)),
  up: () => viewer.move(0, -1),
  down: () => viewer.move(0, 1),
  calm: () => viewer.calm(),
  help: () => byId('keys-dialog').showModal(),
};

export function start() {
  viewer = new Viewer(byId('stage'), showModes);
  panes = new Panes(viewer);
  outbox = new Outbox({ changed: showSaved, saved, refused });
  outbox.pump();
  for (const button of document.querySelectorAll('[data-action]')) {
    button.addEventListener('click', (event) => {
      ACTIONS[button.dataset.action]();
      if (event.detail > 0) {
        byId('stage').focus({ preventScroll: true }); // after a click, Space must not press the button again
      }
    });
  }
  byId('review-help').addEventListener('click', ACTIONS.help);
  byId('review-kind').addEventListener('change', () => begin(false));
  listenToKeys({
    active: (action) => !byId('view-review').hidden && questions !== null
      && (!byId('review-work').hidden || action === 'undo' || action === 'help'),
    zoomed: () => viewer.zoomed,
    actions: ACTIONS,
  });
}

export function shown() {
  if (questions === null && search === null) {
    begin(false);
  } else {
    viewer.apply();
  }
}

export function hidden() {
  if (viewer.blinking) {
    viewer.endBlink();
  }
}

/** Starts with what the server has found; `refresh` makes it search again. */
async function begin(refresh) {
  search?.abort();
  const turn = new AbortController();
  search = turn;
  questions = null;
  history = [];
  hideNotice(byId('review-notice'));
  wait('Searching for duplicates …', 'The gallery compares its pictures with each other. You can leave this view and come back.');
  byId('review-wait-bar').hidden = false;
  byId('review-wait-bar').removeAttribute('value');
  const found = new Questions(byId('review-kind').value);
  try {
    await found.start({ refresh, progress: showProgress, signal: turn.signal });
  } catch (error) {
    if (!turn.signal.aborted) {
      search = null;
      wait('No answer', 'The duplicates could not be listed.');
      showNotice(byId('review-notice'), error, error.status === 409 ? null : () => begin(refresh));
    }
    return;
  }
  if (!turn.signal.aborted) {
    questions = found;
    search = null;
    if (found.stale) {
      showNotice(byId('review-notice'), {
        title: 'The gallery has changed since this search',
        detail: 'Pictures were added or removed. You can review what was found, or search again.',
      }, () => begin(true), 'Search again');
    }
    advance(0);
  }
}

function showProgress({ done, total, unit }) {
  const bar = byId('review-wait-bar');
  if (total > 0) {
    bar.max = total;
    bar.value = done;
    byId('review-wait-words').textContent = `${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${unit ?? ''}. You can leave this view and come back.`;
  }
}

/** A message in the place of the pictures. */
function wait(title, words, ...buttons) {
  byId('review-work').hidden = true;
  byId('review-wait').hidden = false;
  byId('review-wait-bar').hidden = true;
  byId('review-wait-title').textContent = title;
  byId('review-wait-words').textContent = words;
  byId('review-wait-buttons').replaceChildren(...buttons);
  byId('review-said').textContent = `${title} ${words}`;
  byId('review-position').textContent = '';
  byId('review-bar').hidden = true;
}

function answer(given) {
  const question = questions.all[at];
  history.push({ at, answered: true, before: question.answer, skipped: question.skipped, entry: send(question, given) });
  question.skipped = false;
  advance(at + 1, `Marked ${given}.`);
}

function send(question, given) {
  question.answer = given === 'undo' ? null : given;
  question.state = 'waiting';
  const entry = outbox.add(question.best.id, question.copy.id, given);
  byEntry.set(entry.id, question);
  question.entry = entry.id;
  return entry;
}

function skip() {
  const question = questions.all[at];
  history.push({ at, answered: false, skipped: question.skipped });
  question.skipped = true;
  advance(at + 1, 'Skipped.');
}

function undo() {
  const last = history.pop();
  if (last === undefined) {
    byId('review-said').textContent = 'Nothing to undo.';
    return;
  }
  const question = questions.all[last.at];
  question.skipped = last.skipped;
  if (last.answered && outbox.cancel(last.entry)) {
    question.answer = last.before;
    question.state = last.before === null ? null : 'saved';
  } else if (last.answered) {
    send(question, last.before ?? 'undo');
  }
  show(last.at, last.answered ? 'Answer undone.' : 'Skip undone.');
}

/** Shows the next question without an answer from this place on; after the last one, the end. */
async function advance(from, said = '') {
  const turn = questions;
  let next = turn.unanswered(from);
  advancing = true;
  try {
    while (next < 0 && !turn.complete) {
      await turn.reach(turn.all.length);
      next = turn.unanswered(from);
    }
  } catch (error) {
    if (turn === questions) {
      showNotice(byId('review-notice'), error, () => begin(true), 'Search again');
    }
    return;
  } finally {
    advancing = false;
  }
  if (turn !== questions) {
    return;
  }
  if (next < 0) {
    finish(said);
  } else {
    show(next, said);
  }
}

function go(to) {
  if (to >= 0 && to < questions.all.length) {
    show(to);
  }
}

function finish(said) {
  const { same, different, skipped } = questions.counts();
  const button = (text, action, primary) =>
    element('button', { type: 'button', class: primary ? 'primary' : '', onclick: action }, text);
  const undoing = history.length > 0 ? button('Undo the last answer', undo) : null;
  const again = button('Search again', () => begin(true), skipped === 0);
  if (questions.all.length === 0) {
    wait('No duplicates to review', questions.identical > 0
      ? `${counted(questions.identical, 'file')} with the same contents as another one need no answer.`
      : 'The gallery has no two pictures that look like copies of each other.', again);
    return;
  }
  const left = skipped > 0
    ? button(`Review ${counted(skipped, 'skipped picture')}`, () => {
      questions.all.forEach((question) => {
        question.skipped = false;
      });
      history = history.filter((step) => step.answered);
      advance(0);
    }, true)
    : null;
  wait(skipped > 0 ? 'All seen' : 'All answered', `${said} ${same} same, ${different} different, ${skipped} skipped.`.trim(),
    ...[left, undoing, again].filter((one) => one !== null));
  byId('review-wait-buttons').firstElementChild?.focus();
}

function show(index, said = '') {
  at = index;
  const question = questions.all[at];
  const returning = byId('review-work').hidden;
  byId('review-wait').hidden = true;
  byId('review-work').hidden = false;
  if (viewer.blinking) {
    viewer.endBlink();
  }
  viewer.reset();
  showModes();
  panes.show(question.best, question.copy);
  const { best, copy } = question;
  const place = `Group ${question.group} of ${questions.total.toLocaleString('en')}`;
  const number = question.of > 1 ? `, picture ${question.number} of ${question.of}` : '';
  byId('review-position').textContent = place + number;
  byId('review-bar').hidden = false;
  byId('review-bar').max = questions.total;
  byId('review-bar').value = question.group - 1;
  const likely = `${likelihood(copy.probability)} (${percent(copy.probability)})`;
  byId('review-question').replaceChildren(element('b', {}, 'Do both show the same thing? '),
    element('small', {}, `The model says: ${likely}${copy.label ? `; ${copy.label}` : ''}`));
  showStrip();
  showGiven();
  byId('review-said').textContent = `${said} ${place}${number}. ${copy.name} against ${best.name}. ${likely}. ${copy.label ?? ''}`.trim();
  if (returning) {
    byId('stage').focus({ preventScroll: true });
  }
  prefetch(questions.all.slice(at + 1, at + 1 + AHEAD));
  questions.reach(at).catch(() => {}); // an error is shown when the next question is needed
}

function showStrip() {
  const group = questions.ofGroup(questions.all[at].group);
  byId('strip').replaceChildren(...group.map(({ question, at: place }) => {
    const image = element('img', { alt: '' });
    thumbnail(question.copy.id, 128).then((address) => {
      image.src = address;
    }, () => {});
    return element('li', {}, element('button', {
      type: 'button',
      'aria-current': place === at ? 'true' : null,
      'aria-label': `${question.copy.name}: ${stateOf(question)}`,
      onclick: () => show(place),
    }, image, stateOf(question)));
  }));
  byId('strip').querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function stateOf(question) {
  return question.answer !== null ? WORDS[question.answer].toLowerCase() + (question.state === 'waiting' ? ' …' : '')
    : question.skipped ? 'skipped' : 'open';
}

function showGiven() {
  for (const button of document.querySelectorAll('.actions .answer')) {
    const given = questions?.all[at]?.answer === button.dataset.action;
    button.classList.toggle('given', given);
    button.setAttribute('aria-pressed', String(given));
  }
  document.querySelector('[data-action="undo"]').disabled = history.length === 0;
}

function showModes() {
  if (viewer.zoomed) {
    panes.sharpen();
  }
  document.querySelector('[data-action="blink"]').setAttribute('aria-pressed', String(viewer.blinking));
  document.querySelector('[data-action="zoom"]').firstChild.textContent = viewer.zoomed ? `Zoom ${viewer.scale}× ` : 'Zoom ';
}

/** What is saved and what still waits; only a confirmed answer counts as saved. */
function showSaved() {
  const { waiting, error } = outbox;
  const line = byId('review-saved');
  const connection = byId('connection');
  line.classList.toggle('waiting', error !== null && waiting > 0);
  if (waiting === 0) {
    line.textContent = byEntry.size > 0 ? 'All answers saved' : '';
  } else {
    line.textContent = error === null ? 'Saving …' : `${counted(waiting, 'answer')} not saved yet`;
  }
  if (error !== null && waiting > 0) {
    if (connection.dataset.error !== error.title) {
      connection.dataset.error = error.title;
      showNotice(connection, {
        title: error.title,
        detail: 'Your answers are kept in this browser, and the page goes on trying. You can go on with the review.',
        requestId: error.requestId,
      }, () => outbox.retry());
    }
  } else {
    delete connection.dataset.error;
    hideNotice(connection);
  }
}

function saved(entry) {
  const question = byEntry.get(entry.id);
  if (question?.entry === entry.id) {
    question.state = question.answer === null ? null : 'saved';
    refreshStrip(question);
  }
}

function refused(entry, error) {
  const question = byEntry.get(entry.id);
  if (question?.entry === entry.id) {
    question.answer = null;
    question.state = null;
    refreshStrip(question);
  }
  showNotice(byId('review-notice'), {
    title: question ? `The answer about ${question.copy.name} was not saved` : 'An earlier answer was not saved',
    detail: error.detail || error.title,
    requestId: error.requestId,
  });
}

function refreshStrip(question) {
  if (questions !== null && !byId('review-work').hidden && questions.all[at]?.group === question.group) {
    showStrip();
    showGiven();
  }
}
