# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The collection as people get it: build the tarball, look at what is in it, install it into an empty home, run the demo from there.

The demo has to work without inventory and settings, to print no warning but Ansible's own about the missing inventory, and to leave no
simulator behind, not even when it is interrupted.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from pathlib import Path

from ansible_collections.asyncos.api.tests.tools.build import built_tarball
from ansible_collections.asyncos.api.tests.tools.copy_tree import project_files
from ansible_collections.asyncos.api.tests.tools.project import BUILD

PAGES = {"CHANGELOG.md", "CHANGELOG.rst", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "LICENSE", "README.md"}
MAY_BE_THERE = PAGES | {"FILES.json", "MANIFEST.json", "changelogs/changelog.yaml", "changelogs/config.yaml", "requirements.txt"}
LEFT_OUT = ("docs/site/",)
COMPLETE = ("docs", "extensions", "meta", "playbooks", "plugins", "roles", "tests/simulator")
MOST_BYTES = 2_000_000
START_SECONDS = 60.0
DEMO_SECONDS = 240.0
GONE_SECONDS = 30.0
NO_INVENTORY = ("No inventory was parsed", "provided hosts list is empty")
NOISE = re.compile(r"^\[?(?:WARNING|DEPRECATION WARNING|ERROR)\]?:.*|^fatal:.*|^Traceback.*", re.MULTILINE)


class Wrong(Exception):
    """Something about the package is not as it should be."""


def first_bytes(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    """Return the first two bytes of a file."""
    file = archive.extractfile(member)
    return file.read(2) if file else b""


def check_contents(tarball: Path) -> int:
    """Compare the tarball with the checkout: nothing stray, nothing missing, modes and size as they should be. Return the number of files."""
    with tarfile.open(tarball) as archive:
        members = [member for member in archive.getmembers() if not member.isdir()]
        names = {member.name for member in members}
        links = [member.name for member in members if not member.isfile()]
        programs = [member for member in members if member.isfile() and member.mode & 0o111]
        without_shebang = [member.name for member in programs if first_bytes(archive, member) != b"#!"]
    expected = {name for name in project_files() if name.startswith(tuple(f"{folder}/" for folder in COMPLETE)) and not name.startswith(LEFT_OUT)}
    problems = {
        "stray; name it in build_ignore of galaxy.yml, or in this test": sorted(names - expected - MAY_BE_THERE),
        "missing": sorted((expected | {"README.md", "LICENSE", "requirements.txt"}) - names),
        "links": links,
        "executable, but not a script": without_shebang,
        f"more than {MOST_BYTES} bytes": [tarball.name] if tarball.stat().st_size > MOST_BYTES else [],
    }
    found = [f"{what}: {', '.join(which)}" for what, which in problems.items() if which]
    if found:
        raise Wrong("\n".join(found))
    return len(names)


class CleanMachine:
    """An empty home and working folder, both with blanks in their path, and an environment without settings, not even ``PWD``."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self.home, self.work, self.temporary = (folder / "a clean machine" / name for name in ("home", "work", "tmp"))
        for path in (self.home, self.work, self.temporary):
            path.mkdir(parents=True)
        self.env = {
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"]),
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "TMPDIR": str(self.temporary),
        }

    @property
    def installed(self) -> Path:
        """Where the collection is installed when nothing else is said."""
        return self.home / ".ansible" / "collections" / "ansible_collections" / "asyncos" / "api"

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start one of Ansible's programs, in a process group of its own as a shell does."""
        return subprocess.Popen(
            [sys.executable, "-m", "ansible", *arguments],
            cwd=self.work,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str) -> tuple[int, str]:
        """Return code and output of one of Ansible's programs."""
        process = self.start(*arguments)
        try:
            output, _nothing = process.communicate(timeout=DEMO_SECONDS)
        finally:
            kill(process)
        return process.returncode, output

    def simulators(self) -> list[Path]:
        """The folders of simulators that are not gone."""
        return list(self.temporary.glob("asyncos-simulator-*"))


def kill(process: subprocess.Popen[str]) -> None:
    """End a process and its group, if it has not ended."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def until(condition: Callable[[], object], seconds: float, otherwise: str) -> None:
    """Wait for the condition, but not for ever."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise Wrong(otherwise)
        time.sleep(0.05)


def check_demo(machine: CleanMachine) -> None:
    """Run the demo as somebody who has nothing but the collection."""
    code, output = machine.run("playbook", "asyncos.api.demo")
    noise = [line for line in NOISE.findall(output) if not any(known in line for known in NO_INVENTORY)]
    if code or noise:
        raise Wrong(f"the demo returned {code} and said:\n{output}")
    written = machine.work / "demo-output"
    page = (written / "report.html").read_text(encoding="utf-8")
    if not all(name in page for name in ("esa1", "esa2", "wsa1", "wsa2", "sma1")):
        raise Wrong("the report does not name every appliance")
    if str(written / "report.html") not in output:
        raise Wrong(f"the demo does not say where the report is:\n{output}")
    until(lambda: not machine.simulators(), GONE_SECONDS, "the demo left its simulator behind")


def check_interrupt(machine: CleanMachine) -> None:
    """Press Ctrl-C as soon as the fleet is there."""
    process = machine.start("playbook", "asyncos.api.demo")
    try:
        until(lambda: [path for path in machine.simulators() if (path / "fleet.json").exists()], START_SECONDS, "the demo started no simulator")
        os.killpg(process.pid, signal.SIGINT)
        output, _nothing = process.communicate(timeout=GONE_SECONDS)
    finally:
        kill(process)
    if process.returncode == 0:
        raise Wrong(f"the demo was not interrupted; it said:\n{output}")
    until(lambda: not machine.simulators(), GONE_SECONDS, "the interrupted demo left its simulator behind")


def check_without_simulator(machine: CleanMachine) -> None:
    """The demo of a collection whose tests somebody has cut off says so."""
    shutil.rmtree(machine.installed / "tests")
    code, output = machine.run("playbook", "asyncos.api.demo")
    if code == 0 or "The simulator is missing" not in output:
        raise Wrong(f"without a simulator the demo returned {code} and said:\n{output}")


def main() -> int:
    """Say what was done and how long it took; return 1 with the reason if something is wrong."""
    parser = argparse.ArgumentParser(prog="package", description=__doc__)
    parser.add_argument("--folder", type=Path, default=BUILD / "package", help="where to work (default: %(default)s)")
    folder = parser.parse_args().folder
    machine = CleanMachine(folder)
    began = time.monotonic()
    try:
        tarball = built_tarball(folder)
        print(f"{tarball.name}: {check_contents(tarball)} files, {tarball.stat().st_size / 1024:.0f} KiB", flush=True)
        code, output = machine.run("galaxy", "collection", "install", str(tarball))
        if code:
            raise Wrong(f"ansible-galaxy returned {code} and said:\n{output}")
        for check in (check_demo, check_interrupt, check_without_simulator):
            check(machine)
            print(f"{check.__name__.replace('_', ' ')}: ok, {time.monotonic() - began:.1f} s", flush=True)
    except (Wrong, subprocess.TimeoutExpired) as wrong:
        print(wrong)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
