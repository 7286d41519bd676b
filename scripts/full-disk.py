#!/usr/bin/env python3
"""Runs every command that writes on a full disk and on a read-only disk. Each must end with exit code 2 and one line with the
reason, leave the previous state unchanged, and reach the same result once there is space.

    scripts/full-disk.py [--work DIR] [--only WORDS]

The disks are file systems in memory, mounted in a private name space of this process, which needs an administrator on
Linux; otherwise the script says so and ends with 0. Takes about three minutes.
"""
import argparse
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys

import clone

parser = argparse.ArgumentParser()
parser.add_argument("--work", type=pathlib.Path, default=clone.root / "target" / "full-disk")
parser.add_argument("--only", default="", help="run only cases whose name contains this text")
arguments = parser.parse_args()
work = arguments.work.resolve()
disk = work / "disk"

SMALL = ["--tower", "plain", "--threads", 2]
for setting in ("input.size=24", "design.widths=[16,16,16]", "design.embedding=32", "design.head-width=16",
                "schedule.identities=8", "schedule.warm-up=5", "selection.validations=4"):
    SMALL += ["--set", setting]
TRAIN = ["train", work / "pictures", "--steps", 40, *SMALL]
STUDY = ["study", work / "pictures", "--steps", 20, "--heads", "concat,cosine", "--seeds", 2, "--timing", 0.2]
for setting in ("input.size=24", "design.widths=[8,8,8]", "design.embedding=16", "schedule.identities=8",
                "schedule.warm-up=5", "selection.validations=1"):
    STUDY += ["--set", setting]
STUDY += ["--threads", 2, "--out", disk / "study"]


def a_name_space_of_our_own():
    """Whether later mounts are private to this process and end with it."""
    if "LIKENESS_PROOF_UNSHARED" in os.environ:
        return True
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode != 0:
        return False
    os.execvpe("unshare", ["unshare", "-m", sys.executable, *sys.argv], os.environ | {"LIKENESS_PROOF_UNSHARED": "1"})


def mount(kilobytes):
    unmount()
    disk.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", disk], check=True)


def unmount():
    if disk.is_mount():
        subprocess.run(["umount", disk], check=True)


def remount(options):
    subprocess.run(["mount", "-o", f"remount,{options}", disk], check=True)


def fill():
    """Fills the disk. The file is hidden, so that it is not mistaken for an output."""
    with open(disk / ".filler", "wb", buffering=0) as filler:
        try:
            while True:
                filler.write(bytes(4096))
        except OSError:
            pass


def visible(folder):
    """The checksum of every file that is not hidden, by path, without the run block of model cards."""
    found = {}
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        if file.is_file() and not any(part.startswith(".") for part in path.parts):
            data = file.read_bytes()
            if file.name == "model.json":
                card = json.loads(data)
                card.pop("run")
                data = json.dumps(card).encode()
            found[str(path)] = hashlib.sha256(data).hexdigest()
    return found


def leftovers(folder):
    return [str(path.relative_to(folder)) for path in folder.rglob(".*.part")]


class Fault(Exception):
    pass


def require(holds, words):
    if not holds:
        raise Fault(words)


def fails(*words, says=("No space left on device",), **settings):
    """Runs a command that must end with 2 and one line."""
    call = clone.likeness(*words, **settings)
    lines = [line for line in call.stderr.splitlines() if not line.startswith(("train: ", "study: ", "draw: ", "patches: "))]
    require(call.returncode == 2, f"ended with {call.returncode}: {call.stderr[-600:]}")
    require(not call.stdout, f"unexpected standard output: {call.stdout}")
    require(len(lines) == 1 and lines[0].startswith("likeness: "), f"not one line: {call.stderr[-600:]}")
    require(any(one in lines[0] for one in says), f"does not name the reason: {lines[0]}")
    return lines[0].replace(str(work) + "/", "")


def succeeds(*words):
    call = clone.likeness(*words)
    require(call.returncode == 0, f"with free space it ended with {call.returncode}: {call.stderr[-600:]}")


