#!/usr/bin/env python3
"""Reads a model folder in Python, and checks that it gives the answers of `./likeness compare`.

    scripts/read-model.py MODEL A B [A B ...]
    scripts/read-model.py characters examples/boat-1.png examples/boat-2.png examples/boat-1.png examples/knot-1.png

MODEL is a model folder, or the name of a bundled model. For each pair of pictures the script computes the score twice: with
ONNX Runtime from encoder.onnx and head.onnx, and with numpy alone from weights.safetensors. It prints both beside the score of
`./likeness compare --json`, and compares probability and verdict as well. It needs numpy, onnxruntime, safetensors and Pillow
in a virtual environment outside the project, and ends with 1 if an answer differs. `--program FILE` runs the launcher of another
build instead of `./likeness`.

Scores may differ by 1e-3 of max(1, |score|): other versions of ONNX Runtime and other processors add in another order, and a
pixel of a JPEG file may differ by a grey level between decoders. Where the codes of a model are rounded (the field `codes` of
its card), such a difference can move a number to the next step, and 2e-2 is allowed.
"""
import argparse
import csv
import hashlib
import json
import math
import pathlib
import sys
import tempfile

import numpy
import onnxruntime
from numpy.lib.stride_tricks import sliding_window_view
from PIL import Image, ImageOps
from safetensors.numpy import load_file

import clone

TOLERANCE = 1e-3
TOLERANCE_OF_ROUNDED_CODES = 2e-2
BUNDLED = clone.root / "models" / "src" / "main" / "resources" / "dev" / "likeness" / "models"


# From a file to the pixels that the encoder takes.


def boxes(old, new):
    """[new,old]: the share of each old pixel in each new one."""
    edges = numpy.arange(new + 1) * old
    start, end = edges[:-1, None], edges[1:, None]  # in units of 1/new of an old pixel
    at = numpy.arange(old)[None, :] * new
    shares = numpy.maximum(0, numpy.minimum(end, at + new) - numpy.maximum(start, at)) / old
    return shares.astype(numpy.float32)


def linear(old, new):
    """[new,old]: two neighbours, blended only where the new pixel crosses the border between them."""
    weights = numpy.zeros((new, old), numpy.float32)
    one = numpy.float32(1)
    for i in range(new):
        left = math.floor(i * (old / new))
        part = numpy.float32((i + 1) - (left + 1) * (new / old))
        part = numpy.float32(0) if part <= 0 else part - numpy.floor(part)
        if left >= old - 1:
            weights[i, old - 1] = one
        else:
            weights[i, left] = one - part
            weights[i, left + 1] = part
    return weights


def mixed(weights, pixels, start):
    """[new,old] by [old,...] -> [new,...], added in the order and precision of the product, so that the bits are equal."""
    values = numpy.full((len(weights), *pixels.shape[1:]), start, numpy.float32)
    for old in range(len(pixels)):
        new = numpy.flatnonzero(weights[:, old])
        values[new] += weights[new, old].reshape(-1, *[1] * (pixels.ndim - 1)) * pixels[old]
    return values


def resized(pixels, width, height):
    """[H,W,C] bytes -> [height,width,C] bytes, as dev.likeness.picture.Resizer."""
    old_height, old_width = pixels.shape[:2]
    if (old_width, old_height) == (width, height):
        return pixels
    taps = boxes if old_width >= width and old_height >= height else linear
    across = mixed(taps(old_width, width), pixels.astype(numpy.float32).transpose(1, 0, 2), 0)  # [width,H,C]
    values = mixed(taps(old_height, height), across.transpose(1, 0, 2), 0.5)
    return numpy.minimum(255, values.astype(int)).astype(numpy.uint8)


