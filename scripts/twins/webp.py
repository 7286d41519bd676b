"""WebP files by cwebp and webpmux, and their pixels by dwebp."""
import io
import pathlib
import struct
import subprocess
import tempfile

import numpy as np
from PIL import Image

VERSION = "libwebp " + subprocess.run(["cwebp", "-version"], capture_output=True, text=True).stdout.splitlines()[0]
QUALITY = "75"
LEFT, TOP, MORE = 6, 4, (11, 9)  # offset of a frame, and the additional size of its canvas


def write(path, form, rgba, exif, profile):
    """rgba: [H,W,3 or 4] bytes in the order of the file; returns the commands."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        Image.fromarray(rgba.astype(np.uint8)).save(folder / "in.png")
        options = ["-lossless", "-exact"] if form.encoding == "VP8L" else ["-q", QUALITY]
        commands = [["cwebp", "-quiet", *options, "in.png", "-o", "out.webp"]]
        if form.layout == "offset":
            height, width = rgba.shape[:2]
            commands.append(["webpmux", "-frame", "out.webp", f"+100+{LEFT}+{TOP}", "-frame", "out.webp", "+100",
                             "-o", "out.webp"])
        if exif:
            (folder / "exif").write_bytes(exif)
            commands.append(["webpmux", "-set", "exif", "exif", "out.webp", "-o", "out.webp"])
        if profile:
            (folder / "icc").write_bytes(profile)
            commands.append(["webpmux", "-set", "icc", "icc", "out.webp", "-o", "out.webp"])
        for command in commands:
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
        data = (folder / "out.webp").read_bytes()
        if form.layout == "offset":
            data = _larger(data, width + MORE[0], height + MORE[1])
        path.write_bytes(data)
        return "; ".join(" ".join(c) for c in commands)


def _larger(file, width, height):
    """Sets the canvas of an extended file (RFC 9649 sec. 2.7); webpmux makes it only as large as its frames."""
    assert file[12:16] == b"VP8X"
    return file[:24] + struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3] + file[30:]


def decoded(path, form):
    """[H,W,4]: RGB and opacity by dwebp with its defaults; an offset frame on its canvas."""
    with tempfile.TemporaryDirectory() as folder:
        still = path
        if form.layout == "offset":
            still = pathlib.Path(folder) / "frame.webp"
            subprocess.run(["webpmux", "-get", "frame", "1", path, "-o", still], check=True, capture_output=True)
        out = subprocess.run(["dwebp", "-quiet", still, "-o", "-"], capture_output=True, check=True).stdout
    pixels = np.asarray(Image.open(io.BytesIO(out)).convert("RGBA"))
    if form.layout == "offset":
        height, width = pixels.shape[:2]
        canvas = np.zeros((height + MORE[1], width + MORE[0], 4), np.uint8)
        canvas[TOP:TOP + height, LEFT:LEFT + width] = pixels
        return canvas
    return pixels
