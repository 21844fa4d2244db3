# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which examples are run together, and which in a folder of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .appliances import PASSWORD
from .blocks import COMMANDS, DATA, INVENTORY, PLAYS, SOURCE, TASKS, Block
from .commands import complaint_about, is_run, lines_of, runnable
from .judging import Record, complaints
from .plays import elsewhere, plays_of
from .running import USUAL_INVENTORY, Machine, Outcome
from .surroundings import Surroundings, first_line

Table = Mapping[str, Surroundings]

NONE = Surroundings()


@dataclass
class Findings:
    """What came of examples: what is wrong with them, and their results."""

    problems: list[str] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)


def by_page(blocks: Iterable[Block]) -> dict[str, list[Block]]:
    pages: dict[str, list[Block]] = {}
    for block in blocks:
        pages.setdefault(block.page, []).append(block)
    return pages


def runs_alone(blocks: Iterable[Block], around: Surroundings) -> bool:
    """Whether a page is run in a process of its own."""
    return around.alone or any(block.kind == INVENTORY for block in blocks)


def to_play(blocks: Iterable[Block], around: Surroundings) -> list[Block]:
    """The examples that consist of tasks."""
    return [block for block in blocks if block.kind in (TASKS, PLAYS) and first_line(block) not in around.not_run]


def run_together(machine: Machine, blocks: Iterable[Block], table: Table) -> Findings:
    """Tasks and plays of all pages without an inventory of their own, in one process."""
    plays: list[Any] = []
    files: dict[str, Any] = {}
    folders: list[str] = []
    chosen = []
    for page, own in by_page(blocks).items():
        around = table.get(page, NONE)
        if not runs_alone(own, around) and (played := to_play(own, around)):
            disk = machine.disk(page, around.folders)
            plays += elsewhere(plays_of(page, played, around), disk)
            files.update(elsewhere(around.files, disk))
            folders += around.folders
            chosen += played
    findings = Findings()
    if plays:
        place = machine.project("all", {"main.yml": plays, **files}, folders)
        outcome = machine.run(["playbook", "-i", USUAL_INVENTORY, "main.yml"], place)
        _judge(machine, outcome, chosen, table, findings)
    return findings


def run_alone(root: Path, machine: Machine, blocks: Iterable[Block], table: Table) -> Findings:
    """Inventories, pages with inventories, and commands, each page in its own folder."""
    findings = Findings()
    for page, own in by_page(blocks).items():
        _run_page(root, machine, page, own, table, findings)
    return findings


def _run_page(root: Path, machine: Machine, page: str, blocks: list[Block], table: Table, findings: Findings) -> None:
    around = table.get(page, NONE)
    files: dict[str, Any] = dict(around.files)
    sources = []
    inventories = []
    for block in blocks:
        name = block.file or f"example-{block.line}.yml"
        line = first_line(block)
        if line in around.not_run:
            continue
        if block.kind == SOURCE or line in around.rest:
            name = block.file or f"example-{block.line}.asyncos.yml"
            sources.append((block, name))
            files[name] = {**around.rest[line], **block.data} if line in around.rest else without_vault(block.text)
        elif block.kind == INVENTORY:
            inventories.append(name)
            files[name] = block.data
        elif block.file:
            files[name] = block.data
        elif block.kind == DATA:
            findings.problems.append(f"{block.place}: it is not known how to run this, which begins with {line!r}")
    commands = [(block, line) for block in blocks if block.kind == COMMANDS for line in lines_of(block)]
    own_plays = to_play(blocks, around) if runs_alone(blocks, around) else []
    if own_plays:
        files["main.yml"] = plays_of(page, own_plays, around)
    if not (sources or own_plays or commands):
        return
    place = machine.project(page, elsewhere(files, machine.disk(page, around.folders)), around.folders)
    if own_plays:
        used = [word for name in dict.fromkeys((USUAL_INVENTORY, *inventories)) for word in ("-i", name)]
        _judge(machine, machine.run(["playbook", *used, "main.yml"], place), own_plays, table, findings)
    for block, name in sources:
        _expect(machine.run(["inventory", "-i", name, "--graph"], place), block, findings)
    for block, command in commands:
        if is_run(command):
            _expect(machine.run(runnable(command), place), block, findings)
        elif said := complaint_about(command, root):
            findings.problems.append(f"{block.place}: {said}: {command}")


def without_vault(text: str) -> str:
    """An example with a secret in the place of vaulted ones, which are cut short in it."""
    return re.sub(r"^( *)(.*)!vault \|\n(?:\1 +.*\n?)+", rf"\1\2{PASSWORD}\n", text, flags=re.M)


def _expect(outcome: Outcome, block: Block, findings: Findings) -> None:
    if outcome.code:
        findings.problems.append(f"{block.place}: {outcome.command} ended with {outcome.code}:\n{outcome.output}")


def _judge(machine: Machine, outcome: Outcome, blocks: list[Block], table: Table, findings: Findings) -> None:
    records = machine.recorded()[len(findings.records) :]
    problems = complaints(blocks, table, records)
    if outcome.code and not any(record["status"] == "failed" for record in records):
        problems = [f"{outcome.command} ended with {outcome.code}:\n{outcome.output[-3000:]}"]
    findings.problems += problems
    findings.records += records
