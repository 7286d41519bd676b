// A place for one picture: dropped, pasted or chosen. It shows the picture and can lay a likeness map over it.
import { element } from './dom.js';

const TYPES = 'image/*,.heic,.heif,.avif,.tif,.tiff,.webp,.jp2,.psd,.dng';

export class Slot {
  /**
   * @param name such as "First picture"
   * @param changed called after a picture came or went
   * @param spare takes further files of the same drop, or null
   */
  constructor(name, changed, spare = null) {
    this.name = name;
    this.file = null;
    this.changed = changed;
    this.spare = spare;
    this.address = null;
    this.input = element('input', {
      type: 'file', class: 'unseen', accept: TYPES, 'aria-label': name, onchange: () => this.chosen(),
    });
    this.input.multiple = spare !== null;
    this.root = element('figure', { class: 'slot empty' });
    this.draw();
    this.listen();
  }

  listen() {
    const over = (on) => this.root.classList.toggle('over', on);
    this.root.addEventListener('dragover', (event) => {
      event.preventDefault();
      over(true);
    });
    this.root.addEventListener('dragleave', () => over(false));
    this.root.addEventListener('drop', (event) => {
      event.preventDefault();
      event.stopPropagation();
      over(false);
      this.take([...event.dataTransfer.files]);
    });
  }

  chosen() {
    const files = [...this.input.files];
    this.input.value = '';
    this.take(files);
  }

  /** The first file comes here, a second one to the other slot. */
  take(files) {
    if (files.length === 0) {
      return;
    }
    if (files.length > 1 && this.spare !== null) {
      this.spare(files[1]);
    }
    this.set(files[0]);
  }

  set(file) {
    const focused = this.root.contains(document.activeElement);
    if (this.address !== null) {
      URL.revokeObjectURL(this.address);
    }
    this.file = file;
    this.address = file === null ? null : URL.createObjectURL(file);
    this.draw();
    if (focused) {
      this.input.focus();
    }
    this.changed();
  }

  draw() {
    this.root.classList.toggle('empty', this.file === null);
    this.map = null;
    if (this.file === null) {
      const ask = element('label', { class: 'ask' }, this.input, element('b', {}, this.name),
        element('span', {}, 'Drop, paste or choose a file'));
      this.root.replaceChildren(element('div', { class: 'place' }, ask), element('figcaption', {}));
      return;
    }
    const size = element('span', { class: 'size' });
    this.image = element('img', { class: 'picture', alt: `${this.name}: ${this.file.name}` });
    this.shown = element('span', { class: 'shown' }, this.image);
    const place = element('div', { class: 'place' }, this.shown);
    this.image.addEventListener('load', () => {
      size.textContent = `${this.image.naturalWidth} × ${this.image.naturalHeight}`;
      this.fit();
    });
    this.image.addEventListener('error', () => {
      this.image = null;
      place.replaceChildren(element('p', { class: 'unshown' }, 'This browser cannot show the file. The server may still be able to read it.'));
    });
    this.image.src = this.address;
    this.root.replaceChildren(
      place,
      element('figcaption', {},
        element('span', { class: 'name' }, this.file.name),
        size,
        element('span', { class: 'tools' },
          element('label', { class: 'quiet' }, this.input, 'Replace'),
          element('button', { type: 'button', class: 'quiet', 'aria-label': `Remove ${this.name.toLowerCase()}`, onclick: () => this.set(null) }, 'Remove'))));
  }

  /** The picture as large as its place allows, in its own proportions, so that the map lies exactly over it. */
  fit() {
    const picture = this.image;
    const place = this.shown?.parentElement;
    if (!picture?.naturalWidth || !place?.clientWidth) {
      return;
    }
    const tallest = matchMedia('(max-width: 40rem)').matches ? 0.6 * innerHeight : place.clientHeight;
    const scale = Math.min(place.clientWidth / picture.naturalWidth, tallest / picture.naturalHeight, 6);
    this.shown.style.width = `${Math.round(picture.naturalWidth * scale)}px`;
    this.shown.style.height = `${Math.round(picture.naturalHeight * scale)}px`;
  }

  /** Lays a map over the picture; null takes it away. */
  lay(base64) {
    this.map?.remove();
    this.map = null;
    this.shown?.classList.toggle('mapped', base64 !== null);
    if (base64 !== null && this.image !== null && this.shown) {
      this.map = element('img', { class: 'map', alt: '', src: `data:image/png;base64,${base64}` });
      this.shown.append(this.map);
    }
  }
}

/** The pictures in what was pasted or dropped. */
export function picturesOf(transfer) {
  return [...(transfer?.files ?? [])];
}
