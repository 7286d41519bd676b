#!/usr/bin/env python3
"""Kills training at random moments (SIGKILL, the whole process group), resumes it, and compares the model with that of a
run that was not killed: byte for byte, except the block `run` of model.json.

    scripts/kill.py [--times 20] [--steps 2000] [--threads 2] [--seed N] [--work DIR]

"Killed 20 times" means both: one run that is killed repeatedly until it ends, and runs that are killed once each. Moments
are drawn over the whole length of a run. Some are aimed at moments that are too short to hit at random: the first
seconds, the writing of a checkpoint, the calibration, the writing of the model. After each kill, every file under its real
name must be complete. A call with the same --work continues where the last one stopped.
"""
import argparse
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import time

import clone

parser = argparse.ArgumentParser()
parser.add_argument("--times", type=int, default=20)
parser.add_argument("--steps", type=int, default=2000)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
parser.add_argument("--work", type=pathlib.Path, default=clone.root / "target" / "kill")
arguments = parser.parse_args()
work = arguments.work.resolve()
VALIDATIONS = 25  # a checkpoint after each
LONGEST = 600  # seconds, for any call
RECIPE = [
    "input.size=24",
    "design.tower=plain",
    "design.widths=[16,16,16]",
    "design.embedding=32",
    "design.head-width=16",
    "schedule.identities=16",
    "schedule.warm-up=10",
    f"selection.validations={VALIDATIONS}",
]


class Run:
    """One training run in a separate process group; its progress bar shows how far it is."""

    last = None

    def __init__(self, out):
        command = [clone.launcher, "train", work / "pictures", "--out", out, "--resume", "--json", "--seed", "1"]
        command += ["--threads", str(arguments.threads), "--steps", str(arguments.steps)]
        command += [word for setting in RECIPE for word in ("--set", setting)]
        environment = clone.environment | {"LIKENESS_JAVA_OPTS": "-Dlikeness.terminal=true"}  # a bar, not lines
        self.said = work / "bar.txt"
        with open(self.said, "wb") as said:
            self.process = subprocess.Popen(
                list(map(str, command)),
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=said,
                start_new_session=True,
            )
        self.out, self.started = out, time.monotonic()
        Run.last = self

    def seconds(self):
        return time.monotonic() - self.started

    def alive(self):
        return self.process.poll() is None

    def kill(self):
        """Kills the run. Returns whether it was still alive."""
        alive = self.alive()
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        return self.process.wait() == -signal.SIGKILL and alive

    def bar(self):
        return self.said.read_text(errors="replace")

    def finish(self):
        try:
            self.process.wait(LONGEST)
        except subprocess.TimeoutExpired:
            self.kill()
            sys.exit(f"{self.out}: did not end within {LONGEST} s")
        if self.process.returncode != 0:
            sys.exit(f"{self.out}: ended with {self.process.returncode}: {self.bar()[-2000:]}")

    def phase(self):
        """The phase in which it was killed, from the files in its folder, then from its progress bar."""
        if (self.out / "model.json").exists():
            return "model written, state being removed"
        if list(self.out.glob(f".*.{self.process.pid}.part")) or (self.out / "encoder.onnx").exists():
            return "writing the model"
        step = self.step()
        if list((self.out / "training").glob(f".*.{self.process.pid}.part")):
            return f"writing a checkpoint, about step {step}"
        if "calibrating" in self.bar():
            return "calibrating"
        if step is None:
            return "starting"
        if step == arguments.steps:
            return "last validation or export"
        if step * VALIDATIONS % arguments.steps < VALIDATIONS:
            return f"validating or saving, step {step}"
        return f"training, step {step}"

    def step(self):
        shown = re.findall(rf"\b(\d+)/{arguments.steps}\b", self.bar())
        return int(shown[-1]) if shown else None


def checkpoint_step(out):
    """The step of the checkpoint, or None without one. Its arrays must fill its file to the last byte."""
    file = out / "training" / "checkpoint.safetensors"
    if not file.exists():
        return None
    data = file.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    ends = [array["data_offsets"][1] for name, array in header.items() if name != "__metadata__"]
    if 8 + length + max(ends) != len(data):
        raise ValueError(f"{file} is truncated")
    return json.loads(header["__metadata__"]["state"])["step"]


