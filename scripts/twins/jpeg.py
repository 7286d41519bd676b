"""JPEG files by cjpeg and TurboJPEG, and their pixels by djpeg."""
import ctypes
import io
import struct
import subprocess

import numpy as np
from PIL import Image

TURBO = ctypes.CDLL("libturbojpeg.so.0")
TURBO.tjInitCompress.restype = ctypes.c_void_p
VERSION = subprocess.run(["djpeg", "-version"], capture_output=True, text=True).stderr.splitlines()[0]
VERSION = "libjpeg-turbo " + VERSION.split("version ")[1].split()[0]
SAMPLING = {"444": "1x1", "422": "2x1", "420": "2x2", "440": "1x2", "411": "4x1"}
ENCODING = {"baseline": [], "optimized": ["-optimize"], "progressive": ["-progressive"], "restart": ["-restart", "2B"],
            "arithmetic": ["-arithmetic"]}
QUALITY = "90"
SEGMENT = 200  # bytes of a profile per segment; several segments, as for large profiles


def pnm(pixels):
    height, width, bands = pixels.shape
    return b"P%d %d %d 255\n" % (5 if bands == 1 else 6, width, height) + pixels.astype(np.uint8).tobytes()


def encoded(form, values):
    """The file without EXIF and profile, and its command; values: [H,W,1, 3 or 4]."""
    if form.colour == "YCCK":
        return _ycck(values, form.encoding == "progressive"), "tjCompress2(TJPF_CMYK, TJSAMP_420)"
    if form.colour == "CMYK":
        out = io.BytesIO()
        Image.fromarray(values.astype(np.uint8), "CMYK").save(
            out, "JPEG", quality=int(QUALITY), progressive=form.encoding == "progressive")
        return out.getvalue(), f"Pillow save(quality={QUALITY}, progressive={form.encoding == 'progressive'})"
    command = ["cjpeg", "-quality", QUALITY, *ENCODING[form.encoding]]
    if form.colour == "RGB":
        command += ["-rgb"]
    if form.chroma != "-":
        command += ["-sample", SAMPLING[form.chroma]]
    return subprocess.run(command, input=pnm(values), capture_output=True, check=True).stdout, " ".join(command)


def _ycck(inks, progressive):
    """TurboJPEG converts CMYK to YCCK. The inks are inverted, as Adobe's programs write them."""
    height, width, _ = inks.shape
    pixels = (255 - inks).astype(np.uint8).tobytes()
    data, size = ctypes.POINTER(ctypes.c_ubyte)(), ctypes.c_ulong(0)
    cmyk, chroma_420, progressive_flag = 11, 2, 16384
    TURBO.tjCompress2(ctypes.c_void_p(TURBO.tjInitCompress()), ctypes.c_char_p(pixels), width, 0, height, cmyk,
                      ctypes.byref(data), ctypes.byref(size), chroma_420, int(QUALITY),
                      progressive_flag if progressive else 0)
    return ctypes.string_at(data, size.value)


def decoded(file):
    """[H,W,1 or 3]: grey or RGB by djpeg with its defaults."""
    out = subprocess.run(["djpeg"], input=file, capture_output=True, check=True).stdout
    image = Image.open(io.BytesIO(out))
    pixels = np.asarray(image)
    return pixels[..., None] if pixels.ndim == 2 else pixels


def exif(order, orientation):
    """A TIFF structure with one field, the orientation."""
    mark = "<" if order == "II" else ">"
    return order.encode() + struct.pack(mark + "HIHHHIHHI", 42, 8, 1, 0x112, 3, 1, orientation, 0, 0)


def with_segments(file, order, orientation, profile):
    """EXIF (APP1) and the profile (APP2, in parts) after the start of the file and its JFIF segment."""
    segments = b""
    if orientation:
        segments += _segment(0xe1, b"Exif\0\0" + exif(order, orientation))
    if profile:
        parts = [profile[i:i + SEGMENT] for i in range(0, len(profile), SEGMENT)]
        for number, part in enumerate(parts):
            segments += _segment(0xe2, b"ICC_PROFILE\0" + bytes([number + 1, len(parts)]) + part)
    at = 2
    if file[2:4] == b"\xff\xe0":
        at = 4 + struct.unpack(">H", file[4:6])[0]
    return file[:at] + segments + file[at:]


def _segment(marker, data):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data
