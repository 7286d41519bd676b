"""Programs that read the files: which of them get the expected pixels."""
import ctypes
import io
import re
import subprocess

import numpy as np
import PIL
from PIL import Image, ImageCms, ImageOps

import simple
import tiff


def _first_line(*command):
    out = subprocess.run(command, capture_output=True, text=True)
    return (out.stdout + out.stderr).splitlines()[0]


MAGICK = "ImageMagick " + re.search(r"ImageMagick (\S+)", _first_line(simple.MAGICK, "-version")).group(1)
NETPBM = "netpbm " + re.search(r"Version: Netpbm (\S+)|(\d+\.\d+\.\d+)", _first_line("pngtopam", "-version")).group(0).split()[-1]


def agreeing(path, form, expected, tolerance):
    """The names of the programs whose pixels are within the tolerance."""
    readers = {"Pillow": pillow, "ImageMagick": magick}
    if form.container.endswith("TIFF"):
        readers["libtiff"] = _libtiff_upright
    alike = []
    for name, reader in readers.items():
        try:
            pixels = reader(path)
        except (OSError, ValueError, SyntaxError, TypeError, ImageCms.PyCMSError, subprocess.CalledProcessError):
            continue
        if pixels.shape == expected.shape and np.abs(pixels.astype(int) - expected.astype(int)).max() <= max(tolerance, 1):
            alike.append(name)
    return alike


def _white(image):
    image = image.convert("RGBA")
    return np.asarray(Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB"))


def pillow(path):
    image = Image.open(path)
    image.load()
    image = ImageOps.exif_transpose(image)
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I;16") or image.mode == "I":
        image = Image.fromarray(np.floor(np.asarray(image).astype(float) / 257 + 0.5).astype(np.uint8))
    elif image.mode == "F":
        image = Image.fromarray(np.floor(np.clip(np.asarray(image), 0, 1) * 255 + 0.5).astype(np.uint8))
    if profile:
        alpha = image.convert("RGBA").getchannel("A")
        if image.mode not in ("L", "RGB"):
            image = image.convert("L" if image.mode == "LA" else "RGB")
        image = ImageCms.profileToProfile(image, ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                                          ImageCms.createProfile("sRGB"), renderingIntent=1, outputMode="RGB")
        image.putalpha(alpha)
    return _white(image)


def magick(path):
    """The first frame on its canvas, upright, on white; in sRGB by ImageMagick's own conversion where it has a profile."""
    command = [simple.MAGICK, f"{path}[0]", "-auto-orient", "-background", "white", "-alpha", "remove", "-alpha", "off",
               "-depth", "8", "-colorspace", "sRGB", "-type", "TrueColor", "ppm:-"]
    return np.asarray(Image.open(io.BytesIO(subprocess.run(command, capture_output=True, check=True).stdout)))


def libtiff(path):
    """[H,W,4] by TIFFReadRGBAImage, in the order of the file: for files that say orientation 1."""
    file = ctypes.c_void_p(tiff.TIFF.TIFFOpen(str(path).encode(), b"r"))
    width, height = ctypes.c_uint32(), ctypes.c_uint32()
    tiff.TIFF.TIFFGetField(file, ctypes.c_uint32(256), ctypes.byref(width))
    tiff.TIFF.TIFFGetField(file, ctypes.c_uint32(257), ctypes.byref(height))
    pixels = np.zeros((height.value, width.value, 4), np.uint8)
    top_left = 1
    read = tiff.TIFF.TIFFReadRGBAImageOriented(file, width, height, pixels.ctypes.data_as(ctypes.c_void_p), top_left, 0)
    tiff.TIFF.TIFFClose(file)
    if not read:
        raise ValueError("not read by libtiff")
    return pixels


def _libtiff_upright(path):
    if Image.open(path).tag_v2.get(274, 1) != 1:
        raise ValueError("turned")
    pixels = libtiff(path).astype(int)  # associated alpha
    return np.clip(pixels[..., :3] + 255 - pixels[..., 3:], 0, 255)
