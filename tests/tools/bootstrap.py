# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Set up what every other tool needs: the virtual environment .venv and the collection layout in .build.

Runs on the plain interpreter with the standard library only. When everything is up to date it does nothing.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
LINK = ROOT / ".build" / "collections" / "ansible_collections" / "asyncos" / "api"
REQUIREMENTS = ROOT / "tests" / "requirements"
OLDEST = (3, 11)


def requirement_files(start: Path) -> list[Path]:
    """Return the requirement file and those that it includes."""
    found = [start]
    for line in start.read_text(encoding="utf-8").splitlines():
        if line.startswith("-r "):
            found += requirement_files((start.parent / line[3:].strip()).resolve())
    return found


def fingerprint(start: Path) -> str:
    """Return what the environment depends on as one text; it changes when the environment has to be made anew."""
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in requirement_files(start))).hexdigest()
    return json.dumps({"requirements": digest, **home()}, indent=2, sort_keys=True) + "\n"


def home() -> dict[str, str]:
    """Return interpreter and place: a virtual environment cannot move and cannot change its Python."""
    return {"python": sys.version, "folder": str(VENV)}


def link_collection() -> None:
    """Make the checkout importable as ansible_collections.asyncos.api, whatever its own path is."""
    target = os.path.relpath(ROOT, LINK.parent)
    if LINK.is_symlink() and str(LINK.readlink()) == target:
        return
    LINK.parent.mkdir(parents=True, exist_ok=True)
    LINK.unlink(missing_ok=True)
    LINK.symlink_to(target)


def create_environment() -> None:
    """Create .venv with the running interpreter, unless it is there and belongs to this interpreter and folder."""
    mark = VENV / "made-by.json"
    text = json.dumps(home(), indent=2, sort_keys=True) + "\n"
    if mark.is_file() and mark.read_text(encoding="utf-8") == text:
        return
    try:
        venv.EnvBuilder(clear=True, with_pip=True, symlinks=True).create(VENV)
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"{sys.executable} cannot make a virtual environment ({error}). On Debian and Ubuntu install python3-venv.") from error
    mark.write_text(text, encoding="utf-8")


def install(purpose: str) -> None:
    """Install the requirements of one purpose, unless that has been done."""
    start = REQUIREMENTS / f"{purpose}.txt"
    text = fingerprint(start)
    stamp = VENV / f"installed-{purpose}.json"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == text:
        return
    print(f"Setting up .venv for {purpose} with Python {sys.version.split()[0]}: once, up to a minute or two ...", flush=True)
    began = time.monotonic()
    create_environment()
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    try:
        subprocess.run([*pip, "--requirement", str(start)], check=True)
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"pip could not install {start.relative_to(ROOT)}: its message is above.") from error
    stamp.write_text(text, encoding="utf-8")
    print(f"Done in {time.monotonic() - began:.0f} s.", flush=True)


def main() -> None:
    """Command line: the purpose, which is the name of a file in tests/requirements."""
    if sys.version_info < OLDEST:
        raise SystemExit(
            f"Python {'.'.join(map(str, OLDEST))} or newer is needed, {sys.executable} is {sys.version.split()[0]}. Try: make PYTHON=python3.12 ..."
        )
    purpose = sys.argv[1] if len(sys.argv) > 1 else "dev"
    (ROOT / ".build").mkdir(exist_ok=True)
    with (ROOT / ".build" / "bootstrap.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        link_collection()
        install(purpose)


if __name__ == "__main__":
    main()
