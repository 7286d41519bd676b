"""Programs that read the files, and which of them read the expected pixels."""
import ctypes
import io
import pathlib
import re
import subprocess
import tempfile

import numpy as np
import PIL
from PIL import Image, ImageCms, ImageOps

import scene
import simple
import tiff


def _first_line(*command):
    out = subprocess.run(command, capture_output=True, text=True)
    return (out.stdout + out.stderr).splitlines()[0]


MAGICK = "ImageMagick " + re.search(r"ImageMagick (\S+)", _first_line(simple.MAGICK, "-version")).group(1)
NETPBM = "netpbm " + re.search(r"Version: Netpbm (\S+)|(\d+\.\d+\.\d+)", _first_line("pngtopam", "-version")).group(0).split()[-1]


def agreeing(path, form, expected, tolerance):
    """The names of the programs whose pixels are within the tolerance."""
    readers = {"Pillow": lambda file: pillow(file), "ImageMagick": lambda file: magick(file, form)}
    if form.container.endswith("TIFF"):
        readers["libtiff"] = lambda file: _libtiff_on_white(file, form)
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


def magick(path, form):
    """The first frame on white. Rows and columns are oriented here, because ImageMagick does not orient every container."""
    with tempfile.TemporaryDirectory() as folder:
        profile = pathlib.Path(folder) / "srgb.icc"
        profile.write_bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
        through = ["-intent", "Relative", "-profile", profile] if form.profile != "none" else []
        command = [simple.MAGICK, f"{path}[0]", *through, "-background", "white", "-flatten", "-alpha", "off",
                   "-depth", "8", "-colorspace", "sRGB", "-type", "TrueColor", "ppm:-"]
        out = subprocess.run(command, capture_output=True, check=True).stdout
    return scene.upright(np.asarray(Image.open(io.BytesIO(out))), int(form.orientation))


def libtiff(path, orientation=1):
    """[H,W,4] by TIFFReadRGBAImage, in the order of the file. Opacity is multiplied in."""
    file = ctypes.c_void_p(tiff.TIFF.TIFFOpen(str(path).encode(), b"r"))
    width, height = ctypes.c_uint32(), ctypes.c_uint32()
    tiff.TIFF.TIFFGetField(file, ctypes.c_uint32(256), ctypes.byref(width))
    tiff.TIFF.TIFFGetField(file, ctypes.c_uint32(257), ctypes.byref(height))
    pixels = np.zeros((height.value, width.value, 4), np.uint8)
    read = tiff.TIFF.TIFFReadRGBAImageOriented(file, width, height, pixels.ctypes.data_as(ctypes.c_void_p),
                                               orientation, 0)
    tiff.TIFF.TIFFClose(file)
    if not read:
        raise ValueError("not read by libtiff")
    return pixels


def _libtiff_on_white(path, form):
    pixels = scene.upright(libtiff(path, int(form.orientation)), int(form.orientation)).astype(int)
    if form.profile != "none":
        raise ValueError("libtiff does not apply profiles")
    return np.clip(pixels[..., :3] + 255 - pixels[..., 3:], 0, 255)
