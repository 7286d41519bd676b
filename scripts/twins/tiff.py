"""TIFF files by libtiff, called directly: every tag can be set."""
import ctypes
import sys

import numpy as np

TIFF = ctypes.CDLL("libtiff.so.6")
TIFF.TIFFOpen.restype = ctypes.c_void_p
TIFF.TIFFGetVersion.restype = ctypes.c_char_p
VERSION = TIFF.TIFFGetVersion().decode().splitlines()[0].replace("LIBTIFF, Version", "libtiff")

COMPRESSION = {"none": 1, "rle": 2, "fax3": 3, "fax3-2d": 3, "fax4": 4, "lzw": 5, "jpeg": 7, "deflate": 8,
               "packbits": 32773, "old-deflate": 32946, "zstd": 50000, "lzma": 34925, "webp": 50001}
PHOTOMETRIC = {"white-is-zero": 0, "grey": 1, "RGB": 2, "palette": 3, "CMYK": 5, "YCbCr": 6}
SAMPLE = {"unsigned": 1, "signed": 2, "float": 3, "complex": 6}
ALPHA = {"unspecified": 0, "associated": 1, "straight": 2}
TILE = 16
ROWS = 16  # per strip


def write(path, form, samples, palette=None, profile=None, *, low_bit_first=False, palette_factor=257):
    """samples: [H,W,S] as stored in the file, with the type of the form; or packed YCbCr units (see ycbcr)."""
    file = ctypes.c_void_p(TIFF.TIFFOpen(str(path).encode(),
                                         b"w" + (b"8" if form.container == "BigTIFF" else b"")
                                         + (b"l" if form.variant == "II" else b"b")))
    height, width, bands = samples.shape
    bits = int(form.bits)
    encoding, _, predictor = form.encoding.partition("+")
    planar = form.layout.startswith("planar")
    tiles = form.layout.endswith("tiles")

    def tag(number, *values):
        if not TIFF.TIFFSetField(file, ctypes.c_uint32(number), *values):
            sys.exit(f"{path}: libtiff rejects tag {number}")

    word = ctypes.c_int
    tag(256, word(width))
    tag(257, word(height))
    tag(258, word(bits))
    tag(277, word(bands))
    tag(339, word(SAMPLE[form.sample]))
    tag(259, word(COMPRESSION[encoding]))
    tag(262, word(PHOTOMETRIC[form.colour]))
    tag(284, word(2 if planar else 1))
    tag(274, word(int(form.orientation)))
    if form.alpha in ALPHA:
        tag(338, word(1), (ctypes.c_uint16 * 1)(ALPHA[form.alpha]))
    if predictor:
        tag(317, word(int(predictor)))
    if encoding == "fax3-2d":
        tag(292, word(1))
    if palette is not None:
        maps = [(ctypes.c_uint16 * (1 << bits))(*[int(c[i]) * palette_factor for c in palette]) for i in range(3)]
        tag(320, *maps)
    if low_bit_first:
        tag(266, word(2))
    if profile:
        tag(34675, ctypes.c_uint32(len(profile)), ctypes.c_char_p(profile))
    if tiles:
        tag(322, word(TILE))
        tag(323, word(TILE))
    else:
        tag(278, word(height if form.encoding == "jpeg" and planar else ROWS))
    subsampled = form.colour == "YCbCr" and form.chroma != "-"
    if subsampled:
        across, down = {"444": (1, 1), "422": (2, 1), "420": (2, 2)}[form.chroma]
        tag(530, word(across), word(down))
    if encoding == "jpeg":
        tag(65537, word(95))
        if form.colour == "YCbCr":
            tag(65538, word(1))  # libtiff accepts RGB and converts it
    if subsampled:
        _strips_of_units(file, samples, across, down)
    else:
        for number, part in enumerate(_parts(samples, planar, tiles)):
            data = pack(part, form)
            if predictor == "3" and form.variant == "MM":
                # libtiff 4.5 swaps the bytes before this predictor, which needs them unswapped: swapped twice
                data = np.frombuffer(data, f"u{bits // 8}").byteswap().tobytes()
            put = TIFF.TIFFWriteEncodedTile if tiles else TIFF.TIFFWriteEncodedStrip
            kept = ctypes.create_string_buffer(data, len(data))  # libtiff writes into it
            if put(file, ctypes.c_uint32(number), kept, ctypes.c_ssize_t(len(data))) < 0:
                sys.exit(f"{path}: libtiff cannot write it")
    TIFF.TIFFClose(file)


def _parts(samples, planar, tiles):
    """The strips or tiles; with separate planes, plane by plane."""
    planes = [samples[..., i:i + 1] for i in range(samples.shape[2])] if planar else [samples]
    for plane in planes:
        height, width, _ = plane.shape
        if not tiles:
            yield from (plane[y:y + ROWS] for y in range(0, height, ROWS))
            continue
        for y in range(0, height, TILE):
            for x in range(0, width, TILE):
                part = plane[y:y + TILE, x:x + TILE]
                yield np.pad(part, ((0, TILE - part.shape[0]), (0, TILE - part.shape[1]), (0, 0)), mode="edge")


def pack(samples, form):
    """The bytes of rows of samples, also of less than a byte each; in this machine's byte order, as libtiff expects."""
    bits = int(form.bits)
    rows = samples.reshape(samples.shape[0], -1)
    if bits % 8 == 0:
        kind = {"unsigned": "u", "signed": "i", "float": "f", "complex": "c"}[form.sample]
        return rows.astype(f"{kind}{bits // 8}").tobytes()
    each = ((rows[..., None].astype(int) >> np.arange(bits - 1, -1, -1)) & 1).astype(np.uint8)
    return np.packbits(each.reshape(rows.shape[0], -1), axis=1).tobytes()


def _strips_of_units(file, samples, across, down):
    """YCbCr without JPEG (TIFF 6.0 sec. 21): units of across x down luma values, then one blue and one red difference."""
    height, width, _ = samples.shape
    padded = np.pad(samples, ((0, -height % down), (0, -width % across), (0, 0)), mode="edge").astype(float)
    for number, top in enumerate(range(0, height, ROWS)):
        strip = bytearray()
        for y in range(top, min(top + ROWS, height), down):
            for x in range(0, width, across):
                unit = padded[y:y + down, x:x + across]
                strip += bytes(int(v) for v in unit[..., 0].ravel())
                strip += bytes(int(v + 0.5) for v in unit[..., 1:].mean(axis=(0, 1)))
        data = bytes(strip)
        if TIFF.TIFFWriteEncodedStrip(file, ctypes.c_uint32(number), ctypes.c_char_p(data),
                                      ctypes.c_ssize_t(len(data))) < 0:
            sys.exit("libtiff cannot write the units")


def ycbcr(rgb):
    """ITU-R BT.601, full range, as in JFIF: [H,W,3] of 0 to 255, rounded."""
    red, green, blue = (rgb[..., i].astype(float) for i in range(3))
    luma = 0.299 * red + 0.587 * green + 0.114 * blue
    return np.clip(np.floor(np.stack(
        [luma, 128 + (blue - luma) / 1.772, 128 + (red - luma) / 1.402], axis=-1) + 0.5), 0, 255)
