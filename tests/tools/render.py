#!/usr/bin/env python
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Write the rendered regions: parts of documentation whose facts are declared in code.

A region lies between lines that hold ``BEGIN RENDERED <name>`` and ``END RENDERED <name>``; what stands between them is
replaced, indented like the first of these lines. ``--check`` changes nothing and fails if anything would change.
"""

from __future__ import annotations

import argparse
import re
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

from ansible_collections.asyncos.api.tests.tools.project import ROOT
from ansible_collections.asyncos.api.tests.tools.regions import REGIONS

FOLDERS = ("README.md", "docs", "playbooks", "plugins", "roles")
_REGION = re.compile(
    r"^(?P<indent>[ ]*)(?P<begin>[^\n]*BEGIN RENDERED (?P<name>[^\n]*?)(?: -->)?)\n.*?^(?P<end>[^\n]*END RENDERED (?P=name)[^\n]*)$", re.M | re.S
)


def rendered(text: str, regions: dict[str, Callable[[], str]]) -> str:
    """``text`` with every region filled in. Raises ``KeyError`` for a region that nobody renders."""

    def fill(match: re.Match[str]) -> str:
        body = textwrap.indent(regions[match["name"]]().rstrip("\n"), match["indent"])
        return f"{match['indent']}{match['begin']}\n{body}\n{match['end']}"

    return _REGION.sub(fill, text)


def files() -> list[Path]:
    found: list[Path] = []
    for name in FOLDERS:
        place = ROOT / name
        found += [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.suffix in (".py", ".md", ".yml"))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail if a region is out of date")
    check = parser.parse_args().check
    stale = []
    for path in files():
        before = path.read_text(encoding="utf-8")
        after = rendered(before, REGIONS) if "BEGIN RENDERED" in before else before
        if after != before:
            stale.append(path.relative_to(ROOT))
            if not check:
                path.write_text(after, encoding="utf-8")
    for place in stale:
        print(f"{'out of date' if check else 'rendered'}: {place}")
    if check and stale:
        print("Run 'make render' and commit the result.")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
