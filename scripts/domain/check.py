#!/usr/bin/env python3
"""Measures how well pictures outside the domain of a model are recognised, with edits written here and not in the product.

    python3 check.py LIKENESS MODEL expected=inside KIND:DATA ... expected=outside KIND:DATA ...

LIKENESS is the program, MODEL a name or folder, DATA a folder of pictures (for flat, noise and gradient: the number to draw).
Kinds: plain, edited (each picture plain and with --edits random edits), writing, inverted, ink, thick, flat, noise, gradient.
--bucket N keeps files whose SHA-256 has first byte modulo 10 = N. Needs numpy and Pillow. Prints the share of pictures outside
the domain for each kind; pictures are given to compare in pairs of a picture with itself.
"""
import argparse
import csv
import hashlib
import io
import math
import pathlib
import random
import subprocess
import tempfile

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

WORDS = "sale the of copyright photo hello world summer best new free stock draft sample when you see it".split()


def any_colour(r):
    return r.choice([(0, 0, 0), (255, 255, 255), (128, 128, 128), tuple(r.randrange(256) for _ in range(3))])


def crop(im, r):
    w, h = im.size
    cw, ch = int(w * r.uniform(0.7, 1)), int(h * r.uniform(0.7, 1))
    x, y = r.randint(0, w - cw), r.randint(0, h - ch)
    return im.crop((x, y, x + cw, y + ch))


def turn(im, r):
    return im.rotate(r.uniform(-25, 25), Image.BICUBIC, expand=r.random() < 0.5, fillcolor=any_colour(r))


def quarter(im, r):
    return im.transpose(r.choice([Image.ROTATE_90, Image.ROTATE_180, Image.ROTATE_270]))


def jpeg(im, r, low=5, high=8):
    out = io.BytesIO()
    im.save(out, "JPEG", quality=r.randint(low, high))
    return Image.open(out).convert("RGB")


def blur(im, r):
    return im.filter(ImageFilter.GaussianBlur(r.uniform(0.008, 0.03) * min(im.size)))


def grain(im, r):
    g = np.random.default_rng(r.randrange(1 << 30))
    a = np.asarray(im, float)
    return Image.fromarray(np.clip(a + g.normal(0, r.uniform(8, 40), a.shape), 0, 255).astype("u1"))


def light(im, r):
    kind = r.randrange(3)
    if kind == 0:
        return ImageEnhance.Brightness(im).enhance(r.choice([r.uniform(0.35, 0.7), r.uniform(1.4, 2)]))
    if kind == 1:
        return ImageEnhance.Contrast(im).enhance(r.choice([r.uniform(0.35, 0.7), r.uniform(1.5, 2.5)]))
    g = r.choice([r.uniform(0.4, 0.7), r.uniform(1.5, 2.5)])
    return im.point([int(255 * (i / 255) ** g + 0.5) for i in range(256)] * 3)


def colour(im, r):
    a = np.asarray(im.convert("HSV")).copy()
    a[..., 0] += np.uint8(r.randrange(256))
    return Image.fromarray(a, "HSV").convert("RGB")


def grey(im, r):
    return im.convert("L").convert("RGB")


