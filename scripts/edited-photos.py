#!/usr/bin/env python3
"""Writes a test set of edited photographs: a folder for each photograph, with the original and eight edits of it.

    scripts/edited-photos.py PHOTOS OUT [COUNT] [SEED]     such as scripts/edited-photos.py data/test edited 120 1

PHOTOS is a folder of photographs, of which COUNT are drawn (120 unless given). The edits are made by Pillow and share no code
with the views that training generates. The name of a file tells its edits. The same arguments write the same pictures.
"""
import io
import pathlib
import random
import sys

import numpy
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

WORDS = "SALE NEW sample holiday 2024 copyright photo agency LOL best day ever breaking preview draft shop".split()


def colour(r):
    return tuple(r.randrange(256) for _ in range(3))


def font(size):
    return ImageFont.load_default(size=max(6, int(size)))


def crop(im, r):
    area = r.uniform(0.5, 0.85)
    ratio = r.uniform(0.8, 1.25)
    w = min(1.0, (area * ratio) ** 0.5)
    h = min(1.0, area / w)
    x, y = r.uniform(0, 1 - w), r.uniform(0, 1 - h)
    return im.crop((int(x * im.width), int(y * im.height), int((x + w) * im.width), int((y + h) * im.height)))


def turn(im, r):
    angle = r.uniform(5, 25) * r.choice((-1, 1))
    fill = r.choice(((0, 0, 0), (255, 255, 255), colour(r)))
    return im.rotate(angle, Image.Resampling.BICUBIC, expand=r.random() < 0.5, fillcolor=fill)


def quarter(im, r):
    return im.transpose(r.choice((Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)))


def mirror(im, r):
    return ImageOps.mirror(im) if r.random() < 0.8 else ImageOps.flip(im)


def jpeg(im, r):
    out = io.BytesIO()
    im.save(out, "JPEG", quality=r.randint(5, 30))
    return Image.open(io.BytesIO(out.getvalue())).convert("RGB")


def noise(im, r):
    grain = numpy.random.default_rng(r.randrange(1 << 31)).normal(0, r.uniform(15, 50), (im.height, im.width, 3))
    return Image.fromarray((numpy.asarray(im) + grain).clip(0, 255).astype("uint8"))


def blur(im, r):
    return im.filter(ImageFilter.GaussianBlur(r.uniform(0.008, 0.025) * max(im.size)))



def light(im, r):
    gamma = r.choice((r.uniform(0.45, 0.75), r.uniform(1.4, 2.2)))
    im = im.point([int(255 * (i / 255) ** gamma + 0.5) for i in range(256)] * 3)
    im = ImageEnhance.Brightness(im).enhance(r.uniform(0.6, 1.5))
    return ImageEnhance.Contrast(im).enhance(r.uniform(0.6, 1.6))


def hue(im, r):
    h, s, v = im.convert("HSV").split()
    shift = int(r.uniform(-25, 25))
    h = h.point([(i + shift) % 256 for i in range(256)])
    im = Image.merge("HSV", (h, s, v)).convert("RGB")
    im = ImageEnhance.Color(im).enhance(r.choice((r.uniform(0.2, 0.6), r.uniform(1.5, 2.2))))
    gains = [r.uniform(0.8, 1.25) for _ in range(3)]
    return im.point([min(255, int(i * g)) for g in gains for i in range(256)])


def grey(im, r):
    return im.convert("L").convert("RGB")


def text(im, r):
    im = im.copy()
    pen = ImageDraw.Draw(im)
    for _ in range(r.randint(1, 2)):
        size = r.uniform(0.08, 0.2) * min(im.size)
        words = " ".join(r.choice(WORDS) for _ in range(r.randint(1, 3)))
        place = (r.uniform(0, 0.4) * im.width, r.uniform(0, 0.85) * im.height)
        pen.text(place, words, colour(r), font(size), stroke_width=r.randint(0, 2), stroke_fill=(0, 0, 0))
    return im


