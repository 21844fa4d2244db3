# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which examples are run together, and which in a folder of their own."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .appliances import PASSWORD
from .blocks import COMMANDS, DATA, IMPORTS, INVENTORY, PLAYS, SOURCE, TASKS, Block
from .commands import complaint_about, is_run, lines_of, runnable
from .judging import UNDEFINED, Record, complaints
from .plays import elsewhere, plays_of
from .running import USUAL_INVENTORY, Machine, Outcome
from .surroundings import Surroundings, first_line

Table = Mapping[str, Surroundings]

NONE = Surroundings()
PLAYBOOK = "examples-of-the-page.yml"


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


def to_play(blocks: Iterable[Block]) -> list[Block]:
    """The examples that consist of tasks."""
    return [block for block in blocks if block.kind in (TASKS, PLAYS)]


def to_run(blocks: Iterable[Block], table: Table) -> list[Block]:
    """The examples that are run at all."""
    return [block for block in blocks if first_line(block) not in table.get(block.page, NONE).not_run]


def run_together(machine: Machine, blocks: Iterable[Block], table: Table) -> Findings:
    """Tasks and plays of all pages without an inventory of their own, in one process."""
    plays: list[Any] = []
    files: dict[str, Any] = {}
    folders: list[str] = []
    chosen = []
    for page, own in by_page(to_run(blocks, table)).items():
        around = table.get(page, NONE)
        played = to_play(own)
        if played and not runs_alone(own, around):
            disk = machine.disk(page, around.folders)
            plays += elsewhere(plays_of(page, played, around), disk)
            files.update(elsewhere(around.files, disk))
            folders += around.folders
            chosen += played
    if not plays:
        return Findings()
    place = machine.project("all", {PLAYBOOK: plays, **files}, folders)
    return _judged(machine, machine.run(["playbook", "-i", USUAL_INVENTORY, PLAYBOOK], place), chosen, table)


def run_alone(root: Path, machine: Machine, blocks: Iterable[Block], table: Table) -> Findings:
    """Inventories, pages with inventories, and commands, each page in its own folder."""
    several = [each for page, own in by_page(to_run(blocks, table)).items() for each in _run_page(root, machine, page, own, table.get(page, NONE))]
    return Findings([problem for each in several for problem in each.problems], [record for each in several for record in each.records])


def _run_page(root: Path, machine: Machine, page: str, blocks: list[Block], around: Surroundings) -> Iterator[Findings]:
    files: dict[str, Any] = dict(around.files)
    kinds: dict[str, list[tuple[Block, str]]] = {}
    for block in blocks:
        name = name_of(block, files)
        kinds.setdefault(SOURCE if first_line(block) in around.rest else block.kind, []).append((block, name))
        if block.kind == DATA and not block.file and first_line(block) not in around.rest:
            yield Findings([f"{block.place}: it is not known how to run this, which begins with {first_line(block)!r}"])
        if block.kind != COMMANDS:
            files[name] = content_of(block, around)
    played = to_play(blocks) if runs_alone(blocks, around) else []
    if played:
        files[PLAYBOOK] = plays_of(page, played, around)
    if not played and not {SOURCE, IMPORTS, COMMANDS} & set(kinds):
        return
    place = machine.project(page, elsewhere(files, machine.disk(page, around.folders)), around.folders)
    given = ["-e", json.dumps(around.vars)] if around.vars else []
    if played:
        inventories = dict.fromkeys((USUAL_INVENTORY, *(name for _block, name in kinds.get(INVENTORY, ()))))
        yield _judged(machine, machine.run(["playbook", *(word for name in inventories for word in ("-i", name)), PLAYBOOK], place), played, {page: around})
    for block, name in kinds.get(SOURCE, ()):
        yield _expected(machine.run(["inventory", "-i", name, "--graph", *given], place), block)
    for block, name in kinds.get(IMPORTS, ()):
        yield _expected(machine.run(["playbook", "-i", USUAL_INVENTORY, name, *given], place), block)
    for block, _name in kinds.get(COMMANDS, ()):
        for command in lines_of(block):
            if is_run(command):
                yield _expected(machine.run(" ".join([runnable(command), *map(shlex.quote, given)]), place), block)
            elif said := complaint_about(command, root):
                yield Findings([f"{block.place}: {said}: {command}"])


def name_of(block: Block, taken: Container[str]) -> str:
    """The name of the file that an example becomes."""
    usual = block.file or ("example.asyncos.yml" if block.kind in (SOURCE, DATA) else "example.yml")
    return usual if usual not in taken and block.file else f"{block.line}-{usual}"


def content_of(block: Block, around: Surroundings) -> Any:
    """The text or data of that file, complete and with secrets that are right."""
    rest = around.rest.get(first_line(block))
    if rest:
        return {**rest, **block.data}
    if block.kind == SOURCE:
        return without_vault(block.text)
    if block.kind == DATA and isinstance(block.data, Mapping):
        return {name: PASSWORD if str(name).startswith("vault_") else value for name, value in block.data.items()}
    return block.data


def without_vault(text: str) -> str:
    """An example with a secret in the place of vaulted ones, which are cut short in it."""
    return re.sub(r"^( *)(.*)!vault \|\n(?:\1 +.*\n?)+", rf"\1\2{PASSWORD}\n", text, flags=re.M)


def _expected(outcome: Outcome, block: Block) -> Findings:
    if outcome.code or any(word in outcome.output for word in UNDEFINED):
        return Findings([f"{block.place}: {outcome.command} ended with {outcome.code}:\n{outcome.output}"])
    return Findings()


def _judged(machine: Machine, outcome: Outcome, blocks: list[Block], table: Table) -> Findings:
    """What is to be said about a run. Others on the same machine were before it."""
    records = [record for record in machine.recorded() if str(record["play"]).partition(" ")[0].partition(":")[0] in {block.page for block in blocks}]
    if outcome.code and not any(record["status"] == "failed" for record in records):
        return Findings([f"{outcome.command} ended with {outcome.code}:\n{outcome.output[-3000:]}"], records)
    return Findings(complaints(blocks, table, records), records)
