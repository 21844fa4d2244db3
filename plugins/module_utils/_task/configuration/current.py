# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What there is now of a part that a task changes: always as a list of items, of one for settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import Configuration
from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, InputError, MalformedReply, NotFound, RequestRejected
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.planning import ROWS, as_settings, key_of
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.reading import Question, read
from ansible_collections.asyncos.api.plugins.module_utils._task.masking import masked

Items = list[dict[str, Any]]


@dataclass(frozen=True)
class Part:
    """A part of the configuration of one appliance: its row, the variables of its path, and the level within a cluster."""

    client: Client
    row: Configuration
    variables: Mapping[str, str]
    level: Mapping[str, str]

    @property
    def as_items(self) -> Configuration:
        """The row as comparing and merging see it."""
        return as_settings(self.row) if self.row.elements else self.row

    def items(self, given: Sequence[Mapping[str, Any]]) -> Items:
        """All items; of those that are read one at a time only the ``given``."""
        if self.row.is_list and self.row.resource.variables:
            names = dict.fromkeys(str(name) for item in given for name in _names_of(self.row, item))
            return [item for name in names for item in self._one(name)]
        found = self._read(self.variables)
        items: Items = [{ROWS: found}] if self.row.elements else found if self.row.is_list else [found]
        key, there = self.row.there
        return [self._whole(item, given) for item in items if not key or item.get(key) in there]

    def _read(self, variables: Mapping[str, str]) -> Any:
        question = Question(self.row, variables=variables, query=self.level)
        try:
            found = read(self.client, question)
        except AsyncOSError as exc:
            exc.details = masked(exc.details, self.row.fields)
            raise
        if not found.fits:
            with self.client.named("GET", question.path()):
                raise MalformedReply(
                    f"the answer about {self.row.name} has a form that this collection does not know",
                    "Nothing was written, because nothing can be compared. Look at the answer with config_info, and change it with asyncos.api.request.",
                )
        return found.value

    def _one(self, name: str) -> Items:
        """The item that is called so, in a list; none if the appliance has none. It says so with 404, as of much else."""
        try:
            found: Items = self._read({**self.variables, self.row.resource.variables[0]: name})
            return found
        except NotFound:
            return []
        except RequestRejected as exc:
            if exc.status != 404 or "attribute" in exc.said.lower():
                raise
            return []

    def _whole(self, item: dict[str, Any], given: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """An item with what it holds, if the list leaves that out and the task is about it."""
        parameter, key = self.row.contents
        if not key or key in item or not any(key in one and key_of(self.row, one) == key_of(self.row, item) for one in given):
            return item
        path = Question(self.row).path()
        reply = self.client.call("GET", path, {parameter: item[parameter]}, api_version=self.row.resource.api_version)
        return {**item, key: reply.body.decode("utf-8", "replace")}


def meant(row: Configuration, config: Any) -> Any:
    """``config`` without the items that say of themselves that they are only possible: it may have been read."""
    key, there = row.there
    return [entry for entry in config if not isinstance(entry, Mapping) or entry.get(key, there[0]) in there] if isinstance(config, list) else config


def _names_of(row: Configuration, item: Mapping[str, Any]) -> list[Any]:
    return [item[name] for name in (row.key[0], f"new_{row.key[0]}") if item.get(name)]


def scoped(row: Configuration, scope: Mapping[str, Any] | None) -> dict[str, str]:
    """The variables of a path that the task gives in ``scope``; those that name items are not among them."""
    given = {name: str(value) for name, value in (scope or {}).items() if value is not None}
    wanted = [] if row.is_list else list(row.resource.variables)
    unknown = sorted(set(given) - set(wanted))
    if unknown:
        raise InputError(f"scope has {', '.join(unknown)}, which {row.name} does not take", f"It takes {', '.join(wanted) or 'none'}.")
    missing = [name for name in wanted if not given.get(name)]
    if missing:
        raise InputError(f"{row.name} needs {' and '.join(missing)} in scope", f"Such as scope: {{{missing[0]}: ...}}.")
    return given


def remaining(part: Part, given: Sequence[Mapping[str, Any]]) -> Items | AsyncOSError:
    """The items after the calls, or why they cannot be read."""
    try:
        return part.items(given)
    except AsyncOSError as exc:
        return exc
