# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the running Python lacks of requirement files: ``python tests/simulator/needs.py FILE...`` prints one sentence, or nothing.

It runs where everything else may be missing. Releases are compared where ``packaging`` is there, which ansible-core brings along.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent / "requirements.txt"


def _met(requirement: str) -> bool:
    name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
    try:
        installed = version(name)
    except PackageNotFoundError:
        return False
    try:
        from packaging.requirements import Requirement
    except ImportError:
        return True
    return bool(Requirement(requirement).specifier.contains(installed, prereleases=True))


def lacking(files: Iterable[Path]) -> list[str]:
    """The requirements that are not met."""
    lines = [line.partition("#")[0].strip() for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    return [line for line in dict.fromkeys(lines) if line and not _met(line)]


def sentence(files: Iterable[Path]) -> str:
    """What to install; empty if nothing is missing."""
    missing = lacking(files)
    if not missing:
        return ""
    return f"Install what this Python lacks: {shlex.join([sys.executable, '-m', 'pip', 'install', *missing])}"


if __name__ == "__main__":
    print(sentence(Path(argument) for argument in sys.argv[1:]))
