"""Which ways to combine two feature maps can compare at all? Prints, for each, how far its score is from u(a) + v(b).

The mixed difference s(a, b) - s(a, b') - s(a', b) + s(a', b') is 0 for every score that is the sum of one term per picture,
whatever the weights. Such a score ranks the same picture first for every query.

    python3 scripts/additive.py         needs torch; the project itself does not
"""

import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
C, W = 128, 64  # channels of the features, width of the head
pictures = [torch.randn(4, C, 8, 8) for _ in range(4)]

plain = nn.Conv2d(2 * C, W, 3, padding=1)
depthwise, pointwise = nn.Conv2d(2 * C, 2 * C, 3, padding=1, groups=2 * C), nn.Conv2d(2 * C, W, 1)
groups = nn.Conv2d(2 * C, 2 * W, 3, padding=1, groups=2)
interleaved = nn.Conv2d(2 * C, 2 * C, 3, padding=1, groups=C)
mix, score, score_of_mixed = nn.Conv2d(2 * W, W, 1), nn.Conv2d(W, 1, 1), nn.Conv2d(2 * C, 1, 1)


def cat(a, b):
    return torch.cat([a, b], dim=1)  # [N,2C,h,w]: all of a, then all of b


def interleave(a, b):
    return torch.stack([a, b], dim=2).flatten(1, 2)  # [N,2C,h,w]: a0 b0 a1 b1 ..


ways = {
    "convolution of the concatenation": lambda a, b: score(plain(cat(a, b))),
    "convolution, ReLU, 1x1": lambda a, b: score(F.relu(plain(cat(a, b)))),
    "depthwise, pointwise": lambda a, b: score(pointwise(depthwise(cat(a, b)))),
    "depthwise, pointwise, ReLU, 1x1": lambda a, b: score(F.relu(pointwise(depthwise(cat(a, b))))),
    "groups=2, ReLU, mixing 1x1": lambda a, b: score(mix(F.relu(groups(cat(a, b))))),
    "groups=2, ReLU, mixing 1x1, ReLU, 1x1": lambda a, b: score(F.relu(mix(F.relu(groups(cat(a, b)))))),
    "interleaved, groups=C, ReLU, 1x1": lambda a, b: score_of_mixed(F.relu(interleaved(interleave(a, b)))),
    "correlation": lambda a, b: a * b,
}

a, other_a, b, other_b = pictures
with torch.no_grad():
    halves = F.conv2d(a, plain.weight[:, :C], plain.bias, padding=1) + F.conv2d(b, plain.weight[:, C:], padding=1)
    print(f"{'two halves against the whole convolution':42s} {(plain(cat(a, b)) - halves).abs().max():.0e}")
    for name, way in ways.items():
        s = lambda x, y: way(x, y).mean(dim=(1, 2, 3))  # noqa: E731
        mixed = s(a, b) - s(a, other_b) - s(other_a, b) + s(other_a, other_b)
        print(f"{name:42s} {mixed.abs().max():.0e}")
