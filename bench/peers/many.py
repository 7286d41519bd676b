"""Compares one code with 10,000 in PyTorch, batched and broadcast, in several ways; the fastest counts.

    many.py MODEL --count 10000 --seconds 3

The codes are random. Everything that does not depend on the query is laid out before the clock starts. Each way is first checked against the
exported graph for one query and many codes, in ONNX Runtime.
"""
import math
import os

import common

given = common.arguments(__doc__, "model", count=10_000, seconds=3.0)
torch = common.torch_with_threads()
import numpy
from torch.nn import functional

import networks

# Of the head's part of the score, which is the difference of two larger numbers.
TOLERANCE = 5e-3
torch.set_grad_enabled(False)
network = networks.load(given.model)
head = network.head
design, (channels, h, w) = networks.card(given.model)["design"], networks.card(given.model)["prepared"]
normal = design["head"] in ("nearest", "correlation")
one = torch.randn(1, channels, h, w)
many = torch.randn(given.count, channels, h, w)
if normal: # these heads prepare unit vectors
    one, many = networks.unit(one), networks.unit(many)
unit_one = functional.normalize(torch.randn(1, design["embedding"]), dim=1)
unit_many = functional.normalize(torch.randn(given.count, design["embedding"]), dim=1)


def folded(norm):
    """Batch normalisation in use, as a factor and an offset for each channel."""
    factor = norm.weight / (norm.running_var + norm.eps).sqrt()
    return factor, norm.bias - factor * norm.running_mean


def concat():
    """The norm is folded into both halves of all codes, and the last 1x1 follows the mean."""
    width = head.width
    factor, offset = (x.view(-1, 1) for x in folded(head.norm))
    flat = many.flatten(2)
    first = (flat[:, :width] * factor + offset).contiguous() #   [N,W,P]
    second = (flat[:, width:] * factor + offset).contiguous()
    own = one.flatten(2)
    own_first, own_second = own[:, :width] * factor, own[:, width:] * factor
    weight, bias = head.score.weight.flatten(), head.score.bias

    def whole(f, s):
        return ((own_first + s).relu() + (own_second + f).relu()).mean(2) @ weight * 0.5 + bias

    return whole, (first, second)


def blend():
    """The norm is folded into the convolution, and the last 1x1 follows the mean."""
    factor, offset = folded(head.norm)
    kernel = (head.conv.weight * factor.view(-1, 1, 1, 1)).contiguous()
    weight, bias = head.score.weight.flatten(), head.score.bias

    def whole(b):
        joined = torch.cat(((one - b).abs(), one * b, one + b), 1)
        return functional.conv2d(joined, kernel, offset, padding=1).relu().mean((2, 3)) @ weight + bias

    return whole, (many,)


def blend_last():
    """The same with channels last."""
    whole, (codes,) = blend()
    return whole, (codes.contiguous(memory_format=torch.channels_last),)


def nearest():
    """One matrix product for all codes of a batch."""
    cells = one.flatten(2)[0].t().contiguous() #                 [P,W]
    sharp = head.sharpness.start * head.sharpness.log_gain.exp()
    gain, offset = head.scale.start * head.scale.log_gain.exp(), head.scale.offset
    even = math.log(h * w)

    def whole(b): #                                              [N,W,P]
        cosines = torch.matmul(cells * sharp, b) #               [N,P,P]
        soft = 0.5 * (cosines.logsumexp(2).mean(1) + cosines.logsumexp(1).mean(1))
        return (soft - even + offset) * gain

    return whole, (many.flatten(2).contiguous(),)


def nearest_exp():
    """Cosines are bounded, so that one exponential serves both directions and needs no maximum."""
    cells = one.flatten(2)[0].t().contiguous()
    sharp = head.sharpness.start * head.sharpness.log_gain.exp()
    gain, offset = head.scale.start * head.scale.log_gain.exp(), head.scale.offset
    even = math.log(h * w)

    def whole(b):
        power = torch.matmul(cells * sharp, b).exp()
        soft = 0.5 * (power.sum(2).log().mean(1) + power.sum(1).log().mean(1))
        return (soft - even + offset) * gain

    return whole, (many.flatten(2).contiguous(),)


