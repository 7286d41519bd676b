"""GIF, BMP and PNM files: by Pillow, ImageMagick and netpbm if they write the form, otherwise byte by byte."""
import pathlib
import struct
import subprocess
import tempfile

import numpy as np
from PIL import Image

MAGICK = "convert-im6.q16"
OFFSET, MORE = (5, 3), (9, 7)  # of a GIF frame on its canvas


def run(*commands, stdin=b""):
    """Runs a pipe of commands."""
    for command in commands:
        stdin = subprocess.run(command, input=stdin, check=True, capture_output=True).stdout
    return stdin


def _indexed(samples):
    image = Image.fromarray(samples.values[..., 0].astype(np.uint8), "P")
    image.putpalette([int(v) for c in samples.palette for v in c])
    return image


def gif(path, form, samples):
    """The expected [H,W,3], and the program and command."""
    image = _indexed(samples)
    expected = samples.expected
    if form.variant == "87a":
        key = [] if samples.key is None else ["unsupported"]
        assert not key
        with tempfile.TemporaryDirectory() as folder:
            image.convert("RGB").save(pathlib.Path(folder) / "in.ppm")
            ppm = (pathlib.Path(folder) / "in.ppm").read_bytes()
        options = ["-interlace"] if form.layout == "interlaced" else []
        path.write_bytes(run(["ppmtogif", *options], stdin=ppm))
        return expected, "netpbm", " ".join(["ppmtogif", *options])
    extra = {} if samples.key is None else {"transparency": int(samples.key)}
    image.save(path, "GIF", interlace=int(form.layout == "interlaced"), optimize=False, **extra)
    how = f"save(interlace={form.layout == 'interlaced'}, {extra})"
    data = path.read_bytes()
    if form.variant == "local":
        data = _local(data)
        how += ", the palette moved into the frame"
    if form.layout == "offset":
        data, expected = _offset(data, expected)
        how += ", the screen made larger than the frame"
    path.write_bytes(data)
    return expected, "Pillow", how


def _local(data):
    """The global palette becomes the frame's (GIF89a sec. 18 and 20)."""
    size = data[10] & 7
    palette = data[13:13 + 3 * (2 << size)]
    head = data[:10] + bytes([data[10] & 0x70]) + data[11:13]
    rest = data[13 + len(palette):]
    at = _descriptor(rest)
    return head + rest[:at + 9] + bytes([rest[at + 9] & 0x60 | 0x80 | size]) + palette + rest[at + 10:]


def _descriptor(rest):
    at = 0
    while rest[at] == 0x21:
        at += 2
        while rest[at]:
            at += rest[at] + 1
        at += 1
    return at


def _offset(data, expected):
    height, width, _ = expected.shape
    larger = struct.pack("<HH", width + MORE[0], height + MORE[1])
    start = 13 + (3 * (2 << (data[10] & 7)) if data[10] & 0x80 else 0)
    at = start + _descriptor(data[start:])
    data = data[:6] + larger + data[10:at + 1] + struct.pack("<HH", *OFFSET) + data[at + 5:]
    canvas = np.full((height + MORE[1], width + MORE[0], 3), 255, np.uint8)
    canvas[OFFSET[1]:OFFSET[1] + height, OFFSET[0]:OFFSET[0] + width] = expected
    return data, canvas


def bmp(path, form, samples):
    data, tool, how = _bmp(form, samples)
    if form.layout == "top-down" and tool != "script":
        data, how = _top_down(data), how + ", its rows turned about and its height made negative"
    path.write_bytes(data)
    return samples.expected, tool, how


def _bmp(form, samples):
    if form.variant == "os2":
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "in.ppm"
            Image.fromarray(samples.expected).save(source)
            options = ["-os2", f"-bpp={24 if form.colour == 'RGB' else form.bits}"]
            return run(["ppmtobmp", *options], stdin=source.read_bytes()), "netpbm", " ".join(["ppmtobmp", *options])
    if form.colour == "palette" and form.encoding == "none" and form.variant == "v3":
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "in.ppm"
            Image.fromarray(samples.expected).save(source)
            options = ["-windows", f"-bpp={form.bits}"]
            return run(["ppmtobmp", *options], stdin=source.read_bytes()), "netpbm", " ".join(["ppmtobmp", *options])
    if form.encoding == "rle8" or (form.colour == "RGB" and form.bits == "8" and form.alpha == "none"
                                   and form.variant in ("v3", "v4")):
        return _magick(form, samples)
    return by_hand(form, samples), "script", "Windows GDI, BITMAPV4HEADER and BITMAPV5HEADER"


def _magick(form, samples):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "in.png"
        (Image.fromarray(samples.expected) if form.colour == "RGB" else _indexed(samples)).save(source)
        kind = "bmp3" if form.variant == "v3" else "bmp"
        target = pathlib.Path(folder) / "out.bmp"
        options = ["-compress", "RLE"] if form.encoding == "rle8" else ["-type", "TrueColor"]
        command = [MAGICK, "in.png", *options, f"{kind}:out.bmp"]
        subprocess.run(command, cwd=folder, check=True)
        return target.read_bytes(), "ImageMagick", " ".join(command)