def words(im, r):
    im = im.copy()
    d = ImageDraw.Draw(im)
    w, h = im.size
    size = max(8, int(h * r.uniform(0.08, 0.2)))
    text = " ".join(r.choices(WORDS, k=3))
    d.text((r.randint(0, w // 3), r.randint(0, max(1, h - size))), text, font=ImageFont.load_default(size=size), fill=r.choice(["white", "black", "red"]))
    return im


def watermark(im, r):
    w, h = im.size
    mask = Image.new("L", (2 * w, 2 * h), 0)
    d = ImageDraw.Draw(mask)
    size = max(8, int(h * r.uniform(0.08, 0.2)))
    for y in range(0, 2 * h, int(size * r.uniform(1.6, 3))):
        for x in range(-size * (y % 3), 2 * w, size * 5):
            d.text((x, y), "SAMPLE", font=ImageFont.load_default(size=size), fill=115)
    mask = mask.rotate(r.choice([0, 30, 45]), Image.BICUBIC).crop((w // 2, h // 2, w // 2 + w, h // 2 + h))
    return Image.composite(Image.new("RGB", (w, h), r.choice(["white", "black"])), im, mask)


def sticker(im, r):
    im = im.copy()
    d = ImageDraw.Draw(im)
    w, h = im.size
    for _ in range(r.randint(1, 3)):
        s = int(min(w, h) * r.uniform(0.12, 0.35))
        x, y = r.randint(0, w - s), r.randint(0, h - s)
        r.choice([d.ellipse, d.rectangle])((x, y, x + s, y + s), fill=any_colour(r))
    return im


def frame(im, r):
    return ImageOps.expand(im, int(min(im.size) * r.uniform(0.04, 0.15)), any_colour(r))


def pad(im, r):
    w, h = im.size
    out = Image.new("RGB", (int(w * r.uniform(1, 1.5)), int(h * r.uniform(1.1, 1.6))), any_colour(r))
    out.paste(im, ((out.width - w) // 2, (out.height - h) // 2))
    return out


def screenshot(im, r):
    w, h = im.size
    back, ink = r.choice([((255, 255, 255), "black"), ((24, 26, 30), "white")])
    W, H = int(w * r.uniform(1, 1.5)), int(h * r.uniform(1.3, 1.8))
    out = Image.new("RGB", (W, H), back)
    d = ImageDraw.Draw(out)
    bar = max(6, H // 16)
    d.rectangle((0, 0, W, bar), fill=r.choice(["navy", "grey", "lightgrey"]))
    out.paste(im, (r.randint(0, W - w), bar + 2))
    size = max(8, H // 28)
    for y in range(bar + h + size // 2, H - size, int(1.6 * size)):
        d.text((W // 25, y), " ".join(r.choices(WORDS, k=6)), font=ImageFont.load_default(size=size), fill=ink)
    return out


def thumbnail(im, r):
    s = r.randint(24, 56) / max(im.size)
    return im.resize((max(1, int(im.width * s)), max(1, int(im.height * s))), Image.LANCZOS)


EDITS = [crop, turn, quarter, lambda im, r: ImageOps.mirror(im), jpeg, blur, grain, light, colour, grey, words, watermark,
         sticker, frame, pad, screenshot, thumbnail]


def several(im, r):
    for edit in r.sample(EDITS, r.randint(2, 3)):
        im = edit(im, r)
    return im


def inked(im, r, paper, ink, thick=0):
    mask = im.convert("L").resize((r.choice([64, 105, 160, 210]),) * 2, Image.BICUBIC)
    if thick:
        mask = mask.filter(ImageFilter.MinFilter(thick))
    return Image.composite(Image.new("RGB", mask.size, paper), Image.new("RGB", mask.size, ink), mask)


WRITING = {
    "writing": lambda im, r: im,
    "inverted": lambda im, r: ImageOps.invert(im),
    "ink": lambda im, r: inked(im, r, tuple(r.randrange(210, 256) for _ in range(3)), tuple(r.randrange(140) for _ in range(3))),
    "thick": lambda im, r: inked(im, r, (255,) * 3, (0,) * 3, r.choice([3, 5, 7])),
}


def flat(r):
    im = Image.new("RGB", (r.randint(32, 300), r.randint(32, 300)), any_colour(r))
    return jpeg(im, r, 20, 90) if r.random() < 0.5 else im


def noise(r):
    g = np.random.default_rng(r.randrange(1 << 30))
    s = r.choice([64, 96, 128, 200, 256])
    kind = r.randrange(4)
    if kind == 0:
        a = g.uniform(0, 256, (s, s, 1)) * np.ones(3)
    elif kind == 1:
        a = g.uniform(0, 256, (s, s, 3))
    elif kind == 2:
        a = g.normal(r.uniform(80, 180), r.uniform(20, 80), (s, s, 3))
    else:
        a = 255.0 * (g.random((s, s, 1)) < r.uniform(0.1, 0.9)) * np.ones(3)
    return Image.fromarray(np.clip(a, 0, 255).astype("u1"))


def gradient(r):
    y, x = np.mgrid[0:128, 0:128] / 128
    t = r.uniform(0, 2 * math.pi)
    v = np.clip((x - 0.5) * math.cos(t) + (y - 0.5) * math.sin(t) + 0.5, 0, 1)[..., None]
    a, b = np.array(any_colour(r)), np.array(tuple(r.randrange(256) for _ in range(3)))
    return Image.fromarray((a + (b - a) * v).astype("u1"))


DRAWN = {"flat": flat, "noise": noise, "gradient": gradient}


def pictures(kind, data, r, options):
    if kind in DRAWN:
        for _ in range(int(data)):
            yield DRAWN[kind](r)
        return
    files = [f for f in sorted(pathlib.Path(data).rglob("*")) if f.suffix.lower() in (".jpg", ".jpeg", ".png")]
    if options.bucket is not None and kind in ("plain", "edited"):
        files = [f for f in files if hashlib.sha256(f.read_bytes()).digest()[0] % 10 == options.bucket]
    r.shuffle(files)
    for file in files[: options.most]:
        im = Image.open(file).convert("RGB")
        if kind in WRITING:
            yield WRITING[kind](im, r)
            continue
        yield im
        if kind == "edited":
            for edit in r.sample(EDITS + [several], options.edits):
                yield edit(im, r)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("likeness")
    parser.add_argument("model")
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--bucket", type=int)
    parser.add_argument("--edits", type=int, default=3)
    parser.add_argument("--most", type=int, default=1000)
    options = parser.parse_args()
    expected = ""
    failed = False
    for each in options.sets:
        if each.startswith("expected="):
            expected = each.split("=")[1]
            continue
        kind, data = each.split(":", 1)
        with tempfile.TemporaryDirectory() as folder:
            rows = []
            for number, im in enumerate(pictures(kind, data, random.Random(5), options)):
                name = f"{number}.png"
                im.convert("RGB").save(pathlib.Path(folder, name), compress_level=1)
                rows.append((name, name))
            table = pathlib.Path(folder, "pairs.csv")
            with open(table, "w", newline="") as out:
                csv.writer(out).writerows([("a", "b"), *rows])
            answers = pathlib.Path(folder, "answers.csv")
            subprocess.run([options.likeness, "compare", "--model", options.model, "--pairs", table, "--out", answers],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            with open(answers, newline="") as found:
                outside = sum(row["in_domain"] == "0" for row in csv.DictReader(found))
        share = 100 * outside / len(rows)
        good = {"inside": share <= 2, "outside": share >= 95}.get(expected, True)
        failed = failed or not good
        print(f"{kind:9s} {len(rows):6d} pictures, outside {share:6.2f} %, expected {expected or '?'}{'' if good else '  MISSED'}", flush=True)
    raise SystemExit(failed)


if __name__ == "__main__":
    main()
