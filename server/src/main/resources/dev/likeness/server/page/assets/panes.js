// The two pictures of a question: loading them, ahead and sharper, and the words below them.
import { element } from './dom.js';
import { missing, thumbnail } from './thumbnails.js';
import { bytes } from './words.js';

const LARGEST = 2048;
const SMALLER = 1024;
const NAMES = ['Best copy', 'Other picture'];

const size = () => (Math.max(innerWidth / 2, 400) * devicePixelRatio > 1100 ? LARGEST : SMALLER);

export class Panes {
  constructor(viewer) {
    this.viewer = viewer;
    this.members = null;
  }

  show(best, copy) {
    this.members = [best, copy];
    this.fill(0, best, copy);
    this.fill(1, copy, best);
  }

  /** The words of one picture, and the picture when it is loaded. What is better than in the other one is bold. */
  fill(pane, member, other) {
    const root = this.viewer.panes[pane];
    const image = this.viewer.image(pane);
    const lost = root.querySelector('.lost');
    const key = `${member.id}/${member.path}`;
    root.querySelector('.name').textContent = member.name;
    root.querySelector('.name').title = member.path;
    const more = (value, against, text) => (value > against ? element('b', {}, text) : text);
    root.querySelector('.facts-line').replaceChildren(
      more(member.width * member.height, other.width * other.height, `${member.width} × ${member.height}`), ', ',
      more(member.bytes, other.bytes, bytes(member.bytes)));
    image.alt = `${NAMES[pane]}: ${member.name}`;
    if (image.dataset.key === key) {
      return;
    }
    image.dataset.key = key;
    image.removeAttribute('src');
    lost.hidden = true;
    thumbnail(member.id, size()).then((address) => this.place(image, key, address), (error) => {
      if (image.dataset.key === key) {
        lost.textContent = missing(error);
        lost.hidden = false;
      }
    });
  }

  place(image, key, address) {
    if (image.dataset.key === key) {
      image.src = address;
      image.decode().then(() => this.viewer.apply(), () => {});
    }
  }

  /** While zoomed, large pictures are shown with all pixels that the server gives. */
  sharpen() {
    this.members?.forEach((member, pane) => {
      const image = this.viewer.image(pane);
      if (image.naturalWidth > 0 && Math.max(member.width, member.height) > Math.max(image.naturalWidth, image.naturalHeight)) {
        thumbnail(member.id, LARGEST).then((address) => this.place(image, image.dataset.key, address), () => {});
      }
    });
  }
}

/** Loads the pictures of questions that come next, so that an answer is followed by pictures at once. */
export function prefetch(questions) {
  questions.flatMap(({ best, copy }) => [best, copy]).forEach((member) => thumbnail(member.id, size()).catch(() => {}));
}
