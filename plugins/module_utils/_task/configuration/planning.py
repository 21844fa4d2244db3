# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From what is there and what a task says to what has to change. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import CREATE, DELETE, LIST, NEVER, UPDATE, Configuration, Field
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import INFERRED
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError, MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.checking import Checker
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.comparing import comparable, differing, hides_something, same
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.merging import ABSENT, MERGED, PRUNED, after, made_exclusive
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.shapes import ALSO_GIVEN

ROWS = "rows"
"""The name under which a list whose entries nothing tells apart is taken for settings."""

Key = tuple[str, ...]
Item = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """What is to become of one item, or of settings, whose ``key`` is empty. No ``action`` means that it is right as it is.

    ``given`` is what the task says, ``before`` and ``after`` are whole; ``fields`` are the keys that differ between them.
    ``label`` names the item in results.
    """

    action: str
    label: Mapping[str, Any]
    key: Key
    given: Item = field(default_factory=dict)
    before: Item | None = None
    after: Item | None = None
    fields: tuple[str, ...] = ()

    def because(self, fields: Sequence[str]) -> Change:
        """This one as an update for the sake of ``fields``, which cannot be compared."""
        return replace(self, action=UPDATE, fields=tuple(fields))


def as_settings(row: Configuration) -> Configuration:
    """A row for a list whose entries nothing tells apart, as one for settings that hold the list under :data:`ROWS`."""
    return replace(row, elements=None, fields={ROWS: Field(LIST, elements=row.elements)})


def wanted_from(row: Configuration, config: Any, state: str, lenient: bool) -> list[dict[str, Any]]:
    """The items, or the settings as the only one, that the task gives."""
    checker = Checker(lenient)
    if not row.is_list:
        if isinstance(config, (list, tuple)):
            raise InputError(f"config is a list, but {row.name} are settings", "Give a dictionary.")
        rows = row.fields.get(ROWS)
        given = [{ROWS: checker.value(config[ROWS], rows, "config")} if rows else checker.dictionary(config, row.fields, "config")]
    else:
        entries = list(config) if isinstance(config, (list, tuple)) else [config]
        entries = ALSO_GIVEN[row.shape](entries) if row.shape in ALSO_GIVEN else entries
        given = [_item(row, entry, f"config[{number}]", state, checker) for number, entry in enumerate(entries)]
        _refuse_twice(row, given)
    if not any(given):
        raise InputError("config is empty", "Name at least one item; delete_all with state=absent deletes every one." if state == ABSENT else "")
    for number, item in enumerate(given):
        if state == PRUNED:
            _refuse_scalars(row, item, f"config[{number}]" if row.is_list else "config")
    return given


def has_unknown(row: Configuration, config: Any) -> bool:
    """Whether the task gives keys that the catalogue does not know."""
    return bool(row.fields) and any(name not in row.fields for entry in _entries(config) for name in entry)


def without_shown(row: Configuration, config: Any, current: Sequence[Item]) -> Any:
    """``config`` without unknown keys whose values the appliance shows: whoever read them can give them back, and nothing is to be done about them."""
    there = {key_of(row, item): item for item in current}

    def known(entry: Any) -> Any:
        if not isinstance(entry, Mapping):
            return entry
        shown = there.get(key_of(row, entry), {})
        return {name: value for name, value in entry.items() if name in row.fields or name not in shown or not same(shown[name], value, None)}

    return [known(entry) for entry in config] if isinstance(config, (list, tuple)) else known(config)


def _entries(config: Any) -> list[Mapping[str, Any]]:
    return [entry for entry in (config if isinstance(config, (list, tuple)) else [config]) if isinstance(entry, Mapping)]


def _item(row: Configuration, entry: Any, path: str, state: str, checker: Checker) -> dict[str, Any]:
    if (state == ABSENT or _is_name_only(row)) and len(row.key) == 1 and isinstance(entry, (str, int)) and not isinstance(entry, bool):
        entry = {row.key[0]: entry}
    item = checker.dictionary(entry, row.fields, path)
    missing = [name for name in row.key if item.get(name) in ("", None)]
    if missing:
        raise InputError(f"{path} has no {' and no '.join(missing)}", f"Items of {row.name} are told apart by {' and '.join(row.key)}.")
    return item


