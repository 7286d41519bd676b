"""Forms outside the cover: rarer supported forms, and files of unsupported types."""
import io
import struct
import subprocess

import numpy as np
from PIL import Image

import cover
import jpeg
import png
import references
import samples
import scene
import simple
import tiff

PLAIN = cover.Form("", "unsigned", "8", "RGB", "none", "1", "none", "none", "II", "-", "-")
SRGB_AXES = (31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000)


def files(out):
    """(path, form, expected, program, command, exact) of each."""
    yield from _jpeg(out)
    yield from _chroma(out)
    yield from _png(out)
    yield from _tiff(out)
    yield from _bmp(out)
    yield from _pnm(out)


def _jpeg(out):
    form = PLAIN._replace(container="JPEG", colour="CMYK", encoding="baseline", layout="no-Adobe-marker")
    file, command = jpeg.encoded(form, samples.of(form).values)
    at = file.index(b"\xff\xee")
    file = file[:at] + file[at + 2 + struct.unpack(">H", file[at + 2:at + 4])[0]:]
    path = out / "JPEG-CMYK-without-Adobe-marker.jpg"
    path.write_bytes(file)
    inks = 1 - np.asarray(Image.open(path)) / 255
    rgb = inks[..., :3] * inks[..., 3:]
    yield path, form, scene.on_white(rgb, np.ones(rgb.shape[:2])), jpeg.VERSION, command + ", APP14 cut out", False


def _chroma(out):
    """Colours at a lower resolution, upsampled as djpeg does, without the tolerance of a profile."""
    for chroma in jpeg.SAMPLING:
        for encoding in ("baseline", "progressive", "restart"):
            form = PLAIN._replace(container="JPEG", colour="YCbCr", encoding=encoding, chroma=chroma)
            file, command = jpeg.encoded(form, samples.of(form._replace(colour="RGB")).values)
            path = out / f"JPEG-chroma-{chroma}-{encoding}.jpg"
            path.write_bytes(file)
            pixels = jpeg.decoded(file) / 255
            yield path, form, scene.on_white(pixels, np.ones(pixels.shape[:2])), jpeg.VERSION, command, False


def _png(out):
    form = PLAIN._replace(container="PNG", encoding="deflate", layout="rows")
    held = samples.of(form)
    for name, chunks in (("sRGB", [("sRGB", (0,))]),
                         ("gAMA-cHRM", [("gAMA", (45455,)), ("cHRM", SRGB_AXES)])):
        path = out / f"PNG-{name}-chunk.png"
        png.write(path, form, held.values, chunks=chunks)
        yield path, form._replace(variant=name), held.expected, png.VERSION, "png_write_image", True


def _tiff(out):
    def made(name, form, values=None, expected=None, exact=None, **options):
        held = samples.of(form)
        path = out / f"TIFF-{name}.tif"
        tiff.write(path, form, held.values if values is None else values, held.palette, None, **options)
        return (path, form._replace(layout=name), held.expected if expected is None else expected, tiff.VERSION,
                "TIFFWriteEncodedStrip", exact)

    form = PLAIN._replace(container="TIFF", layout="strips")
    yield made("old-deflate", form._replace(encoding="old-deflate"))
    for bits in ("10", "12", "14"):
        yield made(f"{bits}bit-grey", form._replace(bits=bits, colour="grey"))
    yield made("12bit-RGB", form._replace(bits="12"))
    bilevel = form._replace(bits="1", colour="white-is-zero")
    for encoding in ("none", "fax3", "fax4", "rle"):
        yield made(f"1bit-{encoding}-low-bit-first", bilevel._replace(encoding=encoding), low_bit_first=True)
    yield made("JPEG-of-RGB", form._replace(encoding="jpeg"), exact=False, expected=_read_by_libtiff)
    for encoding in ("none", "lzw"):
        yield made(f"palette-of-low-bytes-{encoding}", form._replace(bits="4", colour="palette", encoding=encoding),
                   palette_factor=1)
    for bits in ("32", "64"):
        beyond = form._replace(sample="float", bits=bits, colour="grey", variant="MM")
        values = samples.of(beyond).values * 1.5 - 0.25
        values[0, :2] = np.nan
        seen = np.where(np.isnan(values), 0, np.clip(values, 0, 1))
        yield made(f"float-{bits}bit-beyond-0-and-1", beyond, values,
                   scene.on_white(np.repeat(seen, 3, axis=2), np.ones(seen.shape[:2])))
    yield made("float-16bit-predictor3", form._replace(sample="float", bits="16", encoding="deflate+3"))
    yield made("float-16bit-lzw-predictor3-tiles",
               form._replace(sample="float", bits="16", encoding="lzw+3", alpha="straight", layout="tiles"))
    for bits in ("16", "32"):
        for encoding in ("none", "deflate+3"):
            name = f"float-{bits}bit-high-byte-first-{encoding.replace('+', '-predictor')}"
            yield made(name, form._replace(sample="float", bits=bits, encoding=encoding, alpha="straight", variant="MM"))
    turned = form._replace(colour="white-is-zero", alpha="straight")
    for bits in ("8", "16", "32"):
        yield made(f"white-is-zero-{bits}bit-straight", turned._replace(bits=bits))
        yield made(f"white-is-zero-{bits}bit-straight-planes", turned._replace(bits=bits, layout="planar-strips"))
    for bits in ("16", "32"):
        yield made(f"white-is-zero-float-{bits}bit", turned._replace(sample="float", bits=bits, alpha="none"))
    yield made("grey-16bit-associated-planes",
               form._replace(colour="grey", bits="16", alpha="associated", layout="planar-tiles"))
    yield made("CMYK-straight", form._replace(colour="CMYK", alpha="straight"))


