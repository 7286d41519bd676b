"""The pictures and lists of pairs that scripts/results.py makes from the archives, each in a folder of its own."""
import contextlib
import csv
import hashlib
import io
import pathlib
import random
import shutil
import subprocess
import sys
import zipfile

import clone

PAIRS = 5000


class Missing(Exception):
    """Something that rows need is not there; the message says what."""


@contextlib.contextmanager
def made_whole(folder):
    """A folder that appears only when it is complete; nothing happens inside if it is there."""
    aside = folder.with_name(folder.name + ".part")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    yield aside
    aside.rename(folder)


def python(script, *words):
    call = subprocess.run([sys.executable, clone.root / "scripts" / script, *map(str, words)], capture_output=True, text=True)
    if call.returncode != 0:
        raise Missing(f"scripts/{script} failed: {call.stderr.strip().splitlines()[-1:]}")


def pillow():
    try:
        from PIL import Image
    except ImportError:
        raise Missing("these rows need the Python packages Pillow and numpy") from None
    return Image


def edited_caltech(archives, work):
    """120 photographs that no model was trained on, each with eight edits."""
    pillow()
    out = work / "edited-caltech101"
    if not out.exists():
        with made_whole(out) as folder:
            python("photos-data.py", archives["caltech101.zip"], archives["cq100.zip"], work / "photos-data")
            python("edited-photos.py", work / "photos-data" / "test", folder, 120, 9)
    return out


def holiday(archives, work):
    """The holiday photographs in one folder."""
    out = work / "vacation"
    if not out.exists():
        with made_whole(out) as folder, zipfile.ZipFile(archives["vacation.zip"]) as opened:
            for name in opened.namelist():
                if name.lower().endswith((".jpg", ".jpeg", ".png")):
                    (folder / pathlib.PurePosixPath(name).name).write_bytes(opened.read(name))
    return out


def edited_holiday(archives, work):
    """All holiday photographs, each with eight edits."""
    pillow()
    out = work / "edited-vacation"
    if not out.exists():
        with made_whole(out) as folder:
            python("edited-photos.py", holiday(archives, work), folder, 1000, 9)
    return out


def write_pairs(folder, matches, others):
    """pairs.csv, each list in the order of its draws; a pair is drawn once."""
    with open(folder / "pairs.csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("a", "b", "label"))
        table.writerows((*pair, 1) for pair in matches)
        table.writerows((*pair, 0) for pair in others)


def drawn(draw, count):
    """Distinct pairs: results of draw(), except None."""
    found = {}
    for _ in range(50 * count):
        pair = draw()
        if pair is not None:
            found.setdefault(pair)
        if len(found) == count:
            break
    return list(found)


def turned_objects(first, last):
    """Pairs of views of COIL-20, from `first` to `last` degrees apart; half of them of one object."""

    def make(archives, work):
        out = work / f"coil20-{first}-{last}"
        if out.exists():
            return out
        with made_whole(out) as folder, zipfile.ZipFile(archives["coil20.zip"]) as opened:
            views = {}
            for name in sorted(opened.namelist()):
                stem = pathlib.PurePosixPath(name).stem
                if name.endswith(".png") and "__" in stem:
                    thing, view = stem.split("__")
                    (folder / f"{stem}.png").write_bytes(opened.read(name))
                    views.setdefault(thing, {})[5 * int(view)] = f"{stem}.png"
            r = random.Random(1)
            things = sorted(views)

            def pair(same):
                a = r.choice(things)
                b = a if same else r.choice([thing for thing in things if thing != a])
                angle = r.choice(sorted(views[a]))
                other = (angle + r.choice((-1, 1)) * r.randrange(first, last + 1, 5)) % 360
                names = views[a][angle], views[b].get(other)
                return None if names[1] is None else tuple(sorted(names)) if same else names

            half = PAIRS // 2
            write_pairs(folder, drawn(lambda: pair(True), half), drawn(lambda: pair(False), half))
        return out

    return make


def turned_pairs(read, out):
    """Pairs of an upright picture and another one, of the same or of another identity, that is turned by 90 degrees."""
    image = pillow()
    if out.exists():
        return out
    groups = read()  # group -> identity -> [(name, bytes)]
    with made_whole(out) as folder:
        names = {}
        for group, identities in groups.items():
            for identity, pictures in identities.items():
                for name, data in pictures:
                    flat = f"{len(names):06d}"
                    names[group, identity, name] = flat
                    (folder / f"{flat}{pathlib.PurePosixPath(name).suffix}").write_bytes(data)
        r = random.Random(1)
        turned = {}

        def picture(group, identity, name, turn):
            file = names[group, identity, name] + pathlib.PurePosixPath(name).suffix
            if turn and file not in turned:
                turned[file] = f"turned-{pathlib.PurePosixPath(file).stem}.png"
                with image.open(folder / file) as upright:
                    upright.convert("RGB").transpose(image.Transpose.ROTATE_90).save(folder / turned[file])
            return turned[file] if turn else file

        def pair(same):
            group = r.choice(sorted(groups))
            identity = r.choice(sorted(groups[group]))
            others = sorted(groups[group])
            other = identity if same else r.choice(others)
            if (other == identity) != same:
                return None
            a, b = r.choice(groups[group][identity])[0], r.choice(groups[group][other])[0]
            return None if same and a == b else (picture(group, identity, a, False), picture(group, other, b, True))

        half = PAIRS // 2
        write_pairs(folder, drawn(lambda: pair(True), half), drawn(lambda: pair(False), half))
    return out


def turned_characters(alphabets):
    """Held-out characters of Omniglot, one of each pair turned by 90 degrees."""

    def make(archives, work):
        def read():
            groups = {}
            with zipfile.ZipFile(archives["omniglot-background.zip"]) as opened:
                for name in sorted(opened.namelist()):
                    parts = name.split("/")
                    if name.endswith(".png") and parts[1] in alphabets:
                        groups.setdefault(parts[1], {}).setdefault(parts[2], []).append((parts[3], opened.read(name)))
            return groups

        return turned_pairs(read, work / f"omniglot-turned-{short_hash(alphabets)}")

    return make


def short_hash(words):
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:8]


def patches(archives, work):
    """Patches around corners of holiday photographs, each from four viewpoints."""
    out = work / "patches"
    if not out.exists():
        with made_whole(out) as folder:
            source = holiday(archives, work)
            words = ["data", "patches", source, "--format", "photos", "--out", folder / "cut", "--json"]
            call = clone.likeness(*words)
            if call.returncode != 0:
                raise Missing(f"data patches failed: {call.stderr.strip()}")
    return out / "cut"


def turned_patches(archives, work):
    """The same patches, one of each pair turned by 90 degrees."""

    def read():
        groups = {}
        root = patches(archives, work)
        for file in sorted(root.rglob("*.png")):
            photograph, point = file.parts[-3:-1]
            groups.setdefault(photograph, {}).setdefault(point, []).append((file.name, file.read_bytes()))
        return groups

    return turned_pairs(read, work / "patches-turned")


def right_by_edit(ranks):
    """From the table of ranks of edited photographs: the edit of each query, and whether its first answer is right."""
    right = {}
    for row in csv.DictReader(io.StringIO(ranks)):
        edits = pathlib.PurePosixPath(row["query"]).stem.split("-")[1:]
        edit = edits[0] if len(edits) == 1 else "several together"
        right.setdefault(edit, []).append(row["rank"] == "1")
    return right
