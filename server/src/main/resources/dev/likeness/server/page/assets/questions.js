// The questions of a review: each picture of a group against the best copy of the group. Groups are loaded in pages, as they are needed.
import { json, request } from './api.js';

const PAGE = 100;
const AHEAD = 10;

/** The gallery has changed since the search for duplicates, so that the groups do not fit together. */
export class ChangedGallery extends Error {
  constructor() {
    super('changed');
    this.title = 'The gallery has changed';
    this.detail = 'Search for duplicates again to go on. Your answers are kept.';
    this.requestId = null;
  }
}

export class Questions {
  constructor(kind) {
    this.kind = kind;
    this.all = [];
    this.groups = 0;
    this.total = 0;
    this.identical = 0;
    this.stale = false;
    this.loading = null;
  }

  get complete() {
    return this.groups >= this.total;
  }

  /**
   * Waits for the search of the server and loads the first groups.
   *
   * @param refresh whether to search again
   * @param progress called with {done, total, unit} while the server searches
   */
  async start({ refresh, progress, signal }) {
    for (let first = true; ; first = false) {
      const response = await request(this.address(0, refresh && first), { signal });
      const answer = await response.json();
      if (response.status !== 202) {
        this.add(answer);
        return;
      }
      progress(answer);
      const wait = Number(response.headers.get('Retry-After')) || 1;
      await new Promise((resolve) => setTimeout(resolve, 1000 * Math.min(wait, 5)));
      signal.throwIfAborted();
    }
  }

  address(offset, refresh) {
    return `/api/duplicates?kind=${this.kind}&offset=${offset}&limit=${PAGE}${refresh ? '&refresh=true' : ''}`;
  }

  /** Loads the next groups if the question at this place is near the end of those loaded. */
  async reach(at) {
    while (!this.complete && at >= this.all.length - AHEAD) {
      this.loading ??= this.next().finally(() => {
        this.loading = null;
      });
      await this.loading;
    }
  }

  async next() {
    const answer = await json(this.address(this.groups, false));
    if (!Array.isArray(answer.groups) || answer.total !== this.total || answer.groups.length === 0) {
      throw new ChangedGallery();
    }
    this.add(answer);
  }

  add(answer) {
    this.total = answer.total;
    this.stale = answer.stale === true;
    for (const group of answer.groups) {
      this.groups++;
      const best = group.members.find((member) => member.id === group.best) ?? group.members[0];
      const copies = group.members.filter((member) => member.id !== best.id);
      this.identical += group.members.length - 1 - copies.length; // the same bytes: there is nothing to ask
      copies.forEach((copy, i) => this.all.push({
        group: this.groups, number: i + 1, of: copies.length, best, copy,
        answer: earlier(copy.marked), skipped: false, state: copy.marked ? 'saved' : null,
      }));
    }
  }

  /** The place of the next question without an answer, or -1. */
  unanswered(from) {
    return this.all.findIndex((question, i) => i >= from && question.answer === null && !question.skipped);
  }

  ofGroup(group) {
    return this.all.map((question, at) => ({ question, at })).filter(({ question }) => question.group === group);
  }

  counts() {
    const count = (test) => this.all.filter(test).length;
    return {
      same: count((question) => question.answer === 'same'),
      different: count((question) => question.answer === 'different'),
      skipped: count((question) => question.skipped && question.answer === null),
    };
  }
}

function earlier(marked) {
  return marked === 'same' || marked === 'different' ? marked : marked === true ? 'same' : null;
}
