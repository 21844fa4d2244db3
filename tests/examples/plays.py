# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Makes plays of examples: the same tasks, with marks by which their results are found again, and those that change something a second time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .blocks import PLAYS, TASKS, Block
from .hosts import PREFIX, module_of, segments
from .surroundings import Surroundings

CHANGING = tuple(f"{PREFIX}{name}" for name in ("config", "log_download", "quarantine_message", "sender_list", "tracking_export"))
LISTS = ("pre_tasks", "tasks", "post_tasks", "handlers", "block", "rescue", "always")
AGAIN = " again"

Play = dict[str, Any]
Task = Mapping[str, Any]

_FORGIVING = {"ignore_errors": True, "ignore_unreachable": True}
"""One failure does not hide others: all are recorded, and told at the end."""


def mark(block: Block, number: int) -> str:
    return f"{block.place}#{number}"


def tasks_of(block: Block) -> list[Task]:
    """All tasks of an example, those in blocks as well, in order."""
    return list(_flat(block.data if block.kind == TASKS else [])) if block.kind != PLAYS else [task for play in block.data for task in _of_play(play)]


def plays_of(page: str, blocks: Iterable[Block], around: Surroundings) -> list[Play]:
    """The plays of a page: what comes before, then its examples in order."""
    plays: list[Play] = [{"name": f"{page} before", "hosts": "localhost", "gather_facts": False, "tasks": [{"simulator": {"reset": True, **around.simulator}}]}]
    if around.before:
        plays += [_play(f"{page} before", host, tasks, around) for host, tasks in _placed(around.before, around)]
    for block in blocks:
        marked = _marked(block)
        if block.kind == PLAYS:
            plays += [{**play, **_FORGIVING, "name": block.place, "vars": {**around.vars, **play.get("vars", {})}} for play in marked]
        elif block.kind == TASKS:
            for host, tasks in _placed(marked, around):
                plays.append(_play(block.place, host, [*_with_repetition(tasks, around), *_whole_value(tasks, around)], around))
    return plays


def _play(name: str, host: str, tasks: list[Task], around: Surroundings) -> Play:
    return {"name": name, "hosts": host, "gather_facts": False, **_FORGIVING, "vars": dict(around.vars), "tasks": tasks}


def _placed(tasks: Iterable[Task], around: Surroundings) -> list[tuple[str, list[Task]]]:
    if isinstance(around.hosts, str) and around.hosts:
        return [(around.hosts, list(tasks))]
    return segments(tasks, around.hosts or {})


def _with_repetition(tasks: Iterable[Task], around: Surroundings) -> Iterator[Task]:
    """The tasks, those that change something twice, to see that they do so only once."""
    for task in tasks:
        yield task
        if module_of(task) in CHANGING and not task.get("check_mode") and task.get("name") not in around.again:
            copied = {key: value for key, value in task.items() if key != "register"}
            yield {**copied, "vars": {**task["vars"], "example_task": f"{task['vars']['example_task']}{AGAIN}"}}


def _whole_value(tasks: list[Task], around: Surroundings) -> Iterator[Task]:
    """A task that shows all that a filter returns, with the variables of the page's last task."""
    if around.value:
        last = tasks[-1]
        kept = {key: last[key] for key in ("run_once",) if key in last}
        yield {"ansible.builtin.debug": {"msg": "{{ " + around.value + " }}"}, **kept, "vars": {**last["vars"], "example_task": f"{around.value} value"}}


def _marked(block: Block) -> list[Any]:
    """The example with a mark in the variables of each of its tasks."""
    numbers = iter(range(1000))
    return [_with_marks(entry, block, numbers) for entry in block.data]


def _with_marks(entry: Mapping[str, Any], block: Block, numbers: Iterator[int]) -> dict[str, Any]:
    inner = {key: [_with_marks(task, block, numbers) for task in entry[key] or []] for key in LISTS if key in entry}
    if "hosts" in entry:
        return {**entry, **inner}
    own = {} if "block" in entry else {"example_task": mark(block, next(numbers))}
    return {**entry, **inner, "vars": {**entry.get("vars", {}), **own}}


def _of_play(play: Mapping[str, Any]) -> Iterator[Task]:
    for key in LISTS:
        yield from _flat(play.get(key) or [])


def _flat(tasks: Iterable[Task]) -> Iterator[Task]:
    for task in tasks:
        if "block" in task:
            for key in LISTS:
                yield from _flat(task.get(key) or [])
        else:
            yield task


def elsewhere(value: Any, root: str) -> Any:
    """``value`` with the folders that examples name below the folder ``root``."""
    if isinstance(value, str):
        return re.sub(r"(?<![\w.}/])/(?=(?:srv|etc/pki|var/tmp)\b)", f"{root}/", value)
    if isinstance(value, Mapping):
        return {key: elsewhere(each, root) for key, each in value.items()}
    return [elsewhere(each, root) for each in value] if isinstance(value, list) else value
