"""Compares two picture files with PyTorch, from the start of Python to the verdict; the driver takes the duration of the whole process.

    verdict.py MODEL A B
"""
import common

given = common.arguments(__doc__, "model", "a", "b")
torch = common.torch_with_threads()
import math

import numpy
import PIL.Image

import networks

card = networks.card(given.model)
network = networks.load(given.model)
shape = card["input"]
mode = "L" if shape["channels"] == 1 else "RGB"


def pixels(file):
    picture = PIL.Image.open(file).convert(mode).resize((shape["width"], shape["height"]), PIL.Image.Resampling.BOX)
    return torch.from_numpy(numpy.array(picture)).reshape(1, shape["height"], shape["width"], shape["channels"])


with torch.inference_mode():
    score = float(network.score(network.encode(pixels(given.a)), network.encode(pixels(given.b)))[0])
line = card["calibration"]["slope"] * score + card["calibration"]["offset"]
common.report(probability=1 / (1 + math.exp(-line)), score=score, version="torch " + torch.__version__)
common.leave()