def correlation():
    """One matrix product for all codes of a batch, both windows gathered from it at once, norm folded into the 1x1."""
    indices, inside = head.neighbours(h, w)
    cell, other = indices // (h * w), indices % (h * w)
    factor, offset = folded(head.norm)
    mix = (head.mix.weight.flatten(1) * factor.view(-1, 1)).contiguous() # [W,K]
    weight, bias = head.score.weight.flatten(), head.score.bias
    places = torch.cat((indices, other * h * w + cell)) #                  [2KP]
    kept = torch.cat((inside, inside))
    cells = one.flatten(2)[0].t().contiguous()

    def whole(b): #                                                        [N,W,P]
        product = torch.matmul(cells, b).flatten(1) #                      [N,P*P]
        near = (product.index_select(1, places) * kept).view(len(b), 2, -1, h * w)
        mixed = (torch.matmul(mix, near) + offset.view(-1, 1)).relu() #    [N,2,W,P]
        return mixed.mean((1, 3)) @ weight + bias

    return whole, (many.flatten(2).contiguous(),)


def plain():
    """The head as it is trained, in evaluation mode."""
    return lambda b: head.combine(one.expand(len(b), -1, -1, -1), b).mean((1, 2, 3)), (many,)


def outputs(graph, **inputs):
    session = common.session(f"{given.model}/{graph}.onnx")
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, inputs)))


def by_graph(count):
    session = common.session(given.model + "/head_many.onnx")
    inputs = {"embedding_a": unit_one.numpy(), "prepared_a": one.numpy(),
              "embedding_b": unit_many[:count].numpy(), "prepared_b": many[:count].numpy()}
    if os.path.exists(given.model + "/head_block.onnx"): # what depends on the many pictures alone
        inputs.update(outputs("head_block", prepared_b=inputs.pop("prepared_b")))
    if os.path.exists(given.model + "/head_query.onnx"): # what depends on the query alone
        own = outputs("head_query", prepared_a=inputs.pop("prepared_a"))
        apart = numpy.abs(inputs.pop("terms").astype(numpy.float64) - own["point"])
        inputs["distances"] = (own["start"] + (own["weights"] * apart).sum(0)).astype(numpy.float32)
    return session.run(["score"], inputs)[0] - term(count)


def term(count):
    """What the embeddings add to the scores."""
    return (network.s * (unit_many[:count] @ unit_one[0]) + network.t).numpy()


ways = {"concat": (concat,), "blend": (blend, blend_last), "nearest": (nearest, nearest_exp), "correlation": (correlation,)}
expected = by_graph(200)
found = {}
for make in (plain, *ways[design["head"]]):
    whole, laid_out = make()
    common.close("the score of " + make.__name__, whole(*(part[:200] for part in laid_out)).numpy(), expected, TOLERANCE)
    for compiled, sizes in ((False, (100, 500, 2000)), (True, (500,))):
        if compiled and make is plain:
            continue
        part = torch.compile(whole, dynamic=False) if compiled else whole
        for batch in sizes:
            batches = [tuple(x[i:i + batch] for x in laid_out) for i in range(0, given.count, batch)]

            def query():
                scores = torch.cat([part(*codes) for codes in batches])
                return scores + network.s * (unit_many @ unit_one[0]) + network.t

            name = f"{make.__name__}{' compiled' if compiled else ''}, batches of {batch}"
            found[name] = common.seconds_each(query, given.seconds / 8, 2)
fastest = min(found, key=found.get)
common.report(found[fastest], way=fastest, version="torch " + torch.__version__)
common.leave()
