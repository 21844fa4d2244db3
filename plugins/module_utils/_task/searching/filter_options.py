# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Filters of a search: options made from the rows of the catalogue, and from given options the query."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.filters import FLAG, LIST, NUMBER, WIDENS, Filter
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option, Options


@dataclass(frozen=True)
class SearchFilters:
    """All filters of one resource: their options, what has to be given together, and how they become a query.

    ``kind_option`` is the option that says which search of the resource is meant, ``kind_parameter`` its name on the wire.
    """

    options: Options
    constraints: Mapping[str, Any]
    query: Callable[[Mapping[str, Any]], dict[str, Any]]
    kind_option: str
    kind_parameter: str


_TYPES = {FLAG: "bool", LIST: "list", NUMBER: "int"}

MORE_FILTERS: dict[str, Option] = {
    "more_filters": Option(
        "dict",
        (
            "Query parameters that are sent as they are, spelt as the API wants them, for filters that are newer than this collection.",
            "A parameter that one of the options stands for, or that the search itself decides, is refused here.",
        ),
        default={},
    )
}


def operator_option(row: Filter) -> str:
    return f"{row.option}_operator"


def filter_options(rows: Sequence[Filter], operators: tuple[str, ...] = ()) -> dict[str, Option]:
    """The options that the rows stand for, an operator behind each filter that has one."""
    options: dict[str, Option] = {}
    for row in rows:
        options[row.option] = _option(row)
        if row.operator:
            description = f"How O({row.option}) is compared. When it is left out, V({operators[0]})."
            options[operator_option(row)] = Option("str", (description,), choices=operators)
    return options


def _option(row: Filter) -> Option:
    kind = _TYPES.get(row.form, "str")
    words = [f"{'Event filter' if row.effect == WIDENS else 'Filter'}: {row.meaning}."]
    if row.form == FLAG:
        words.append("V(false) is the same as leaving it out: appliances only take V(true).")
    if row.needs:
        words.append(f"Needs {' and '.join(f'O({other})' for other in row.needs)}.")
    if row.kinds:
        words.append(f"Only for {' and '.join(f'V({kind})' for kind in row.kinds)}.")
    choices = () if row.form == FLAG else tuple(value.lower() for value in row.values)
    return Option(kind, tuple(words), elements="str" if kind == "list" else "", choices=choices)


def constraints_of(rows: Iterable[Filter]) -> dict[str, Any]:
    """What has to be given together, as keyword arguments of ``AnsibleModule``."""
    together = {tuple(sorted((row.option, *row.needs))) for row in rows if row.needs}
    operators = {operator_option(row): [row.option] for row in rows if row.operator}
    return {"required_together": [list(group) for group in sorted(together)], "required_by": operators}


def filter_query(
    rows: Iterable[Filter], params: Mapping[str, Any], operators: tuple[str, ...] = (), kind: str = "", known: Iterable[str] = ()
) -> dict[str, Any]:
    """The query parameters for the filters that are given in ``params``. ``known`` are all that the resource is known to take."""
    query: dict[str, Any] = {}
    wires = set(known)
    for row in rows:
        value = params.get(row.option)
        wires.update((row.wire, row.operator))
        if value is None or value is False:
            continue
        if kind and row.kinds and kind not in row.kinds:
            raise InputError(f"{row.option} is a filter of {' and '.join(row.kinds)}, not of {kind}")
        if row.operator:
            query[row.operator] = params.get(operator_option(row)) or operators[0]
        query[row.wire] = _wire_value(row, value)
    return {**query, **_more(params.get("more_filters") or {}, wires)}


def _wire_value(row: Filter, value: Any) -> Any:
    if row.form == FLAG:
        return row.values[0] if row.values else True
    if row.form == LIST:
        require_listable(row.option, value)
        return ",".join(value)
    if value == "":
        raise InputError(f"{row.option} is empty", "Leave it out, or set it to omit.")
    return {spelt.lower(): spelt for spelt in row.values}.get(value, value)


def require_listable(option: str, names: Sequence[str]) -> None:
    """Refuse a list that is empty, which would ask for everything, and names that the wire cannot list: it has commas between them."""
    if not names or not all(name.strip() for name in names):
        raise InputError(f"{option} is an empty list or has an empty name", "Leave it out, or set it to omit.")
    commas = [name for name in names if "," in name]
    if commas:
        raise InputError(f"{option} has {commas[0]!r}, but a name with a comma cannot be asked for", "Appliances take the names as one list with commas.")


def _more(more: Mapping[str, Any], known: set[str]) -> dict[str, Any]:
    taken = sorted(known.intersection(more))
    if taken:
        raise InputError(f"more_filters has {', '.join(taken)}, which an option stands for, or which the search itself decides")
    return dict(more)
