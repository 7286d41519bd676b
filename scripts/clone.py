"""Shared by the proofs: this clone and its launcher, the machine, and the folder for results."""
import datetime
import json
import os
import pathlib
import platform
import signal
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent
launcher = root / "likeness"
proofs = root / "docs" / "proofs"
distribution = root / "cli" / "target" / "likeness"

# Without the caller's settings; and no build may start during a proof.
environment = {name: value for name, value in os.environ.items() if not name.startswith(("LIKENESS_", "ORT_", "MALLOC_"))}


def build():
    """Builds what is missing, once; later calls use that build."""
    subprocess.run([launcher, "--version"], env=environment, check=True, stdout=subprocess.DEVNULL)
    environment["LIKENESS_BUILD"] = "never"


def likeness(*words, **settings):
    """Runs one command to its end and captures its output as text."""
    settings = {"env": environment, "stdin": subprocess.DEVNULL, "capture_output": True, "text": True} | settings
    return subprocess.run([launcher, *map(str, words)], **settings)


def done(*words, **settings):
    """Like likeness, for commands that must succeed."""
    call = likeness(*words, **settings)
    if call.returncode != 0:
        sys.exit(f"likeness {' '.join(map(str, words))} ended with {call.returncode}: {call.stderr.strip()}")
    return call


def end_with_us(end):
    """Calls a function when this script is terminated, to end the processes that it started."""

    def ended(number, frame):
        end()
        sys.exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, ended)


def machine():
    """The properties of the machine that a result depends on, without its name."""
    words = {"processors": os.cpu_count(), "system": f"{platform.system()} {platform.machine()}"}
    try:
        cpus = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        words["processor"] = next(line.split(":")[1].strip() for line in cpus if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    words["java"] = java_version(environment.get("JAVA_HOME"))
    return words


def java_version(home):
    java = str(pathlib.Path(home) / "bin" / "java") if home else "java"
    said = subprocess.run([java, "-version"], capture_output=True, text=True).stderr.splitlines()
    return next((line for line in said if "version" in line), "unknown")


def commit():
    said = subprocess.run(["git", "rev-parse", "--short=12", "HEAD"], cwd=root, capture_output=True, text=True)
    return said.stdout.strip()


def write(name, result):
    """Stores a result with its commit; the file is moved into place when it is complete."""
    now = datetime.datetime.now(datetime.timezone.utc)
    result = {"commit": commit(), "date": now.strftime("%Y-%m-%d"), "machine": machine()} | result
    proofs.mkdir(parents=True, exist_ok=True)
    file = proofs / f"{name}.json"
    aside = file.with_name(f".{file.name}.{os.getpid()}.part")
    aside.write_text(json.dumps(result, indent=2) + "\n")
    aside.replace(file)
    print(f"result in {file.relative_to(root)}")
