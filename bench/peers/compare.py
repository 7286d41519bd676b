"""Compares pairs of pictures, from decoded pixels to scores: in PyTorch eagerly, or in ONNX Runtime with the exported graphs.

    compare.py MODEL --setting eager|ort --batch 64 --seconds 4

Both first check that PyTorch and ONNX Runtime give the same codes and scores.
"""
import numpy

import common

given = common.arguments(__doc__, "model", setting="eager", batch=1, seconds=4.0)
encoder, head = common.session(given.model + "/encoder.onnx"), common.session(given.model + "/head.onnx")
names = [output.name for output in encoder.get_outputs()]


def by_graphs(pixels, code=None):
    code = code or dict(zip(names, encoder.run(names, {"pixels": pixels})))
    n = len(pixels) // 2
    inputs = {}
    for name in names:
        inputs[name + "_a"], inputs[name + "_b"] = code[name][:n], code[name][n:]
    return head.run(["score"], inputs)[0]


shape = [encoder.get_inputs()[0].shape[i] for i in (1, 2, 3)]
random = numpy.random.default_rng(1)
pixels = random.integers(0, 256, (2 * given.batch, *shape), dtype=numpy.uint8)

if given.setting == "ort":
    import onnxruntime
    common.report(common.seconds_each(lambda: by_graphs(pixels), given.seconds, 20), version="onnxruntime " + onnxruntime.__version__)
else:
    torch = common.torch_with_threads()
    import networks
    network = networks.load(given.model)

    def by_torch(pixels):
        with torch.inference_mode():
            n = len(pixels) // 2
            embedding, prepared = network.encode(torch.from_numpy(pixels))
            return network.score((embedding[:n], prepared[:n]), (embedding[n:], prepared[n:])).numpy()

    with torch.inference_mode():
        codes = dict(zip(names, encoder.run(names, {"pixels": pixels})))
        for name, found in zip(("embedding", "prepared"), network.encode(torch.from_numpy(pixels))):
            common.close(name, found.numpy(), codes[name])
        a, b = (tuple(torch.from_numpy(codes[name][half]) for name in ("embedding", "prepared"))
                for half in (slice(None, given.batch), slice(given.batch, None)))
        term = float(network.s) * (a[0] * b[0]).sum(1) + network.t
        common.close("the head's score", (network.score(a, b) - term).numpy(), by_graphs(pixels, codes) - term.numpy(), 5e-3)
    del encoder, head # their threads would wait by spinning
    common.report(common.seconds_each(lambda: by_torch(pixels), given.seconds, 20), version="torch " + torch.__version__)
common.leave()
