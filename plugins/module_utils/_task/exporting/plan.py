# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an export is to do: the search, the window, the file and its form, checked before the first request."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.asyncos.api.plugins.module_utils._catalog.reports import nearest
from ansible_collections.asyncos.api.plugins.module_utils._catalog.searches import QUARANTINE, SEARCHES, Search
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError, LocalFileError
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import DEFAULT_PORTS
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.cursor import Cursor
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.filters import FILTERS
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.format import CSV, JSON_LINES, CsvLines, JsonLines, LineFormat
from ansible_collections.asyncos.api.plugins.module_utils._task.options import argument_spec
from ansible_collections.asyncos.api.plugins.module_utils._task.paths import path_in
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.query import DEFAULT_LAST as QUARANTINE_LAST
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.record import columns_for
from ansible_collections.asyncos.api.plugins.module_utils._task.window import DEFAULT_LAST, Window, ceiling, duration, floor, iso_time, moment_in, window_from

FORM_OF = {".jsonl": JSON_LINES, ".ndjson": JSON_LINES, ".json": JSON_LINES, ".csv": CSV}
"""What the end of a file's name says about its form."""


@dataclass(frozen=True)
class Plan:
    """A checked export. ``asked`` is the search in words that a cursor keeps; ``overlap`` is a whole number of steps of the API."""

    search: Search
    query: Mapping[str, Any]
    asked: dict[str, Any]
    dest: Path
    compressed: bool
    lines: LineFormat
    mode: int
    resume: bool
    cursor: Path | None
    overlap: timedelta
    params: Mapping[str, Any]

    @property
    def draft(self) -> Path:
        """The unfinished file: beside ``dest``, and named after the cursor if there is one, because ``dest`` may change from run to run."""
        name = self.cursor.name if self.cursor else self.dest.name
        return self.dest.with_name(f".{name}.part")

    def window(self, cursor: Cursor | None, now: datetime) -> Window:
        """What this run is to cover: from where the cursor stands, or as the options say. A cursor keeps it from ending in the future, or before its place."""
        params, step = self.params, self.search.granule
        if not cursor:
            default = QUARANTINE_LAST if self.search.path == QUARANTINE else DEFAULT_LAST
            window = window_from(params["last"], params["start"], params["end"], now, step, default)
        else:
            window = window_from(None, cursor.since, params["end"], now, step)
        if not self.cursor:
            return window
        until = min(window.end, ceiling(now, step))
        return replace(window, end=max(until, moment_in(cursor.until, "until")) if cursor else until)

    def until(self, end: str, cursor: Cursor | None, now: datetime, clock_offset: timedelta | None) -> str:
        """Up to when an export that ends at ``end`` can have found records: not beyond the present of the appliance's clock.

        Never before the cursor's place: clocks are set back at times.
        """
        present = ceiling(now + (clock_offset or timedelta()), self.search.granule)
        reached = iso_time(min(moment_in(end, "end"), present))
        return max(reached, cursor.until) if cursor else reached

    def since(self, until: datetime, start: str) -> datetime:
        """Where the run after one from ``start`` to ``until`` has to begin. ``until`` was rounded up, by one step of the API at most.

        Never before ``start``: which records of earlier times were exported is known no more.
        """
        return max(floor(until - self.search.granule - self.overlap, self.search.granule), moment_in(start, "start"))

    def question(self, cursor: Cursor | None) -> str:
        """A fingerprint of all that decides about the content of the file."""
        bounds = cursor.until if cursor else [self.params[name] for name in ("last", "start", "end")]
        overlap = self.params["overlap"] if self.cursor else None
        facts = [self.asked, bounds, overlap, type(self.lines).__name__, list(self.lines.fields), self.params["escape_formulas"]]
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def plan_from(params: Mapping[str, Any]) -> Plan:
    """The plan in ``params``. Raises :class:`InputError` for what cannot work."""
    search = SEARCHES[params["search"]]
    query = _query(search, params)
    dest, cursor = path_in("dest", params), path_in("cursor", params) if params["cursor"] else None
    if dest.is_dir():
        raise InputError(f"dest {dest} is a folder", "Give the name of a file.")
    if dest == cursor:
        raise InputError("dest and cursor are the same file")
    if not re.fullmatch(r"0[0-7]{3}", params["mode"]):
        raise InputError(f"mode is {params['mode']!r}", "Give it as four octal digits in quotes, such as '0640'.")
    where = f"{params['host']}:{params['port'] or DEFAULT_PORTS[params['scheme']]}"
    return Plan(
        search=search,
        query=query,
        asked={"appliance": where, "product": params["product"], "search": search.name, "filters": query},
        dest=dest,
        compressed=dest.suffix == ".gz",
        lines=_lines(search, dest, params),
        mode=int(params["mode"], 8),
        resume=params["resume"],
        cursor=cursor,
        overlap=duration(params["overlap"], "overlap"),
        params=params,
    )


def require_folder_of(dest: Path) -> None:
    if not dest.parent.is_dir() or not os.access(dest.parent, os.W_OK | os.X_OK):
        raise LocalFileError(f"the folder {dest.parent} does not exist, or the user that the task runs as may not write into it")


def _lines(search: Search, dest: Path, params: Mapping[str, Any]) -> LineFormat:
    suffix = Path(dest.stem).suffix if dest.suffix == ".gz" else dest.suffix
    form = params["format"] or FORM_OF.get(suffix)
    if not form:
        raise InputError(f"dest {dest.name} does not say which form it should have", f"Let it end in {', '.join(FORM_OF)}, or give format.")
    fields = params["fields"] or []
    twice = sorted({name for name in fields if fields.count(name) > 1})
    if twice:
        raise InputError(f"fields has {', '.join(twice)} more than once")
    if form == JSON_LINES:
        return JsonLines(fields)
    return CsvLines(fields or columns_for(search.fields), params["escape_formulas"])


def _query(search: Search, params: Mapping[str, Any]) -> dict[str, Any]:
    """The filters of the export as query parameters, by the rules of the module that searches the same."""
    rules = FILTERS[search.path]
    kind = {rules.kind_option: dict(search.query)[rules.kind_parameter]}
    for name in params["filters"]:
        if name not in rules.options or name in kind:
            raise InputError(f"a search of {search.name} has no filter {name!r}", _meant(str(name), search, params))
    checked = ArgumentSpecValidator(argument_spec(rules.options), **rules.constraints).validate({**params["filters"], **kind})
    if checked.error_messages:
        raise InputError(f"filters: {'; '.join(checked.error_messages)}")
    return rules.query({**checked.validated_parameters, "product": params["product"]})


def _meant(name: str, search: Search, params: Mapping[str, Any]) -> str:
    """What a name could mean that is no filter of ``search``."""
    if name in params:
        return "It is an option of the task itself."
    likely = nearest(name, list(FILTERS[search.path].options))
    if likely:
        return f"Did you mean {' or '.join(likely)}?"
    owner = next((path for path, rules in FILTERS.items() if name in rules.options), "")
    return f"It is a filter of {owner}." if owner else ""
