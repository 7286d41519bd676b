"""PNG files by libpng, called directly."""
import ctypes

import numpy as np

PNG = ctypes.CDLL("libpng16.so.16")
C = ctypes.CDLL("libc.so.6")
for function in (PNG.png_create_write_struct, PNG.png_create_info_struct, C.fopen):
    function.restype = ctypes.c_void_p
PNG.png_get_libpng_ver.restype = ctypes.c_char_p
NUMBER = PNG.png_get_libpng_ver(None)
VERSION = "libpng " + NUMBER.decode()
KIND = {("grey", False): 0, ("RGB", False): 2, ("palette", False): 3, ("grey", True): 4, ("RGB", True): 6}


class Key(ctypes.Structure):
    _fields_ = [("index", ctypes.c_ubyte), ("red", ctypes.c_uint16), ("green", ctypes.c_uint16),
                ("blue", ctypes.c_uint16), ("grey", ctypes.c_uint16)]


def write(path, form, samples, *, palette=None, opacities=None, key=None, profile=None, exif=None, chunks=()):
    """samples: [H,W,S], in stored order. chunks: (name, values) of gAMA, cHRM and sRGB."""
    p = ctypes.c_void_p(PNG.png_create_write_struct(ctypes.c_char_p(NUMBER), None, None, None))
    info = ctypes.c_void_p(PNG.png_create_info_struct(p))
    file = ctypes.c_void_p(C.fopen(str(path).encode(), b"wb"))
    PNG.png_init_io(p, file)
    height, width, _ = samples.shape
    bits = int(form.bits)
    PNG.png_set_IHDR(p, info, width, height, bits, KIND[form.colour, form.alpha == "straight" and palette is None],
                     int(form.layout == "interlaced"), 0, 0)
    if palette is not None:
        entries = b"".join(bytes(int(v) for v in c) for c in palette)
        PNG.png_set_PLTE(p, info, ctypes.c_char_p(entries), len(palette))
    if opacities is not None:
        PNG.png_set_tRNS(p, info, ctypes.c_char_p(bytes(int(v) for v in opacities)), len(opacities), None)
    if key is not None:
        values = [int(v) for v in key]
        colour = Key(0, *(values if len(values) == 3 else [0] * 3), values[0])
        PNG.png_set_tRNS(p, info, None, 0, ctypes.byref(colour))
    if profile:
        PNG.png_set_iCCP(p, info, ctypes.c_char_p(b"profile"), 0, ctypes.c_char_p(profile), len(profile))
    if exif:
        PNG.png_set_eXIf_1(p, info, len(exif), ctypes.c_char_p(exif))
    for name, values in chunks:
        if name == "sRGB":
            PNG.png_set_sRGB(p, info, *values)
        elif name == "gAMA":
            PNG.png_set_gAMA_fixed(p, info, *values)
        else:
            PNG.png_set_cHRM_fixed(p, info, *values)
    PNG.png_write_info(p, info)
    rows = [ctypes.create_string_buffer(r) for r in _rows(samples, bits)]
    pointers = (ctypes.c_void_p * height)(*[ctypes.addressof(r) for r in rows])
    PNG.png_write_image(p, pointers)
    PNG.png_write_end(p, info)
    C.fclose(file)


def _rows(samples, bits):
    flat = samples.reshape(samples.shape[0], -1).astype(int)
    if bits >= 8:
        return [row.tobytes() for row in flat.astype(f">u{bits // 8}")]
    each = ((flat[..., None] >> np.arange(bits - 1, -1, -1)) & 1).astype(np.uint8)
    return [row.tobytes() for row in np.packbits(each.reshape(samples.shape[0], -1), axis=1)]
