"""The networks of Likeness in PyTorch, with the weights of a model folder (weights.safetensors, model.json)."""
import json
import math
import pathlib
import struct

import numpy
import torch
from torch import nn
from torch.nn import functional


def read_safetensors(file):
    data = pathlib.Path(file).read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + length])
    arrays = {}
    for name, entry in header.items():
        if name != "__metadata__":
            start, end = entry["data_offsets"]
            array = numpy.frombuffer(data, numpy.float32, (end - start) // 4, 8 + length + start)
            arrays[name] = torch.from_numpy(array.reshape(entry["shape"]).copy())
    return arrays


def conv(inputs, outputs, kernel, stride=1, bias=False):
    return nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=bias)


class Plain(nn.Module):
    def __init__(self, inputs, widths=(32, 64, 128), strides=(1, 2, 2)):
        super().__init__()
        self.stages = len(widths)
        for i, (width, stride) in enumerate(zip(widths, strides), 1):
            self.add_module(f"conv{i}", conv(inputs, width, 3, stride))
            self.add_module(f"norm{i}", nn.BatchNorm2d(width))
            inputs = width
        self.channels = inputs

    def forward(self, x):
        for i in range(1, self.stages + 1):
            x = functional.relu(getattr(self, f"norm{i}")(getattr(self, f"conv{i}")(x)))
        return x