def files(out):
    """The checksum of every visible file in a folder, by path; the card without its run block."""
    found = {}
    for path in sorted(out.rglob("*")):
        name = str(path.relative_to(out))
        if path.is_file() and not path.name.startswith("."):
            data = path.read_bytes()
            if name == "model.json":
                card = json.loads(data)
                card.pop("run")
                data = json.dumps(card).encode()
            found[name] = hashlib.sha256(data).hexdigest()
    return found


def faults_after_kill(out, whole):
    """Checks that every file under its real name is complete, and that the program reports the state in one line."""
    faults = []
    try:
        checkpoint_step(out)
        there = files(out) if out.exists() else {}
    except (ValueError, KeyError) as fault:
        return [str(fault)]
    for name, checksum in there.items():
        if name != "training/checkpoint.safetensors" and whole.get(name) != checksum:
            faults.append(f"{name} differs from that of the run that was not killed")
    check = clone.likeness("models", "check", out, "--json")
    finished = (out / "model.json").exists()
    lines = check.stderr.strip().splitlines()
    if finished and check.returncode != 0 or not finished and (check.returncode != 2 or len(lines) != 1):
        faults.append(f"models check ended with {check.returncode}: {check.stderr.strip()}")
    return faults


def faults_at_end(out, whole):
    faults = []
    now = files(out)
    for name in sorted(whole.keys() | now.keys()):
        if whole.get(name) != now.get(name):
            faults.append(f"{name} differs" if name in now and name in whole else f"{name} is missing or unexpected")
    hidden = [path.name for path in out.rglob(".*")]
    if hidden or (out / "training").exists():
        faults.append(f"left over: {hidden}")
    if clone.likeness("models", "check", out).returncode != 0:
        faults.append("models check fails")
    return faults


def killed(out, moment, whole):
    """Runs until a moment (a number of seconds, or an aimed one), then kills. None if the run ended before."""
    aim, wait = moment
    run = Run(out)
    while run.alive() and not reached(run, aim, wait):
        time.sleep(0.001 if isinstance(aim, str) else 0.01)
    if isinstance(aim, str):
        time.sleep(wait)
    seconds = run.seconds()
    if not run.kill():
        return None
    phase = run.phase()
    result = {"aim": aim if isinstance(aim, str) else "by chance", "seconds": round(seconds, 2), "phase": phase}
    result |= {"checkpoint": checkpoint_step(out), "faults": faults_after_kill(out, whole)}
    print(f"  killed after {seconds:6.2f} s, {phase}; checkpoint of step {result['checkpoint']}", flush=True)
    for fault in result["faults"]:
        print(f"  FAULT: {fault}", flush=True)
    return result


def reached(run, aim, wait):
    if not isinstance(aim, str):
        return run.seconds() >= wait
    if aim == "checkpoint":
        return bool(list((run.out / "training").glob(f".checkpoint*.{run.process.pid}.part")))
    if aim == "calibration":
        return run.seconds() > 1 and "calibrating" in run.bar()
    if aim == "model":
        return (run.out / "encoder.onnx").exists()
    return (run.out / "model.json").exists()  # aim: end


def resume(out):
    """Resumes a run to its end. Nothing is left to do if it was killed after its last action."""
    if not (out / "model.json").exists() or (out / "training").exists():
        Run(out).finish()


