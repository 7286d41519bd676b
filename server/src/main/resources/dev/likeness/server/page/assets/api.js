// Requests to the server. Errors are problem details (RFC 9457); a 401 asks for the token and repeats the request.
import { askForToken, forgetToken, storedToken } from './token.js';

/** An answer of the server that is an error, in words that say what to do. */
export class ApiError extends Error {
  constructor(status, problem, requestId, retryAfter) {
    super(problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.title = problem.title ?? `The server answered with status ${status}`;
    this.detail = problem.detail ?? '';
    this.requestId = requestId ?? problem.instance ?? null;
    /** Seconds after which the request may be repeated; null if the server named none. */
    this.retryAfter = retryAfter;
  }
}

/** No answer: the server is not running, the network is down, or the answer took too long. */
export class ConnectionError extends Error {
  constructor() {
    super('no answer');
    this.title = 'The server does not answer';
    this.detail = 'Check that it is running and that this device is connected.';
    this.requestId = null;
  }
}

function seconds(headers) {
  const text = headers.get('Retry-After');
  const value = text === null ? NaN : Number(text);
  return Number.isFinite(value) ? Math.min(Math.max(value, 0), 300) : null;
}

async function problem(response) {
  try {
    if ((response.headers.get('Content-Type') ?? '').includes('json')) {
      return await response.json();
    }
  } catch {
    // A cut answer: the status alone has to do.
  }
  return {};
}

/**
 * The response of a request that succeeded.
 *
 * @param options what fetch takes, and `timeout` in milliseconds
 * @throws ApiError ConnectionError, or the AbortError of `options.signal`
 */
export async function request(path, options = {}) {
  for (;;) {
    const token = storedToken();
    const headers = new Headers(options.headers);
    if (token) {
      headers.set('Authorization', `Bearer ${token}`);
    }
    const signals = [options.signal, options.timeout ? AbortSignal.timeout(options.timeout) : null].filter(Boolean);
    let response;
    try {
      response = await fetch(path, { ...options, headers, signal: signals.length ? AbortSignal.any(signals) : undefined });
    } catch (error) {
      if (options.signal?.aborted) {
        throw error;
      }
      throw new ConnectionError();
    }
    if (response.ok) {
      return response;
    }
    const details = await problem(response);
    const error = new ApiError(response.status, details, response.headers.get('X-Request-Id'), seconds(response.headers));
    if (response.status !== 401) {
      throw error;
    }
    if (token === storedToken()) {
      forgetToken();
    }
    if (storedToken() === null && !(await askForToken(token !== null))) {
      throw error;
    }
  }
}

/** The JSON of an answer. */
export async function json(path, options = {}) {
  const response = await request(path, options);
  try {
    return await response.json();
  } catch (error) {
    if (options.signal?.aborted) {
      throw error;
    }
    throw new ConnectionError();
  }
}

const pause = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });

/** As `json`, but repeats a request that the server refused because it is busy, at most three times. */
export async function patientJson(path, options, onWait) {
  for (let tries = 1; ; tries++) {
    try {
      return await json(path, options);
    } catch (error) {
      const busy = error instanceof ApiError && (error.status === 429 || error.status === 503);
      if (!busy || tries > 3) {
        throw error;
      }
      onWait?.(error);
      await pause(1000 * (error.retryAfter ?? tries), options.signal);
    }
  }
}

/** A form of files and text fields; fields without a value are left out. */
export function form(fields) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== null && value !== undefined && value !== '') {
      data.append(name, value);
    }
  }
  return data;
}
