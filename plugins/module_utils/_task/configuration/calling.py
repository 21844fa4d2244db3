# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From changes to calls of the API: what is sent, where to, and how many changes go along with one call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import (
    CREATE,
    DELETE,
    ITEM,
    ITEMS,
    NAMES,
    NEVER,
    NOTHING,
    PATH,
    QUERY,
    UPDATE,
    Call,
    Configuration,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resource import Resource
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._client.url import joined
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.comparing import is_nothing
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.merging import without_unlicensed
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.planning import Change, unseen_in
from ansible_collections.asyncos.api.plugins.module_utils._task.masking import is_masked, without_masked

MOST_AT_ONCE = 50
"""Items that go along with one call. The limit of appliances is unknown; a call that is cut off leaves fewer in doubt when it is small."""


_EVERYTHING = "delete_all"
"""What stands for all names in deletions of version 2.0 (sources X125, D14). In 3.0 no name does, and blanks may be read as none."""


@dataclass(frozen=True)
class Write:
    """One call that changes something.

    If it fails, ``rescue`` puts back what the calls before it took away. If it is about several items and refused as a whole, ``apart`` are the
    calls for each of them.
    """

    method: str
    path: str
    query: Mapping[str, Any]
    body: Any
    api_version: str
    changes: tuple[Change, ...]
    form: bool = False
    rescue: Write | None = None
    apart: tuple[Write, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where changes go: the product, the level within a cluster, and the variable parts of paths that the task gives.

    ``along`` is what calls take from other parts of the configuration.
    """

    row: Configuration
    product: str
    level: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    along: Mapping[str, Any] = field(default_factory=dict)

    def write(self, call: Call, body: Any, changes: Sequence[Change], query: Mapping[str, Any] | None = None, **more: Any) -> Write:
        """``body`` to where ``call`` says, in its wrapper."""
        resource = self.resource(call)
        wrapped = {call.wrapper: body} if call.wrapper and body is not None else body
        device = {"device_type": self.product} if "device_type" in resource.parameters else {}
        path = self._path(resource, changes[0], call)
        return Write(call.method, path, {**device, **self.level, **(query or {})}, wrapped, resource.api_version, tuple(changes), call.form, **more)

    def resource(self, call: Call) -> Resource:
        known = {resource.name: resource for resource in (self.row.resource, *self.row.others)}
        return known[call.resource] if call.resource else self.row.resource

    def _path(self, resource: Resource, change: Change, call: Call) -> str:
        parts = resource.path
        for name in resource.variables:
            value = self.variables.get(name) or (str(change.label.get(self.row.key[0], "")) if call.place == PATH and self.row.key else "")
            if not value:
                raise InputError(f"{self.row.name} needs {name}", f"Give it in scope, as in scope: {{{name}: ...}}.")
            parts = parts.replace(f"{{{name}}}", joined(value))
        return parts


def writes_for(place: Place, changes: Iterable[Change]) -> list[Write]:
    """The calls that make ``changes``, in their order; neighbours of one kind go together where a call takes several."""
    calls = {CREATE: place.row.create, UPDATE: place.row.update, DELETE: place.row.delete}
    writes: list[Write] = []
    for action, group in groupby(changes, lambda change: change.action):
        call = calls[action]
        if call is None:  # require_call refuses it before anything is sent
            raise InputError(f"no call is known to {action} items of {place.row.name}")
        make = deletion if action == DELETE else change_call
        for some in _together(call, list(group)):
            apart = tuple(make(place, call, [change]) for change in some) if len(some) > 1 else ()
            writes.append(replace(make(place, call, some), apart=apart))
    return writes


def _together(call: Call, changes: list[Change]) -> list[list[Change]]:
    """``changes`` in groups of those that go along with one call."""
    if call.body not in (ITEMS, NAMES):
        return [[change] for change in changes]
    alike = (
        [list(group) for _values, group in groupby(changes, lambda change: [_value(change, name) for name in call.always])] if call.body == NAMES else [changes]
    )
    return [group[start : start + MOST_AT_ONCE] for group in alike for start in range(0, len(group), MOST_AT_ONCE)]


def _value(change: Change, name: str) -> Any:
    return (change.before or change.given).get(name)


def change_call(place: Place, call: Call, changes: Sequence[Change]) -> Write:
    """The call that creates or updates. One that takes names alone creates what they name."""
    if call.body == NAMES:
        return place.write(call, {call.names: names_of(place.row, changes)}, changes)
    bodies = [sent(place.row, call, change) for change in changes]
    return place.write(call, bodies if call.body == ITEMS else bodies[0], changes)


def sent(row: Configuration, call: Call, change: Change) -> dict[str, Any]:
    """The keys of one item that go along with a call, as the call spells them."""
    after = change.after or {}
    other = UPDATE if change.action == CREATE else CREATE
    if change.action == CREATE or call.whole:
        names = list(after)
    else:
        names = [*row.key, *call.always, *change.fields, *unseen_in(row, change)]
    body: dict[str, Any] = {}
    for name in dict.fromkeys(names):
        known = row.fields.get(name)
        by_path = call.place == PATH and name in row.key and name not in call.spelt
        if name not in after or by_path or is_masked(name, after[name]) or (known and known.only in (NEVER, DELETE, other)):
            continue
        value = change.label.get(name, after[name]) if name in row.key else without_masked(without_unlicensed(after[name]))
        if value == "" and known and known.emptied[0] and change.action == UPDATE:
            body[known.emptied[0]] = known.emptied[1]
            continue
        value = [value] if name in call.listed else value
        body[call.spelt.get(name, name)] = value
        if name in call.again:
            body[call.again[name]] = value
    return body


def deletion(place: Place, call: Call, changes: Sequence[Change]) -> Write:
    """The call that deletes. It always names what: without names, some resources would delete everything."""
    names = names_of(place.row, changes)
    if call.body == NOTHING and call.place == PATH:
        return place.write(call, None, changes)
    if call.body in (ITEM, ITEMS):
        bodies = [{call.spelt.get(name, name): value for name, value in change.label.items()} for change in changes]
        return place.write(call, bodies if call.body == ITEMS else bodies[0], changes)
    if call.place == QUERY:
        with_comma = [name for name in names if "," in name]
        if with_comma:
            raise InputError(f"{with_comma[0]!r} has a comma, which parts names in this call: it cannot be deleted by name")
        return place.write(call, None, changes, {call.names: ",".join(names)})
    along = {name: _value(changes[0], name) for name in call.always}
    return place.write(call, {call.names: names, **along}, changes)


def names_of(row: Configuration, changes: Sequence[Change]) -> list[str]:
    """The names of items. One that has several, as servers of domains have, gives all of them. Refuses an item that lacks any part of its name."""
    names: list[str] = []
    for change in changes:
        for part in row.key:
            if is_nothing(change.label.get(part)):
                raise InputError(f"an item of {row.name} has no {part}, so no call can name it", "Look at it with config_info.")
        name = change.label[row.key[0]]
        names += map(str, name if isinstance(name, list) else [name])
    unsafe = [name for name in names if not name.strip() or name.strip().lower() == _EVERYTHING]
    if unsafe:
        raise InputError(f"{unsafe[0]!r} cannot be named in a call about items of {row.name}: it could stand for all of them", "Use the appliance's own pages.")
    return names