def size(*files):
    """Kilobytes on a disk with pages of 4 kB."""
    return sum(-(-file.stat().st_size // 4096) * 4 for file in files)


def training_without_room():
    mount(64)
    fill()
    before = visible(disk)
    line = fails(*TRAIN, "--out", disk / "model")
    require(visible(disk) == before, "files are left over")
    (disk / ".filler").unlink()
    remount("size=64m")
    succeeds(*TRAIN, "--out", disk / "model", "--resume")
    return line


def goes_on(line, says, *changes, then=None):
    """With free space, the run continues to the same model as without the fault."""
    require(not leftovers(disk), f"left over: {leftovers(disk)}")
    remount("size=64m")
    succeeds(*TRAIN, *changes, "--out", disk / "model", "--resume")
    require(visible(disk / "model") == (then or whole), "the model differs from that without the fault")
    require(not (disk / "model" / "training").exists(), "the state is left over")
    return f"{line} [{says}]"


def first_checkpoint():
    mount(checkpoint_size // 2)
    line = fails(*TRAIN, "--out", disk / "model")
    require(not visible(disk), f"there is {list(visible(disk))}")
    return goes_on(line, "no checkpoint; then the same model")


def second_checkpoint():
    mount(checkpoint_size * 3 // 2 + 8)
    line = fails(*TRAIN, "--out", disk / "model")
    require(list(visible(disk)) == ["model/training/checkpoint.safetensors"], f"there is {list(visible(disk))}")
    return goes_on(line, "the first checkpoint; then the same model")


def final_export():
    """Space for the only checkpoint of this run and for half of the model."""
    once = ["--set", "selection.validations=2"]
    succeeds(*TRAIN, *once, "--out", work / "once" / "model")
    model = work / "once" / "model"
    mount(checkpoint_size + size(*model.iterdir()) // 2)
    line = fails(*TRAIN, *once, "--out", disk / "model")
    there, then = visible(disk / "model"), visible(model)
    require("model.json" not in there and len(there) > 1, f"there is {list(there)}")
    for name, checksum in there.items():
        require(name.startswith("training/") or then[name] == checksum, f"{name} is not whole")
    return goes_on(line, f"whole: {', '.join(there)}; then the same model", *once, then=then)


def a_model_in_place():
    mount(4096)
    shutil.copytree(whole_model, disk / "model")
    fill()
    before = visible(disk)
    line = fails(*TRAIN, "--out", disk / "model", says=["holds a model already"])
    record = fails("evaluate", work / "pictures", "--model", disk / "model", "--protocol", "verification", "--record",
                   "--pairs", 50)
    require(visible(disk) == before, "the model has changed")
    require(clone.likeness("models", "check", disk / "model").returncode == 0, "the model no longer opens")
    return f"{line}; with --record: {record}"


def one_file(name, *words):
    """A command that replaces one file: full, then read-only."""
    def case():
        mount(64)
        file = disk / name
        file.write_bytes(b"previous")
        fill()
        before = visible(disk)
        line = fails(*words, file)
        require(visible(disk) == before and not leftovers(disk), "the previous file has changed")
        (disk / ".filler").unlink()
        remount("ro")
        fails(*words, file, says=["Read-only file system"])
        require(visible(disk) == before, "the previous file has changed")
        remount("rw,size=64m")
        succeeds(*words, file)
        require(file.read_bytes() != b"previous", "nothing was written")
        return line
    return case


def new_folder(*words):
    """A command that makes a folder: afterwards there is no folder and no temporary file."""
    def case():
        mount(48)
        line = fails(*words, disk / "out")
        require(not list(disk.iterdir()), f"there is {list(disk.iterdir())}")
        remount("ro")
        fails(*words, disk / "out", says=["Read-only file system"])
        remount("rw,size=64m")
        succeeds(*words, disk / "out")
        return line
    return case


def study():
    mount(256)
    line = fails(*STUDY)
    for file in visible(disk):
        if file.endswith(".json"):
            json.loads((disk / file).read_text())
    require(not leftovers(disk), f"left over: {leftovers(disk)}")
    remount("ro")
    before = visible(disk)
    fails(*STUDY, says=["Read-only file system"])
    require(visible(disk) == before, "something has changed")
    remount("rw,size=256m")
    succeeds(*STUDY)
    (disk / "study" / "plan.json").stat()
    require((disk / "study" / "report.html").exists(), "no report with room again")
    return line


def reports_of_a_study():
    """Each call makes the reports again; on a full disk the old reports stay."""
    mount(256 * 1024)
    succeeds(*STUDY)
    fill()
    before = visible(disk)
    line = fails(*STUDY)
    require(visible(disk).keys() == before.keys(), "files have come or gone")
    for name in ("report.html", "study.csv", "study.json"):
        require((disk / "study" / name).stat().st_size > 0, f"{name} is empty")
    return line


def read_only_training():
    mount(4096)
    remount("ro")
    line = fails(*TRAIN, "--out", disk / "model", says=["Read-only file system"])
    require(not visible(disk), "something is there")
    return line


def standard_output():
    mount(64)
    fill()
    out = disk / "answer.json"
    with open(out, "wb") as answer:
        pairs = clone.likeness("compare", *pair, "--json", stdout=answer, stderr=subprocess.PIPE, capture_output=False)
    require(pairs.returncode == 2, f"ended with {pairs.returncode}: the caller would believe in an answer")
    require(len(pairs.stderr.splitlines()) == 1, pairs.stderr)
    return pairs.stderr.strip()


if not a_name_space_of_our_own():
    print("skipped: mounting the test disks needs an administrator")
    sys.exit(0)
clone.build()
shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
clone.done("data", "draw", "--out", work / "pictures", "--groups", 3, "--identities", 8, "--pictures", 4, "--size", 32)
clone.done("data", "draw", "--out", work / "photos", "--groups", 1, "--identities", 3, "--pictures", 2, "--size", 200,
           "--style", "shapes")
pictures = sorted((work / "pictures").rglob("*.png"))
pair = pictures[0], pictures[1]
(work / "pairs.csv").write_text("a,b\n" + f"{pair[0]},{pair[1]}\n" * 300)
whole_model = work / "whole" / "model"
clone.done(*TRAIN, "--out", whole_model)
whole = visible(whole_model)
weights = (whole_model / "weights.safetensors").stat().st_size
checkpoint_size = 5 * weights // 1024 + 16  # weights, their average, the best, and two vectors of the optimiser

cases = {
    "train, no space at all": training_without_room,
    "train, at the first checkpoint": first_checkpoint,
    "train, at a later checkpoint": second_checkpoint,
    "train, at the export of the model": final_export,
    "train and evaluate --record, a model in place": a_model_in_place,
    "train, read-only": read_only_training,
    "study, runs": study,
    "study, reports": reports_of_a_study,
    "compare --map": one_file("map.png", "compare", *pair, "--map"),
    "compare --pairs --out": one_file("answers.csv", "compare", "--pairs", work / "pairs.csv", "--out"),
    "data views --out": one_file("views.png", "data", "views", next((work / "photos").rglob("*.png")), "--out"),
    "data draw --out": new_folder("data", "draw", "--groups", 2, "--identities", 10, "--out"),
    "data patches --out": new_folder("data", "patches", work / "photos", "--out"),
    "compare --json > a file": standard_output,
}
results, faulty = [], 0
for name, case in cases.items():
    if arguments.only not in name:
        continue
    try:
        results.append({"case": name, "intact": True, "said": case()})
    except Fault as fault:
        faulty += 1
        results.append({"case": name, "intact": False, "fault": str(fault)})
    finally:
        unmount()
    print("{:48} {}".format(name, results[-1].get("said") or "FAULT: " + results[-1]["fault"]), flush=True)
if not arguments.only:
    clone.write("full-disk", {"command": "scripts/full-disk.py", "faults": faulty, "cases": results})
print(f"{len(results)} cases, {faulty} faulty")
sys.exit(1 if faulty else 0)
