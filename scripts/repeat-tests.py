#!/usr/bin/env python3
"""Runs test classes many times, each run in a JVM of its own, while other processes keep all cores busy: do they fail by chance?

    scripts/repeat-tests.py [CLASS[#METHOD] ...] [--times 100] [--busy 2] [--at-once 2] [--minutes N] [--work DIR]

Without CLASS, those that depend on time, memory, threads or killed processes (see SUSPECTS). --busy is the number of processes
that only count; --at-once is the number of test runs at the same time. Counts are added to docs/proofs/repeats.json after each
run, and a later call goes on from there until each has --times runs; --minutes stops sooner. The output of a failed run is kept
in --work. Exits with 1 if any recorded run failed.
"""
import argparse
import json
import multiprocessing
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time

import clone

SUSPECTS = [
    "KillTest",
    "StudyKillTest",
    "CloseTest",
    "LauncherArchiveTest",
    "LauncherNamesTest",
    "LauncherLockTest",
]

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("tests", nargs="*", metavar="CLASS[#METHOD]", default=SUSPECTS)
parser.add_argument("--times", type=int, default=100)
parser.add_argument("--busy", type=int, default=os.cpu_count())
parser.add_argument("--at-once", type=int, default=2)
parser.add_argument("--minutes", type=float, default=float("inf"))
parser.add_argument("--work", type=pathlib.Path, default=clone.root / "target" / "repeat-tests")
arguments = parser.parse_args()
work = arguments.work.resolve()
kept = clone.proofs / "repeats.json"


def location(test):
    """The module of a test and the full name of its class."""
    name = test.partition("#")[0]
    found = list(clone.root.glob(f"*/src/test/java/**/{name}.java"))
    if len(found) != 1:
        sys.exit(f"repeat-tests: {len(found)} tests are called {name}; give the name of one test class")
    module = found[0].relative_to(clone.root).parts[0]
    inside = found[0].relative_to(clone.root / module / "src" / "test" / "java")
    return module, ".".join(inside.with_suffix("").parts)


def maven(*words):
    subprocess.run(["mvn", "-q", "-B", "-ntp", "-f", clone.root / "pom.xml", *words], check=True, stdin=subprocess.DEVNULL)


def class_paths(modules):
    """The class path of the tests of each module, with JUnit's launcher of the same version."""
    version = re.search(r"<junit.version>([^<]+)<", (clone.root / "pom.xml").read_text())[1]
    console = f"org.junit.platform:junit-platform-console-standalone:{version}"
    maven("dependency:copy", f"-Dartifact={console}", f"-DoutputDirectory={work}", "-pl", sorted(modules)[0])
    file = work / "class-path-of-"
    maven(
        "process-test-classes", "dependency:build-classpath", "-DincludeScope=test",
        f"-Dmdep.outputFile={file}${{project.artifactId}}", "-pl", ",".join(sorted(modules)), "-am",
    )
    paths = {}
    for module in modules:
        target = clone.root / module / "target"
        entries = [target / "test-classes", target / "classes", f"{file}likeness-{module}", work / console_jar(version)]
        entries[2] = pathlib.Path(entries[2]).read_text().strip()
        paths[module] = os.pathsep.join(map(str, entries))
    return paths


def console_jar(version):
    return f"junit-platform-console-standalone-{version}.jar"


def run(test, number):
    """One run. Its temporary files are deleted, its output is kept if it failed."""
    module, name = places[test]
    folder = work / f"{test.replace('#', '-')}-{number}"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "temporary").mkdir(parents=True)
    options = ["-Xmx2g", "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED"]
    options += ["-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", f"-Djava.io.tmpdir={folder / 'temporary'}"]
    (folder / "arguments").write_text("\n".join([*options, "-cp", f'"{paths[module]}"']) + "\n")
    method = test.partition("#")[2]
    selected = ["--select-method", f"{name}#{method}"] if method else ["--select-class", name]
    settings = clone.environment | {"OMP_WAIT_POLICY": "PASSIVE", "ORT_DISABLE_TELEMETRY": "1", "LC_ALL": "C.UTF-8"}
    settings.pop("LIKENESS_BUILD", None)  # as in the build, tests that need it set it
    began = time.monotonic()
    with open(folder / "output.txt", "wb") as output:
        code = subprocess.run(
            ["java", f"@{folder / 'arguments'}", "org.junit.platform.console.ConsoleLauncher", "execute",
             "--disable-banner", "--fail-if-no-tests", *selected],
            cwd=clone.root / module, env=settings, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
        ).returncode
    seconds = time.monotonic() - began
    if code == 0:
        shutil.rmtree(folder, ignore_errors=True)
    return code, seconds


def count():
    while True:
        pass


def work_off(queue):
    while time.monotonic() < end:
        with lock:
            if not queue:
                return
            test, number = queue.pop(0)
        code, seconds = run(test, number)
        with lock:
            record = counts.setdefault(test, {"runs": 0, "failed": 0, "seconds": [], "commits": []})
            record["runs"] += 1
            record["failed"] += code != 0
            record["seconds"].append(round(seconds, 1))
            if commit not in record["commits"]:
                record["commits"].append(commit)
            print(f"{test} {number}: {'failed' if code else 'passed'}, {seconds:.0f} s", flush=True)
            clone.write("repeats", {
                "command": "scripts/repeat-tests.py", "busy": arguments.busy, "at_once": arguments.at_once, "tests": counts})


places = {test: location(test) for test in arguments.tests}
work.mkdir(parents=True, exist_ok=True)
clone.build()
paths = class_paths({module for module, _ in places.values()})
counts = json.loads(kept.read_text())["tests"] if kept.exists() else {}
commit = clone.commit()
done = {test: counts.get(test, {"runs": 0})["runs"] for test in arguments.tests}
queue = [(test, n) for n in range(1, arguments.times + 1) for test in arguments.tests if n > done[test]]
lock = threading.Lock()
end = time.monotonic() + 60 * arguments.minutes
others = [multiprocessing.Process(target=count, daemon=True) for _ in range(arguments.busy)]
for process in others:
    process.start()
threads = [threading.Thread(target=work_off, args=[queue]) for _ in range(arguments.at_once)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
for process in others:
    process.kill()
failed = 0
for test in arguments.tests:
    if test in counts:
        record = counts[test]
        failed += record["failed"]
        print(f"{test}: {record['runs']} runs, {record['failed']} failed, median {statistics.median(record['seconds']):.0f} s,"
              f" longest {max(record['seconds']):.0f} s")
sys.exit(1 if failed else 0)
