# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lists whose items have a number that says where they stand."""

from __future__ import annotations

from typing import Any

from .outcome import Rejected

CLAMP, KEEP, REFUSE = "clamp", "keep", "refuse"

Item = dict[str, Any]


def place(items: list[Item], item: Item, key: str, wanted: int | None, manner: str) -> None:
    """Put an item where ``wanted`` says, at the end without it; those behind it move on.

    What a real appliance does with a number past the end is unknown, so ``manner`` says it.
    """
    others = [other for other in items if other is not item]
    last = max([other[key] for other in others], default=0) if manner == KEEP else len(others)
    number = last + 1 if wanted is None else wanted
    if manner == REFUSE and number > last + 1:
        raise Rejected(f"{key} {number} is past the end: there are {last}.")
    if manner == KEEP:
        _make_room(others, key, number)
        item[key] = number
        others.append(item)
        others.sort(key=lambda other: int(other[key]))
    else:
        others.insert(max(number - 1, 0), item)
    items[:] = others
    renumber(items, key, manner)


def renumber(items: list[Item], key: str, manner: str) -> None:
    """Numbers without gaps, unless gaps are kept."""
    if manner != KEEP:
        for number, item in enumerate(items, 1):
            item[key] = number


def _make_room(items: list[Item], key: str, number: int) -> None:
    taken = {item[key]: item for item in items}
    while number in taken:
        taken[number][key] = number + 1
        number += 1
