# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The keys of everything in the configuration that can be changed, made from the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import (
    CREATE,
    DELETE,
    DICT,
    LIST,
    NEVER,
    RAW,
    TYPES,
    UPDATE,
    Configuration,
    Field,
    Fields,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION
from ansible_collections.asyncos.api.tests.tools.markdown import listed, table

_ONLY = {CREATE: "only when it is made", UPDATE: "only when it is changed", DELETE: "only when it is removed", NEVER: "set by the appliance"}


def keys_of_everything() -> str:
    """A list of all parts, then a heading and a table for each."""
    rows = [row for row in CONFIGURATION.values() if row.can_change]
    return "\n\n".join([", ".join(f"[`{row.name}`](#{row.name})" for row in rows), *map(_section, rows)])


def _section(row: Configuration) -> str:
    fields: Fields = {"": Field(LIST, elements=row.elements)} if row.elements else row.fields
    parts = [f"## {row.name}", f"{row.title} ({', '.join(row.resource.products)}). {_kind(row)}", table(("key", "type", "more"), _lines(fields))]
    if row.resource.note:
        parts.insert(2, row.resource.note)
    return "\n\n".join(parts)


def _kind(row: Configuration) -> str:
    scope = f" `scope` has to give {listed(row.resource.variables)}." if row.resource.variables and not row.is_list else ""
    if row.is_list:
        lasting = f" {listed(row.permanent)} cannot be removed." if row.permanent else ""
        return f"A list of items, told apart by {listed(row.key)}.{lasting}"
    return f"{'A list.' if row.elements else 'Settings.'}{scope}"


def _lines(fields: Fields, path: str = "") -> Iterator[tuple[str, str, str]]:
    for name, field in fields.items():
        place = f"{path}.{name}" if path and name else path or name
        yield f"`{place or '[]'}`", _type(field), _more(field)
        inner = field.elements if field.type == LIST and field.elements else field
        below = f"{place}[]" if inner is not field else place
        yield from _lines(inner.fields, below)
        if field.type == DICT and not field.fields and field.elements:
            yield from _lines({"*": field.elements}, place)


def _type(field: Field) -> str:
    if field.type == LIST and field.elements and field.elements.type not in (DICT, RAW):
        return f"list, each {TYPES[field.elements.type]}"
    return TYPES[field.type].removeprefix("a ")


def _more(field: Field) -> str:
    said = [_ONLY[field.only]] if field.only else []
    said += [f"one of {listed(field.choices)}"] if field.choices and field.type != LIST else []
    said += [f"or {listed(field.choices)}"] if field.choices and field.type == LIST else []
    said += [f"each one of {listed(field.elements.choices)}"] if field.elements and field.elements.choices else []
    said += ["entries are told apart by what they begin with" if field.key == ("0",) else f"entries are told apart by {listed(field.key)}"] if field.key else []
    said += ["place in the list"] if field.position else []
    said += ["merging replaces it"] if field.type == LIST and not field.unites else []
    said += ["secret"] if field.secret else []
    said += ["never shown"] if not field.shown and not field.secret and not field.only else []
    return "; ".join(said)


REGIONS: dict[str, Callable[[], str]] = {"keys of the configuration": keys_of_everything}