def watermark(im, r):
    layer = Image.new("RGBA", (2 * max(im.size),) * 2, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    grey_level = r.choice((255, 255, 0))
    ink = (grey_level,) * 3 + (int(r.uniform(60, 150)),)
    size = r.uniform(0.08, 0.2) * min(im.size)
    word = r.choice(WORDS) + " " + r.choice(WORDS)
    step = size * r.uniform(1.8, 3)
    for row in range(int(layer.height / step)):
        for column in range(4):
            pen.text((column * size * len(word) * 0.8 - row % 2 * size, row * step), word, ink, font(size))
    layer = layer.rotate(r.uniform(-45, 45), Image.Resampling.BICUBIC)
    x, y = (layer.width - im.width) // 2, (layer.height - im.height) // 2
    layer = layer.crop((x, y, x + im.width, y + im.height))
    return Image.alpha_composite(im.convert("RGBA"), layer).convert("RGB")


def sticker(im, r):
    im = im.copy()
    pen = ImageDraw.Draw(im)
    for _ in range(r.randint(1, 3)):
        radius = r.uniform(0.08, 0.18) * min(im.size)
        x, y = r.uniform(0.1, 0.9) * im.width, r.uniform(0.1, 0.9) * im.height
        box = (x - radius, y - radius, x + radius, y + radius)
        shape = r.choice((pen.ellipse, pen.rectangle))
        shape(box, fill=colour(r), outline=colour(r), width=2)
        pen.ellipse((x - radius / 2, y - radius / 2, x, y), fill=colour(r))
    return im


def frame(im, r):
    return ImageOps.expand(im, int(r.uniform(0.04, 0.12) * min(im.size)), colour(r))


def padding(im, r):
    side = r.uniform(1.0, 1.15)
    size = (int(max(im.size) * side),) * 2 if r.random() < 0.6 else (im.width, int(im.height * r.uniform(1.25, 1.7)))
    back = Image.new("RGB", size, r.choice(((0, 0, 0), (255, 255, 255), colour(r))))
    back.paste(im, ((size[0] - im.width) // 2, (size[1] - im.height) // 2))
    return back


def screenshot(im, r):
    phone = r.random() < 0.6
    share = r.uniform(0.5, 0.85)
    if phone:
        w = im.width
        h = int(max(im.height * 1.05, im.height / share))
    else:
        w, h = int(im.width / share**0.5), int(im.height / share**0.5)
    dark = r.random() < 0.5
    back, ink = ((24, 24, 28), (220, 220, 220)) if dark else ((250, 250, 250), (40, 40, 40))
    page = Image.new("RGB", (w, h), back)
    top = int(r.uniform(0.2, 0.6) * (h - im.height))
    page.paste(im, ((w - im.width) // 2, top))
    pen = ImageDraw.Draw(page)
    size = max(6, 0.04 * h)
    pen.text((0.03 * w, 0.2 * size), "12:%02d" % r.randrange(60), ink, font(size * 0.8))
    pen.rectangle((0.85 * w, 0.3 * size, 0.95 * w, 0.8 * size), outline=ink)
    y = top + im.height + size * 0.5
    while y < h - size:
        pen.text((0.05 * w, y), " ".join(r.choice(WORDS) for _ in range(r.randint(2, 6))), ink, font(size * 0.8))
        y += size * 1.3
    return page


def thumbnail(im, r):
    side = r.randint(32, 64)
    small = im.copy()
    small.thumbnail((side, side), Image.Resampling.BOX)
    if r.random() < 0.5:
        return small
    return small.resize(im.size, r.choice((Image.Resampling.NEAREST, Image.Resampling.BILINEAR)))


KINDS = (crop, turn, quarter, mirror, jpeg, blur, noise, light, hue, grey, text, watermark, sticker, frame, padding,
         screenshot, thumbnail)
TOGETHER = (crop, turn, quarter, mirror, jpeg, blur, noise, light, hue, grey, text, watermark, sticker, frame, padding,
            screenshot)


def together(r):
    """Two to four kinds, in the order in which they are applied."""
    chosen = r.sample(TOGETHER, r.randint(2, 4))
    return tuple(kind for kind in TOGETHER if kind in chosen)


def main():
    if not 3 <= len(sys.argv) <= 5:
        sys.exit(__doc__)
    source, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 120
    r = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    files = sorted(p for p in source.iterdir() if p.suffix.lower() in (".jpg", ".jpeg", ".png"))
    for file in sorted(r.sample(files, min(count, len(files)))):
        im = Image.open(file).convert("RGB")
        im.thumbnail((512, 512))
        folder = out / file.stem
        folder.mkdir(parents=True, exist_ok=True)
        im.save(folder / "0-original.png")
        plans = [(kind,) for kind in r.sample(KINDS, 6)]
        plans += [together(r) for _ in range(2)]
        for i, plan in enumerate(plans, 1):
            edited = im
            for kind in plan:
                edited = kind(edited, r)
            edited.save(folder / f"{i}-{'-'.join(kind.__name__ for kind in plan)}.png")


if __name__ == "__main__":
    main()
