#!/usr/bin/env python3
"""Writes the twin test's files: one picture in every form that docs/input.md lists, and its expected pixels.

    /usr/bin/python3 -B scripts/twins

The sets of forms are in core/src/test/resources/dev/likeness/picture/decoding/twins/forms.txt. The script draws a cover in which every
allowed pair of levels occurs. It also writes manifest.csv (the form, the expected pixels in twin-*.png, the tolerance, the
program that wrote the file, and the programs that read the expected pixels from it) and refused.csv (valid files of
unsupported types, with a word of their error message). The build does not need this script. It needs Debian 12 with
python3-numpy python3-pil libtiff6 libpng16-16 libjpeg-turbo-progs libturbojpeg0 webp liblcms2-2 netpbm imagemagick.
"""
import argparse
import csv
import hashlib

import numpy as np
import PIL
from PIL import Image

import cover
import jpeg
import more
import png
import profiles
import references
import refused
import samples
import scene
import simple
import tiff
import webp

OUT = cover.RESOURCES
ENDING = {"JPEG": "jpg", "PNG": "png", "WebP": "webp", "TIFF": "tif", "BigTIFF": "tif", "GIF": "gif", "BMP": "bmp",
          "PNM": "pnm", "PAM": "pam"}
FIELDS = ["file", *cover.Form._fields, "twin", "tolerance", "program", "command", "read_alike_by"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--each", type=int, help="draw this number of forms from every set instead of the cover; do not commit them")
    arguments = parser.parse_args()
    for old in [*OUT.glob("*-*.*"), *OUT.glob("*.csv")]:
        old.unlink()
    rows = []
    for form in cover.drawn(arguments.each) if arguments.each else cover.cover():
        path = OUT / _name(form)
        assert not path.exists(), path
        rows.append(_row(path, form, *_made(path, form)))
    rows += [_row(*made) for made in more.files(OUT)]
    _table("manifest.csv", FIELDS, rows)
    refusals = [[path.name, *rest] for path, *rest in refused.files(OUT)]
    _table("refused.csv", ["file", "word", "program", "command"], refusals)
    print(len(rows), "files,", sum(p.stat().st_size for p in OUT.iterdir()) >> 10, "KB")


def _table(name, fields, rows):
    with open(OUT / name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(fields)
        writer.writerows(rows)


def _name(form):
    turned = "" if form.orientation == "1" else "turned" + form.orientation
    words = form._replace(bits=form.bits + "bit", orientation=turned, encoding=form.encoding.replace("+", "-predictor"))
    return "-".join(w for w in words if w not in ("", "-", "unsigned", "none")) + "." + ENDING[form.container]


def _row(path, form, expected, program, command, exact=None):
    tolerance = _tolerance(form, exact)
    if callable(expected):
        expected = expected(path)
    alike = references.agreeing(path, form, expected, tolerance)
    return [path.name, *form, _twin(expected), tolerance, program, command, " ".join(alike)]


def _tolerance(form, exact):
    """The tolerance: 0 for eight bits or fewer; 1 for rounding, blending and lossy forms; 3 with a profile."""
    if form.profile != "none":
        return 3
    if exact is None:
        exact = form.sample == "unsigned" and form.bits in ("1", "2", "4", "8") and form.alpha in ("none", "key",
                                                                                                 "unspecified")
    return 0 if exact else 1


def _twin(expected):
    name = "twin-" + hashlib.sha256(repr(expected.shape).encode() + expected.tobytes()).hexdigest()[:10] + ".png"
    Image.fromarray(expected).save(OUT / name, optimize=True)
    return name


def _made(path, form):
    """Writes the file. Returns its expected pixels, the program, the command and whether the pixels are exact."""
    profile = profiles.BYTES.get(form.profile)
    orientation = int(form.orientation)
    if form.container == "JPEG":
        return _jpeg(path, form, profile)
    if form.container == "WebP":
        return _webp(path, form, profile)
    held = samples.of(form)
    if form.container == "PNG":
        exif = jpeg.exif(form.variant, orientation) if orientation > 1 else None
        png.write(path, form, held.values, palette=held.palette, opacities=held.opacities, key=held.key,
                  profile=profile, exif=exif)
        return held.expected, png.VERSION, "png_write_image", None
    if form.container in ("TIFF", "BigTIFF"):
        return _tiff(path, form, held, profile)
    if form.container == "GIF":
        return *_named(simple.gif(path, form, held)), True
    if form.container == "BMP":
        return *_named(simple.bmp(path, form, held)), None
    command = simple.pnm(path, form, held, lambda source: _source_png(source, form, held))
    return *_named((held.expected, "netpbm", command)), None


def _named(made):
    expected, program, command = made
    return expected, {"Pillow": f"Pillow {PIL.__version__}", "netpbm": references.NETPBM,
                      "ImageMagick": references.MAGICK, "script": "scripts/twins"}[program], command


def _source_png(source, form, held):
    """The samples in a PNG of 1, 8 or 16 bits, and their largest value."""
    top = samples.largest(form)
    deeper = form.bits == "odd" or (form.bits == "1" and form.alpha == "straight")
    bits = "16" if deeper else form.bits
    values = np.floor(held.values / top * 65535 + 0.5) if deeper else held.values
    png.write(source, form._replace(bits=bits, layout="rows"), values)
    return top


def _jpeg(path, form, profile):
    rgb = form._replace(sample="unsigned", colour={"YCCK": "CMYK", "YCbCr": "RGB"}.get(form.colour, form.colour))
    file, command = jpeg.encoded(form, samples.of(rgb).values)
    path.write_bytes(jpeg.with_segments(file, form.variant, int(form.orientation), profile))
    expected = _finished(form, jpeg.decoded(file) / 255)
    program = f"Pillow {PIL.__version__}" if command.startswith("Pillow") else jpeg.VERSION
    return expected, program, command + "; EXIF and profile put in by scripts/twins/jpeg.py", False


def _finished(form, stored):
    """Converts the output of a lossy form's own decoder to the expected pixels."""
    colours = scene.upright(stored, int(form.orientation))
    opacity = colours[..., 3] if colours.shape[2] == 4 else np.ones(colours.shape[:2])
    return scene.on_white(samples.in_srgb(form, colours[..., :3]), opacity)


def _webp(path, form, profile):
    held = samples.of(form._replace(colour="RGB"))
    exif = jpeg.exif(form.variant, int(form.orientation)) if form.orientation != "1" else None
    command = webp.write(path, form, held.values, exif, profile)
    return _finished(form, webp.decoded(path, form) / 255), webp.VERSION, command, form.encoding == "VP8L" and None


def _tiff(path, form, held, profile):
    values = held.values
    if form.colour == "YCbCr":
        rgb = samples.of(form._replace(colour="RGB")).values
        values = rgb if form.encoding == "jpeg" else tiff.ycbcr(rgb)
    tiff.write(path, form, values, held.palette, profile)
    command = "TIFFWriteEncoded" + ("Tile" if form.layout.endswith("tiles") else "Strip")
    if form.encoding != "jpeg" and form.colour != "YCbCr":
        return held.expected, tiff.VERSION, command, form.colour != "CMYK" and None
    decoded = references.libtiff(path, orientation=int(form.orientation))
    return _finished(form, decoded / 255), tiff.VERSION, command, False


if __name__ == "__main__":
    main()
