#!/usr/bin/env python3
"""Compares one picture with 10,000 encoded ones, with Likeness and with the same head in PyTorch, in turn, and prints the ratio.

    scripts/one-against-many.py [--model photos] [--rounds 3]

The head must be 'blend'. PyTorch gets random features of the same shape as floats, joins and convolves them in batches of several sizes, eagerly, as
TorchScript and by torch.compile, and the fastest counts; Likeness has the stored codes. Needs torch (pip install torch). Run nothing else at the same time.
"""
import argparse
import json
import time

import torch

import clone

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--model", default="photos")
parser.add_argument("--rounds", type=int, default=3)
arguments = parser.parse_args()
COUNT = 10_000

clone.build()
card = json.loads(clone.likeness("models", "show", arguments.model, "--json", check=True).stdout)
design = card["design"]
if design["head"] != "blend":
    raise SystemExit(f"the head of {arguments.model} is {design['head']}; allowed: blend")
width, height, side = card["prepared"]
torch.set_grad_enabled(False)
torch.manual_seed(1)
query, many = torch.randn(1, width, height, side), torch.randn(COUNT, width, height, side)
one, all_ = torch.randn(1, design["embedding"]), torch.randn(COUNT, design["embedding"])


class Head(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = torch.nn.Conv2d(3 * width, width, 3, padding=1)
        self.score = torch.nn.Conv2d(width, 1, 1)

    def forward(self, a, b):
        joined = torch.cat(((a - b).abs(), a * b, a + b), 1)
        return self.score(self.conv(joined).relu()).mean((1, 2, 3))


head = Head().eval()
scripted = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.script(head)))
compiled = torch.compile(head, dynamic=False)


def mean_first(a, b):
    """The same scores; the last 1x1 is linear, so it may follow the mean."""
    joined = torch.cat(((a - b).abs(), a * b, a + b), 1)
    return head.conv(joined).relu().mean((2, 3)) @ head.score.weight.flatten() + head.score.bias


assert torch.allclose(head(query, many[:100]), mean_first(query, many[:100]), atol=1e-4)
ways = (head, scripted, compiled, mean_first, torch.compile(mean_first, dynamic=False))


def pytorch():
    """The fastest of several ways, in milliseconds."""
    best = float("inf")
    for network in ways:
        for batch in (100, 500, 2000): # divide 10,000, so that each is compiled once
            for _ in range(6):
                start = time.perf_counter()
                scores = torch.cat([network(query, many[i:i + batch]) for i in range(0, COUNT, batch)]) + 10 * (all_ @ one[0])
                assert len(scores) == COUNT
                best = min(best, 1e3 * (time.perf_counter() - start))
    return best


for round_ in range(arguments.rounds):
    timed = json.loads(clone.likeness("models", "time", arguments.model, "--json", check=True).stdout)
    ours, theirs = timed[f"milliseconds_one_against_{COUNT}"], pytorch()
    print(f"Likeness {ours:.0f} ms, PyTorch {torch.__version__} {theirs:.0f} ms: {theirs / ours:.2f} times as fast", flush=True)
