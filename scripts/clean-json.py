#!/usr/bin/env python3
"""Runs commands with --json under many environment faults. Checks that standard output holds exactly one JSON object,
or none if the command fails, and that the exit code is right.

    scripts/clean-json.py [--work DIR] [--only WORDS]

The faults: class archives that are stale, truncated, damaged, of another build or another Java; every JDK of version 17
or later beside the one in use; a home folder that is missing, unset or read-only; a read-only clone and a read-only folder
for temporary files; an output that is full, closed or not read. The Launcher tests cover what `mvn verify` can check; this script
runs the launcher of a copy of this clone as it was built. Read-only mounts need an administrator on Linux; otherwise those
rows are skipped with a message. Takes about four minutes.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

import clone

parser = argparse.ArgumentParser()
parser.add_argument("--work", type=pathlib.Path, default=clone.root / "target" / "clean-json")
parser.add_argument("--only", default="", help="run only rows whose name contains this text")
arguments = parser.parse_args()
work = arguments.work.resolve()
copy = work / "clone"
archives = copy / "cli" / "target" / "likeness" / "archives"
jar = copy / "cli" / "target" / "likeness" / "lib" / "likeness-cli.jar"
rows = []
# The exit code of a call whose reader has closed the pipe before the answer.
NOT_READ = 'code=$({ { "$@" 3>&-; echo $? >&3; } | true; } 3>&1); exit "$code"'


def javas():
    """The JDK in use, and JDKs of other builds beside it."""
    found = shutil.which("java")
    home = os.environ.get("JAVA_HOME") or str(pathlib.Path(found).resolve().parent.parent)
    known, homes = set(), [pathlib.Path(home).resolve()]
    homes += sorted(other.resolve() for other in homes[0].parent.iterdir())
    for candidate in homes:
        release = candidate / "release"
        if not release.is_file() or not (candidate / "bin" / "java").is_file():
            continue
        words = dict(line.split("=", 1) for line in release.read_text().splitlines() if "=" in line)
        build = words.get("JAVA_RUNTIME_VERSION", words["JAVA_VERSION"]).strip('"')
        if build not in known and int(words["JAVA_VERSION"].strip('"').split(".")[0]) >= 17:
            known.add(build)
            yield build, candidate


def lay_out():
    """Copies this clone. The jars are links, because nothing here writes into a jar."""
    shutil.rmtree(work, ignore_errors=True)
    copy.mkdir(parents=True)
    shutil.copy2(clone.launcher, copy)
    shutil.copytree(clone.root / "launcher", copy / "launcher")
    built = copy / "cli" / "target" / "likeness"
    shutil.copytree(clone.distribution, built, ignore=shutil.ignore_patterns("archives", "*.jar"))
    for each in (clone.distribution / "lib").iterdir():
        (built / "lib" / each.name).symlink_to(each)
    jar.unlink()
    shutil.copy2(clone.distribution / "lib" / "likeness-cli.jar", jar)
    (work / "home").mkdir()
    (work / "temporary").mkdir()


def run(java, words, before=(), shell='exec "$@"', **environment):
    """A deferred call: words before the launcher, and a shell line around everything."""
    settings = clone.environment | {"JAVA_HOME": str(java), "LIKENESS_BUILD": "never"} | environment
    settings = {name: value for name, value in settings.items() if value is not None}
    command = ["sh", "-c", shell, "sh", *before, str(copy / "likeness"), *map(str, words)]
    return lambda: subprocess.run(
        command, env=settings, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)


def judge(row, make, code=0, answer=None, empty=False):
    """Makes a call if its row is selected, and checks the result."""
    if arguments.only not in row:
        return
    call = make()
    faults = []
    if call.returncode != code:
        faults.append(f"exit code {call.returncode}, not {code}")
    if code in (0, 1) and not empty:
        try:
            found = json.loads(call.stdout)
            if not isinstance(found, dict) or len(call.stdout.splitlines()) != 1:
                faults.append("not one object on one line")
            elif answer is not None and found != answer:
                faults.append(f"a different answer: {call.stdout.strip()}")
        except ValueError:
            faults.append(f"no JSON: {call.stdout[:300]!r}")
    elif call.stdout:
        faults.append(f"unexpected standard output: {call.stdout[:300]!r}")
    said = " / ".join(line for line in call.stderr.splitlines() if line)[:300].replace(str(work), "..")
    if code in (2, 3) and not empty and len(call.stderr.splitlines()) != 1:
        faults.append("not one line on standard error")
    rows.append({"row": row, "code": call.returncode, "faults": faults, "standard_error": said})
    print("{:62} {} {}".format(row, "FAULT " + "; ".join(faults) if faults else "clean", said), flush=True)


def archive_of(build):
    return next((each for each in archives.glob(f"{build}-*.jsa")), None)


def make_archive(java, build):
    """Makes a call that may write the archive; it is written beside the call and after it."""
    run(java, ["models", "list", "--json"], LIKENESS_BUILD=None)()
    end = time.monotonic() + 120
    while time.monotonic() < end:
        made = archive_of(build)
        if made and made.with_name(made.name + ".seal").exists() and not list(archives.glob("*.making")):
            return made
        time.sleep(0.2)
    sys.exit(f"no archive was made for {build}")


def seal(archive):
    sum = subprocess.run(["cksum"], stdin=open(archive, "rb"), capture_output=True, text=True, check=True).stdout
    archive.with_name(archive.name + ".seal").write_text(f"{archives.parent}\n{sum.strip()}\n")


def every_command(name, java):
    """All commands that have --json, with the expected exit code of each."""
    pictures = work / "pictures"
    out = work / "out" / name
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    tiny = ["--tower", "plain", "--set", "input.size=24", "--set", "design.widths=[8,8,8]", "--set", "design.embedding=16",
            "--set", "schedule.identities=8", "--set", "schedule.warm-up=2", "--set", "selection.validations=1"]
    data = [pictures, "--json"]
    yield ["compare", *alike, "--json"], 0
    yield ["compare", *unlike, "--exit-code", "--json"], 1
    yield ["compare", *alike, "--map", out / "map.png", "--json"], 0
    yield ["compare", "--pairs", work / "pairs.csv", "--json"], 0
    yield ["compare", "--pairs", work / "pairs.csv", "--out", out / "answers.csv", "--json"], 0
    yield ["compare", alike[0], work / "none.png", "--json"], 2
    yield ["compare", alike[0], "--jsn"], 2
    yield ["models", "list", "--json"], 0
    yield ["models", "show", "characters", "--json"], 0
    yield ["models", "check", "characters", "--json"], 0
    yield ["models", "check", "none", "--json"], 2
    yield ["data", "check", *data], 0
    yield ["data", "draw", "--groups", 1, "--identities", 2, "--pictures", 2, "--out", out / "drawn", "--json"], 0
    yield ["data", "views", alike[0], "--out", out / "views.png", "--json"], 0
    yield ["evaluate", *data, "--protocol", "verification", "--pairs", 50], 0
    yield ["evaluate", *data, "--protocol", "one-shot", "--measure", "ssim"], 0
    yield ["evaluate", *data, "--protocol", "retrieval"], 0
    yield ["train", *data, "--out", out / "model", "--steps", 4, *tiny], 0
    yield ["train", *data, "--out", out / "model", "--steps", 4, *tiny], 2
    yield ["train", "--print-recipe", "--json"], 0
    yield ["study", *data, "--out", out / "study", "--heads", "concat", "--seeds", 1, "--steps", 4, "--timing", 0.1, *tiny[2:]], 0


def read_only(*folders):
    """Words that run the following command in a separate name space with these folders mounted read-only."""
    mounts = "; ".join(f'mount --bind "{each}" "{each}" && mount -o remount,ro,bind "{each}"' for each in folders)
    return ["unshare", "-m", "sh", "-c", f'{mounts}; exec "$@"', "sh"]


clone.build()
lay_out()
clone.done("data", "draw", "--out", work / "pictures", "--groups", 2, "--identities", 8, "--pictures", 4, "--size", 48)
pictures = sorted((work / "pictures").rglob("*.png"))
examples = clone.root / "examples"
alike = examples / "boat-1.png", examples / "boat-2.png"
unlike = examples / "boat-1.png", examples / "knot-1.png"
(work / "pairs.csv").write_text("a,b\n" + "".join(f"{a},{b}\n" for a, b in (alike, unlike)))
compare = ["compare", *alike, "--json"]
answer = None
found = list(javas())
print("JDKs:", ", ".join(build for build, _ in found))

for build, java in found:
    answer = answer or json.loads(run(java, compare)().stdout)
    judge(f"{build}: no archive", run(java, compare), answer=answer)
    for words, code in every_command(build, java):
        words = list(map(str, words))
        shown = " ".join(word for word in words if "/" not in word and "=" not in word and word not in ("--json", "--set"))
        judge(f"{build}: {shown}"[:60], run(java, words), code)

made = {build: make_archive(java, build) for build, java in found}
whole = {build: archive.read_bytes() for build, archive in made.items()}
for build, java in found:
    archive, data = made[build], whole[build]
    middle = len(data) // 2
    flipped = bytearray(data)
    flipped[4096::1000] = bytes(byte ^ 1 for byte in flipped[4096::1000])
    states = {
        "archive whole": (data, True),
        "archive truncated to half": (data[:middle], False),
        "archive truncated to half, with a matching seal": (data[:middle], True),
        "archive of one byte, with a matching seal": (data[:1], True),
        "archive empty": (b"", False),
        "archive with bytes flipped": (bytes(flipped), False),
        "archive without header, with a matching seal": (bytes(4096) + data[4096:], True),
    }
    for other, bytes_of_other in whole.items():
        if other != build:
            states[f"archive of {other} instead"] = (bytes_of_other, True)
    for state, (content, sealed) in states.items():
        archive.write_bytes(data)
        seal(archive)
        archive.write_bytes(content)
        if sealed:
            seal(archive)
        judge(f"{build}: {state}", run(java, compare), answer=answer)
        judge(f"{build}: {state}, data check", run(java, ["data", "check", work / "pictures", "--json"]))
    archive.write_bytes(data)
    seal(archive)
    before = jar.stat()
    os.utime(jar, (1e9, 1e9))
    judge(f"{build}: archive of another build, older jars", run(java, compare), answer=answer)
    os.utime(jar, ns=(before.st_atime_ns, before.st_mtime_ns))

    home, temporary = work / "home", work / "temporary"
    judge(f"{build}: HOME unset", run(java, compare, HOME=None), answer=answer)
    judge(f"{build}: HOME empty", run(java, compare, HOME=""), answer=answer)
    judge(f"{build}: HOME nowhere", run(java, compare, HOME="/nowhere"), answer=answer)
    judge(f"{build}: TMPDIR nowhere", run(java, compare, TMPDIR="/nowhere"), answer=answer)
    judge(f"{build}: no locale", run(java, compare, LC_ALL="C", LANG=None), answer=answer)
    if subprocess.run(read_only(home) + ["sh", "-c", f'! touch "{home}/x" 2>/dev/null'], capture_output=True).returncode == 0:
        options = f"-Duser.home={home} -Djava.io.tmpdir={temporary}"
        for name, folders, code in (
            ("home", [home], 0),
            ("clone", [copy], 0),
            ("home and clone", [home, copy], 0),
            ("temporary files", [temporary], 2),  # ONNX Runtime does not start without them
        ):
            around = read_only(*folders)
            row = f"{build}: read-only {name}"
            call = run(java, compare, around, HOME=str(home), TMPDIR=str(temporary), LIKENESS_JAVA_OPTS=options)
            judge(row, call, code, answer=answer)
            shutil.rmtree(archives)  # as in a clone before its first call
            call = run(java, compare, around, HOME=str(home), LIKENESS_JAVA_OPTS=options, LIKENESS_BUILD=None)
            judge(row + ", no archive yet", call, code, answer=answer)
            time.sleep(1)
            while list(archives.glob("*.making")):
                time.sleep(0.2)
            shutil.rmtree(archives, ignore_errors=True)
            archives.mkdir()
            for each, bytes_of_each in whole.items():
                made[each].write_bytes(bytes_of_each)
                seal(made[each])
        assert not list(home.iterdir()), "something was left in the home folder"
    else:
        print(f"{build}: read-only folders skipped: mounting needs an administrator")

    judge(f"{build}: standard output full", run(java, compare, shell='exec "$@" >/dev/full'), 2)
    judge(f"{build}: standard output not read", run(java, compare, shell=NOT_READ), 2)
    judge(f"{build}: standard output closed", run(java, compare, shell='exec "$@" >&-'), 0, empty=True)
    judge(f"{build}: standard error closed", run(java, compare, shell='exec "$@" 2>&-'), answer=answer)
    judge(f"{build}: standard input closed", run(java, compare, shell='exec "$@" <&-'), answer=answer)
    judge(f"{build}: through a pipe", run(java, compare, shell='"$@" | cat'), answer=answer)

faulty = [row for row in rows if row["faults"]]
if not arguments.only:
    result = {"command": "scripts/clean-json.py", "javas": [build for build, _ in found], "faults": len(faulty), "rows": rows}
    clone.write("clean-json", result)
print(f"{len(rows)} rows, {len(faulty)} faulty")
sys.exit(1 if faulty else 0)
