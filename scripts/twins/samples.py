"""The samples of a form: the scene in its colours, depth and sample format, and the expected pixels."""
from typing import NamedTuple, Optional

import numpy as np

import profiles
import scene

ODD = {"grey": 99, "RGB": 1000}  # largest values of PNM files other than 2^n - 1


class Samples(NamedTuple):
    values: np.ndarray  # [H,W,S] in the order and format of the file
    expected: np.ndarray  # [H,W,3] bytes, upright
    palette: Optional[np.ndarray] = None  # [N,3] bytes
    opacities: Optional[np.ndarray] = None  # [N] bytes, of the palette
    key: Optional[np.ndarray] = None  # [S], the transparent value


def of(form):
    if form.colour == "palette":
        return _indices(form)
    picture = scene.scene()
    opacity = picture[..., 3]
    if form.colour in ("grey", "white-is-zero"):
        colours = scene.grey(picture)[..., :1]
    elif form.colour == "CMYK":
        colours = _cmyk(picture[..., :3])
    else:
        colours = picture[..., :3]
    if form.profile in profiles.BYTES:
        colours = profiles.from_srgb(form.profile, colours)
    extra = opacity[..., None] if form.alpha in ("straight", "associated", "unspecified") else colours[..., :0]
    if form.alpha == "associated":
        colours = colours * extra
    values = np.concatenate([colours, extra], axis=-1)
    held = quantised(form, values)
    back = shares(form, held)
    stored = scene.stored(written(form, held), int(form.orientation))
    key = None
    seen = np.ones_like(opacity)
    bands = colours.shape[2]
    if form.alpha == "key":
        key = held[5, 12]
        seen = np.where((held == key).all(axis=2), 0.0, 1.0)
    elif form.alpha in ("straight", "associated"):
        seen = back[..., bands]
    return Samples(stored, _pixels(form, back[..., :bands], seen), key=key)


def _pixels(form, colours, opacity):
    if form.alpha == "associated":
        colours = np.divide(colours, opacity[..., None], out=np.ones_like(colours), where=opacity[..., None] > 0)
    if form.colour == "CMYK":
        colours = (1 - colours[..., :3]) * (1 - colours[..., 3:])
    return scene.on_white(in_srgb(form, colours), opacity)


def in_srgb(form, colours):
    """[H,W,1 or 3] as the form means them, to [H,W,3] in sRGB, all 0 to 1."""
    if form.profile in profiles.BYTES:
        return profiles.to_srgb(form.profile, colours)
    return np.repeat(colours, 3, axis=2) if colours.shape[2] == 1 else colours


def largest(form):
    """The number that represents 1: one for all bands, or one for each."""
    if form.bits == "5":
        return np.array([31, 63, 31] if form.encoding == "bitfields" else [31, 31, 31])
    if form.sample == "float":
        return 1
    if form.bits == "odd":
        return ODD[form.colour]
    return (1 << int(form.bits) - (form.sample == "signed")) - 1


def quantised(form, values):
    """Converts 0 to 1 into the numbers of the form, as unsigned integers or floats."""
    if form.sample == "float":
        return values.astype(f"f{int(form.bits) // 8}").astype(float)
    top = largest(form)
    return np.floor(values * top + 0.5)


def shares(form, held):
    return held if form.sample == "float" else held / largest(form)


def written(form, held):
    """Signed samples may be below 0 where the scene is 0; white-is-zero counts down."""
    if form.sample == "signed":
        return np.where(held == 0, -(largest(form) // 3), held)
    if form.colour == "white-is-zero":
        return np.concatenate([largest(form) - held[..., :1], held[..., 1:]], axis=-1)
    return held


def _cmyk(rgb):
    """Black takes half of what all inks share, so that all four channels matter."""
    inks = 1 - rgb
    black = inks.min(axis=2, keepdims=True) / 2
    return np.concatenate([1 - rgb / (1 - black), black], axis=2)


LEVELS = {8: (8, 8, 4), 4: (2, 4, 2), 2: (2, 2, 1), 1: (1, 2, 1)}


def _indices(form):
    bits = int(form.bits)
    levels = LEVELS[bits]
    rgb = scene.scene()[..., :3]
    steps = [np.minimum((rgb[..., i] * n).astype(int), n - 1) for i, n in enumerate(levels)]
    index = (steps[0] * levels[1] + steps[1]) * levels[2] + steps[2]
    grid = np.stack(np.meshgrid(*[np.arange(n) for n in levels], indexing="ij"), axis=-1).reshape(-1, 1, 3)
    # the position of a colour among its levels; a single level varies with the entry
    colours = np.where(np.array(levels) > 1, (grid + 0.1) / (np.maximum(np.array(levels), 2) - 0.8),
                       (np.arange(1 << bits)[:, None, None] * 0.37 + 0.2) % 1)
    colours = np.clip(colours, 0, 1)
    if form.profile in profiles.BYTES:
        colours = profiles.from_srgb(form.profile, colours)
    palette = np.floor(colours * 255 + 0.5)
    opacities = key = None
    seen = np.ones((1 << bits, 1))
    if form.alpha == "straight":
        opacities = np.array([255 - i * 85 % 256 if i < 4 else i * 61 % 256 for i in range(1 << bits)])
        opacities[1 if bits == 1 else 3] = 0
        seen = opacities[:, None] / 255
    elif form.alpha == "key":
        key = index[5, 12]
        seen = np.where(np.arange(1 << bits) == key, 0.0, 1.0)[:, None]
    laid = scene.on_white(in_srgb(form, palette / 255), seen)[:, 0]
    stored = scene.stored(index[..., None], int(form.orientation))
    return Samples(stored, laid[index], palette[:, 0].astype(int), opacities, key)
