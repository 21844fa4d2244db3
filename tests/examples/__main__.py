# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs every example of the documentation on simulated appliances: python -m ...tests.examples [--only PART OF A PAGE'S NAME]"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from difflib import unified_diff
from pathlib import Path

from ansible_collections.asyncos.api.tests.tools.project import ROOT

from .blocks import blocks_of, unread_fences
from .documenting import Documentation, documentation
from .plays import tasks_of
from .running import machine
from .surroundings import stale, surroundings
from .variables import misspelt, variables_of
from .work import Findings, run_alone, run_together


def main() -> int:
    parser = argparse.ArgumentParser(prog="examples", description=__doc__)
    parser.add_argument("--only", default="", help="only pages whose name has this in it")
    parser.add_argument("--write", action="store_true", help="write the samples of RETURN anew")
    parser.add_argument("--keep", help="run in this new folder, and keep it")
    options = parser.parse_args()
    began = time.monotonic()
    blocks = blocks_of(ROOT)
    table = surroundings()
    names: dict[str, set[str]] = {}
    for block in blocks:
        names.setdefault(block.page, set()).update(str(task.get("name", "")) for task in tasks_of(block))
    problems = stale(table, blocks, names)
    chosen = [block for block in blocks if options.only in block.page]
    problems += [*unread_fences(ROOT), *misspelt(chosen, variables_of(ROOT))]
    with tempfile.TemporaryDirectory(prefix="examples-") as temporary:
        folder = Path(options.keep or temporary).resolve()
        with machine(folder / "a") as one, machine(folder / "b") as other, ThreadPoolExecutor(2) as pool:
            alone = pool.submit(run_alone, ROOT, other, chosen, table)
            together = pool.submit(run_together, one, chosen, table)
            found: Sequence[Findings] = (together.result(), alone.result())
    for findings in found:
        problems += findings.problems
    records = [record for findings in found for record in findings.records]
    problems += [problem for page in documentation(ROOT, records, table, options.only) for problem in settled(page, options.write)]
    for problem in problems:
        print(problem)
    print(f"{len(chosen)} examples, {len(records)} results, {len(problems)} problems, {time.monotonic() - began:.0f} s")
    return 1 if problems else 0


def settled(page: Documentation, write: bool) -> list[str]:
    """What is wrong with RETURN of a plugin; samples that are out of date are written anew, or are wrong, too."""
    if page.after == page.before:
        return page.problems
    if write:
        (ROOT / page.page).write_text(page.after, encoding="utf-8")
        print(f"written: {page.page}")
        return page.problems
    difference = unified_diff(page.before.splitlines(), page.after.splitlines(), "in the source", "as returned", lineterm="", n=2)
    return [*page.problems, "\n".join([f"{page.page}: samples are out of date; run 'make samples' and commit the result.", *difference])]


if __name__ == "__main__":
    sys.exit(main())
