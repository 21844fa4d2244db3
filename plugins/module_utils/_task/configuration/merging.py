# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What becomes of configuration when something is merged into it, put in its place, or taken out of it. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Callable

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import DICT, LIST, RAW, Field, Fields
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError, MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.comparing import distinct, entry_key, is_nothing, lacking
from ansible_collections.asyncos.api.plugins.module_utils._task.masking import of_key

MERGED = "merged"
REPLACED = "replaced"
PRUNED = "pruned"
ABSENT = "absent"

UNLICENSED = "unavailable"
"""What a part reads whose feature is not licensed (source XSOAR). It is never sent along with others."""


def after(before: Mapping[str, Any], given: Mapping[str, Any], fields: Fields, state: str) -> dict[str, Any]:
    """``before`` with what is ``given``: its keys only, all others stay."""
    return _dictionary(before, given, Field(DICT, fields=fields), state)


def _dictionary(before: Mapping[str, Any], given: Mapping[str, Any], field: Field, state: str) -> dict[str, Any]:
    result = dict(before)
    for key, value in given.items():
        if state != PRUNED or key in before:
            known = of_key(field, key) or _guessed(value)
            _refuse_other_form(key, before.get(key), value, known, state)
            result[key] = _value(before.get(key), value, known, state)
    for key, declared in field.fields.items():
        if declared.decides and before.get(key) != result.get(key):
            result = _decided(result, given, declared.decides, result.get(key))
    return result


def _decided(result: dict[str, Any], given: Mapping[str, Any], decides: Mapping[str, tuple[str, ...]], value: Any) -> dict[str, Any]:
    """``result`` without what belongs to other values than this one, unless it is given."""
    gone = {key for other, keys in decides.items() if other != value for key in keys} - {*decides.get(value, ()), *given}
    return {key: inner for key, inner in result.items() if key not in gone}


def _guessed(value: Any) -> Field:
    """A field for what the catalogue does not know."""
    return Field(DICT) if isinstance(value, dict) else Field(LIST) if isinstance(value, list) else Field()


def _value(before: Any, given: Any, field: Field, state: str) -> Any:
    if isinstance(before, str) and before in field.choices and isinstance(given, list) and state != REPLACED:
        return _beside_word(before, state)
    if state == PRUNED and not isinstance(before, type(given)):
        return before
    if isinstance(given, dict):
        return _dictionary(before if isinstance(before, dict) else {}, given, field, state)
    if isinstance(given, list):
        return _LISTS[state](before if isinstance(before, list) else [], given, field)
    return given


def _refuse_other_form(key: str, before: Any, given: Any, field: Field, state: str) -> None:
    """Refuse to merge into what is there, but not as the list or dictionary that the task gives: it would be lost."""
    if not isinstance(given, (dict, list)) or isinstance(before, type(given)) or is_nothing(before):
        return
    replaces = isinstance(given, list) and state == REPLACED
    if replaces or field.type == RAW or before == UNLICENSED or (isinstance(before, str) and before in field.choices):
        return
    said = f"the appliance answers {key} in a form that this collection does not know, so nothing can be merged into it, and nothing was written"
    raise MalformedReply(said, f"state={REPLACED} puts a list in its place." if isinstance(given, list) else "")


def _beside_word(word: str, state: str) -> str:
    """A word for all there is holds what is given, too; what it holds beside that is not known."""
    if state == PRUNED:
        raise InputError(f"nothing can be taken out of {word}, because it does not say what it holds", f"state={REPLACED} makes it a list.")
    return word


def _united(before: list[Any], given: list[Any], field: Field) -> list[Any]:
    """All entries that are there, those that are given added or, with a key, merged into theirs."""
    if not field.unites:
        return _exactly(before, given, field)
    if field.key:
        return _by_key(before, given, field, MERGED)
    return [*before, *distinct(lacking(given, before, field), field)]


def _exactly(before: list[Any], given: list[Any], field: Field) -> list[Any]:
    """The entries that are given; with a key, one that is there keeps those of its keys that are not."""
    if field.key:
        wanted = {entry_key(entry, field) for entry in given}
        return [entry for entry in _by_key(before, given, field, REPLACED) if entry_key(entry, field) in wanted]
    if field.unites:
        return distinct(given, field)
    return [*given, *before[len(given) :]] if field.open_ended else given


def _by_key(before: list[Any], given: list[Any], field: Field, state: str) -> list[Any]:
    result = list(before)
    places = {entry_key(entry, field): number for number, entry in reversed(list(enumerate(before)))}
    for entry in given:
        key = entry_key(entry, field)
        known = key is not None and key in places
        whole = _value(result[places[key]] if known else None, entry, field.elements or _guessed(entry), state)
        if known:
            result[places[key]] = whole
        else:
            places[key] = len(result)
            result.append(whole)
    return result


def _without(before: list[Any], given: list[Any], field: Field) -> list[Any]:
    if field.key:
        keys = {entry_key(entry, field) for entry in given}
        return [entry for entry in before if entry_key(entry, field) not in keys]
    return lacking(before, given, field)


_LISTS: dict[str, Callable[[list[Any], list[Any], Field], list[Any]]] = {MERGED: _united, REPLACED: _exactly, PRUNED: _without}


def made_exclusive(result: Any, given: Any, pattern: str) -> Any:
    """``result`` without the entries that ``given`` puts elsewhere: what enters one list of the dictionaries at ``pattern`` leaves the others."""
    head, _dot, rest = pattern.partition(".")
    if not isinstance(result, dict) or not isinstance(given, dict):
        return result
    if not head:
        return _parted(result, given)
    names = [name for name in given if name in result] if head == "*" else [head] if head in given and head in result else []
    return {**result, **{name: made_exclusive(result[name], given[name], rest) for name in names}}


def _parted(result: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """Entries are texts of a list, or keys of a dictionary. Refuses what is given twice, because it would be nowhere in the end."""
    for name, value in given.items():
        for other in given:
            both = sorted(set(_entries(value)) & set(_entries(given[other]))) if other != name else []
            if both:
                raise InputError(f"{', '.join(both)} cannot be in {name} and in {other} at once", "Each entry is in one of these lists.")
    return {name: _leaving(value, {entry for other in given if other != name for entry in _entries(given[other])}) for name, value in result.items()}


def _entries(value: Any) -> list[str]:
    return [entry for entry in value if isinstance(entry, str)] if isinstance(value, (list, dict)) else []


def _leaving(value: Any, gone: set[str]) -> Any:
    if isinstance(value, list):
        return [entry for entry in value if not (isinstance(entry, str) and entry in gone)]
    if isinstance(value, dict):
        return {key: inner for key, inner in value.items() if key not in gone}
    return value


def without_unlicensed(value: Any) -> Any:
    """``value`` without what reads as unlicensed: an appliance would not take it back."""
    if isinstance(value, dict):
        return {key: without_unlicensed(inner) for key, inner in value.items() if inner != UNLICENSED}
    if isinstance(value, list):
        return [without_unlicensed(inner) for inner in value]
    return value
