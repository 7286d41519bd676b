#!/usr/bin/env python3
"""Checks false-match rates and probabilities on alphabets of Omniglot that were not trained on.

    scripts/promises.py OMNIGLOT-BACKGROUND.zip [--model DIR] [--steps 6000] [--work DIR]

Every third alphabet by name, ten of thirty, is reserved: no training step, selection or calibration uses it before.
`evaluate` answers three questions, with intervals:

  other alphabets   the promises of `train`, from the alphabets that it holds out, evaluated on the ten
  other characters  the model calibrated on one half of the characters of the ten, evaluated on the other half; and reversed
  certified 1 %     a model trained on five alphabets only, so that 598 characters remain to certify 1 %, and others to
                    evaluate it

`--model` names a model that was already trained without these alphabets (for example by `scripts/soak.py train`).
A call with the same --work continues where the last one stopped.
"""
import argparse
import json
import pathlib
import shutil
import sys
import zipfile

import clone

parser = argparse.ArgumentParser()
parser.add_argument("data", type=pathlib.Path)
parser.add_argument("--model", type=pathlib.Path)
parser.add_argument("--steps", type=int, default=6000)
parser.add_argument("--work", type=pathlib.Path, default=clone.root / "target" / "promises")
arguments = parser.parse_args()
work = arguments.work.resolve()
work.mkdir(parents=True, exist_ok=True)
PAIRS = 20000

names = zipfile.ZipFile(arguments.data).namelist()
alphabets = sorted({name.split("/")[1] for name in names if name.count("/") > 2})
asked = alphabets[2::3]
rest = [alphabet for alphabet in alphabets if alphabet not in asked]


def escaped(alphabet):
    return alphabet.replace("[", "[[]")


def globs(option, some, characters="*"):
    return [word for alphabet in some for word in (option, f"images_background/{escaped(alphabet)}/{characters}/*")]


def train(name, steps, leave_out, *settings):
    out = work / name
    if not (out / "model.json").exists():
        print(f"training {name}, {steps} steps", file=sys.stderr)
        command = ["train", arguments.data, "--out", out, "--steps", steps, "--seed", 1, "--resume", "--json"]
        clone.done(*command, *globs("--leave-out", leave_out), *settings, stderr=None)
    return out


def calibrated(model, name, some, characters):
    out = work / name
    shutil.rmtree(out, ignore_errors=True)
    command = ["models", "calibrate", arguments.data, "--model", model, "--out", out, "--pairs", PAIRS, "--json"]
    return out, json.loads(clone.done(*command, *globs("--only", some, characters)).stdout)


def evaluated(model, some, characters="*"):
    command = ["evaluate", arguments.data, "--model", model, "--protocol", "verification", "--pairs", PAIRS, "--json"]
    answer = json.loads(clone.done(*command, *globs("--only", some, characters)).stdout)
    figures = {"alphabets": len(some), "auc": answer["auc"], "false_match_rates": answer["false_match_rates"]}
    return figures | {"ece": answer["calibration"]["ece"], "brier": answer["calibration"]["brier"]}


def shown(rate):
    return "{value:7.2%} ({low:.2%} to {high:.2%})".format(**rate)


def show(title, figures):
    print(f"{title}\n  ECE {shown(figures['ece'])}, AUC {shown(figures['auc'])}")
    for rate in figures["false_match_rates"]:
        if rate["threshold"] is None:
            print(f"  promised {rate['promised']:.1%}: nothing")
        else:
            kind = "at most  " if rate["certified"] else "estimated"
            print(f"  promised {kind} {rate['promised']:.1%}, measured {shown(rate['measured'])}: {rate['promise']}")


clone.build()
ODD, EVEN = "character*[13579]", "character*[02468]"
recipe = ["--recipe", clone.root / "models" / "recipes" / "characters-first.yaml", "--set", "selection.hold-out=0.25"]
strong = arguments.model.resolve() if arguments.model else train("strong", arguments.steps, asked, *recipe)
left = set(json.loads((strong / "model.json").read_text())["provenance"].get("leave_out", []))
if not set(globs("--leave-out", asked)[1::2]) <= left:
    sys.exit(f"{strong}: was trained without leaving these alphabets out: {', '.join(asked)}")

result = {"command": "scripts/promises.py omniglot-background.zip", "asked": asked}
result["other_alphabets"] = evaluated(strong, asked)
show("other alphabets: as trained, evaluated on ten alphabets that it has not seen", result["other_alphabets"])
for name, learnt, judged in (("odd_for_even", ODD, EVEN), ("even_for_odd", EVEN, ODD)):
    model, said = calibrated(strong, f"strong-{name}", asked, learnt)
    result[name] = evaluated(model, asked, judged) | {"calibrated_on": said["calibrated_on"]["identities"]}
    show(f"other characters of the ten: {name.replace('_', ' ')}", result[name])

few = [alphabet for i, alphabet in enumerate(rest) if i % 3 == 0][:5]
others = [alphabet for alphabet in alphabets if alphabet not in few]
small = train("small", 1500, others, "--set", "input.size=32", "--set", "selection.hold-out=0.3")
model, said = calibrated(small, "small-calibrated", others, "character*[12346789]")
result["certified_1_percent"] = evaluated(model, others, "character*[05]") | {
    "trained_on_alphabets": len(few), "calibrated_on": said["calibrated_on"]["identities"],
    "independent_pairs": said["thresholds"][1]["pairs"]}
show("certified at 1 %: calibrated on four fifths of the characters, evaluated on the last fifth", result["certified_1_percent"])
clone.write("promises", result)

fits = [result["odd_for_even"], result["even_for_odd"], result["certified_1_percent"]]
broken = [rate for each in fits for rate in each["false_match_rates"][:2] if rate.get("promise") == "broken"]
calibrated_well = all(each["ece"]["value"] < 0.02 for each in fits)
sys.exit(0 if calibrated_well and not broken else 1)
