#!/usr/bin/env python3
"""Searches the same folders for duplicates with Likeness and with other tools, and prints a table.

    scripts/duplicate-peers.py TEST OTHERS [--only NAME,..]

TEST is a folder by scripts/edited-photos.py: a folder for each photograph, with the original (0-original) and edited copies. OTHERS is
a folder of other photographs. A tool gets all pictures of both. *Found* copies are in the group of their original. *Wrong* members
are in a group whose original (or first member) shows another photograph; only groups with a picture of TEST count, because
OTHERS can hold duplicates too. The seconds are processor time, so that they can be compared on a busy machine.

It needs NumPy, OpenCV and Pillow, and for the other tools Debian's packages findimagedupes and dupeguru; tools that are missing are left out.
"""
import argparse
import itertools
import json
import os
import pathlib
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile

import clone

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("test", type=pathlib.Path)
parser.add_argument("others", type=pathlib.Path)
parser.add_argument("--only", help="names of tools, separated by commas")
arguments = parser.parse_args()
test = arguments.test.resolve()
others = arguments.others.resolve()
pictures = sorted(p for folder in (test, others) for p in folder.rglob("*") if p.is_file())


def identity(path):
    return path.parent.name if test in path.parents else str(path)


def is_original(path):
    return path.stem.startswith("0-original")


originals = {identity(p): p for p in pictures if test in p.parents and is_original(p)}
copies = [p for p in pictures if test in p.parents and not is_original(p)]


def processor_seconds(work):
    """The result of some work, and the processor time that it and its processes took."""
    def spent():
        return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    before = spent()
    result = work()
    return result, spent() - before


def joined(pairs):
    """The groups of pictures that chains of pairs connect."""
    parent = {}

    def root(x):
        while parent.setdefault(x, x) != x:
            x = parent[x]
        return x
    for a, b in pairs:
        parent[root(a)] = root(b)
    groups = {}
    for x in parent:
        groups.setdefault(root(x), []).append(x)
    return list(groups.values())


def likeness():
    with tempfile.TemporaryDirectory() as data:
        environment = clone.environment | {"XDG_DATA_HOME": data}
        run = clone.likeness("duplicates", test, others, "--model", "photos", "--json", env=environment, check=True)
    return [[pathlib.Path(m["path"]) for m in g["members"]] for g in json.loads(run.stdout)["groups"]]


def findimagedupes(threshold):
    run = subprocess.run(["findimagedupes", "-R", "-q", "-t", threshold, test, others],
                         capture_output=True, text=True)
    groups = []
    for line in run.stdout.splitlines():
        names = [pathlib.Path(name) for name in re.findall(r"/.*?\.(?:png|jpe?g)(?= /|$)", line)]
        groups.append(names)
    return [group for group in groups if len(group) > 1]


DUPEGURU = """
import json, pathlib, sys
sys.path.insert(0, "/usr/share/dupeguru")
sys.path.insert(0, "/usr/lib/dupeguru")
from qt.pe.photo import File
from core.pe import matchblock
from core.engine import get_groups
files = [File(pathlib.Path(p)) for p in json.load(sys.stdin)]
for f in files:
    f.is_ref = False
matches = matchblock.getmatches(files, sys.argv[1] + "/cache.db", int(sys.argv[2]), match_scaled=True)
json.dump([[str(f.path) for f in g.ordered] for g in get_groups(matches)], sys.stdout)
"""


