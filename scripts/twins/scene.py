"""The picture of the twin test, as numbers from 0 to 1, and the arithmetic of its twins."""
import numpy as np

WIDTH, HEIGHT = 29, 22


def scene():
    """Red, green, blue, opacity: [H,W,4], upright. No two corners, rows or columns are equal."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    u, v = x / (WIDTH - 1), y / (HEIGHT - 1)
    red = u
    green = v
    blue = 1 - (u + v) / 2
    opacity = np.clip(1.5 - 1.9 * np.abs(u - v), 0, 1)
    picture = np.stack([red, green, blue, opacity], axis=-1)
    picture[2:7, 3:11, :3] = 1, 0.15, 0.1  # edges, and pure colours
    picture[2:4, 3:11, :3] = 0
    picture[12:20, 20:24, :3] = 0.05, 0.2, 1
    picture[15:18, 4:12, :3] = 1
    picture[12:20, 20:24, 3] = 0.5
    picture[15:18, 4:9, 3] = 0
    return picture


def grey(picture):
    """A grey picture that spans the range, independent of the luma of the colours, with the same alpha. [H,W,2]"""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    value = 0.75 * x / (WIDTH - 1) + 0.25 * y / (HEIGHT - 1)
    value[2:7, 3:11] = 1
    value[3:6, 4:7] = 0
    value[12:20, 20:24] = 0.1
    return np.stack([value, picture[..., 3]], axis=-1)


def stored(upright, orientation):
    """The order of rows and columns in a file with this orientation (EXIF 2.32, tag 274)."""
    return {
        1: lambda a: a,
        2: lambda a: a[:, ::-1],
        3: lambda a: a[::-1, ::-1],
        4: lambda a: a[::-1],
        5: lambda a: a.swapaxes(0, 1),
        6: lambda a: a[:, ::-1].swapaxes(0, 1),
        7: lambda a: a[::-1, ::-1].swapaxes(0, 1),
        8: lambda a: a[::-1].swapaxes(0, 1),
    }[orientation](upright)


def upright(stored_pixels, orientation):
    """The inverse of stored."""
    back = {6: 8, 8: 6}.get(orientation, orientation)
    return stored(stored_pixels, back)


def on_white(rgb, opacity):
    """Rounded to eight bits, laid on white; [H,W,3] and [H,W], 0 to 1."""
    laid = rgb * opacity[..., None] + 1 - opacity[..., None]
    return np.floor(np.clip(laid, 0, 1) * 255 + 0.5).astype(np.uint8)
