// Answers on their way to the server. They are kept in this browser until the server has confirmed each one, in the order in which
// they were given, so that neither a lost connection nor a closed tab loses one.
import { ApiError, json } from './api.js';

const KEY = 'likeness.answers';
const LONGEST_WAIT = 30;
const TIMEOUT = 20_000;

/** The server will never take such an answer: the picture is unknown, or the request is wrong. */
const FINAL = [400, 404, 410, 422];

export class Outbox {
  /** @param listener with `changed()`, `saved(entry)` and `refused(entry, error)` */
  constructor(listener) {
    this.listener = listener;
    this.memory = [];
    this.blocked = false;
    this.sent = new Set();
    this.error = null;
    this.wake = null;
    this.pumping = false;
    addEventListener('online', () => this.retry());
    addEventListener('beforeunload', (event) => {
      if (this.blocked && this.waiting > 0) {
        event.preventDefault(); // they would be lost
      }
    });
  }

  /** All tabs share one list, so that another tab goes on if this one is closed. */
  list() {
    if (!this.blocked) {
      try {
        return JSON.parse(localStorage.getItem(KEY) ?? '[]');
      } catch {
        this.blocked = true;
      }
    }
    return this.memory;
  }

  store(entries) {
    this.memory = entries;
    try {
      localStorage.setItem(KEY, JSON.stringify(entries));
    } catch {
      this.blocked = true; // or full: the answers are in memory only
    }
  }

  get waiting() {
    return this.list().length;
  }

  /** Sends an answer about two pictures: "same", "different" or "undo". */
  add(a, b, answer) {
    const entry = { id: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`, a, b, answer };
    this.store([...this.list(), entry]);
    this.listener.changed();
    this.pump();
    return entry;
  }

  /** Takes an answer back that was not sent yet; false if it may have reached the server. */
  cancel(entry) {
    if (this.sent.has(entry.id)) {
      return false;
    }
    this.remove(entry);
    this.listener.changed();
    return true;
  }

  remove(entry) {
    this.store(this.list().filter((other) => other.id !== entry.id));
  }

  /** Tries again now. */
  retry() {
    this.wake?.();
    this.pump();
  }

  async pump() {
    if (this.pumping) {
      return;
    }
    this.pumping = true;
    let tries = 0;
    for (let entry = this.list()[0]; entry; entry = this.list()[0]) {
      this.sent.add(entry.id);
      try {
        await exclusively(() => this.send(entry));
        tries = 0;
        this.error = null;
      } catch (error) {
        this.error = error;
        this.listener.changed();
        await this.rest(error, tries++);
        continue;
      }
      this.listener.changed();
    }
    this.pumping = false;
  }

  async send(entry) {
    if (!this.list().some((other) => other.id === entry.id)) {
      return; // another tab has sent it
    }
    try {
      await json('/api/feedback', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ a: entry.a, b: entry.b, answer: entry.answer }),
        timeout: TIMEOUT,
      });
      this.remove(entry);
      this.listener.saved(entry);
    } catch (error) {
      if (!(error instanceof ApiError && FINAL.includes(error.status))) {
        throw error;
      }
      this.remove(entry);
      this.listener.refused(entry, error);
    }
  }

  /** Waits before the next try, longer each time. Without a token only the person can go on. */
  rest(error, tries) {
    return new Promise((resolve) => {
      const wait = error.retryAfter ?? Math.min(2 ** tries, LONGEST_WAIT);
      const timer = error.status === 401 ? null : setTimeout(resolve, 1000 * wait);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** One tab sends at a time, where the browser can lock. */
function exclusively(action) {
  return navigator.locks ? navigator.locks.request(KEY, action) : action();
}
