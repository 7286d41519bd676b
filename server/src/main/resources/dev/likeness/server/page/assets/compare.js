// Two pictures: verdict, map, and classical measures beside it.
import { ApiError, form, json, patientJson } from './api.js';
import { byId, element, hideNotice, markWide, showNotice, showVerdict } from './dom.js';
import { Slot, picturesOf } from './slot.js';
import { MEASURES, counted, percent, rate, score, verdict } from './words.js';

const slots = [];
let running = null;
let scheduled = false;

export function start() {
  slots.push(
    new Slot('First picture', changed, (file) => slots[1].set(file)),
    new Slot('Second picture', changed, (file) => slots[0].set(file)));
  byId('pair').append(...slots.map((slot) => slot.root));
  byId('map-strength').addEventListener('input', strengthen);
  strengthen();
  byId('compare-model').addEventListener('change', changed);
  byId('compare-rate').addEventListener('change', changed);
  byId('compare-clear').addEventListener('click', () => {
    slots.forEach((slot) => slot.set(null));
    slots[0].input.focus();
  });
  for (const button of byId('examples').querySelectorAll('button')) {
    button.addEventListener('click', () => example(button.dataset.a, button.dataset.b));
  }
  addEventListener('resize', () => slots.forEach((slot) => slot.fit()));
  markWide(document.querySelector('#measures .scroll'));
  listModels();
}

/** Pictures that were pasted, or dropped beside the slots: they fill what is empty, or start a new pair. */
export function take(transfer) {
  const files = picturesOf(transfer);
  if (files.length === 0) {
    return;
  }
  if (files.length > 1 || slots.every((slot) => slot.file !== null)) {
    slots[1].set(files[1] ?? null);
    slots[0].set(files[0]);
  } else {
    slots.find((slot) => slot.file === null).set(files[0]);
  }
}

export function shown() {
  slots.forEach((slot) => slot.fit());
}

async function listModels() {
  try {
    const { models, measures } = await json('/api/models');
    const select = byId('compare-model');
    select.append(...models.map((model) => element('option', { value: `model:${model.name}` }, model.name)));
    if (measures?.length) {
      select.append(element('optgroup', { label: 'classical measures' },
        ...measures.map((name) => element('option', { value: `measure:${name}` }, name))));
    }
  } catch (error) {
    showNotice(byId('compare-warning'), error, () => {
      hideNotice(byId('compare-warning'));
      listModels();
    });
  }
}

async function example(a, b) {
  try {
    const files = await Promise.all([a, b].map(async (name) => {
      const response = await fetch(`/assets/example-${name}`);
      return new File([await response.blob()], name, { type: response.headers.get('Content-Type') });
    }));
    slots[1].set(files[1]);
    slots[0].set(files[0]);
  } catch {
    showNotice(byId('compare-warning'), { title: 'The example cannot be loaded', detail: 'Check that the server is running.' });
  }
}

function strengthen() {
  const value = byId('map-strength').value;
  byId('pair').style.setProperty('--map-strength', value / 100);
  byId('map-strength-text').textContent = `${value} %`;
}

function clearAnswer() {
  for (const id of ['map-controls', 'map-absent', 'compare-details', 'measures']) {
    byId(id).hidden = true;
  }
  slots.forEach((slot) => slot.lay(null));
  hideNotice(byId('compare-warning'));
}

/** Several changes at once, such as two dropped files, make one comparison. */
function changed() {
  running?.abort();
  running = null;
  if (!scheduled) {
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      begin();
    });
  }
}

function begin() {
  const [a, b] = slots.map((slot) => slot.file);
  const empty = a === null && b === null;
  byId('compare-clear').hidden = empty;
  byId('examples').hidden = !empty;
  clearAnswer();
  if (empty) {
    showVerdict(byId('verdict'), 'Do two pictures show the same thing?', 'Drop both of them here, paste them, or choose files.');
  } else if (a === null || b === null) {
    showVerdict(byId('verdict'), 'And the other picture?', 'Drop it here, paste it, or choose a file.');
  } else {
    compare(a, b);
  }
}

function question(a, b) {
  const [kind, name] = byId('compare-model').value.split(':');
  return form({
    a, b, maps: 'true', measures: 'true', false_match_rate: byId('compare-rate').value,
    [kind === 'measure' ? 'measure' : 'model']: name ?? 'auto',
  });
}

