"""What all peers share: the machine's settings, the repetition of work, and the line of JSON that the driver reads."""
import argparse
import json
import os
import statistics
import time

# The driver sets it for both sides.
THREADS = int(os.environ.get("BENCH_THREADS", "2"))


def arguments(description, *names, **defaults):
    """The command line of a peer: positional names, then options with their defaults."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in names:
        parser.add_argument(name)
    for name, default in defaults.items():
        parser.add_argument("--" + name.replace("_", "-"), default=default, type=type(default))
    return parser.parse_args()


def torch_with_threads():
    import torch
    torch.set_num_threads(THREADS)
    torch.manual_seed(1)
    return torch


def session(file):
    """An ONNX file in ONNX Runtime, with its default optimisations."""
    import onnxruntime
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])


def seconds_each(work, seconds, warm_up=3):
    """The median duration of a call, from as many as fit into the time, at least 5."""
    for _ in range(warm_up):
        work()
    taken = []
    end = time.perf_counter() + seconds
    while len(taken) < 5 or time.perf_counter() < end:
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def close(name, found, expected, tolerance=1e-4):
    """Ends the program if two arrays differ by more than the tolerance times the larger of 1 and the largest magnitude."""
    limit = tolerance * max(1, abs(expected).max())
    difference = abs(found - expected).max()
    if not difference <= limit:
        raise SystemExit(f"{name} differs from the exported graph by {difference}, more than {limit}: not the same network")


def report(seconds=None, **more):
    """Prints the result. Without seconds, the driver takes the duration of the whole process."""
    if seconds is not None:
        more["seconds"] = seconds
    print(json.dumps(more), flush=True)


def leave():
    """Ends at once: worker processes and compiler pools need no time that counts."""
    import sys
    sys.stdout.flush()
    os._exit(0)