def _is_name_only(row: Configuration) -> bool:
    """Whether there is nothing to say about an item but that it is there."""
    return all(name in row.key or known.only == NEVER for name, known in row.fields.items())


def _refuse_twice(row: Configuration, given: Sequence[Item]) -> None:
    seen: dict[Key, int] = {}
    for number, item in enumerate(given):
        key = key_of(row, item)
        if key in seen:
            raise InputError(f"config[{seen[key]}] and config[{number}] are both about {' '.join(key)}", "Give each item once.")
        seen[key] = number


def _refuse_scalars(row: Configuration, item: Item, path: str) -> None:
    for name, value in item.items():
        if isinstance(value, dict):
            _refuse_scalars(row, value, f"{path}.{name}")
        elif name not in row.key and not isinstance(value, list):
            beside = f", beside {' and '.join(row.key)}" if row.key else ""
            raise InputError(f"{path}.{name} is a single value", f"state=pruned takes entries out of lists. Give lists only{beside}.")


def key_of(row: Configuration, item: Item) -> Key:
    """What tells an item from others, compared as the row says."""
    known = row.fields
    texts = [(name, _text(item.get(name, ""))) for name in row.key]
    return tuple(text.lower() if known.get(name, Field()).caseless else text for name, text in texts)


def _text(value: Any) -> str:
    return ", ".join(sorted(map(str, value))) if isinstance(value, (list, tuple)) else str(value)


def plan(row: Configuration, given: Sequence[Item], current: Sequence[Item], state: str) -> list[Change]:
    """One change for each item given, in that order. ``current`` is all there is; for settings, one item each."""
    there = {key_of(row, item): item for item in current}
    if state == ABSENT:
        return [_deletion(row, item, there.get(key_of(row, item))) for item in given]
    return [_change(row, item, there, state) for item in given]


def everything(row: Configuration, current: Sequence[Item]) -> list[Change]:
    """The deletion of every item but those that are always there."""
    return [_deletion(row, item, item) for item in current if not is_permanent(row, item)]


def is_permanent(row: Configuration, item: Item) -> bool:
    return bool(row.key) and item.get(row.key[0]) in row.permanent


def _deletion(row: Configuration, given: Item, before: Item | None) -> Change:
    label = label_of(row, before or given)
    if before is not None and is_permanent(row, before):
        raise InputError(f"{' '.join(map(str, label.values()))} of {row.name} is always there and cannot be deleted")
    return Change(DELETE if before is not None else "", label, key_of(row, given), given, before, None)


def label_of(row: Configuration, item: Item) -> dict[str, Any]:
    return {name: item.get(name) for name in row.key}


def _change(row: Configuration, given: Item, there: Mapping[Key, Item], state: str) -> Change:
    given, before = _renamed(row, given, there)
    key = key_of(row, given)
    if before is None or (not row.is_list and not before and row.create):
        if state == PRUNED:
            return Change("", label_of(row, given), key, given)
        return Change(CREATE, label_of(row, given), key, given, None, _fresh(given, row), tuple(name for name in given if name not in row.key))
    fixed = {name for name, known in row.fields.items() if known.only == CREATE}
    told = {name: value for name, value in given.items() if name not in fixed and name not in row.key}
    result = after(before, told, row.fields, state)
    for pattern in row.exclusive if state != PRUNED else ():
        result = made_exclusive(result, told, pattern)
    changed = tuple(differing(before, result, row.fields))
    return Change(UPDATE if changed else "", label_of(row, before), key, told, before, result, changed)


def _fresh(given: Item, row: Configuration) -> dict[str, Any]:
    """A new item: what is merged into nothing, so that entries given twice become one."""
    return after({}, given, row.fields, MERGED)


