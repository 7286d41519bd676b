#!/usr/bin/env python3
"""Runs for a while and monitors the process: do memory, threads and open files stay constant?

    scripts/soak.py train   [--minutes 30] [--every 5] [--work DIR] [--data DATA] [options of likeness train]
    scripts/soak.py compare [--minutes 10] [--threads 8] [--every 2] [--work DIR]

`train` runs the default recipe on drawn pictures, or what its options select (`--steps` overrides the minutes). `compare`
has many threads use one instance of Likeness, in all ways that its interface allows, and compares every answer with that
of a single thread, bit for bit.

The last two thirds of the time are judged, when everything is loaded and compiled. Flat means: the trend of the resident
memory (Theil-Sen: the median of the slopes between all samples, which single peaks do not affect) rises by less than 3 %
of the median over that time, and so does the live heap. Java is asked for a full collection a dozen times, because young
collections leave garbage behind. The second half of that time has at most two more threads, and two more open files, than
the first half. Linux only.
"""
import argparse
import itertools
import json
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

import clone

MOST = 0.03  # allowed rise over the judged time, as a share of the median
MORE = 2  # additional threads or open files in the second half

parser = argparse.ArgumentParser()
parser.add_argument("what", choices=["train", "compare"])
parser.add_argument("--minutes", type=float)
parser.add_argument("--threads", type=int, default=8)
parser.add_argument("--every", type=float, help="seconds between samples")
parser.add_argument("--work", type=pathlib.Path, default=clone.root / "target" / "soak")
parser.add_argument("--data", type=pathlib.Path, help="training data, instead of drawn pictures")
arguments, options = parser.parse_known_args()
if options and arguments.what != "train":
    parser.error(f"unknown: {' '.join(options)}")
minutes = arguments.minutes or {"train": 30, "compare": 10}[arguments.what]
whole_collections = minutes * 60 / 18  # seconds between them: a dozen within the judged time
every = arguments.every or {"train": 5, "compare": 2}[arguments.what]
work = arguments.work.resolve() / arguments.what
shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
said = work / "said.txt"
collections = work / "collections.txt"


def train():
    """The trainer, started by the launcher, which sets its allocator and its heap."""
    data = arguments.data.resolve() if arguments.data else work / "pictures"
    if not arguments.data:
        clone.done("data", "draw", "--out", data)
    environment = clone.environment | {"LIKENESS_JAVA_OPTS": f"-Xlog:gc:file={collections}"}
    command = [clone.launcher, "train", data, "--out", work / "model", "--json"]
    command += options if "--steps" in options else ["--minutes", str(minutes), *options]
    with open(said, "wb") as err, open(work / "answer.json", "wb") as out:
        return subprocess.Popen(list(map(str, command)), env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err)


def compare():
    """A separate program on the jars, with Java's default collector and allocator, as in a user's application."""
    clone.done("data", "draw", "--out", work / "pictures", "--groups", 4, "--identities", 10, "--pictures", 4)
    java = pathlib.Path(clone.environment["JAVA_HOME"]) / "bin" if "JAVA_HOME" in clone.environment else pathlib.Path("")
    jar = clone.distribution / "lib" / "likeness-cli.jar"
    source = pathlib.Path(__file__).parent / "soak" / "ComparingSoak.java"
    subprocess.run([java / "javac", "-Xlint:all", "-cp", jar, "-d", work, source], check=True)
    command = [java / "java", "-Xmx512m", f"-Xlog:gc:file={collections}", "-cp", f"{jar}:{work}", "ComparingSoak"]
    command += [work / "pictures", round(minutes * 60), arguments.threads]
    environment = clone.environment | {"ORT_DISABLE_TELEMETRY": "1"}
    with open(said, "wb") as err, open(work / "answer.json", "wb") as out:
        return subprocess.Popen(list(map(str, command)), env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err)


