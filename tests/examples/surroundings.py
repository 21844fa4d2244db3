# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What stands around examples, out of surroundings.yml: the one place that says what readers of a page have and the page does not show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml

from .blocks import Block

FILE = Path(__file__).with_name("surroundings.yml")


@dataclass(frozen=True)
class Surroundings:
    """Of one page. Examples are named by their first line, tasks by their name.

    ``hosts``: where all task lists of the page run, or some tasks; left out, where the catalogue says.
    ``alone``: whether the page is run in a process of its own, because it changes the inventory.
    ``folders``: those that are there; ``files``: other files of the page's folder.
    ``simulator``: what is the case on appliances, for the control API.
    ``before``: tasks that come first.
    ``vars``: variables, those that readers give on the command line as well.
    ``rest``: what an example leaves out of a file.
    ``not_run``: examples that are not run, and why.
    ``unchanged``: tasks that change nothing, though their module could, ``again``: those that change something each time,
    ``fails``: those that are to fail, of roles as well; all with the reason.
    ``value``: of a filter, the expression that gives its whole result.
    ``samples``: of a module or filter, for return values the task whose result is shown, and how much of it.
    """

    hosts: str | Mapping[str, str] = ""
    alone: bool = False
    folders: list[str] = field(default_factory=list)
    simulator: Mapping[str, Any] = field(default_factory=dict)
    before: list[Mapping[str, Any]] = field(default_factory=list)
    vars: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, Any] = field(default_factory=dict)
    rest: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    not_run: Mapping[str, str] = field(default_factory=dict)
    unchanged: Mapping[str, str] = field(default_factory=dict)
    again: Mapping[str, str] = field(default_factory=dict)
    fails: Mapping[str, str] = field(default_factory=dict)
    value: str = ""
    samples: Mapping[str, Any] = field(default_factory=dict)


def surroundings() -> dict[str, Surroundings]:
    """Those of all pages that have any."""
    known = {each.name for each in fields(Surroundings)}
    found = {}
    for page, facts in (yaml.safe_load(FILE.read_text(encoding="utf-8")) or {}).items():
        if set(facts) - known:
            raise SystemExit(f"{FILE.name}: {page} has {', '.join(sorted(set(facts) - known))}. There are: {', '.join(sorted(known))}.")
        found[page] = Surroundings(**facts)
    return found


def first_line(block: Block) -> str:
    return next((line.strip() for line in block.text.splitlines() if line.strip() not in ("", "---") and not line.lstrip().startswith("#")), "")


def stale(table: Mapping[str, Surroundings], blocks: Iterable[Block], task_names: Mapping[str, set[str]]) -> list[str]:
    """What the table says about pages, examples and tasks that are not there."""
    pages: dict[str, set[str]] = {}
    for block in blocks:
        pages.setdefault(block.page, set()).add(first_line(block))
    complaints = [f"{FILE.name}: there is no example in {page}" for page in table if page not in pages]
    for page, around in table.items():
        for line in (*around.rest, *around.not_run):
            if line not in pages.get(page, ()):
                complaints.append(f"{FILE.name}: no example in {page} begins with {line!r}")
        placed = around.hosts if isinstance(around.hosts, Mapping) else ()
        for name in (*around.unchanged, *around.again, *placed):
            if name not in task_names.get(page, ()):
                complaints.append(f"{FILE.name}: {page} has no task {name!r}")
    return complaints
