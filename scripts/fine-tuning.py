#!/usr/bin/env python3
"""Is it better to start from a bundled model than from nothing? Measures it on two small data sets and prints a table.

    scripts/fine-tuning.py --coil COIL20.zip --emoji EMOJI.zip --out FOLDER

Four contenders. The three that are trained have the same processor time, with start, validations and export:

    untouched      the bundled model photos
    nothing        train DATA: random weights, the default recipe
    same recipe    random weights, network and recipe of the next contender
    fine-tuned     train DATA --from photos

Two short trainings of a contender give the time of a step and of all else, and from them its number of steps. The table
prints the time that each training took. Each runs on one thread, two at a time.

COIL-20: 14 objects on a turntable, 72 views each. Seven folds hold out two objects each: 1 and 2, 3 and 4, and so on. The
models are judged on every third view, at steps of 15 degrees. Each of the 48 views of the two held-out objects is a query,
and its 23 other views should come before the views of other objects (mean average precision): among all 14 objects, and
among the two held-out objects alone. Neighbouring views are nearly equal, so the first place says nothing; the last of the
23 does. The bootstrap draws folds, because the objects of a fold share a model.

Emoji: Google's and Twitter's drawings. Code points that end in 3, 7 or b are held out (298 of 1,872). Each drawing by
Google is a query among those by Twitter: the share that finds its partner first, and the mean average precision. The
bootstrap draws code points.

All differences are paired. Trainings and comparisons that are finished are kept in FOLDER and not repeated. Takes about half
an hour on two idle processors. Standard library only.
"""

import argparse
import csv
import fnmatch
import json
import os
import random
import shlex
import shutil
import subprocess
import sys
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONTENDERS = ["untouched", "nothing", "same recipe", "fine-tuned"]
TRIALS = {"nothing": (150, 300), "fine-tuned": (40, 80)}  # steps; all are above the warm-up
SECONDS = {"coil": 100, "emoji": 200}  # processor time of a training
HELD_OUT_EMOJI = "37b"
FOLDS = 7
CHOSEN_BY = 1  # the fold of objects 3 and 4
DRAWS = 10_000


class Study:
    """The folder of the experiment, and the program."""

    def __init__(self, options):
        self.options = options
        self.out = Path(options.out).resolve()
        self.out.mkdir(parents=True, exist_ok=True)
        self.lock = threading.Lock()

    def run(self, arguments, log):
        """Runs ./likeness; returns its standard output, and the processor seconds that it took."""
        command = [str(Path(self.options.likeness).resolve()), *map(str, arguments)]
        printed = log.with_name(log.name + ".out")
        with open(log, "ab") as errors, open(printed, "wb") as output:
            started = subprocess.Popen(command, stdout=output, stderr=errors, cwd=self.out)
            _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
        if started.returncode != 0:
            raise SystemExit(f"{shlex.join(command)}: exit code {started.returncode}; see {log}")
        return printed.read_text(), used.ru_utime + used.ru_stime

    def unpack(self, archive, name):
        """Extracts the pictures of an archive once."""
        folder = self.out / "pictures" / name
        if not folder.is_dir():
            partial = folder.with_name(name + ".part")
            with zipfile.ZipFile(archive) as pictures:
                pictures.extractall(partial, [entry for entry in pictures.namelist() if entry.endswith(".png")])
            partial.rename(folder)
        return folder

    def steps(self, name, data):
        """The steps of each contender in the processor time of a data set, measured once."""
        file = self.out / name / "steps.json"
        if not file.is_file():
            steps = {}
            for contender, trials in TRIALS.items():
                taken = []
                for trial in trials:
                    model = self.out / name / "trials" / f"{contender} {trial}"
                    self.train(contender, data, trial, model)
                    taken.append(json.loads(seconds_file(model).read_text()))
                if taken[1] < 1.2 * taken[0]:
                    sys.exit(f"{trials[1]} steps of '{contender}' took {taken[1]:.0f} s and {trials[0]} steps {taken[0]:.0f} s of processor time: other "
                             f"programs disturbed them. Remove {self.out / name / 'trials'}, and run nothing else")
                each = (taken[1] - taken[0]) / (trials[1] - trials[0])
                steps[contender] = max(1, trials[0] + round((SECONDS[name] - taken[0]) / each))
            write(file, {**steps, "same recipe": steps["fine-tuned"]})
        return json.loads(file.read_text())

    def train(self, contender, data, steps, model):
        """Trains a model unless it is there; returns its name or folder."""
        if contender == "untouched":
            return "photos"
        seconds = seconds_file(model)
        if seconds.is_file():
            return model
        if model.exists():  # interrupted: its processor time is unknown
            shutil.rmtree(model)
        model.parent.mkdir(parents=True, exist_ok=True)
        start = []
        if contender == "same recipe":
            start = ["--recipe", self.recipe()]
        elif contender == "fine-tuned":
            start = ["--from", "photos"]
        print(f"training {model.relative_to(self.out)}, {steps} steps", file=sys.stderr, flush=True)
        _, used = self.run(
            ["train", *data, *start, "--steps", steps, "--threads", 1, "--out", model, "--json"],
            model.with_name(model.name + ".log"),
        )
        write(seconds, used)
        return model

    def recipe(self):
        """The recipe of a run that starts from the bundled model."""
        file = self.out / "recipe.json"  # JSON is YAML
        with self.lock:
            if not file.is_file():
                printed, _ = self.run(["train", "--from", "photos", "--print-recipe", "--json"], self.out / "recipe.log")
                write(file, json.loads(printed))
        return file

    def scores(self, pairs, model, place):
        """Compares pairs of pictures unless it is done; returns their scores."""
        file = place.with_name(place.name + ".scores.json")
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.is_file():
            table = file.with_name(file.name + ".pairs")
            with open(table, "w", newline="") as rows:
                writer = csv.writer(rows)
                writer.writerow(["a", "b"])
                writer.writerows((os.path.relpath(a, table.parent), os.path.relpath(b, table.parent)) for a, b in pairs)
            answers = file.with_name(file.name + ".csv")
            log = file.with_name(file.name + ".log")
            print(f"comparing with {file.relative_to(self.out)}", file=sys.stderr, flush=True)
            self.run(["compare", "--pairs", table, "--model", model, "--out", answers], log)
            with open(answers, newline="") as rows:
                write(file, [float(row["score"]) for row in csv.DictReader(rows)])
            answers.unlink()
            table.unlink()
        return json.loads(file.read_text())