def dupeguru(threshold):
    with tempfile.TemporaryDirectory() as data:
        run = subprocess.run(["/usr/bin/python3", "-c", DUPEGURU, data, threshold], input=json.dumps([str(p) for p in pictures]),
                             capture_output=True, text=True, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
        if run.returncode:
            raise SystemExit(run.stderr)
    return [[pathlib.Path(p) for p in group] for group in json.loads(run.stdout)]


def perceptual_hash(most):
    """The signs of 63 low frequencies of a discrete cosine transform (Zauner 2010), and the pairs that differ in few of them."""
    import cv2
    import numpy
    bits = []
    for picture in pictures:
        grey = cv2.resize(cv2.imread(str(picture), cv2.IMREAD_GRAYSCALE), (32, 32), interpolation=cv2.INTER_AREA)
        low = cv2.dct(numpy.float32(grey))[:8, :8].ravel()[1:]
        bits.append(low > numpy.median(low))
    bits = numpy.array(bits, numpy.float32)
    pairs = []
    for start in range(0, len(bits), 1000):
        part = bits[start:start + 1000]
        distance = part.sum(1)[:, None] + bits.sum(1)[None, :] - 2 * part @ bits.T
        pairs += [(pictures[start + i], pictures[j]) for i, j in zip(*numpy.where(distance <= most + 0.5)) if start + i < j]
    return joined(pairs)


def likely(row):
    return shutil.which(row[2]) is not None if row[2] else True


def judged(groups):
    found = 0
    wrong = 0
    group_of = {}
    for number, group in enumerate(groups):
        for picture in group:
            group_of[picture] = number
        if any(test in p.parents for p in group):
            first = next((p for p in group if p in originals.values()), group[0])
            wrong += sum(identity(p) != identity(first) for p in group)
    for copy in copies:
        original = originals[identity(copy)]
        found += copy in group_of and group_of[copy] == group_of.get(original)
    rest = sum(len(group) - 1 for group in groups if not any(test in p.parents for p in group))
    return found, wrong, rest


def sift():
    """All pairs of an original and its copies, and 20,000 pairs of different photographs: all pairs would take hours."""
    import cv2
    import numpy
    cv2.setNumThreads(1)
    detector = cv2.SIFT_create(300)
    known = {}

    def features(path):
        if path not in known:
            image = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
            scale = 384 / max(image.shape)
            if scale < 1:
                image = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            known[path] = detector.detectAndCompute(image, None)
        return known[path]

    def matches(a, b):
        (points, first), (others_, second) = features(a), features(b)
        if first is None or second is None or len(second) < 2:
            return False
        good = [m for m, n in cv2.BFMatcher().knnMatch(first, second, k=2) if m.distance < 0.8 * n.distance]
        if len(good) < 8:
            return False
        source = numpy.float32([points[m.queryIdx].pt for m in good])
        target = numpy.float32([others_[m.trainIdx].pt for m in good])
        found, inliers = cv2.estimateAffine2D(source, target, ransacReprojThreshold=5)
        return found is not None and int(inliers.sum()) >= 12
    _, encoding = processor_seconds(lambda: [features(p) for p in copies + list(originals.values())])
    encoding *= len(pictures) / (len(copies) + len(originals))
    found = sum(matches(originals[identity(c)], c) for c in copies)
    r = random.Random(1)
    drawn = []
    while len(drawn) < 20_000:
        a, b = r.choice(copies), r.choice(pictures)
        if identity(a) != identity(b):
            drawn.append((a, b))
    for _, b in drawn:
        features(b)
    wrong, seconds = processor_seconds(lambda: sum(matches(a, b) for a, b in drawn))
    pairs = len(pictures) * (len(pictures) - 1) / 2
    crossing = sum(1 for _ in originals) * 9 * (len(pictures) - 9)
    return found, wrong / len(drawn) * crossing, encoding + seconds / len(drawn) * pairs


tools = [
    ("likeness", likeness, None),
    ("findimagedupes, 90 % (default)", lambda: findimagedupes("90%"), "findimagedupes"),
    ("findimagedupes, 80 %", lambda: findimagedupes("80%"), "findimagedupes"),
    ("dupeGuru, 95 % (default), any size", lambda: dupeguru("95"), "dupeguru"),
    ("dupeGuru, 80 %, any size", lambda: dupeguru("80"), "dupeguru"),
    ("perceptual hash, 4 of 63 bits", lambda: perceptual_hash(4), None),
    ("perceptual hash, 10 of 63 bits", lambda: perceptual_hash(10), None),
]
wanted = arguments.only.split(",") if arguments.only else None
print(f"{len(pictures)} pictures, {len(copies)} copies of {len(originals)} originals\n")
print("| tool | found | missed | wrong members | members of other groups | processor seconds |")
print("| --- | --- | --- | --- | --- | --- |")
for row in tools:
    if wanted and not any(row[0].startswith(name) for name in wanted) or not likely(row):
        continue
    if row[0] == "likeness":
        clone.build()
    groups, seconds = processor_seconds(row[1])
    found, wrong, rest = judged(groups)
    print(f"| {row[0]} | {found} ({found / len(copies):.3f}) | {len(copies) - found} | {wrong} | {rest} | {seconds:.0f} |", flush=True)
if not wanted or "sift" in wanted:
    found, wrong, seconds = sift()
    print(f"| SIFT and RANSAC, 12 points | {found} ({found / len(copies):.3f}) | {len(copies) - found} | about {wrong:.0f} pairs "
          f"| | about {seconds:,.0f} |")
