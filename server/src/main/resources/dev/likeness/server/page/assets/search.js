// One picture against the gallery.
import { ApiError, form, patientJson } from './api.js';
import { byId, element, hideNotice, showNotice, showVerdict } from './dom.js';
import { Slot, picturesOf } from './slot.js';
import { missing, thumbnail } from './thumbnails.js';
import { counted, likelihood, percent } from './words.js';

let slot = null;
let running = null;

export function start() {
  slot = new Slot('Picture to search for', search);
  byId('query').append(slot.root);
  byId('search-count').addEventListener('change', search);
  addEventListener('resize', () => slot.fit());
}

export function take(transfer) {
  slot.take(picturesOf(transfer));
}

export function shown() {
  slot.fit();
}

async function search() {
  running?.abort();
  const turn = new AbortController();
  running = turn;
  const status = byId('search-status');
  byId('hits').replaceChildren();
  hideNotice(byId('search-warning'));
  if (slot.file === null) {
    showVerdict(status, 'Which pictures look like this one?', 'Drop a picture here, paste it, or choose a file.');
    return;
  }
  showVerdict(status, 'Searching …', '');
  try {
    const body = form({ picture: slot.file, k: byId('search-count').value });
    const answer = await patientJson('/api/search', { method: 'POST', body, signal: turn.signal },
      () => showVerdict(status, 'Searching …', 'The server is busy; the page tries again.'));
    if (running === turn) {
      show(answer.hits);
      if (answer.in_domain === false) {
        showNotice(byId('search-warning'), {
          title: 'Do not rely on these answers',
          detail: `The picture is unlike those that the model ${answer.model ?? 'of the gallery'} was made for.`,
        });
      }
    }
  } catch (error) {
    if (running === turn && !turn.signal.aborted) {
      showVerdict(status, 'No answer', 'The gallery could not be searched for this picture.');
      showNotice(byId('search-warning'), error, error instanceof ApiError && error.status < 500 && error.status !== 429 ? null : search);
    }
  }
}

function show(hits) {
  const matches = hits.filter((hit) => hit.match).length;
  const others = hits.length - matches;
  showVerdict(byId('search-status'),
    hits.length === 0 ? 'The gallery is empty' : matches === 0 ? 'No match' : counted(matches, 'match', 'matches'),
    matches === 0 && others > 0 ? `The ${others === 1 ? 'picture' : `${others} pictures`} below ${others === 1 ? 'is' : 'are'} the most alike, but below the threshold.`
      : others > 0 ? `The other ${counted(others, 'picture')} ${others === 1 ? 'is' : 'are'} less alike than a match.` : matches > 0 ? `All pictures below match${matches === Number(byId('search-count').value) ? '; there may be more' : ''}.` : '');
  byId('hits').replaceChildren(...hits.map(card));
}

function card(hit) {
  const place = element('div', { class: 'thumb' });
  thumbnail(hit.id, 512).then(
    (address) => place.replaceChildren(element('img', { src: address, alt: hit.name })),
    (error) => place.replaceChildren(missing(error)));
  const turned = hit.orientation && hit.orientation !== 'upright' ? `, ${hit.orientation.replaceAll('_', ' ').replaceAll('-', ' ')}` : '';
  return element('li', { class: hit.match ? 'match' : '' }, place,
    element('p', {}, element('b', {}, hit.match ? `Match${turned}` : 'No match'),
      `${likelihood(hit.probability)} (${percent(hit.probability)})`),
    element('p', { class: 'name' }, hit.name));
}
