#!/usr/bin/env python3
"""Measures all bundled models and all classical measures on all data at hand, and writes docs/results.md.

    scripts/results.py ARCHIVES                          such as scripts/results.py ../data
    scripts/results.py ARCHIVES --only '*/patches'       the rows of one model, as TABLE/NAME; may be repeated
    scripts/results.py ARCHIVES --official characters    also opens the official runs for it, once
    scripts/results.py ARCHIVES --list                   lists the rows and measures nothing
    scripts/results.py --page                            only writes the pages again

ARCHIVES is a folder with the archives of public data: omniglot-background.zip, omniglot-runs.zip, caltech101.zip, cq100.zip,
vacation.zip, emoji.zip, coil20.zip and affine.zip. Tables whose archives are absent keep their rows, with a message. Each row
is written into docs/results.json when it is done. A later call measures only what is missing, or belongs to another model,
data or settings. --again measures the named rows again. Edited photographs need the Python packages Pillow and numpy.
"""
import argparse
import datetime
import fnmatch
import hashlib
import json
import pathlib
import resource
import subprocess
import sys
import time
import zipfile

import clone
import results_page
import results_pictures
import results_tables

OFFICIAL = "omniglot-runs"
FILE = clone.root / "docs" / "results.json"
BUSY = 0.05
TIMED = "256x256"  # the key of rows of times: another key when another thing is timed