def _renamed(row: Configuration, given: Item, there: Mapping[Key, Item]) -> tuple[Item, Item | None]:
    """What is given and the item that it is about. One that bears its new name already is found under it."""
    before = there.get(key_of(row, given))
    fresh = f"new_{row.key[0]}" if row.key else ""
    if not fresh or fresh not in given:
        return given, before
    rest = {name: value for name, value in given.items() if name != fresh}
    moved = {**rest, row.key[0]: given[fresh]}
    target = there.get(key_of(row, moved))
    if before is not None and (target is None or key_of(row, given) == key_of(row, moved)):
        return (given if target is None else rest), before
    if before is not None:
        raise InputError(f"{given[row.key[0]]} cannot be called {given[fresh]}: there is another {row.name} item of that name")
    if target is None:
        raise InputError(f"{row.name} has neither {given[row.key[0]]} nor {given[fresh]}, so nothing can be renamed")
    return moved, target


def unseen_in(row: Configuration, change: Change) -> list[str]:
    """The keys of the task that cannot be compared, or hold something that cannot: the appliance never shows it, or it is secret."""
    return [name for name, value in change.given.items() if hides_something(value, row.fields.get(name), name)]


def is_blind(row: Configuration, change: Change) -> bool:
    """Whether the task gives nothing but what cannot be compared."""
    told = [name for name in change.given if name not in row.key]
    return bool(told) and not any(comparable(name, row.fields.get(name)) for name in told)


def refuse_fixed(row: Configuration, given: Sequence[Item], current: Sequence[Item]) -> None:
    """Refuse another value for what only the creation of an item can set."""
    there = {key_of(row, item): item for item in current}
    fixed = [name for name, known in row.fields.items() if known.only == CREATE and comparable(name, known)]
    for item in given:
        before = there.get(key_of(row, item), {})
        for name in fixed:
            if name in item and name in before and not same(before[name], item[name], row.fields[name], name):
                what = " ".join(map(str, label_of(row, before).values()))
                raise InputError(f"{name} of {what} is {before[name]!r}, and no call can change it", "Delete the item first, or leave the key out.")


def require_lists(row: Configuration, change: Change) -> None:
    """Refuse to merge into, or take out of, a list that the appliance does not show, where no answer is publicly known: it may be called otherwise there.

    Calls replace lists, so what is in it would be lost.
    """
    if row.reading.evidence.confidence != INFERRED or not change.before:
        return
    for name, value in change.given.items():
        known = row.fields.get(name)
        if value and name not in change.before and known and known.type == LIST and known.unites and known.shown:
            what = " ".join(map(str, change.label.values())) or row.name
            said = f"the appliance does not show {name} of {what}, and whether that means an empty list is not known, so nothing was written"
            raise MalformedReply(said, "state=replaced makes it exactly the list that is given.")


def left_to_chance(row: Configuration, change: Change) -> list[str]:
    """Lists that are written as a whole though their entries hold what the appliance does not show, and the task does not give it for all of them."""
    found = []
    for name in change.fields if change.action == UPDATE and change.before else ():
        known = row.fields.get(name)
        hidden = [key for key, inner in known.elements.fields.items() if not comparable(key, inner)] if known and known.elements else []
        kept = (change.after or {}).get(name) if change.before and change.before.get(name) else None
        if hidden and isinstance(kept, list) and any(isinstance(entry, Mapping) and not any(key in entry for key in hidden) for entry in kept):
            found.append(name)
    return found


def require_call(row: Configuration, change: Change) -> None:
    """Refuse a change for which the API has no call."""
    calls = {CREATE: row.create, UPDATE: row.update, DELETE: row.delete}
    if change.action and not calls[change.action]:
        verbs = [f"{name}d" for name, call in calls.items() if call]
        what = " ".join(map(str, change.label.values())) or row.name
        known = f"items of {row.name} can only be {' and '.join(verbs)}" if verbs else f"{row.name} can only be read"
        raise InputError(f"no call is known to {change.action} {what}: {known}")
