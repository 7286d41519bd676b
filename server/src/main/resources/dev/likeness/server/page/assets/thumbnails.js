// Thumbnails by the id of a picture. They are fetched, because an image element cannot send the token.
import { request } from './api.js';

const MOST = 120;
const kept = new Map();

/** The address of a thumbnail; rejects with the error of the request. */
export function thumbnail(id, size) {
  const key = `${id}/${size}`;
  let found = kept.get(key);
  if (found) {
    kept.delete(key);
  } else {
    found = request(`/api/pictures/${encodeURIComponent(id)}/thumbnail?size=${size}`)
      .then((response) => response.blob())
      .then((blob) => URL.createObjectURL(blob));
    found.catch(() => kept.delete(key));
  }
  kept.set(key, found);
  if (kept.size > MOST) {
    const [oldest, address] = kept.entries().next().value;
    kept.delete(oldest);
    address.then((url) => URL.revokeObjectURL(url), () => {});
  }
  return found;
}

/** Why a thumbnail is missing, in a few words. */
export function missing(error) {
  return error.status === 410 ? 'The file is gone or has changed.'
    : error.status === 404 ? 'The picture is not in the gallery any more.'
      : error.detail || error.title || 'The picture cannot be loaded.';
}