def seconds_file(model):
    return model.with_name(model.name + ".seconds.json")


def write(file, value):
    partial = file.with_name(file.name + ".part")
    partial.write_text(json.dumps(value))
    partial.rename(file)


def average_precision(ranked):
    """The mean of the precision at each match; of equal scores the non-matches come first."""
    found = total = 0
    for rank, match in enumerate(ranked, 1):
        if match:
            found += 1
            total += found / rank
    return total / found


def ranked(scored):
    return [match for _, match in sorted(scored, key=lambda pair: (-pair[0], pair[1]))]


def mean(values):
    return sum(values) / len(values)


def interval(values, seed=1):
    """The 95 % percentile interval of the mean over clusters that are drawn with replacement."""
    chance = random.Random(seed)
    means = sorted(mean(chance.choices(values, k=len(values))) for _ in range(DRAWS))
    return means[int(0.025 * DRAWS)], means[int(0.975 * DRAWS) - 1]


def coil(study):
    """Figures of each fold, by contender."""
    pictures = study.unpack(study.options.coil, "coil")
    found = {contender: [] for contender in CONTENDERS}
    views = [(name, view) for name in range(1, 15) for view in range(0, 72, 3)]
    folds = [(2 * fold + 1, 2 * fold + 2) for fold in range(FOLDS)]

    def data(held_out):
        globs = [word for name in held_out for word in ("--leave-out", f"*obj{name}__*")]
        return [pictures, "--labels", "^(obj[0-9]+)__", *globs]

    steps = study.steps("coil", data(folds[0]))

    def figures(held_out, contender):
        place = study.out / "coil" / "objects {} and {}".format(*held_out) / contender
        model = study.train(contender, data(held_out), steps.get(contender), place)
        pairs = [(one, other) for one in views if one[0] in held_out for other in views if other != one]
        files = [[pictures / "coil20" / f"obj{name}__{view}.png" for name, view in pair] for pair in pairs]
        scores = study.scores(files, model, place)
        return {
            "among all": coil_precision(pairs, scores, range(1, 15)),
            "held-out": coil_precision(pairs, scores, held_out),
        }

    with ThreadPoolExecutor(study.options.jobs) as pool:
        for held_out in folds:
            for contender in CONTENDERS:
                found[contender].append(pool.submit(figures, held_out, contender))
        return {contender: [fold.result() for fold in folds] for contender, folds in found.items()}