def moments(chance, length):
    """The requested number of moments over the whole length of a run; about a third are aimed."""
    aimed = [("checkpoint", 0.005), ("model", 0.02), ("calibration", 0.5), ("checkpoint", 0.01), ("end", 0.002)]
    drawn = []
    free = arguments.times - arguments.times // 3
    for i in range(free):
        drawn.append((None, (i + chance.random()) / free * length))
    for i in range(arguments.times // 3):
        aim, longest = aimed[i % len(aimed)]
        drawn.append((aim, chance.random() * longest))
    return drawn


def one_by_one(state, whole):
    """Kills each run once."""
    for index, moment in enumerate(moments(random.Random(state["seed"]), state["seconds"])):
        if index < len(state["once"]):
            continue
        out = fresh(f"once-{index}" + "/model")
        print(f"run {index + 1} of {arguments.times}, to be killed once", flush=True)
        kill = killed(out, moment, whole)
        while kill is None:  # ended before its moment came
            out = fresh(f"once-{index}" + "/model")
            moment = (None, moment[1] * 0.9)
            kill = killed(out, moment, whole)
        resume(out)
        kill["faults"] += (faults := faults_at_end(out, whole))
        print(f"  resumed: {'the same to the byte' if not faults else faults}", flush=True)
        state["once"].append(kill)
        keep(state)
        if not kill["faults"]:
            shutil.rmtree(out.parent)


def again_and_again(state, whole):
    """Kills one run repeatedly until it ends; starts another one if the first ended too early."""
    chance = random.Random(state["seed"] + 1)
    start, each = state["start"], max(0.3, (state["seconds"] - state["start"]) / VALIDATIONS)
    while sum(map(len, state["often"])) < arguments.times:
        out = fresh(f"often-{len(state['often'])}" + "/model")
        print("one run, to be killed repeatedly", flush=True)
        kills = []
        while (left := arguments.times - sum(map(len, state["often"])) - len(kills)) > 0:
            late = {3: ("calibration", 0.3), 2: ("model", 0.02), 1: ("end", 0.001)}.get(left) if arguments.times > 5 else None
            aim, longest = late or (None, start + 3 * each)
            if aim is None and chance.random() < 0.2:
                aim, longest = "checkpoint", 0.005
            kill = killed(out, (aim, chance.random() * longest), whole)
            if kill is None:
                break
            kills.append(kill)
        resume(out)
        faults = faults_at_end(out, whole)
        print(f"  killed {len(kills)} times: {'the same to the byte' if not faults else faults}", flush=True)
        if kills:
            kills[-1]["faults"] += faults
        state["often"].append(kills)
        keep(state)
        if not faults:
            shutil.rmtree(out.parent)


def fresh(name):
    out = work / name
    shutil.rmtree(out.parent, ignore_errors=True)
    out.parent.mkdir(parents=True)
    return out


def keep(state):
    aside = work / ".state.json.part"
    aside.write_text(json.dumps(state))
    aside.replace(work / "state.json")


def begin():
    """Runs the reference that is not killed; its length defines the range of the moments."""
    if (work / "state.json").exists():
        state = json.loads((work / "state.json").read_text())
        if all(state[name] == getattr(arguments, name) for name in ("times", "steps", "threads")):
            print(f"continuing with seed {state['seed']}")
            return state
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    draw = ["--groups", 10, "--identities", 15, "--pictures", 8, "--size", 48]
    clone.done("data", "draw", "--out", work / "pictures", *draw)
    run = Run(fresh("whole/model"))
    while run.alive() and run.step() is None:
        time.sleep(0.05)
    start = run.seconds()
    run.finish()
    seconds = run.seconds()
    print(f"not killed: {seconds:.1f} s, first step after {start:.1f} s; moments from seed {arguments.seed}", flush=True)
    state = {name: getattr(arguments, name) for name in ("times", "steps", "threads", "seed")}
    state |= {"start": start, "seconds": seconds, "once": [], "often": []}
    keep(state)
    return state


clone.end_with_us(lambda: Run.last and Run.last.kill())
clone.build()
state = begin()
whole = files(work / "whole" / "model")
again_and_again(state, whole)
one_by_one(state, whole)

often = [kill for kills in state["often"] for kill in kills]
faulty = [kill for kill in often + state["once"] if kill["faults"]]
clone.write(
    "kill",
    {
        "command": f"scripts/kill.py --times {arguments.times} --steps {arguments.steps} --threads {arguments.threads} --seed {state['seed']}",
        "seconds_when_not_killed": round(state["seconds"], 1),
        "again_and_again": [len(kills) for kills in state["often"]],
        "once_each": len(state["once"]),
        "all_the_same_to_the_byte": not faulty,
        "files": whole,
        "kills_again_and_again": often,
        "kills_once_each": state["once"],
    },
)
print(f"{len(often)} kills of {len(state['often'])} runs, {len(state['once'])} runs killed once: {len(faulty)} faulty")
sys.exit(1 if faulty else 0)