class BasicBlock(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1, self.norm1 = conv(inputs, outputs, 3, stride), nn.BatchNorm2d(outputs)
        self.conv2, self.norm2 = conv(outputs, outputs, 3), nn.BatchNorm2d(outputs)
        self.changes = inputs != outputs or stride != 1
        if self.changes:
            self.shortcut, self.shortcut_norm = conv(inputs, outputs, 1, stride), nn.BatchNorm2d(outputs)

    def forward(self, x):
        y = functional.relu(self.norm1(self.conv1(x)))
        y = self.norm2(self.conv2(y))
        return functional.relu((self.shortcut_norm(self.shortcut(x)) if self.changes else x) + y)


class Residual(nn.Module):
    def __init__(self, inputs, widths=(32, 64, 128), strides=(2, 2, 2), window=3):
        super().__init__()
        self.stem, self.stem_norm = conv(inputs, widths[0], window, strides[0]), nn.BatchNorm2d(widths[0])
        self.blocks = len(widths) - 1
        for i in range(1, len(widths)):
            self.add_module(f"stage{i}_block1", BasicBlock(widths[i - 1], widths[i], strides[i]))
        self.channels = widths[-1]

    def forward(self, x):
        x = functional.relu(self.stem_norm(self.stem(x)))
        for i in range(1, self.blocks + 1):
            x = getattr(self, f"stage{i}_block1")(x)
        return x


class Contrast(Residual):
    """Also reads the local contrast of the pixels."""

    def __init__(self, inputs):
        super().__init__(2 * inputs, (32, 64, 128, 256), (2, 2, 2, 2), 5)

    def forward(self, x):
        def mean(map_, window=17):
            return functional.avg_pool2d(map_, window, 1, window // 2, count_include_pad=False)

        centred = x - mean(x)
        return super().forward(torch.cat((x, centred / (mean(centred.square()) + CONTRAST_EPSILON).sqrt()), 1))


class Concat(nn.Module):
    """conv(concat(a, b)) in two halves: each picture carries both, and a pair needs an addition. If not split, as it is defined, and as people
    write it."""

    split = True

    def __init__(self, channels, width):
        super().__init__()
        self.channels, self.width = channels, width
        self.conv, self.norm, self.score = conv(2 * channels, width, 3), nn.BatchNorm2d(width), conv(width, 1, 1, bias=True)

    def prepare(self, x):
        if not self.split:
            return x
        first, second = self.conv.weight.split(self.channels, 1)
        return functional.conv2d(x, torch.cat((first, second), 0), padding=1)

    def combine(self, a, b):
        if self.split:
            ab = a[:, :self.width] + b[:, self.width:]
            ba = b[:, :self.width] + a[:, self.width:]
        else:
            ab = self.conv(torch.cat((a, b), 1))
            ba = self.conv(torch.cat((b, a), 1))
        return self.score((functional.relu(self.norm(ab)) + functional.relu(self.norm(ba))) * 0.5)


class Blend(nn.Module):
    def __init__(self, channels, width):
        super().__init__()
        self.project, self.project_norm = conv(channels, width, 1), nn.BatchNorm2d(width)
        self.conv, self.norm, self.score = conv(3 * width, width, 3), nn.BatchNorm2d(width), conv(width, 1, 1, bias=True)

    def prepare(self, x):
        return self.project_norm(self.project(x))

    def combine(self, a, b):
        joined = torch.cat(((a - b).abs(), a * b, a + b), 1)
        return self.score(functional.relu(self.norm(self.conv(joined))))


CONTRAST_EPSILON = 1e-2


def unit(x):
    return x / (x.square().sum(1, keepdim=True) + 1e-12).sqrt()


class Gain(nn.Module):
    def __init__(self, start, offset):
        super().__init__()
        self.start = start
        self.log_gain = nn.Parameter(torch.zeros(1))
        self.offset = nn.Parameter(torch.zeros(1)) if offset else None

    def forward(self, x):
        return (x if self.offset is None else x + self.offset) * (self.log_gain.exp() * self.start)


def products(a, b):
    """The product of each cell of a with each cell of b: [N,C,h,w], [N,C,h,w] -> [N,P,P]."""
    return a.flatten(2).transpose(1, 2) @ b.flatten(2)


class Nearest(nn.Module):
    def __init__(self, channels, width):
        super().__init__()
        self.project, self.norm = conv(channels, width, 1), nn.BatchNorm2d(width)
        self.sharpness, self.scale = Gain(10, False), Gain(1, True)

    def prepare(self, x):
        return unit(self.norm(self.project(x)))

    def combine(self, a, b):
        h, w = a.shape[2:]
        sharp = self.sharpness(products(a, b))
        soft = torch.stack((sharp.logsumexp(2), sharp.logsumexp(1)), 1)
        return self.scale(soft - math.log(h * w)).unflatten(2, (h, w))


class Correlation(nn.Module):
    def __init__(self, channels, width, window=2):
        super().__init__()
        self.window = window
        self.project, self.project_norm = conv(channels, width, 1), nn.BatchNorm2d(width)
        self.mix, self.norm, self.score = conv((2 * window + 1) ** 2, width, 1), nn.BatchNorm2d(width), conv(width, 1, 1, bias=True)
        self.places = None

    def prepare(self, x):
        return unit(self.project_norm(self.project(x)))

    def neighbours(self, h, w):
        """For each displacement and cell, the index of the product in [P,P], and whether the neighbour is in the map."""
        if self.places is None or self.places[2] != (h, w):
            indices, inside = [], []
            for dy in range(-self.window, self.window + 1):
                for dx in range(-self.window, self.window + 1):
                    for y in range(h):
                        for x in range(w):
                            fits = 0 <= y + dy < h and 0 <= x + dx < w
                            cell = y * w + x
                            indices.append(cell * h * w + ((y + dy) * w + x + dx if fits else cell))
                            inside.append(float(fits))
            self.places = torch.tensor(indices), torch.tensor(inside), (h, w)
        return self.places[:2]

    def combine(self, a, b):
        h, w = a.shape[2:]
        indices, inside = self.neighbours(h, w)
        product = products(a, b)
        both = torch.cat((product, product.transpose(1, 2)), 0).flatten(1)
        near = (both.index_select(1, indices) * inside).view(len(both), -1, h, w)
        maps = self.score(functional.relu(self.norm(self.mix(near))))
        return torch.cat(maps.split(len(a)), 1)


TOWERS = {"plain": Plain, "residual": Residual, "contrast": Contrast}
HEADS = {"concat": Concat, "blend": Blend, "nearest": Nearest, "correlation": Correlation}


class GeneralisedMean(nn.Module):
    def __init__(self):
        super().__init__()
        self.log_exponent = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        exponent = 3 * self.log_exponent.exp()
        return x.clamp_min(1e-6).pow(exponent).mean((2, 3)).pow(1 / exponent)


class Embedding(nn.Module):
    def __init__(self, channels, length, pooling):
        super().__init__()
        self.pooling = GeneralisedMean() if pooling == "gem" else nn.AdaptiveAvgPool2d(4)
        self.project = nn.Linear(channels * (1 if pooling == "gem" else 16), length)

    def forward(self, x):
        return unit(self.project(self.pooling(x).flatten(1)))


class Network(nn.Module):
    def __init__(self, inputs, tower, head, head_width, embedding, pooling):
        super().__init__()
        self.pixels = nn.BatchNorm2d(inputs)
        self.tower = TOWERS[tower](inputs)
        self.embedding = Embedding(self.tower.channels, embedding, pooling)
        self.head = HEADS[head](self.tower.channels, head_width)
        self.register_buffer("s", torch.zeros(()))
        self.register_buffer("t", torch.zeros(()))

    def encode(self, pixels):
        """uint8 [N,H,W,c] -> embedding [N,D], prepared [N,K,h,w]."""
        x = self.tower(self.pixels(self.planes(pixels)))
        return self.embedding(x), self.head.prepare(x)

    def planes(self, pixels):
        x = pixels.permute(0, 3, 1, 2).float()
        return x if self.channels_last else x.contiguous()

    channels_last = False

    def in_channels_last(self):
        self.channels_last = True
        return self.to(memory_format=torch.channels_last)

    def score(self, a, b):
        """The score of each pair of codes, as the exported head gives it."""
        cosines = (a[0] * b[0]).sum(1)
        return self.head.combine(a[1], b[1]).mean((1, 2, 3)) + self.s * cosines + self.t


def card(folder):
    return json.loads((pathlib.Path(folder) / "model.json").read_text())


def load(folder):
    """The network of a model folder, in evaluation mode."""
    model = card(folder)
    design = model["design"]
    if design["widths"] or design["strides"] or design["blocks"]:
        raise SystemExit(f"{folder}: only the default widths, strides and blocks of a tower are known here")
    network = Network(model["input"]["channels"], design["tower"], design["head"], design["head-width"], design["embedding"],
                      design.get("embedding-pooling", "grid"))
    weights = read_safetensors(pathlib.Path(folder) / "weights.safetensors")
    found = network.load_state_dict(weights, strict=False)
    missing = [name for name in found.missing_keys if name not in ("s", "t") and "num_batches" not in name]
    if missing or found.unexpected_keys:
        raise SystemExit(f"{folder}: not the same parameters: missing {missing}, unexpected {found.unexpected_keys}")
    network.s.fill_(model["embedding_term"]["s"])
    network.t.fill_(model["embedding_term"]["t"])
    return network.eval()
