# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The steps of "make test": run all, one group or one, show time and outcome of each, keep the output of what failed.

A step that runs alone prints its output as it comes; among others only a failed step shows its output. Several steps run at a time,
one more than there are cores because each waits now and then; they begin in the order of the list, and are told as they end. So a step
uses no file that another one writes, except below a lock.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from ansible_collections.asyncos.api.tests.tools.copy_tree import COPY, update_copy
from ansible_collections.asyncos.api.tests.tools.project import BUILD, COLLECTIONS, LINK, PACKAGE, ROOT, tool_environment

LOGS = BUILD / "log"
STEP_SECONDS = 1200.0
GRACE_SECONDS = 5.0
AT_A_TIME = (os.cpu_count() or 1) + 1
TYPED = ("plugins", "docs/site", "tests/simulator", "tests/benchmark", "tests/examples", "tests/tools")
PYTHON = sys.executable
TOOLS = f"{PACKAGE}.tests.tools"
RUNNING: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True)
class Step:
    """One check: its make target, what it does, where it runs (checkout, link or copy) and the commands."""

    name: str
    group: str
    title: str
    commands: tuple[tuple[str, ...], ...]
    place: Path = ROOT
    collections: Path = COLLECTIONS


@dataclass(frozen=True)
class Outcome:
    """How a step ended."""

    step: Step
    passed: bool
    seconds: float
    detail: str


def steps() -> list[Step]:
    """Return all steps: the quick ones first, then the long ones, the longest first, so that no long one is left over at the end."""
    tree = COPY / "ansible_collections" / "asyncos" / "api"
    typed = tuple(f"ansible_collections/asyncos/api/{name}" for name in TYPED if any((ROOT / name).rglob("*.py")))
    return [
        Step("ruff-format", "lint", "Python format", (("ruff", "format", "--check", "."),)),
        Step("ruff", "lint", "Python lint", (("ruff", "check", "--output-format", "concise", "."),)),
        Step("mypy", "lint", "types, strict", (("mypy", "--config-file", str(ROOT / "pyproject.toml"), *typed),), COLLECTIONS),
        Step("yamllint", "lint", "YAML", (("yamllint", "-s", "."),), tree, COPY),
        Step("ansible-lint", "lint", "Ansible content, production", (("ansible-lint", "--offline", "--profile", "production", "-q", "--nocolor"),), tree, COPY),
        Step("rendered", "lint", "rendered docs up to date", ((PYTHON, "-m", f"{TOOLS}.render", "--check"),)),
        Step(
            "docs-lint",
            "lint",
            "plugin and extra docs",
            (
                (
                    "antsibull-docs",
                    "lint-collection-docs",
                    "--plugin-docs",
                    "--validate-collection-refs",
                    "all",
                    "--disallow-unknown-collection-refs",
                    "--check-extra-docs-refs",
                    ".",
                ),
            ),
            tree,
            COPY,
        ),
        Step("site", "lint", "documentation as a site", ((PYTHON, "-m", f"{TOOLS}.site"),)),
        Step("changelog", "lint", "changelog and fragments", (("antsibull-changelog", "lint"), (PYTHON, "-m", f"{TOOLS}.changelog_check")), LINK),
        Step("integration", "tests", "integration targets", ((PYTHON, "-m", f"{TOOLS}.ansible_test", "integration"),)),
        Step("sanity", "tests", "ansible-test sanity", ((PYTHON, "-m", f"{TOOLS}.ansible_test", "sanity"),)),
        Step("unit", "tests", "unit tests", ((PYTHON, "-m", "pytest", "-o", "testpaths=tests/unit"),), LINK),
        Step("awx", "tests", "jobs and set-up of AWX", ((PYTHON, "-m", "pytest", "-o", "testpaths=tests/awx"),), LINK),
        Step("importer", "tests", "galaxy-importer", ((PYTHON, "-m", f"{TOOLS}.importer"),)),
        Step("package", "tests", "installed, the demo", ((PYTHON, "-m", f"{TOOLS}.package"),)),
    ]


def ignore_entries() -> list[str]:
    """Return the sanity ignore files that hold anything: there must be none."""
    return [str(path.relative_to(ROOT)) for path in sorted((ROOT / "tests" / "sanity").glob("ignore-*.txt")) if path.read_text(encoding="utf-8").strip()]


def detail(name: str, output: str) -> str:
    """Return the few words of a tool's output that are worth a place in the summary."""
    if name == "sanity":
        return f"{len(re.findall(r'^Running sanity test', output, re.MULTILINE))} tests"
    if name in ("unit", "awx"):
        counts = re.findall(r"\d+ (?:passed|failed|errors?|skipped)", output.splitlines()[-1]) if output.strip() else []
        return ", ".join(counts)
    if name == "integration":
        targets = set(re.findall(r"^Running (\S+) integration (?:test role|test script)", output, re.MULTILINE))
        return f"{len(targets)} targets"
    if name == "mypy":
        return "".join(re.findall(r"in (\d+ source files)", output))
    return ""


