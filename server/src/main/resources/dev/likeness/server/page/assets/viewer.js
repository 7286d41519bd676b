// Two pictures side by side or in the same place. Zooming and moving act on both, in parts of each picture.
const LEVELS = [1, 2, 4];
const BLINK = 700;
const STEP = 0.08;

export class Viewer {
  constructor(stage, changed) {
    this.stage = stage;
    this.panes = [...stage.querySelectorAll('.pane')];
    this.changed = changed;
    this.timer = null;
    this.front = 1;
    this.reset();
    this.listen();
    new ResizeObserver(() => this.apply()).observe(stage);
  }

  reset() {
    this.scale = 1;
    this.x = 0.5;
    this.y = 0.5;
    this.apply();
  }

  get zoomed() {
    return this.scale > 1;
  }

  get blinking() {
    return this.stage.classList.contains('blinking');
  }

  image(pane) {
    return this.panes[pane].querySelector('img');
  }

  /** The next zoom level, around a place of the picture. */
  zoom(x = 0.5, y = 0.5) {
    this.scaleTo(LEVELS[(LEVELS.indexOf(this.scale) + 1) % LEVELS.length], x, y);
  }

  scaleTo(scale, x, y) {
    if (!this.zoomed) {
      this.x = x;
      this.y = y;
    }
    this.scale = scale;
    if (!this.zoomed) {
      this.x = 0.5;
      this.y = 0.5;
    }
    this.apply();
    this.changed();
  }

  /** Moves what is seen, in steps to the right and down. */
  move(across, down) {
    this.shift((across * STEP * 2) / this.scale, (down * STEP * 2) / this.scale);
  }

  shift(across, down) {
    const within = (value) => Math.min(1, Math.max(0, value));
    this.x = within(this.x + across);
    this.y = within(this.y + down);
    this.apply();
  }

  /** Blinking: both in the same place, in turns. Without motion the person turns them. */
  blink() {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!this.blinking) {
      this.stage.classList.add('blinking');
      this.turn(0);
      if (!still) {
        this.timer = setInterval(() => this.turn(1 - this.front), BLINK);
      }
    } else if (still) {
      this.turn(1 - this.front);
    } else {
      this.endBlink();
    }
    this.apply();
    this.changed();
  }

  turn(front) {
    this.front = front;
    this.panes.forEach((pane, i) => pane.classList.toggle('front', i === front));
  }

  endBlink() {
    clearInterval(this.timer);
    this.timer = null;
    this.stage.classList.remove('blinking');
    this.apply();
    this.changed();
  }

  /** Ends blinking and zooming. */
  calm() {
    this.endBlink();
    this.scaleTo(1, 0.5, 0.5);
  }

  /** The size at which the picture is drawn when it is seen whole. */
  drawn(pane) {
    const image = this.image(pane);
    const fit = Math.min(image.clientWidth / image.naturalWidth, image.clientHeight / image.naturalHeight);
    return image.naturalWidth ? { width: image.naturalWidth * fit, height: image.naturalHeight * fit } : { width: 0, height: 0 };
  }

  apply() {
    this.stage.classList.toggle('zoomed', this.zoomed);
    this.panes.forEach((_, pane) => {
      const { width, height } = this.drawn(pane);
      this.image(pane).style.transform = this.zoomed
        ? `scale(${this.scale}) translate(${(0.5 - this.x) * width}px, ${(0.5 - this.y) * height}px)`
        : '';
    });
  }

  /** The place of the picture under a pointer, 0 to 1 across and down. */
  placeOf(pane, event) {
    const box = this.image(pane).parentElement.getBoundingClientRect();
    const { width, height } = this.drawn(pane);
    return {
      x: this.x + (event.clientX - box.left - box.width / 2) / (width * this.scale),
      y: this.y + (event.clientY - box.top - box.height / 2) / (height * this.scale),
    };
  }

  listen() {
    this.panes.forEach((root, pane) => {
      const box = root.querySelector('.window');
      let last = null;
      let moved = false;
      box.addEventListener('pointerdown', (event) => {
        last = event;
        moved = false;
        if (this.zoomed) {
          box.setPointerCapture(event.pointerId);
        }
      });
      box.addEventListener('pointermove', (event) => {
        if (last === null || !this.zoomed) {
          return;
        }
        const { width, height } = this.drawn(pane);
        moved ||= Math.hypot(event.clientX - last.clientX, event.clientY - last.clientY) > 3;
        if (moved && width > 0) {
          this.stage.classList.add('dragging');
          this.shift((last.clientX - event.clientX) / (width * this.scale), (last.clientY - event.clientY) / (height * this.scale));
          last = event;
        }
      });
      const end = () => {
        last = null;
        this.stage.classList.remove('dragging');
      };
      box.addEventListener('pointerup', end);
      box.addEventListener('pointercancel', end);
      box.addEventListener('click', (event) => {
        if (!moved) {
          const { x, y } = this.placeOf(pane, event);
          this.zoom(Math.min(1, Math.max(0, x)), Math.min(1, Math.max(0, y)));
        }
      });
      box.addEventListener('wheel', (event) => {
        if (event.ctrlKey) {
          event.preventDefault();
          const at = Math.max(0, LEVELS.indexOf(this.scale) + (event.deltaY < 0 ? 1 : -1));
          const { x, y } = this.placeOf(pane, event);
          this.scaleTo(LEVELS[Math.min(at, LEVELS.length - 1)], x, y);
        }
      }, { passive: false });
    });
  }
}
