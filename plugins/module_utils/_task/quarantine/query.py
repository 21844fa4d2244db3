# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Filters of quarantines: their options, and from given options the query, or a refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.filters import Filter
from ansible_collections.asyncos.api.plugins.module_utils._catalog.quarantine_filters import FILTERS, KINDS, ONE_OF_THESE, OPERATORS, PVO, SIZE_BY, SPAM
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resources import RESOURCES
from ansible_collections.asyncos.api.plugins.module_utils._catalog.searches import SEARCHES, Search
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, InputError, NotFound
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.filter_options import MORE_FILTERS, filter_options, filter_query, operator_option
from ansible_collections.asyncos.api.plugins.module_utils._task.window import window_options

DEFAULT_OPERATOR = "contains"
DEFAULT_LAST = "30d"

QUARANTINE_TYPE = Option(
    "str",
    (f"Which quarantine: {', or '.join(f'V({kind}), {meaning}' for kind, meaning in KINDS.items())}.",),
    required=True,
    choices=tuple(KINDS),
)

WINDOW = window_options("search", "The API takes full minutes only: the window is rounded outwards.", f"V({DEFAULT_LAST})")


def _filter_options() -> dict[str, Option]:
    """One option for each filter. What both kinds have takes the operators of both."""
    by_option: dict[str, list[Filter]] = {}
    for row in FILTERS[SPAM] + FILTERS[PVO]:
        by_option.setdefault(row.option, []).append(row)
    options: dict[str, Option] = {}
    for rows in by_option.values():
        operators = tuple(dict.fromkeys(operator for row in rows for operator in OPERATORS[row.kinds[0]]))
        options.update(filter_options((replace(rows[0], kinds=rows[0].kinds if len(rows) == 1 else ()),), operators))
        if len(rows) > 1:
            options[operator_option(rows[0])] = _with_note_on_operators(options[operator_option(rows[0])])
    return options


def _with_note_on_operators(option: Option) -> Option:
    only = [f"V({operator})" for operator in OPERATORS[PVO] if operator not in OPERATORS[SPAM]]
    return replace(option, description=(*option.description, f"{', '.join(only[:-1])} and {only[-1]} are only for V({PVO})."))


FILTER_OPTIONS: dict[str, Option] = {**_filter_options(), **MORE_FILTERS}

_OWN_ROWS: dict[str, dict[str, Filter]] = {kind: {row.option: row for row in rows} for kind, rows in FILTERS.items()}


def search_of(kind: str) -> Search:
    return SEARCHES[f"{kind}_quarantine"]


def given_filters(params: Mapping[str, Any]) -> list[str]:
    """The filter options that ``params`` has, whatever kind of quarantine they are for."""
    return [option for option in FILTER_OPTIONS if params.get(option) is not None and params.get(option) != FILTER_OPTIONS[option].default]


def quarantine_query(kind: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """The filters in ``params`` as query parameters. Raises :class:`InputError` for what cannot work."""
    rows = _OWN_ROWS[kind]
    _require_own_filters(kind, params)
    for row in rows.values():
        _require_operator(kind, row, params)
    names = {operator_option(row): OPERATORS[kind][params[operator_option(row)]] for row in rows.values() if params.get(operator_option(row))}
    more = _filter_by(params) if kind == SPAM else _size_by(params)
    return {**more, **filter_query(FILTERS[kind], {**params, **names}, (DEFAULT_OPERATOR,), known=RESOURCES["quarantine_messages"].parameters)}


def _require_own_filters(kind: str, params: Mapping[str, Any]) -> None:
    other = PVO if kind == SPAM else SPAM
    foreign = [row.option for row in FILTERS[other] if row.option not in _OWN_ROWS[kind]]
    refused = [option for option in given_filters(params) if option in foreign or option in {f"{name}_operator" for name in foreign}]
    if refused:
        verb = "are filters" if len(refused) > 1 else "is a filter"
        raise InputError(f"{' and '.join(refused)} {verb} of {KINDS[other]}, not of {KINDS[kind]}", f"Leave it away, or use quarantine_type={other}.")


def _require_operator(kind: str, row: Filter, params: Mapping[str, Any]) -> None:
    option = operator_option(row)
    operator = params.get(option)
    if not operator or not row.operator:
        return
    if params.get(row.option) is None:
        raise InputError(f"{option} is given without {row.option}")
    if operator not in OPERATORS[kind]:
        raise InputError(f"{option} is {operator}, which {KINDS[kind]} cannot do", f"It can do {', '.join(OPERATORS[kind])}.")


def _filter_by(params: Mapping[str, Any]) -> dict[str, Any]:
    given = [option for option in ONE_OF_THESE if params.get(option) is not None]
    if len(given) > 1:
        raise InputError(
            f"{' and '.join(given)} are given, but a search of the spam quarantine takes one of them", "Search for one, and select from the records."
        )
    return {"filterBy": given[0]} if given else {}


def _size_by(params: Mapping[str, Any]) -> dict[str, Any]:
    least, largest = params.get("attachment_size_from"), params.get("attachment_size_to")
    for option, size in (("attachment_size_from", least), ("attachment_size_to", largest)):
        if size is not None and size < 0:
            raise InputError(f"{option} is {size}, but the least is 0")
    if least is None and largest is None:
        return {}
    if least is not None and largest is not None:
        if least > largest:
            raise InputError(f"attachment_size_from {least} is more than attachment_size_to {largest}")
        return {SIZE_BY: "range"}
    return {SIZE_BY: "less_than" if least is None else "more_than"}


def hint_on_names(error: AsyncOSError, names: Sequence[str]) -> str:
    """What to think of when an appliance answers 404 to a call that names quarantines: in which words it refuses a name is not known."""
    quoted = " or ".join(repr(name) for name in names)
    other = "the product or its release does not have this resource" if isinstance(error, NotFound) else "another parameter of the task is wrong"
    return f"Either there is no quarantine {quoted} (names must be written exactly as the appliance has them, and quarantines can be removed), or {other}."
