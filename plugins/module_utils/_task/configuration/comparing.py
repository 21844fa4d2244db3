# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether two values of configuration mean the same.

Appliances answer numbers as texts, and some texts in another letter case; lists whose order means nothing come in any order.
What they do not show, and secrets, cannot be compared, and never make a difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import DICT, LIST, NEVER, Field, Fields
from ansible_collections.asyncos.api.plugins.module_utils._task.masking import is_secret, of_key

PLAIN = Field()
UNORDERED = Field(LIST)
ANY_DICT = Field(DICT)


def comparable(name: str, field: Field | None) -> bool:
    return not is_secret(name, field) and (field is None or field.shown)


def differing(before: Mapping[str, Any], after: Mapping[str, Any], fields: Fields) -> list[str]:
    """The keys of ``after`` that do not mean what they mean in ``before``. A key that is not there means the same as an empty one."""
    return [key for key, value in after.items() if not same(before.get(key), value, fields.get(key), key)]


def same(one: Any, other: Any, field: Field | None, name: str = "") -> bool:
    """Whether both mean the same; keys that cannot be compared are passed over."""
    if not comparable(name, field) or (is_nothing(one) and is_nothing(other)):
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        known = {key: of_key(field, key) for key in {**one, **other}}
        keys = [key for key, inner in known.items() if comparable(key, inner) and not (inner and inner.only == NEVER)]
        return all(same(one.get(key), other.get(key), known[key], key) for key in keys)
    if isinstance(one, list) and isinstance(other, list):
        return _same_lists(one, other, field or UNORDERED)
    if isinstance(one, (dict, list)) or isinstance(other, (dict, list)):
        return False
    return _same_scalars(one, other, field)


def is_nothing(value: Any) -> bool:
    """Whether a value is empty, which means the same as its absence."""
    return value is None or value in ("", [], {})


def _same_lists(one: list[Any], other: list[Any], field: Field) -> bool:
    if not field.unites:
        return (field.open_ended or len(one) == len(other)) and all(same(mine, theirs, field.elements) for mine, theirs in zip(one, other))
    return not lacking(one, other, field) and not lacking(other, one, field)


def lacking(some: Sequence[Any], all_of: Sequence[Any], field: Field) -> list[Any]:
    """The entries of ``some`` that ``all_of`` does not have."""
    if all(isinstance(entry, str) for entry in (*some, *all_of)):
        there = {_folded(entry, field) for entry in all_of}
        return [entry for entry in some if _folded(entry, field) not in there]
    alike: dict[Any, list[Any]] = {}
    for entry in all_of:
        alike.setdefault(entry_key(entry, field), []).append(entry)
    return [entry for entry in some if not any(same(entry, known, field.elements) for known in alike.get(entry_key(entry, field), ()))]


def distinct(entries: Sequence[Any], field: Field) -> list[Any]:
    """``entries``, each once."""
    kept: list[Any] = []
    if all(isinstance(entry, str) for entry in entries):
        first: dict[str, Any] = {}
        for entry in entries:
            first.setdefault(_folded(entry, field), entry)
        return list(first.values())
    for entry in entries:
        kept += lacking([entry], kept, field)
    return kept


def _folded(entry: str, field: Field) -> str:
    return entry.lower() if field.elements and field.elements.caseless else entry


def _same_scalars(one: Any, other: Any, field: Field | None) -> bool:
    if one == other and isinstance(one, bool) == isinstance(other, bool):
        return True
    if isinstance(one, bool) or isinstance(other, bool) or one is None or other is None:
        return False
    mine, theirs = str(one), str(other)
    return mine.lower() == theirs.lower() if field and field.caseless else mine == theirs


def hides_something(value: Any, field: Field | None, name: str) -> bool:
    """Whether ``value``, or anything in it, cannot be compared."""
    if not comparable(name, field):
        return True
    if isinstance(value, dict):
        return any(hides_something(inner, of_key(field, key), str(key)) for key, inner in value.items())
    return isinstance(value, list) and any(hides_something(inner, field.elements if field else None, "") for inner in value)


def grown(given: Any, written: Any, shown: Any, field: Field | None) -> bool:
    """Whether a list that the task gives holds more now than was written. What appliances complete beside it is none of the task's."""
    if isinstance(given, dict) and isinstance(written, dict) and isinstance(shown, dict):
        known = field.fields if field else {}
        return any(grown(value, written.get(key), shown.get(key), known.get(key)) for key, value in given.items())
    return isinstance(given, list) and isinstance(written, list) and isinstance(shown, list) and bool(lacking(shown, written, field or UNORDERED))


def entry_key(entry: Any, field: Field) -> tuple[str, ...] | None:
    """What tells an entry of a list from others; ``None`` if it has no such thing. Entries that are lists themselves have it at a position."""
    if isinstance(entry, list) and field.key and field.key[0].isdigit():
        return tuple(_name(entry[int(position)]) for position in field.key if int(position) < len(entry))
    if not field.key or not isinstance(entry, dict):
        return None
    return tuple(_name(entry.get(name)) for name in field.key)


def _name(value: Any) -> str:
    return "" if is_nothing(value) else str(value)


def places(value: Mapping[str, Any], shown: Any, within: Field, path: str = "") -> Iterator[tuple[str, str]]:
    """Where ``shown`` is not what ``value`` says, as place and what is wrong: ``absent``, ``other`` or, for what cannot be compared, ``unseen``.

    ``within`` is what is declared about both.
    """
    for key, wanted in value.items():
        field = of_key(within, key)
        place = f"{path}.{key}" if path else key
        if not comparable(key, field):
            yield place, "unseen"
        elif not isinstance(shown, dict) or (key not in shown and not is_nothing(wanted)):
            yield place, "absent"
        elif key not in shown:
            continue
        elif isinstance(wanted, dict) and isinstance(shown[key], dict):
            yield from places(wanted, shown[key], field or ANY_DICT, place)
        elif not same(wanted, shown[key], field, key):
            yield place, "other"
        elif isinstance(wanted, list) and hides_something(wanted, field, key):
            yield place, "unseen"


def unseen_places(value: Mapping[str, Any], fields: Fields) -> list[str]:
    """The places of ``value`` that cannot be compared."""
    return [place for place, kind in places(value, value, Field(DICT, fields=fields)) if kind == "unseen"]
