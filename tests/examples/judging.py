# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Says what is wrong with the results of examples."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .blocks import PLAYS, Block
from .hosts import module_of
from .plays import AGAIN, CHANGING, mark, tasks_of
from .surroundings import Surroundings

UNDEFINED = ("VARIABLE IS NOT DEFINED!", "<< undefined", "<< error ")

Record = Mapping[str, Any]


def complaints(blocks: Iterable[Block], around: Mapping[str, Surroundings], records: list[Record]) -> list[str]:
    """Sentences, each with the place of the example."""
    found = [_failure(record) for record in records if record["status"] in ("failed", "unreachable") and not _is_expected(record, around)]
    found += [f"{_place(record)}: an expression gave no value: {json.dumps(_shown(record))[:300]}" for record in records if _gives_nothing(record)]
    played = list(blocks)
    missing = [block.place for block in played if not any(record["play"] == block.place for record in records)]
    if missing:
        found.append(f"nothing was run of {', '.join(missing)}")
    by_mark: dict[str, list[Record]] = {}
    for record in records:
        by_mark.setdefault(record["example"] or record["play"], []).append(record)
    for page in dict.fromkeys(block.page for block in played):
        failed = {record["task"] for record in records if record["status"] == "failed" and _page(record) == page}
        found += [f"{page}: task {name!r} did not fail" for name in around.get(page, Surroundings()).fails if name not in failed]
    for block in played:
        tasks = tasks_of(block) if block.place not in missing else []
        if block.kind == PLAYS and not any(record["play"] == block.place and record["status"] == "ok" for record in records):
            found.append(f"{block.place}: nothing of the play was run")
        for number, task in enumerate(tasks):
            found += _about(mark(block, number), task, by_mark, around.get(block.page, Surroundings()))
    return found


def _about(name: str, task: Mapping[str, Any], by_mark: Mapping[str, list[Record]], around: Surroundings) -> Iterator[str]:
    first = by_mark.get(name, [])
    title = f"{name.partition('#')[0]}: task {task.get('name') or module_of(task)!r}"
    if not any(record["status"] == "ok" for record in first):
        if not first or all(record["status"] == "skipped" for record in first):
            yield f"{title} was {'skipped' if first else 'not run'}"
        return
    if module_of(task) not in CHANGING or first[0]["check_mode"]:
        return
    changed = any(record["result"].get("changed") for record in first)
    if changed == (task.get("name") in around.unchanged):
        yield f"{title} {'changed something, which it should not' if changed else 'changed nothing'}"
    again = by_mark.get(f"{name}{AGAIN}", [])
    if any(record["result"].get("changed") for record in again):
        yield f"{title} changed something when it was run again"


def _failure(record: Record) -> str:
    result = record["result"]
    inner = [entry.get("msg") for entry in result.get("results", []) if isinstance(entry, Mapping) and entry.get("failed")]
    return f"{_place(record)}: {record['status']}: {'; '.join(map(str, inner)) or result.get('msg') or result}"


def _is_expected(record: Record, around: Mapping[str, Surroundings]) -> bool:
    return record["task"] in around.get(_page(record), Surroundings()).fails


def _page(record: Record) -> str:
    return str(record["play"]).partition(":")[0]


def _place(record: Record) -> str:
    place = (record["example"] or record["play"]).partition("#")[0]
    return f"{place}: task {record['task']!r} on {record['host']}"


def _gives_nothing(record: Record) -> bool:
    if not str(record["action"]).endswith("debug"):
        return False
    text = json.dumps(_shown(record))
    return any(word in text for word in UNDEFINED)


def _shown(record: Record) -> Any:
    return {key: value for key, value in record["result"].items() if not key.startswith("_ansible") and key != "changed"}
