#!/usr/bin/env python3
"""Times a comparison from the shell to the verdict, alternating between the launcher's class archive, Java's own archive
only, and other clones that are named as arguments and already built.

    JAVA_HOME=... scripts/start-up.py [--times 20] [CLONE ...]
"""
import argparse
import os
import pathlib
import resource
import statistics
import subprocess
import time

here = pathlib.Path(__file__).resolve().parent.parent
parser = argparse.ArgumentParser()
parser.add_argument("--times", type=int, default=20)
parser.add_argument("clones", nargs="*", type=pathlib.Path)
arguments = parser.parse_args()
own = pathlib.Path(os.environ["JAVA_HOME"]) / "lib/server/classes.jsa"
ways = {"with": (here, ""), "without": (here, f"-XX:SharedArchiveFile={own}")}
ways |= {str(clone): (clone, "") for clone in arguments.clones}


def call(clone, options):
    def processor():
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    environment = os.environ | {"LIKENESS_BUILD": "never", "LIKENESS_JAVA_OPTS": options}
    pictures = [str(here / "examples" / name) for name in ("boat-1.png", "boat-2.png")]
    before, start = processor(), time.monotonic()
    subprocess.run([clone / "likeness", "compare", *pictures], env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - start, processor() - before


for way in ways.values():
    call(*way)
taken = {name: [] for name in ways}
for _ in range(arguments.times):
    for name, way in ways.items():
        taken[name].append(call(*way))
for name, calls in taken.items():
    wall, cpu = zip(*calls)
    print(f"{name:24} wall: median {statistics.median(wall):.2f} s, best {min(wall):.2f} s;"
          f" processor: median {statistics.median(cpu):.2f} s, best {min(cpu):.2f} s")