def sha256(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def answer(*words):
    call = clone.likeness(*words, "--json")
    if call.returncode != 0:
        raise results_pictures.Missing(f"{words[0]} ended with {call.returncode}: {call.stderr.strip()[-300:]}")
    return json.loads(call.stdout)


def contenders():
    """The bundled models with a checksum of their files, and the classical measures; and the card of each model."""
    listed = answer("models", "list")
    found, cards = [], {}
    for model in listed["models"]:
        cards[model["name"]] = card = answer("models", "show", model["name"])
        # the graphs for one query against many repeat the head's scores, within rounding
        key = results_pictures.short_hash(f"{name} {checksum}" for name, checksum in sorted(card["files"].items())
                                          if name not in ("head_many.onnx", "head_block.onnx"))
        found.append({"name": model["name"], "kind": "model", "files": key})
    found += [{"name": name, "kind": "measure"} for name in listed["measures"]]
    return found, cards


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def busy(seconds=2):
    """The share of processor time that other programs use."""

    def ticks():
        words = pathlib.Path("/proc/stat").read_text().splitlines()[0].split()[1:9]
        numbers = [int(word) for word in words]
        return sum(numbers), sum(numbers) - numbers[3] - numbers[4]

    try:
        before = ticks()
        time.sleep(seconds)
        after = ticks()
    except OSError:
        return 1
    return (after[1] - before[1]) / max(1, after[0] - before[0])


class Results:
    """docs/results.json: what is measured, row by row."""

    def __init__(self):
        self.root = json.loads(FILE.read_text()) if FILE.exists() else {"tables": {}}

    def rows(self, table):
        return self.root["tables"].setdefault(table, {}).setdefault("rows", {})

    def row(self, table, name):
        return self.rows(table).get(name)

    def put(self, table, name, row):
        self.rows(table)[name] = row
        self.write()

    def describe(self, tables, found, present, key):
        """Sets what the tables say whose archives are present. Drops their rows that were measured in another way, and in all
        tables the rows of measures that are gone and of models that were replaced."""
        old = self.root["tables"]
        files = {each["name"]: each.get("files") for each in found}
        contender = {each["name"]: each for each in found}
        valid = lambda rows: {name: row for name, row in rows.items() if name in files and row.get("files") == files[name]}
        self.root["contenders"] = {each["name"]: each["kind"] for each in found}
        new = {}
        for table in tables:
            rows = valid(old.get(table.id, {}).get("rows", {}))
            if present(table):
                is_same = lambda name, row: "key" not in row or row["key"] == key(table, contender[name])
                rows = {name: row for name, row in rows.items() if is_same(name, row)}
            known = table.id in old and not present(table)
            new[table.id] = (old[table.id] if known else table.described()) | {"rows": rows}
        times = valid(old.get(results_tables.TIMES, {}).get("rows", {}))
        new[results_tables.TIMES] = {"title": "Time", "rows": times}
        self.root["tables"] = new
        self.root["subjects"] = {name: list(of) for name, of in results_tables.SUBJECTS.items()}

    def write(self):
        aside = FILE.with_name(f".{FILE.name}.part")
        aside.write_text(json.dumps(self.root, indent=1) + "\n")
        aside.replace(FILE)


def kept(result):
    """The counts, rates and parts of an answer of evaluate."""
    rate = lambda value: {key: round(value[key], 6) for key in ("value", "low", "high")}
    found = {}
    for key, value in result.items():
        if isinstance(value, dict) and {"value", "low", "high"} <= value.keys():
            found[key] = rate(value)
        elif isinstance(value, dict) and key.startswith("by_"):
            found[key] = kept(value)
        elif isinstance(value, (int, str)) and key not in ("data", "model", "measure", "protocol"):
            found[key] = value
    promised = [{"promised": each["promised"], "certified": each["certified"], "measured": rate(each["measured"])}
                for each in result.get("false_match_rates", ()) if each.get("measured")]
    return found | ({"false_match_rates": promised} if promised else {})


def wilson(right):
    """The share of true answers with Wilson's interval."""
    n, p, z = len(right), sum(right) / len(right), 1.959964
    centre, half = p + z * z / 2 / n, z * (p * (1 - p) / n + z * z / 4 / n / n) ** 0.5
    scale = 1 + z * z / n
    low, high = (max(0.0, centre - half) / scale, min(scale, centre + half) / scale)
    return {"queries": n, "value": round(p, 6), "low": round(min(p, low), 6), "high": round(max(p, high), 6)}


class Run:
    """One call: which rows to measure, and how."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.archives = {file.name: file for file in sorted(arguments.archives.resolve().glob("*.zip"))}
        self.checksums = {name: sha256(file) for name, file in self.archives.items()}
        self.work = arguments.work.resolve() / results_pictures.short_hash(self.checksums.values())
        self.work.mkdir(parents=True, exist_ok=True)
        self.found, self.cards = contenders()
        self.tables = results_tables.tables(self.cards.get("characters", {}), self.names("omniglot-background.zip"))
        self.results = Results()
        self.results.describe(self.tables, self.found, self.present, self.key)
        self.failed = 0

    def names(self, archive):
        """The names in an archive; none if it is absent."""
        if archive not in self.archives:
            return []
        with zipfile.ZipFile(self.archives[archive]) as opened:
            return opened.namelist()

    def key(self, table, contender):
        """What a row belongs to: another key is another row."""
        words = [word.replace(str(clone.root) + "/", "") for word in self.words(table, contender)]
        words += [self.checksums[name] for name in table.archives]
        return results_pictures.short_hash([table.id, *table.made, *words, contender.get("files", "")])

    def words(self, table, contender):
        slow = table.slow if contender["name"] in results_tables.SLOW else ()
        return [*table.words, *slow, "--protocol", table.protocol]

    def todo(self):
        """The rows to measure: those of models first, the longest last."""
        chosen = []
        for contender in self.found:
            for table in self.tables:
                row = f"{table.id}/{contender['name']}"
                if self.wanted(row) and self.is_open(table, contender) and self.present(table):
                    old = self.results.row(table.id, contender["name"])
                    if self.arguments.again or not old or old.get("key") != self.key(table, contender):
                        chosen.append((table, contender))
            row = f"{results_tables.TIMES}/{contender['name']}"
            old = self.results.row(results_tables.TIMES, contender["name"])
            if self.wanted(row) and (self.arguments.again or not old or old.get("key") != TIMED):
                chosen.append((None, contender))

        def order(row):
            table, contender = row
            long = contender["name"] in results_tables.SLOW and (table is not None and table.weight > 2)
            second = table is not None and table.second
            return contender["kind"] != "model", long, second, table.weight if table else 0

        return sorted(chosen, key=order)

    def wanted(self, row):
        return not self.arguments.only or any(fnmatch.fnmatch(row, glob) for glob in self.arguments.only)

    def present(self, table):
        return all(name in self.archives for name in table.archives)

    def is_open(self, table, contender):
        """The official runs of a model are in its card, or are opened on request and never twice."""
        if table.id != OFFICIAL or contender["kind"] == "measure" and "measures" in self.arguments.official:
            return True
        if contender["kind"] == "measure":
            return False
        old = self.results.row(table.id, contender["name"])
        recorded = self.recorded(contender)
        if recorded:
            if not old and not self.arguments.list:
                self.results.put(table.id, contender["name"], recorded)
            return False
        return not old and contender["name"] in self.arguments.official

    def recorded(self, contender):
        """The figure of the official runs in the card of a model."""
        for each in self.cards[contender["name"]].get("measured", {}).get("evaluations", ()):
            if each.get("data") == "omniglot-runs.zip" and each.get("protocol") == "one-shot":
                return {"files": contender["files"], "from_card": each["opened"]} | kept(each)
        return None

    def measure(self, table, contender):
        before = processor_seconds()
        if table is None:
            row = {"key": TIMED} | self.time(contender)
        else:
            data = table.data(self.archives, self.work)
            which = ["--model" if contender["kind"] == "model" else "--measure", contender["name"]]
            words = [*which, *self.words(table, contender)]
            ranks = self.work / "ranks.csv"
            edited = table.protocol == "retrieval" and table.subject == "photographs"
            before = processor_seconds()
            result = kept(answer("evaluate", data, *words, *(["--out", ranks] if edited else [])))
            row = {"key": self.key(table, contender)} | result
            if edited:
                right = results_pictures.right_by_edit(ranks.read_text())
                row["by_edit"] = {edit: wilson(answers) for edit, answers in sorted(right.items())}
        if contender["kind"] == "model":
            row["files"] = contender["files"]
        row["processor_seconds"] = round(processor_seconds() - before, 1)
        row["commit"], row["date"] = commit(), datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")
        self.results.put(table.id if table else results_tables.TIMES, contender["name"], row)
        return row

    def time(self, contender):
        which = [contender["name"]] if contender["kind"] == "model" else ["--measure", contender["name"]]
        load = busy()
        clock = ["--processor-time"] if load > BUSY else []
        told = answer("models", "time", *which, *clock)
        figures = {key: round(value, 4) for key, value in told.items() if isinstance(value, (int, float))}
        return {"clock": told["clock"], "busy": round(load, 2)} | figures

    def everything(self):
        """Measures the chosen rows, with progress and the time left."""
        absent = {name for table in self.tables for name in table.archives if name not in self.archives}
        for name in sorted(absent):
            lost = ", ".join(table.id for table in self.tables if name in table.archives)
            print(f"absent: {name}; skipped: {lost}", file=sys.stderr)
        rows = self.todo()
        if self.arguments.list:
            for table, contender in rows:
                print(f"{table.id if table else results_tables.TIMES}/{contender['name']}")
            return
        weight = [self.weight(*each) for each in rows]
        began, done = time.monotonic(), 0.0
        for i, (table, contender) in enumerate(rows):
            name = f"{table.id if table else results_tables.TIMES}/{contender['name']}"
            try:
                said = results_page.in_short(table, self.measure(table, contender))
            except results_pictures.Missing as missing:
                said, self.failed = f"not measured: {missing}", self.failed + 1
            done += weight[i]
            left = (time.monotonic() - began) / done * sum(weight[i + 1:])
            print(f"[{i + 1}/{len(rows)}] {name}: {said}; {left / 60:.0f} minutes left", file=sys.stderr, flush=True)

    def weight(self, table, contender):
        """About how long a row takes, in seconds of processor time."""
        if table is None:
            return 10
        old = self.results.row(table.id, contender["name"])
        if old and "processor_seconds" in old:
            return old["processor_seconds"]
        return 15 * table.weight * (8 if contender["name"] in results_tables.SLOW else 1)


def commit():
    """The commit of this clone, and whether its sources were changed."""
    git = lambda *words: subprocess.run(["git", *words], cwd=clone.root, capture_output=True, text=True).stdout.strip()
    changed = git("status", "--porcelain", "--", ":!docs", ":!README.md")
    return git("rev-parse", "--short=12", "HEAD") + ("+changes" if changed else "")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archives", type=pathlib.Path, nargs="?")
    parser.add_argument("--only", action="append", default=[], metavar="ROW")
    parser.add_argument("--official", action="append", default=[], metavar="NAME", help="a model, or measures for all measures")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--page", action="store_true")
    parser.add_argument("--work", type=pathlib.Path, default=clone.root / "target" / "results")
    arguments = parser.parse_args()
    if arguments.page:
        results_page.write(json.loads(FILE.read_text()))
        return
    if arguments.archives is None or not arguments.archives.is_dir():
        parser.error("name the folder with the archives, or use --page")
    if arguments.again and not arguments.only:
        parser.error("--again needs --only: name the rows to measure again")
    clone.end_with_us(lambda: None)
    clone.build()
    run = Run(arguments)
    run.everything()
    if not arguments.list:
        run.results.root["machine"] = clone.machine()
        run.results.write()
        results_page.write(run.results.root)
        print(f"results in {FILE.relative_to(clone.root)} and results.md")
    sys.exit(1 if run.failed else 0)


if __name__ == "__main__":
    main()