def _read_by_libtiff(path):
    return scene.on_white(references.libtiff(path)[..., :3] / 255, np.ones((scene.HEIGHT, scene.WIDTH)))


def _bmp(out):
    form = PLAIN._replace(container="BMP", variant="v3", layout="bottom-up")
    held = samples.of(form)
    height, width, _ = held.values.shape
    rows = held.values[::-1, :, ::-1].astype(np.uint8)
    unused = np.full((height, width, 1), 7, np.uint8)
    data = np.concatenate([rows, unused], axis=2).tobytes()
    path = out / "BMP-32bit-unused-byte.bmp"
    header = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 32, 0, len(data), 2835, 2835, 0, 0)
    path.write_bytes(b"BM" + struct.pack("<IHHI", 54 + len(data), 0, 0, 54) + header + data)
    yield path, form._replace(layout="unused-byte"), held.expected, "scripts/twins", "BITMAPINFOHEADER", True
    for bits, size in ((32, 108), (32, 124), (16, 108)):
        deep = form._replace(bits="5" if bits == 16 else "8", variant="v4" if size == 108 else "v5")
        five = samples.of(deep)
        body = data
        if bits == 16:
            body = simple.by_hand(deep._replace(variant="v3"), five)[54:]
        header = struct.pack("<IiiHHIIiiII", size, width, height, 1, bits, 0, len(body), 2835, 2835, 0, 0)
        header += b"\0" * 16 + b"BGRs" + b"\0" * (size - 60)
        path = out / f"BMP-{bits}bit-{deep.variant}-masks-of-zero.bmp"
        path.write_bytes(b"BM" + struct.pack("<IHHI", 14 + size + len(body), 0, 0, 14 + size) + header + body)
        yield path, deep._replace(layout="bottom-up"), five.expected, "scripts/twins", "BITMAPV4HEADER", None
    inner = (out / "PNG-sRGB-chunk.png").read_bytes()
    path = out / "BMP-PNG-inside.bmp"
    header = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 0, 5, len(inner), 2835, 2835, 0, 0)
    path.write_bytes(b"BM" + struct.pack("<IHHI", 54 + len(inner), 0, 0, 54) + header + inner)
    yield path, form._replace(encoding="png"), held.expected, "scripts/twins", "BITMAPINFOHEADER, BI_PNG", True


def _pnm(out):
    grey = PLAIN._replace(container="PNM", colour="grey", variant="-", encoding="raw")
    held = samples.of(grey)
    height, width, _ = held.values.shape
    for top in (1, 3, 100, 254, 300, 1023, 65534):
        values = np.floor(held.values / 255 * top + 0.5).astype(int)
        expected = scene.on_white(np.repeat(values / top, 3, axis=2), np.ones((height, width)))
        form = grey._replace(bits=str(top), layout="maxval")
        plain = f"P2\n# a comment\n{width} {height}\n{top}\n" + "\n".join(
            " ".join(str(v) for v in row) for row in values[..., 0]) + "\n"
        raw = simple.run(["pamtopnm"], stdin=plain.encode())
        for ending, file in (("plain", plain.encode()), ("raw", raw)):
            path = out / f"PNM-maxval{top}-{ending}.pgm"
            path.write_bytes(file)
            yield path, form._replace(encoding=ending), expected, references.NETPBM, "pamtopnm", 255 % top == 0
    bits = (held.values[..., 0] < 128).astype(int)
    expected = np.repeat(255 * (1 - bits[..., None]), 3, axis=2).astype(np.uint8)
    path = out / "PNM-plain-bits-without-spaces.pbm"
    path.write_bytes(simple.run(["pamtopnm"], ["pnmtoplainpnm"], stdin=(
        f"P1 {width} {height}\n" + "\n".join(" ".join(map(str, row)) for row in bits)).encode()))
    yield path, grey._replace(bits="1", encoding="plain", layout="no spaces"), expected, references.NETPBM, "pnmtoplainpnm", True
    for kind, top, colour in (("BLACKANDWHITE_ALPHA", 1, "grey"), ("RGB_ALPHA", 1, "RGB"), ("RGB_ALPHA", 100, "RGB")):
        form = grey._replace(container="PAM", colour=colour, alpha="straight")
        source = samples.of(form).values / 255
        values = np.floor(source * top + 0.5)
        back = values / top
        colours = np.repeat(back[..., :1], 3, axis=2) if colour == "grey" else back[..., :3]
        path = out / f"PAM-{kind}-maxval{top}.pam"
        path.write_bytes(f"P7\nWIDTH {width}\nHEIGHT {height}\nDEPTH {values.shape[2]}\nMAXVAL {top}\nTUPLTYPE {kind}\n"
                         f"ENDHDR\n".encode() + values.astype(np.uint8).tobytes())
        yield path, form._replace(bits=str(top), layout=kind), scene.on_white(colours, back[..., -1]), "scripts/twins", "PAM", None
