"""Colour profiles, and the conversion through them by Little CMS in double precision."""
import ctypes
import struct

import numpy as np

LCMS = ctypes.CDLL("liblcms2.so.2")
for function in (LCMS.cmsOpenProfileFromMem, LCMS.cmsCreate_sRGBProfile, LCMS.cmsCreateTransform):
    function.restype = ctypes.c_void_p
VERSION = "lcms2 %d.%02d" % (LCMS.cmsGetEncodedCMMversion() // 1000, LCMS.cmsGetEncodedCMMversion() % 1000 // 10)
RGB, GREY = 0x440018, 0x430008  # doubles, 0 to 1: FLOAT_SH(1), COLORSPACE_SH(PT_RGB = 4, PT_GRAY = 3), channels, 0 bytes
PRECISE = 0x0140  # cmsFLAGS_NOOPTIMIZE, cmsFLAGS_NOCACHE


def _number(value):
    return struct.pack(">i", round(value * 65536))


def _profile(space, tags):
    tags = {name: data + b"\0" * (-len(data) % 4) for name, data in tags.items()}
    table, body, at = b"", b"", 132 + 12 * len(tags)
    kept = {}
    for name, data in tags.items():
        if data not in kept:  # the three curves share one
            kept[data] = at
            body += data
            at += len(data)
        table += name + struct.pack(">II", kept[data], len(data))
    header = (struct.pack(">I4sI4s4s4s6H4s", at, b"none", 0x02100000, b"mntr", space, b"XYZ ", 2026, 1, 1, 0, 0, 0, b"acsp")
              + b"\0" * 28 + _number(0.9642) + _number(1) + _number(0.8249) + b"\0" * 48)
    return header + struct.pack(">I", len(tags)) + table + body


def _xyz(*values):
    return b"XYZ \0\0\0\0" + b"".join(map(_number, values))


def _gamma(value):
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(value * 256))


def _text(words):
    return b"desc\0\0\0\0" + struct.pack(">I", len(words) + 1) + words + b"\0" + b"\0" * 78


COMMON = {b"cprt": b"text\0\0\0\0none\0", b"wtpt": _xyz(0.9642, 1, 0.8249)}
SRGB_AXES = (0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410)
P3_AXES = (0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407)


def _srgb_table():
    steps = np.arange(512) / 511
    light = np.where(steps <= 0.04045, steps / 12.92, ((steps + 0.055) / 1.055) ** 2.4)
    return b"curv\0\0\0\0" + struct.pack(">I512H", 512, *np.round(light * 65535).astype(int))


def _rgb(name, axes, curve):
    tags = {b"desc": _text(name)} | COMMON
    for letter, axis in zip(b"rgb", axes):
        tags[bytes([letter]) + b"XYZ"] = _xyz(*axis)
        tags[bytes([letter]) + b"TRC"] = curve
    return _profile(b"RGB ", tags)


BYTES = {
    "sRGB": _rgb(b"plain", SRGB_AXES, _srgb_table()),  # sRGB by content, not by name
    "linear": _rgb(b"linear sRGB", SRGB_AXES, _gamma(1.0)),  # sRGB by name, not by content
    "wide": _rgb(b"wide", P3_AXES, _gamma(2.2)),
    "grey": _profile(b"GRAY", {b"desc": _text(b"grey")} | COMMON | {b"kTRC": _gamma(1.8)}),
}


def _transform(source, source_kind, target, target_kind, values):
    transform = ctypes.c_void_p(LCMS.cmsCreateTransform(source, source_kind, target, target_kind, 1, PRECISE))
    flat = np.ascontiguousarray(values, dtype=np.float64)
    out = np.zeros(flat.shape[:2] + ((3,) if target_kind == RGB else (1,)))
    LCMS.cmsDoTransform(transform, flat.ctypes.data_as(ctypes.c_void_p), out.ctypes.data_as(ctypes.c_void_p),
                        ctypes.c_uint32(flat.shape[0] * flat.shape[1]))
    LCMS.cmsDeleteTransform(transform)
    return out


def _opened(name):
    data = BYTES[name]
    return ctypes.c_void_p(LCMS.cmsOpenProfileFromMem(ctypes.c_char_p(data), ctypes.c_uint32(len(data))))


def to_srgb(name, values):
    """[H,W,1 or 3] in the profile's space to [H,W,3] in sRGB, both 0 to 1; relative colorimetric."""
    srgb = ctypes.c_void_p(LCMS.cmsCreate_sRGBProfile())
    return np.clip(_transform(_opened(name), GREY if values.shape[2] == 1 else RGB, srgb, RGB, values), 0, 1)


def from_srgb(name, values):
    """[H,W,3] in sRGB to the bands of the profile's space; grey profiles take [H,W,1]."""
    srgb = ctypes.c_void_p(LCMS.cmsCreate_sRGBProfile())
    grey = values.shape[2] == 1
    rgb = np.repeat(values, 3, axis=2) if grey else values
    return np.clip(_transform(srgb, RGB, _opened(name), GREY if grey else RGB, rgb), 0, 1)