def coil_precision(pairs, scores, candidates):
    """The mean average precision of all queries among the views of some objects."""
    rows = {}
    for (query, other), score in zip(pairs, scores):
        if other[0] in candidates:
            rows.setdefault(query, []).append((score, query[0] == other[0]))
    return mean([average_precision(ranked(row)) for row in rows.values()])


def emoji(study):
    """Figures of each held-out code point, by contender."""
    pictures = study.unpack(study.options.emoji, "emoji") / "emoji"
    arguments = ROOT / "scripts" / "emoji.args"
    doubtful = shlex.split(arguments.read_text(), comments=True)[1::2]
    names = sorted(file.name for file in (pictures / "google").iterdir())
    held_out = [
        name
        for name in names
        if name[-5] in HELD_OUT_EMOJI and not any(fnmatch.fnmatchcase("google/" + name, glob) for glob in doubtful)
    ]
    data = [pictures, f"@{arguments}", "--leave-out", f"*[{HELD_OUT_EMOJI}].png"]
    queries = [pictures / "google" / name for name in held_out]
    candidates = [pictures / "twitter" / name for name in held_out]
    pairs = [(query, candidate) for query in queries for candidate in candidates]
    steps = study.steps("emoji", data)

    def figures(contender):
        place = study.out / "emoji" / contender
        scores = study.scores(pairs, study.train(contender, data, steps.get(contender), place), place)
        n = len(held_out)
        rows = [ranked((scores[i * n + j], i == j) for j in range(n)) for i in range(n)]
        return [{"first": float(row[0]), "map": average_precision(row)} for row in rows]

    with ThreadPoolExecutor(study.options.jobs) as pool:
        return dict(zip(CONTENDERS, pool.map(figures, CONTENDERS)))


def table(study, folder, title, found, figures):
    """A row for each contender: its figures, and what the fine-tuned model is better by."""
    lines = ["| " + title + " | " + " | ".join(f"{figure} | fine-tuned is better by" for figure in figures.values())]
    lines[0] += " | processor seconds of training |"
    lines.append("| --- |" + " ---: |" * (2 * len(figures) + 1))
    for contender in CONTENDERS:
        cells = [contender]
        for figure in figures:
            values = [100 * unit[figure] for unit in found[contender]]
            gains = [100 * unit[figure] - value for unit, value in zip(found["fine-tuned"], values)]
            cells.append(f"{mean(values):.1f} %")
            if contender == "fine-tuned":
                cells.append("-")
                continue
            low, high = interval(gains)
            wins = f"; {sum(gain > 0 for gain in gains)} of {len(gains)}" if len(gains) < 20 else ""
            cells.append(f"{mean(gains):.1f} ({low:.1f} to {high:.1f}{wins})")
        files = sorted((study.out / folder).rglob(contender + ".seconds.json"))
        taken = [json.loads(file.read_text()) for file in files]
        cells.append(f"{mean(taken):.0f}" if taken else "-")
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--coil", help="coil20.zip: coil20/objN__K.png")
    parser.add_argument("--emoji", help="emoji.zip: emoji/google and emoji/twitter")
    parser.add_argument("--out", required=True, help="the folder for models and scores, about 300 MB")
    parser.add_argument("--jobs", default=2, type=int, help="trainings at a time; default: 2")
    parser.add_argument("--likeness", default=str(ROOT / "likeness"), help="the program; default: that of this clone")
    options = parser.parse_args()
    if not options.coil and not options.emoji:
        parser.error("give --coil, --emoji or both")
    study = Study(options)
    results = {}
    if options.coil:
        results["coil"] = coil(study)
        figures = {"among all": "mAP among all objects", "held-out": "mAP among the held-out two"}
        print(table(study, "coil", "COIL-20", results["coil"], figures))
        print()
        others = {name: [fold for i, fold in enumerate(folds) if i != CHOSEN_BY] for name, folds in results["coil"].items()}
        if FOLDS > 1:
            print(table(study, "coil", "without the fold by which settings were chosen", others, figures))
            print()
    if options.emoji:
        results["emoji"] = emoji(study)
        print(table(study, "emoji", "emoji", results["emoji"], {"first": "found first", "map": "mAP"}))
    write(study.out / "results.json", results)


if __name__ == "__main__":
    main()
