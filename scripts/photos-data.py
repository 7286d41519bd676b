#!/usr/bin/env python3
"""Writes the pictures that the bundled model `photos` is trained on, and those it is selected and calibrated on.

    scripts/photos-data.py CALTECH101.zip CQ100.zip OUT

OUT/train gets the photographs of Caltech-101 whose SHA-256 begins with a byte that is 0 to 7 modulo 10, and those of CQ100
that its metadata.csv gives as CC0, public domain or CC BY. OUT/calibrate gets those of Caltech-101 with 8, and OUT/test those
with 9. Leopards 100 to 199 of Caltech-101 are left out of train and calibrate: they are the mirror images of the other hundred.
The archives are read in place. A second run writes the same files.
"""
import csv
import hashlib
import io
import pathlib
import re
import sys
import zipfile

MIRRORED = re.compile(r"Leopards/image_01\d\d\.")
PICTURES = (".jpg", ".jpeg", ".png")


def pictures(archive):
    with zipfile.ZipFile(archive) as opened:
        for name in sorted(opened.namelist()):
            if name.lower().endswith(PICTURES):
                yield name, opened.read(name)


def licensed(archive):
    """The names of the pictures of CQ100 whose licence allows them in a bundled model."""
    with zipfile.ZipFile(archive) as opened:
        name = next(name for name in opened.namelist() if name.endswith("metadata.csv"))
        rows = csv.DictReader(io.StringIO(opened.read(name).decode("utf-8")))
        return {
            row["Modified Filename"]
            for row in rows
            if row["License"].startswith(("CC0", "Public", "PD")) or row["License"].split(" ")[:2] == ["CC", "BY"]
        }


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    caltech, cq100, out = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    folders = {part: out / part for part in ("train", "calibrate", "test")}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    counts = dict.fromkeys(folders, 0)
    for name, data in pictures(caltech):
        bucket = hashlib.sha256(data).digest()[0] % 10
        part = "test" if bucket == 9 else "calibrate" if bucket == 8 else "train"
        if part != "test" and MIRRORED.search(name):
            continue
        (folders[part] / name.split("/", 1)[1].replace("/", "-")).write_bytes(data)
        counts[part] += 1
    allowed = licensed(cq100)
    for name, data in pictures(cq100):
        stem = pathlib.PurePosixPath(name).stem
        if stem in allowed:
            (folders["train"] / f"cq100-{stem}.jpg").write_bytes(data)
            counts["train"] += 1
    print(", ".join(f"{part}: {count}" for part, count in counts.items()))


if __name__ == "__main__":
    main()
