# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which calls the entries of ``resources`` mean. All of them are checked before the first is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import FROM_ONE, Configuration
from ansible_collections.asyncos.api.plugins.module_utils._catalog.reports import nearest
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.levels import OPTIONS, level_query
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.lookup import row_for, rows_of
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.reading import Question
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option, argument_spec

ALL = "all"
"""The word for every part that the product has and that can be read without being told which."""

ENTRY: dict[str, Option] = {
    "name": Option("str", ("Name of the resource.",), required=True),
    "names": Option("list", ("Names of the items to read.",), elements="str"),
    "query": Option("dict", ("Further query parameters.",)),
    "offset": Option("int", ("How many items to leave out.",)),
    "limit": Option("int", ("How many items at most.",)),
}


@dataclass(frozen=True)
class Wanted:
    """One part that is to be read. ``questions`` are by the names that are read one at a time; otherwise there is one, without a name.

    ``by_name`` says whether the task names the part, rather than all. ``strange`` are query parameters that the catalogue does not know.
    """

    row: Configuration
    questions: Mapping[str, Question]
    by_name: bool
    level: str | None = None
    strange: tuple[str, ...] = ()

    @property
    def one_at_a_time(self) -> bool:
        return "" not in self.questions


def wanted(params: Mapping[str, Any]) -> list[Wanted]:
    """The parts that a task asks for, in its order; those of ``all`` in the catalogue's."""
    entries = [_named(place, entry) for place, entry in enumerate(params["resources"], 1)]
    if not entries:
        raise InputError("resources is an empty list", f"Give names, or {ALL} for everything that the appliance has.")
    names = [entry["name"] for entry in entries]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InputError(f"{', '.join(twice)} is asked for more than once", "A list of names in one entry reads several items.")
    parts: list[Wanted] = []
    for place, entry in enumerate(entries, 1):
        if entry["name"] == ALL:
            parts += [_whole(row, params) for row in rows_of(params["product"]).values() if row.in_all and row.name not in names]
        else:
            parts.append(_part(place, entry, params))
    return parts


def _named(place: int, entry: Any) -> dict[str, Any]:
    """Entry number ``place`` as a dictionary that has a name."""
    named = dict(entry) if isinstance(entry, Mapping) else {"name": entry}
    if not isinstance(named.get("name"), str) or not named["name"]:
        raise InputError(f"entry {place} of resources is {entry!r}", f"Each entry is a name, {ALL}, or a dictionary with the key name.")
    if named["name"] == ALL and len(named) > 1:
        raise InputError(f"entry {place} of resources has {ALL} with other keys", f"Give {ALL} alone, and parts that need more beside it.")
    return named


def _whole(row: Configuration, params: Mapping[str, Any]) -> Wanted:
    level = level_query(row, params)
    return Wanted(row, {"": Question(row, query=level)}, by_name=False, level=level.get("mode"))


def _part(place: int, entry: Mapping[str, Any], params: Mapping[str, Any]) -> Wanted:
    row = row_for(entry["name"], params["product"])
    given = _checked(place, entry, row)
    level = level_query(row, params)
    extra = _extra(row, given)
    query = {**level, **_page(row, given), **extra}
    questions = _questions(row, given, query)
    for question in questions.values():
        question.target(params["product"])
    strange = tuple(name for name in extra if name not in row.resource.parameters)
    return Wanted(row, questions, by_name=True, level=level.get("mode"), strange=strange)


def _checked(place: int, entry: Mapping[str, Any], row: Configuration) -> dict[str, Any]:
    """An entry as values of the right types. Variable parts of the path are keys, too."""
    keys = {**ENTRY, **{name: Option("str", ()) for name in row.resource.variables}}
    for key in entry:
        if key not in keys:
            meant = nearest(str(key), list(keys))
            hint = f"Did you mean {' or '.join(meant)}?" if meant else f"The keys are {', '.join(keys)}; parameters of the API go into query."
            raise InputError(f"entry {place} of resources ({row.name}) has the unknown key {key!r}", hint)
    checked = ArgumentSpecValidator(argument_spec(keys)).validate(dict(entry))
    if checked.error_messages:
        raise InputError(f"entry {place} of resources ({row.name}): {'; '.join(checked.error_messages)}")
    return {name: value for name, value in checked.validated_parameters.items() if value is not None}


def _page(row: Configuration, given: Mapping[str, Any]) -> dict[str, int]:
    """A page as the API counts, which wants both of its parameters or none."""
    if "offset" not in given and "limit" not in given:
        return {}
    if not row.reading.paging:
        raise InputError(f"{row.name} cannot be read in pages", "Leave offset and limit out.")
    offset, limit = given.get("offset", 0), given.get("limit", 0)
    if limit < 1 or offset < 0:
        raise InputError(f"{row.name}: a page needs a limit of 1 or more, and an offset of 0 or more if any")
    return {"offset": offset + (1 if row.reading.paging == FROM_ONE else 0), "limit": limit}


def _extra(row: Configuration, given: Mapping[str, Any]) -> dict[str, Any]:
    """What ``query`` adds. Refuses what has a place of its own."""
    extra: dict[str, Any] = given.get("query", {})
    own = {
        **({row.reading.names: "names of the entry"} if row.reading.names else {}),
        **({name: f"{name} of the entry" for name in ("offset", "limit")} if row.reading.paging else {}),
        **({name: f"the option {name}" for name in OPTIONS} if row.has_levels else {}),
    }
    for name in extra:
        if name in own:
            raise InputError(f"{row.name}: query has {name!r}", f"Give it as {own[name]}.")
    return extra


def _questions(row: Configuration, given: Mapping[str, Any], query: Mapping[str, Any]) -> dict[str, Question]:
    """The calls that read a part: one, or one for each name that the path takes."""
    variables = {name: given[name] for name in row.resource.variables if name in given}
    if "names" not in given:
        return {"": Question(row, (), variables, query)}
    names = tuple(dict.fromkeys(given["names"]))
    if not all(names) or not names:
        raise InputError(f"{row.name}: names is {given['names']!r}", "Leave it out to read everything, or name at least one item.")
    if row.reading.names:
        return {"": Question(row, names, variables, query)}
    if len(row.resource.variables) != 1:
        raise InputError(f"{row.name} cannot be read by names", "Leave names out, and choose from the result.")
    if variables:
        raise InputError(f"{row.name}: {row.resource.variables[0]} and names are the same", "Give one of them.")
    return {name: Question(row, (), {row.resource.variables[0]: name}, query) for name in names}