async function compare(a, b) {
  const turn = new AbortController();
  running = turn;
  showVerdict(byId('verdict'), 'Comparing …', '');
  try {
    const answer = await patientJson('/api/compare', { method: 'POST', body: question(a, b), signal: turn.signal },
      () => showVerdict(byId('verdict'), 'Comparing …', 'The server is busy; the page tries again.'));
    if (running === turn) {
      show(answer);
    }
  } catch (error) {
    if (running === turn && !turn.signal.aborted) {
      showVerdict(byId('verdict'), 'No answer', 'The two pictures could not be compared.');
      const again = error instanceof ApiError && error.status < 500 && error.status !== 429 ? null : changed;
      showNotice(byId('compare-warning'), error, again);
    }
  }
}

function show(answer) {
  const text = verdict(answer);
  showVerdict(byId('verdict'), text.headline,
    text.words.map((part) => (typeof part === 'string' ? part : element('b', {}, part.emphasis))), answer.match === true);
  if (answer.in_domain === false) {
    showNotice(byId('compare-warning'), {
      title: 'Do not rely on this answer',
      detail: answer.reason ?? `The pictures are unlike those that ${answer.model} was made for.`,
    });
  }
  showMaps(answer);
  byId('facts').replaceChildren(...facts(answer).map(([name, value, more]) =>
    element('div', {}, element('dt', {}, name), element('dd', {}, value, more ? element('small', {}, more) : null))));
  showMeasures(answer);
  byId('compare-details').hidden = false;
}

function facts(answer) {
  const found = [['Score', score(answer.score), 'higher is more alike']];
  if (answer.threshold !== null && answer.threshold !== undefined) {
    found.push(['Threshold', `a match from ${score(answer.threshold)} on`, falseMatches(answer)]);
  }
  if (answer.probability !== null && answer.probability !== undefined) {
    found.push(['Probability', percent(answer.probability),
      answer.prior ? `if ${rate(answer.prior)} of all pairs match` : 'that both show the same thing']);
  }
  found.push(['Model', answer.model, domain(answer)]);
  return found;
}

function falseMatches(answer) {
  const share = answer.false_match_rate;
  if (share === null || share === undefined) {
    return 'even odds; the rate of false matches is unknown';
  }
  return answer.certified
    ? `at most ${rate(share)} of different pairs reach it (certified)`
    : `about ${rate(share)} of different pairs reach it (an estimate)`;
}

function domain(answer) {
  if (answer.in_domain === null || answer.in_domain === undefined) {
    return 'not known whether it fits these pictures';
  }
  return answer.in_domain ? 'made for pictures like these' : 'not made for pictures like these';
}

function showMaps(answer) {
  const maps = answer.maps;
  slots[0].lay(maps?.a ?? null);
  slots[1].lay(maps?.b ?? null);
  byId('map-controls').hidden = !maps?.a;
  byId('map-absent').hidden = Boolean(maps?.a);
  byId('map-absent').textContent = `${answer.model} has no likeness map.`;
  if (!maps?.a) {
    return;
  }
  const signed = (value) => `${value > 0 ? '+' : ''}${score(value)}`;
  const known = Number.isFinite(maps.low) && Number.isFinite(maps.high);
  byId('legend-low').textContent = known && maps.low < 0 ? `against a match ${signed(maps.low)}` : 'against a match';
  byId('legend-high').textContent = known && maps.high > 0 ? `for a match ${signed(maps.high)}` : 'for a match';
  const whole = Number.isFinite(maps.whole) && maps.whole !== 0 && Number.isFinite(maps.mean)
    ? ` The score is ${signed(maps.mean)}, the mean of the places, and ${signed(maps.whole)} for the whole pictures.`
    : '';
  byId('map-note').textContent =
    `Blue places speak for a match, orange places against it; clear places say little.${whole}`;
}

function showMeasures(answer) {
  const measures = answer.measures ?? [];
  byId('measures').hidden = measures.length === 0;
  if (measures.length === 0) {
    return;
  }
  const judged = measures.filter((measure) => measure.match !== null && measure.match !== undefined);
  const same = judged.filter((measure) => measure.match === answer.match).length;
  byId('measures-summary').textContent = judged.length === 0
    ? 'None of them has a threshold for these pictures.'
    : `${same} of ${counted(judged.length, 'measure')} ${same === 1 ? 'gives' : 'give'} the same answer as ${answer.model}.`;
  byId('measures-rows').replaceChildren(...measures.map((measure) => {
    const says = measure.match === null || measure.match === undefined ? 'no verdict' : measure.match ? 'match' : 'no match';
    const likely = measure.probability === null || measure.probability === undefined ? '–' : percent(measure.probability);
    return element('tr', {},
      element('th', { scope: 'row' }, measure.name, MEASURES[measure.name] ? element('small', {}, MEASURES[measure.name]) : null),
      element('td', {}, says),
      element('td', { class: 'number' }, likely),
      element('td', { class: 'number' }, measure.score === null || measure.score === undefined ? '–' : score(measure.score)));
  }));
}