def inside_margins(pixels):
    """[H,W,3] bytes -> the part of them inside their margins of one colour, as dev.likeness.picture.Margins."""

    def bounds(length):
        cells = min(192, length)
        return numpy.arange(cells + 1) * length // cells

    sides = [bounds(length) for length in pixels.shape[:2]]
    sums = pixels.astype(float)
    for axis, side in enumerate(sides):
        sums = numpy.add.reduceat(sums, side[:-1], axis)
    means = sums / numpy.outer(*(numpy.diff(side) for side in sides))[:, :, None]
    kept = [[0, len(side) - 1] for side in sides]

    def flat(axis, cell):
        line = means.take(cell, axis)[slice(*kept[1 - axis])]
        return (line.max(0) - line.min(0) <= 1).all()

    def cut(axis):
        before = list(kept[axis])
        first, end = before
        while end - first > 2 and flat(axis, first):
            first += 1
        while end - first > 2 and flat(axis, end - 1):
            end -= 1
        if end - first > 2:
            kept[axis] = [first, end]
        return kept[axis] != before

    while any([cut(0), cut(1)]):
        pass
    for axis, (first, end) in enumerate(kept):
        cells = len(sides[axis]) - 1
        width = max(end - first, math.ceil(0.25 * cells))
        start = max(0, min(cells - width, (first + end - width) // 2))
        pixels = pixels.take(range(sides[axis][start], sides[axis][start + width]), axis)
    return pixels


def picture(file, shape):
    """[1,H,W,C] bytes at the model's size: upright, transparency blended with white."""
    image = ImageOps.exif_transpose(Image.open(file))
    if image.has_transparency_data:
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image.convert("RGBA"))
    pixels = numpy.asarray(image.convert("RGB"))
    if shape["fit"] == "trim":
        pixels = inside_margins(pixels)
    if shape["channels"] == 1:
        grey = (pixels.astype(int) @ numpy.array([9798, 19235, 3735]) + (1 << 14)) >> 15
        pixels = grey.astype(numpy.uint8)[:, :, None]
    width, height = shape["width"], shape["height"]
    if shape["fit"] != "letterbox":
        return resized(pixels, width, height)[None]
    scale = min(width / pixels.shape[1], height / pixels.shape[0])
    inner_width = max(1, min(width, math.floor(pixels.shape[1] * scale + 0.5)))
    inner_height = max(1, min(height, math.floor(pixels.shape[0] * scale + 0.5)))
    framed = numpy.full((1, height, width, shape["channels"]), 128, numpy.uint8)  # grey bars
    left, top = (width - inner_width) // 2, (height - inner_height) // 2
    framed[0, top : top + inner_height, left : left + inner_width] = resized(pixels, inner_width, inner_height)
    return framed


# The stored form of a code: scores are those of the numbers as they are stored.


def int8(numbers):
    """Whole steps from -127 to 127 of one scale, which has 16 significant bits."""
    largest = numpy.abs(numbers).max()
    if largest < 2.0**-100:
        return numpy.zeros_like(numbers)
    bits = (numpy.float32(min(largest, 2.0**127)) / numpy.float32(127)).view(numpy.uint32)
    scale = numpy.uint32((int(bits) + 0xFF) & ~0xFF).view(numpy.float32)
    steps = numpy.clip(numpy.rint(numbers.astype(float) / float(scale)), -127, 127)
    return steps.astype(numpy.float32) * scale


def half(numbers):
    return numpy.clip(numbers, -65504, 65504).astype(numpy.float16).astype(numpy.float32)


STORED = {"float": lambda numbers: numbers, "half": half, "int8": int8}


# The network, from weights.safetensors: towers, heads and poolings below. A map is [C,h,w].


class Network:
    def __init__(self, weights, design, term):
        self.weights = {name: values.astype(float) for name, values in weights.items()}
        self.design = design
        self.term = term

    def why_not(self):
        """Which part of the design this script has no code for; empty if it has all."""
        known = {
            "tower": ["residual", "contrast"],
            "sharing": ["shared"],
            "head": ["difference", "product", "blend", "nearest", "cosine"],
            "embedding-pooling": ["grid", "gem"],
        }
        missing = [
            f"{part} {self.design[part]}"
            for part, names in known.items()
            if self.design.get(part, "grid") not in names
        ]
        return ", ".join(missing)

    def encode(self, pixels):
        """[H,W,c] bytes -> embedding [D], prepared [K,h,w]."""
        x = self.norm(pixels.astype(float).transpose(2, 0, 1), "pixels")
        if self.design["tower"] == "contrast":
            x = numpy.concatenate([x, contrast(x, 17)])  # [2c,H,W]
        x = relu(self.norm(self.conv(x, "tower.stem", self.strides()[0]), "tower.stem_norm"))
        for stage, stride in enumerate(self.strides()[1:], 1):
            block = 1
            while f"tower.stage{stage}_block{block}.conv1.weight" in self.weights:
                x = self.block(x, f"tower.stage{stage}_block{block}", stride if block == 1 else 1)
                block += 1
        embedding = self.weights["embedding.project.weight"] @ self.pooled(x) + self.weights["embedding.project.bias"]
        embedding = unit(embedding[:, None, None])
        return embedding[:, 0, 0], self.prepare(x, embedding)

    def strides(self):
        stages = 1 + sum(f"tower.stage{i}_block1.conv1.weight" in self.weights for i in range(1, 20))
        return self.design.get("strides") or [2] * stages

    def block(self, x, name, stride):
        y = relu(self.norm(self.conv(x, f"{name}.conv1", stride), f"{name}.norm1"))
        y = self.norm(self.conv(y, f"{name}.conv2", 1), f"{name}.norm2")
        if f"{name}.shortcut.weight" in self.weights:
            x = self.norm(self.conv(x, f"{name}.shortcut", stride), f"{name}.shortcut_norm")
        return relu(x + y)

    def pooled(self, x):
        """[C,h,w] -> [C*cells]."""
        if self.design.get("embedding-pooling", "grid") == "gem":
            exponent = 3 * math.exp(next(v for n, v in self.weights.items() if n.startswith("embedding.pooling"))[0])
            return (numpy.maximum(x, 1e-6) ** exponent).mean((1, 2)) ** (1 / exponent)
        height, width = x.shape[1:]
        rows = [(i * height // 4, -(-(i + 1) * height // 4)) for i in range(4)]
        columns = [(i * width // 4, -(-(i + 1) * width // 4)) for i in range(4)]
        means = [[x[:, top:bottom, left:right].mean((1, 2)) for left, right in columns] for top, bottom in rows]
        return numpy.array(means).transpose(2, 0, 1).reshape(-1)

    def prepare(self, x, embedding):
        if self.design["head"] == "cosine":
            return embedding
        x = self.norm(self.conv(x, "head.project", 1), "head.norm" if self.nearest() else "head.project_norm")
        return unit(x) if self.nearest() else x

    def nearest(self):
        return self.design["head"] == "nearest"

    def score(self, a, b):
        """The mean of the head's map, and the embedding's term: scale times cosine, plus offset."""
        return self.map(a[1], b[1]).mean() + self.term["s"] * (a[0] @ b[0]) + self.term["t"]

    def map(self, a, b):
        head = self.design["head"]
        if head == "cosine":
            return self.scaled((a * b).sum(0), "head.scale", 10)
        if self.nearest():
            cosines = a.reshape(len(a), -1).T @ b.reshape(len(b), -1)
            cosines = cosines * math.exp(self.weights["head.sharpness.log_gain"][0]) * 10
            sums = numpy.log([numpy.exp(cosines).mean(1), numpy.exp(cosines).mean(0)])
            return self.scaled(sums, "head.scale", 1)
        parts = {"difference": [abs(a - b)], "product": [a * b], "blend": [abs(a - b), a * b, a + b]}[head]
        x = relu(self.norm(self.conv(numpy.concatenate(parts), "head.conv", 1), "head.norm"))
        return self.conv(x, "head.score", 1)

    def scaled(self, x, name, start):
        return (x + self.weights[f"{name}.offset"][0]) * math.exp(self.weights[f"{name}.log_gain"][0]) * start

    def conv(self, x, name, stride):
        kernel = self.weights[f"{name}.weight"]
        around = kernel.shape[2] // 2
        x = numpy.pad(x, ((0, 0), (around, around), (around, around)))
        windows = sliding_window_view(x, kernel.shape[2:], (1, 2))[:, ::stride, ::stride]  # [C,h,w,k,k]
        y = numpy.tensordot(kernel, windows, ([1, 2, 3], [0, 3, 4]))
        return y + self.weights[f"{name}.bias"][:, None, None] if f"{name}.bias" in self.weights else y

    def norm(self, x, name):
        gain, shift, mean, variance = (
            self.weights[f"{name}.{part}"][:, None, None] for part in ("weight", "bias", "running_mean", "running_var")
        )
        return gain * (x - mean) / numpy.sqrt(variance + 1e-5) + shift


def relu(x):
    return numpy.maximum(x, 0)


def contrast(x, window):
    """[C,h,w]: each cell minus the mean of its window, divided by the standard deviation there."""
    centred = x - box_mean(x, window)
    return centred / numpy.sqrt(box_mean(centred * centred, window) + 1e-2)


def box_mean(x, window):
    """[C,h,w]: the mean of the window around each cell. Cells outside the map do not count."""

    def means(cells):  # [cells,cells]: the share of each cell in each mean
        at = numpy.arange(cells)
        within = abs(at[:, None] - at) <= window // 2
        return within / within.sum(1, keepdims=True)

    return means(x.shape[1]) @ x @ means(x.shape[2]).T


def unit(x):
    return x / numpy.sqrt((x * x).sum(0) + 1e-12)


# The two ways to a score.


def by_weights(weights, card, formats):
    """From the pixels of two pictures to a score; None if this script does not know the design."""
    network = Network(weights, card["design"], card["embedding_term"])
    if network.why_not():
        print(f"weights.safetensors is read, but no score is computed from it: this script has no {network.why_not()}")
        return None

    def code(pixels):
        embedding, prepared = network.encode(pixels[0])
        return (
            STORED[formats["embedding"]](embedding.astype(numpy.float32)).astype(float),
            STORED[formats["prepared"]](prepared.astype(numpy.float32)).astype(float),
        )

    return lambda a, b: float(network.score(code(a), code(b)))


def by_graphs(model, card, formats):
    def session(name):
        return onnxruntime.InferenceSession(str(model / name), providers=["CPUExecutionProvider"])

    encoder = {"a": session("encoder.onnx")}
    encoder["b"] = session("encoder_b.onnx") if "encoder_b.onnx" in card["files"] else encoder["a"]
    head = session("head.onnx")

    def score(a, b):
        inputs = {}
        for side, pixels in (("a", a), ("b", b)):
            embedding, prepared = encoder[side].run(["embedding", "prepared"], {"pixels": pixels})
            inputs[f"embedding_{side}"] = STORED[formats["embedding"]](embedding)
            inputs[f"prepared_{side}"] = STORED[formats["prepared"]](prepared)
        return float(head.run(["score"], inputs)[0].reshape(-1)[0])

    return score


def probability(card, score):
    calibration = card["calibration"]
    return 1 / (1 + math.exp(-(calibration["slope"] * score + calibration["offset"])))


def answers(model, pairs, program):
    """What `likeness compare` says, all pairs in one process. Builds this clone if no program is given."""
    if program:
        clone.launcher = program.resolve()
        clone.environment["LIKENESS_BUILD"] = "never"
    else:
        clone.build()
    with tempfile.TemporaryDirectory() as folder:
        table = pathlib.Path(folder) / "pairs.csv"
        with table.open("w", newline="") as out:
            csv.writer(out).writerows([("a", "b"), *pairs])
        return json.loads(clone.done("compare", "--pairs", table, "--model", model, "--json").stdout)["answers"]


def main():
    parser = argparse.ArgumentParser(description="Checks that Python reads a model and gives its answers.")
    parser.add_argument("model", help="a model folder, or the name of a bundled model")
    parser.add_argument("--program", type=pathlib.Path, help="the launcher to run as it is; without it, ./likeness, built first")
    parser.add_argument("pictures", type=pathlib.Path, nargs="+", help="pairs of pictures: A B A B ...")
    arguments = parser.parse_args()
    if len(arguments.pictures) % 2:
        parser.error("give pairs of pictures: an even number of files")
    model = pathlib.Path(arguments.model)
    model = (model if (model / "model.json").exists() else BUNDLED / arguments.model).resolve()
    card = json.loads((model / "model.json").read_text("utf-8"))
    for name, expected in card["files"].items():
        if hashlib.sha256((model / name).read_bytes()).hexdigest() != expected:
            sys.exit(f"{model / name}: its SHA-256 is not the one in model.json")
    weights = load_file(model / "weights.safetensors")
    for name, values in weights.items():
        if values.dtype.kind == "f" and not numpy.isfinite(values).all():
            sys.exit(f"{model / 'weights.safetensors'}: {name} has numbers that are not finite")
    count = sum(values.size for values in weights.values())
    print(f"{card['name']}: weights.safetensors has {len(weights)} tensors of {count:,} finite numbers")

    formats = card.get("codes", {"embedding": "float", "prepared": "float"})
    rounded = set(formats.values()) != {"float"}
    tolerance = TOLERANCE_OF_ROUNDED_CODES if rounded else TOLERANCE
    ways = {"ONNX": by_graphs(model, card, formats), "numpy": by_weights(weights, card, formats)}
    ways = {name: score for name, score in ways.items() if score}

    pairs = [[file.resolve() for file in arguments.pictures[i : i + 2]] for i in range(0, len(arguments.pictures), 2)]
    largest, wrong = dict.fromkeys(ways, 0.0), 0
    for (a, b), there in zip(pairs, answers(model, pairs, arguments.program)):
        if "error" in there:
            sys.exit(there["error"])
        pixels = [picture(file, card["input"]) for file in (a, b)]
        found = {name: score(*pixels) for name, score in ways.items()}
        text = ", ".join(f"{name} {score:.6f}" for name, score in found.items())
        print(f"{a.name} {b.name}: likeness {there['score']:.6f}, {text}")
        for name, score in found.items():
            off = abs(score - there["score"]) / max(1, abs(there["score"]))
            largest[name] = max(largest[name], off)
            sure = abs(there["score"] - there["threshold"]) > tolerance * max(1, abs(there["score"]))
            same = not sure or (score >= there["threshold"]) == there["match"]
            near = abs(probability(card, score) - there["probability"]) <= tolerance * max(1, abs(there["score"]))
            if off > tolerance or not same or not near:
                wrong += 1
                print(f"  DIFFERENT: {name} has {score} and probability {probability(card, score)}, likeness {there}")
    for name, off in largest.items():
        print(f"largest difference of {name}: {off:.2g} of max(1, |score|); {tolerance:g} is allowed")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