def by_hand(form, samples):
    """Headers and rows as Windows defines them; no program of Debian writes these."""
    height, width, _ = samples.values.shape
    rows = samples.values.astype(int)
    if form.layout == "bottom-up":
        rows = rows[::-1]
    masks, compression, bits = (), 0, int(form.bits)
    if form.encoding == "rle4":
        data, compression = b"".join(_rle4(row[:, 0]) for row in rows) + b"\0\1", 2
    elif form.colour == "palette":
        each = ((rows[..., 0][..., None] >> np.arange(bits - 1, -1, -1)) & 1).astype(np.uint8)
        data = _padded(np.packbits(each.reshape(height, -1), axis=1))
    elif form.bits == "5":
        bits = 16
        if form.encoding == "bitfields":
            masks, compression = (0xf800, 0x7e0, 0x1f, 0), 3
        red = 11 if masks else 10
        data = _padded((rows[..., 0] << red | rows[..., 1] << 5 | rows[..., 2]).astype("<u2"))
    elif form.alpha == "straight":
        bits = 32
        data = _padded(np.ascontiguousarray(rows[..., [2, 1, 0, 3]].astype(np.uint8)).reshape(height, -1))
        masks, compression = (0xff0000, 0xff00, 0xff, 0xff000000), 3
    else:
        bits = 24
        data = _padded(np.ascontiguousarray(rows[..., ::-1].astype(np.uint8)).reshape(height, -1))
    palette = b"" if samples.palette is None else b"".join(bytes([int(c[2]), int(c[1]), int(c[0]), 0])
                                                           for c in samples.palette)
    size = {"v3": 40, "v4": 108, "v5": 124}[form.variant]
    header = struct.pack("<IiiHHIIiiII", size, width, -height if form.layout == "top-down" else height, 1, bits,
                         compression, len(data), 2835, 2835, len(palette) // 4, 0)
    if masks and size == 40:
        palette = struct.pack("<3I", *masks[:3])  # after the header
    elif size > 40:
        header += struct.pack("<4I", *(masks or (0, 0, 0, 0))) + b"BGRs"  # LCS_sRGB
        header += b"\0" * (size - len(header))
    start = 14 + size + len(palette)
    return b"BM" + struct.pack("<IHHI", start + len(data), 0, 0, start) + header + palette + data


def _padded(rows):
    return b"".join(row.tobytes() + b"\0" * (-row.nbytes % 4) for row in rows)


def _rle4(row):
    """Encoded runs, absolute runs for four and more different values, and the end of the row."""
    data, at = bytearray(), 0
    while at < len(row):
        run_length = 1
        while at + run_length < len(row) and run_length < 255 and row[at + run_length] == row[at]:
            run_length += 1
        if run_length >= 4 or len(row) - at < 4:
            data += bytes([run_length, int(row[at]) << 4 | int(row[at])])
            at += run_length
        else:
            part = [int(v) for v in row[at:at + 4]]
            data += bytes([0, 4, part[0] << 4 | part[1], part[2] << 4 | part[3]])
            at += 4
    return bytes(data) + b"\0\0"


def _top_down(data):
    start, size = struct.unpack("<I", data[10:14])[0], struct.unpack("<I", data[14:18])[0]
    if size == 12:
        sys_height = struct.unpack("<h", data[20:22])[0]
        stride = (len(data) - start) // sys_height
        height = struct.pack("<h", -sys_height)
    else:
        sys_height = struct.unpack("<i", data[22:26])[0]
        stride = (len(data) - start) // sys_height
        height = struct.pack("<i", -sys_height)
    rows = [data[start + i * stride:start + (i + 1) * stride] for i in range(sys_height)]
    at = 20 if size == 12 else 22
    return data[:at] + height + data[at + len(height):start] + b"".join(reversed(rows))


def pnm(path, form, samples, png):
    """netpbm reads the PNG that libpng wrote, and writes PNM and PAM."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "in.png"
        top = png(source)
        commands = [["pngtopam", *(["-alphapam"] if form.alpha == "straight" else []), str(source)]]
        if form.bits == "odd" or (form.bits == "1" and form.alpha == "straight"):
            commands.append(["pamdepth", str(top)])
        if form.container == "PAM":
            if form.alpha == "none":
                kind = {"1": "BLACKANDWHITE"}.get(form.bits, "GRAYSCALE") if form.colour == "grey" else "RGB"
                commands.append(["pamchannel", "-tupletype", kind, *(["0"] if form.colour == "grey" else ["0", "1", "2"])])
        elif form.encoding == "plain":
            commands.append(["pamtopnm"])
            commands.append(["pnmtoplainpnm"])
        else:
            commands.append(["pamtopnm"])
        path.write_bytes(run(*commands))
        return " | ".join(" ".join(c) for c in commands).replace(str(source), "in.png")
