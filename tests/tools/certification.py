# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lint and import with the releases that the checker of partner certification uses, in an environment of their own.

Its third part, ansible-test sanity on ansible-core 2.16, is in "make matrix".
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ansible_collections.asyncos.api.tests.tools.copy_tree import update_copy
from ansible_collections.asyncos.api.tests.tools.matrix import working_pythons
from ansible_collections.asyncos.api.tests.tools.project import BUILD, COLLECTIONS, PACKAGE, ROOT, tool_environment

WORK = BUILD / "certification"
REQUIREMENTS = ROOT / "tests" / "requirements" / "certification.txt"
PYTHONS = ("3.11", "3.12")


def environment(python: str) -> Path:
    """Make the virtual environment, unless it is there with the same requirements; return its Python."""
    venv = WORK / "venv"
    wanted = REQUIREMENTS.read_text(encoding="utf-8") + python
    stamp = venv / "installed.txt"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        print("Setting up the environment: once, up to a minute ...", flush=True)
        subprocess.run([python, "-m", "venv", "--clear", str(venv)], check=True)
        subprocess.run([str(venv / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", str(REQUIREMENTS)], check=True)
        stamp.write_text(wanted, encoding="utf-8")
    return venv / "bin" / "python"


def passes(title: str, command: list[str], place: Path, env: dict[str, str]) -> bool:
    """Run one part and tell how it ended."""
    print(f"--- {title}", flush=True)
    passed = subprocess.run(command, cwd=place, env=env, stdin=subprocess.DEVNULL, check=False).returncode == 0
    print(f"--- {title}: {'ok' if passed else 'FAILED'}", flush=True)
    return passed


def main() -> int:
    """Run both parts, whatever becomes of the first."""
    found = working_pythons()
    usable = [found[version] for version in PYTHONS if version in found]
    if not usable:
        raise SystemExit(f"This needs Python {' or '.join(PYTHONS)}.")
    python = environment(usable[-1])
    collections = WORK / "collections"
    tree = update_copy(collections)
    env = tool_environment(collections)
    env["PATH"] = os.pathsep.join([str(python.parent), env["PATH"]])
    lint = [str(python), "-m", "ansiblelint", "--offline", "--profile", "production", "-q", "--nocolor"]
    importer = [str(python), "-m", f"{PACKAGE}.tests.tools.importer", "--folder", str(WORK / "importer")]
    results = [
        passes("ansible-lint", lint, tree, env),
        passes("galaxy-importer", importer, ROOT, {**env, "PYTHONPATH": str(COLLECTIONS)}),
    ]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