def sample(process, began):
    status = pathlib.Path(f"/proc/{process}/status").read_text()
    number = lambda name: int(re.search(rf"^{name}:\s+(\d+)", status, re.M)[1])
    files = len(list(pathlib.Path(f"/proc/{process}/fd").iterdir()))
    taken = {"seconds": round(time.monotonic() - began, 1), "resident_mb": number("VmRSS") // 1024}
    return taken | {"threads": number("Threads"), "files": files, "done": done()}


def done():
    """Steps, or comparisons, so far."""
    if arguments.what == "train":
        found = re.findall(r"^train: (\d+).*images/s", said.read_text(), re.M)
    else:
        found = re.findall(r"^[\d.]+ (\d+)$", (work / "answer.json").read_text(), re.M)
    return int(found[-1]) if found else 0


def collect(process):
    """Asks for a full collection; the log of collections records what remains."""
    java = pathlib.Path(clone.environment["JAVA_HOME"]) / "bin" if "JAVA_HOME" in clone.environment else pathlib.Path("")
    subprocess.run([java / "jcmd", str(process.pid), "GC.run"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def watch(process):
    """Samples during the steps. The work after the last step is of another kind and is not sampled."""
    began = time.monotonic()
    collected = began
    samples = []
    while process.poll() is None:
        if time.monotonic() - collected > whole_collections:
            collected = time.monotonic()
            collect(process)
        try:
            samples.append(sample(process.pid, began))
        except (OSError, TypeError):
            break  # it ended during the sample
        print("\r{seconds:7.0f} s {resident_mb:6} MB {threads:4} threads {files:4} files {done:9} done".format(**samples[-1]),
              end="", file=sys.stderr, flush=True)
        time.sleep(every)
    print(file=sys.stderr)
    process.wait()
    most = samples[-1]["done"] if samples else 0
    return [each for each in samples if 0 < each["done"] < most]


def slope(points):
    """Theil and Sen's: the median of the slopes between all pairs of points."""
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in itertools.combinations(points, 2) if x1 != x2]
    return statistics.median(slopes)


def judge(points):
    """The rise of an amount."""
    median = statistics.median(y for _, y in points)
    rise = slope(points) * (points[-1][0] - points[0][0]) / median
    return range_of(points) | {"median": median, "rise": round(rise, 4), "flat": rise < MOST}


def judge_count(points):
    """Whether a count, which varies by single items, grows."""
    half = len(points) // 2
    before, after = max(y for _, y in points[:half]), max(y for _, y in points[half:])
    return range_of(points) | {"most_by_halves": [before, after], "flat": after <= before + MORE}


def range_of(points):
    return {"least": min(y for _, y in points), "most": max(y for _, y in points)}


def heaps(kind):
    """Megabytes of the heap after each collection, with the second."""
    found = re.findall(rf"^\[([\d.]+)s\].*{kind}.*->(\d+)M\(", collections.read_text(), re.M)
    return [(float(second), int(size)) for second, size in found]


def plot(samples, heap, file):
    """Plots resident memory and the heap after collections over time, as SVG."""
    width, height, left, foot = 720, 260, 60, 30
    longest = max(each["seconds"] for each in samples)
    highest = max(each["resident_mb"] for each in samples) * 1.1
    place = lambda x, y: f"{left + x / longest * (width - left - 10):.1f},{height - foot - y / highest * (height - foot - 10):.1f}"
    line = lambda points, colour: (
        f'<polyline fill="none" stroke="{colour}" stroke-width="1.5" points="{" ".join(place(*p) for p in points)}"/>')
    resident = [(each["seconds"], each["resident_mb"]) for each in samples]
    heap = [point for point in heap if point[0] <= longest][:: max(1, len(heap) // 500)]
    words = [f'<text x="4" y="16">{highest:.0f} MB</text>', f'<text x="{left}" y="{height - 8}">0</text>',
             f'<text x="{width - 70}" y="{height - 8}">{longest / 60:.1f} min</text>',
             f'<text x="{left + 10}" y="16" fill="#1f5fa8">resident</text>',
             f'<text x="{left + 90}" y="16" fill="#c2641a">heap after collections</text>']
    axis = f'<path d="M{left},10V{height - foot}H{width - 10}" fill="none" stroke="#888"/>'
    parts = [axis, line(resident, "#1f5fa8"), line(heap, "#c2641a") if heap else "", *words]
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif"'
                    f' font-size="12"><rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n')


clone.build()
process = {"train": train, "compare": compare}[arguments.what]()
clone.end_with_us(process.kill)
samples = watch(process)
said_last = said.read_text().strip().splitlines()[-3:]
if process.returncode != 0 or len(samples) < 12:
    sys.exit(f"ended with {process.returncode} after {len(samples)} samples: {said_last}")
judged = [each for each in samples if each["seconds"] >= samples[0]["seconds"] + (samples[-1]["seconds"] - samples[0]["seconds"]) / 3]
length = [] if "--steps" in options else ["--minutes", f"{minutes:g}"]
result = {"command": " ".join(["scripts/soak.py", arguments.what, *length, *options])}
result |= {"minutes": round(samples[-1]["seconds"] / 60, 1), "samples": len(samples)}
result["judged"] = "the last two thirds; flat is a rise (Theil-Sen) of less than 3 % of the median, and at most 2 more threads or files"
for figure, how in {"resident_mb": judge, "threads": judge_count, "files": judge_count}.items():
    result[figure] = how([(each["seconds"], each[figure]) for each in judged])
late = [point for point in heaps("Pause Full") if point[0] >= judged[0]["seconds"]]
if len(late) < 6:
    sys.exit(f"only {len(late)} full collections were logged: is jcmd installed?")
result["live_heap_mb"] = judge(late)
span = lambda part: (part[-1]["done"] - part[0]["done"]) / max(1e-9, part[-1]["seconds"] - part[0]["seconds"])
half = len(judged) // 2
result["done_per_second"] = {"first_half": round(span(judged[:half]), 1), "second_half": round(span(judged[half:]), 1)}
result["answer"] = json.loads((work / "answer.json").read_text().strip().splitlines()[-1])
result["answer"].pop("model", None)
result["answer"].pop("held_out", None)
result["all_flat"] = all(result[figure]["flat"] for figure in ("resident_mb", "live_heap_mb", "threads", "files"))
clone.write(f"soak-{arguments.what}", result)
plot(samples, heaps("Pause"), clone.proofs / f"soak-{arguments.what}.svg")
for figure in ("resident_mb", "live_heap_mb", "threads", "files"):
    rise = f", rise {result[figure]['rise']:+.2%}" if "rise" in result[figure] else ""
    print("{:12} {least:g} to {most:g}{}, {}".format(
        figure, rise, "flat" if result[figure]["flat"] else "NOT FLAT", **result[figure]))
print("per second", result["done_per_second"], result["answer"])
sys.exit(0 if result["all_flat"] and result["answer"].get("all_the_same_bits", True) else 1)