def run_commands(step: Step, arguments: list[str], log: Path | None) -> bool:
    """Run a step's commands until one fails; with a log file the output goes there, otherwise to the terminal."""
    env = tool_environment(step.collections)
    env["PYTHONPATH"] = str(COLLECTIONS)
    with log.open("wb") if log else nullcontext() as output:
        for number, command in enumerate(step.commands):
            extra = arguments if number == len(step.commands) - 1 else []
            process = subprocess.Popen(
                [*command, *extra],
                cwd=step.place,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output else None,
                start_new_session=bool(output),
            )
            RUNNING.append(process)
            try:
                process.wait(STEP_SECONDS)
            except BaseException as error:  # an interrupt too: nothing may go on in the background
                end(process)
                if not isinstance(error, subprocess.TimeoutExpired):
                    raise
                if output:
                    output.write(f"\nstopped after {STEP_SECONDS:.0f} s\n".encode())
            if process.returncode:
                return False
    return True


def end(process: subprocess.Popen[bytes]) -> None:
    """End a step and what it started: first as Ctrl-C does, because Ansible then ends its workers, which are in no group of ours."""
    with suppress(ProcessLookupError):
        tell = os.killpg if os.getpgid(process.pid) == process.pid else os.kill
        tell(process.pid, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(GRACE_SECONDS)
        tell(process.pid, signal.SIGKILL)
    process.wait()


def run_step(step: Step, arguments: list[str], log: Path | None) -> Outcome:
    """Run one step and measure it."""
    began = time.monotonic()
    found = ignore_entries() if step.name == "sanity" else []
    if found:
        (log or Path(os.devnull)).write_text(f"Sanity ignore entries are not allowed: {', '.join(found)}\n", encoding="utf-8")
    passed = not found and run_commands(step, arguments, log)
    return Outcome(step, passed, time.monotonic() - began, detail(step.name, read(log)) if log else "")


def read(log: Path | None) -> str:
    """Return a log as output text, without terminal colours."""
    text = log.read_text(encoding="utf-8", errors="replace") if log and log.is_file() else ""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def telling(name: str, output: str) -> str:
    """Return the part of a failed step's output that says why: ansible-test's is hundreds of lines of progress."""
    if name != "sanity":
        return output
    lines = [line for line in output.splitlines() if line.startswith(("ERROR", "FATAL", "See documentation", "Sanity"))]
    return "\n".join(lines or output.splitlines()[-60:])


def paint(text: str, colour: int) -> str:
    """Return the text in a terminal colour, or output where nobody looks."""
    return f"\033[{colour}m{text}\033[0m" if sys.stdout.isatty() and "NO_COLOR" not in os.environ else text


def report(outcome: Outcome) -> None:
    """Tell how a step ended, in one line."""
    mark = paint("ok    ", 32) if outcome.passed else paint("FAILED", 31)
    print(f"  {outcome.step.name:<13} {outcome.step.title:<28} {mark} {outcome.seconds:6.1f} s  {outcome.detail}".rstrip(), flush=True)


def show_failure(outcome: Outcome) -> None:
    """Show what a failed step said, and how to run only it again."""
    print(paint(f"\n--- {outcome.step.name}: output ---", 31))
    print(telling(outcome.step.name, read(LOGS / f"{outcome.step.name}.log")).rstrip())
    print(paint(f"--- {outcome.step.name}: run only this again with: make {outcome.step.name}", 31), flush=True)


def outcomes_of(chosen: list[Step]) -> Iterator[Outcome]:
    """Run steps, several at a time, and yield each as it ends. An interrupt ends all of them."""
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        futures = [pool.submit(run_step, step, [], LOGS / f"{step.name}.log") for step in chosen]
        try:
            for future in as_completed(futures):
                yield future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in RUNNING:
                if process.poll() is None:
                    end(process)
            raise


def run_many(chosen: list[Step]) -> int:
    """Run steps and sum up; the last line counts them."""
    LOGS.mkdir(parents=True, exist_ok=True)
    for step in chosen:
        (LOGS / f"{step.name}.log").unlink(missing_ok=True)
    print(f"{len(chosen)} steps, up to {AT_A_TIME} at a time", flush=True)
    began = time.monotonic()
    outcomes = []
    try:
        for outcome in outcomes_of(chosen):
            report(outcome)
            outcomes.append(outcome)
            if not outcome.passed:
                show_failure(outcome)
    except KeyboardInterrupt:
        print("\nInterrupted; nothing goes on.")
        return 130
    failed = [outcome.step.name for outcome in outcomes if not outcome.passed]
    print(f"\n{time.monotonic() - began:.0f} s, Python {sys.version.split()[0]}; full output in {LOGS.relative_to(ROOT)}")
    if failed:
        print(f"Failed: {', '.join(failed)}. Run one again with: make {failed[0]}")
    print(f"{len(outcomes) - len(failed)} passed, {len(failed)} failed", flush=True)
    return 1 if failed else 0


def main() -> int:
    """Command line: nothing for all steps, --group, or one step with arguments for its tool after --."""
    parser = argparse.ArgumentParser(prog="check", description=__doc__)
    parser.add_argument("step", nargs="?", help="one step only")
    parser.add_argument("--group", choices=["lint", "tests"], help="the steps of one group")
    parser.add_argument("arguments", nargs="*", help="handed on to the tool of a single step")
    options = parser.parse_args()
    known = {step.name: step for step in steps()}
    update_copy()
    if options.step is None:
        return run_many([step for step in known.values() if options.group in (None, step.group)])
    if options.step not in known:
        parser.error(f"no step {options.step!r}; there are {', '.join(known)}")
    outcome = run_step(known[options.step], options.arguments, None)
    report(outcome)
    return 0 if outcome.passed else 1


if __name__ == "__main__":
    sys.exit(main())
