# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names that each have exactly one action: categories, types of objects, applications.

Kept are only those whose action is another than the usual one; which names there are can change any time. That a list takes its names
away from all others, and that names which leave a list get the usual action, is inferred: each name can have one action only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .outcome import Failed

Lists = dict[str, list[str]]


def assigned(old: Mapping[str, Iterable[str]], given: Any, known: Iterable[str], actions: Iterable[str], what: str) -> Lists:
    """The lists by action, after those that are given replaced theirs."""
    universe, possible = list(known), list(actions)
    if not isinstance(given, dict) or not all(isinstance(names, list) for names in given.values()):
        raise Failed(400, f"Invalid value for {what}: Not lists by action.")
    named: dict[str, str] = {}
    for action, names in given.items():
        if action not in possible:
            raise Failed(400, f"Invalid action for {what}: {action}")
        for name in names:
            if name not in universe:
                raise Failed(400, f"Invalid {what}: {name}")
            if named.setdefault(name, action) != action:
                raise Failed(400, f"Invalid value for {what}: {name} has more than one action")
    stay = {action: [name for name in names if name not in named] for action, names in old.items() if action not in given}
    return {action: list(names) for action, names in {**stay, **given}.items() if names}


def shown(kept: Mapping[str, Iterable[str]], known: Iterable[str], usual: str) -> Lists:
    """All names by action: what is not kept has the usual one."""
    universe = list(known)
    lists = {action: [name for name in names if name in universe] for action, names in kept.items() if action != usual}
    elsewhere = {name for names in lists.values() for name in names}
    lists[usual] = [name for name in universe if name not in elsewhere]
    return {action: lists[action] for action in sorted(lists) if lists[action]}
