# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Items that have a number for their place in a list: who puts one somewhere moves those behind it. Pure functions."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import UPDATE, Configuration
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError, MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.planning import Change, Item, Key, label_of, plan

MOST_ROUNDS = 3
"""How often items are put where they belong. One round is enough if the task says where everything stands; moves can disturb others if it does not."""


def refuse_one_place(row: Configuration, given: Sequence[Item]) -> None:
    """Refuse two items for one place."""
    seen: dict[str, str] = {}
    for item in given:
        if item.get(row.position) is None:
            continue
        number, name = str(item[row.position]), " ".join(map(str, label_of(row, item).values()))
        if number in seen:
            raise InputError(f"{seen[number]} and {name} both have {row.position} {number}", "Two items cannot stand in one place.")
        seen[number] = name


def misplaced(row: Configuration, given: Sequence[Item], now: Sequence[Item], state: str, failed: Collection[Key]) -> list[Change]:
    """Updates for items that stand elsewhere than the task says, and are right otherwise, beginning with the foremost place.

    ``failed`` are the keys of changes that were not made; those are left alone.
    """
    numbered = [item for item in given if item.get(row.position) is not None]
    try:
        again = plan(row, numbered, now, state)
    except (InputError, MalformedReply):  # what is there has changed meanwhile, so that the task does not fit it any more
        return []
    moves = [change for change in again if change.action == UPDATE and change.fields == (row.position,) and change.key not in failed]
    return sorted(moves, key=lambda change: int((change.after or {})[row.position]))


def with_moves(due: Sequence[Change], moves: Sequence[Change]) -> list[Change]:
    """``due`` with the ``moves`` of items that had nothing else to be changed."""
    by_key = {move.key: move for move in moves}
    return [change if change.action else by_key.get(change.key, change) for change in due]
