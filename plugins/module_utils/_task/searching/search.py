# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A search to its end: slices, pages, order and duplicates, with the records in memory."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.searches import HOUR, Search
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.harvest import harvest
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.paging import Pager
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.record import Known
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.slices import AIM, Pace, Slice, Span
from ansible_collections.asyncos.api.plugins.module_utils._task.window import Window, iso_time

DEFAULT_LIMIT = 10_000
NEWEST_FIRST = "newest_first"

FIRST_WIDTH = timedelta(minutes=5)
FIRST_WIDTH_FILTERED = 24 * HOUR

CLOCKS_DIFFER = timedelta(minutes=2)

BOUNDS: dict[str, Option] = {
    "limit": Option(
        "int",
        (
            "The largest number of records to return. RV(meta.truncated) and a warning say when there were more.",
            "Records are held in memory and become part of the result. For very many of them there is M(asyncos.api.tracking_export).",
        ),
        default=DEFAULT_LIMIT,
    ),
    "order": Option(
        "str",
        ("The order of the records by time, and with O(limit) which of them are returned.",),
        default=NEWEST_FIRST,
        choices=(NEWEST_FIRST, "oldest_first"),
    ),
}


@dataclass(frozen=True)
class Found:
    """Records in the order of time, and how they were found."""

    records: list[dict[str, Any]]
    meta: dict[str, Any]


@dataclass
class Counts:
    """What a search cost and brought, beside its records."""

    slices: int = 0
    pages: int = 0
    bad_records: int = 0
    duplicates: int = 0

    def add(self, done: Slice) -> None:
        self.slices += 1
        self.pages += done.pages
        self.bad_records += done.bad_records
        self.duplicates += done.duplicates


def pace_for(search: Search, query: Mapping[str, Any], whole: Span) -> Pace:
    """How wide the first slices are: a filter finds few records, so it can look further; a quarantine counts its matches itself."""
    first = whole.width if search.total_is_whole else FIRST_WIDTH_FILTERED if query else FIRST_WIDTH
    return Pace(min(whole.width, first), search.granule)


def find(job: Job, search: Search, query: Mapping[str, Any], window: Window, limit: int, newest_first: bool = True) -> Found:
    """The records of ``search`` in ``window`` that pass the filters in ``query``, at most ``limit``."""
    _require_limit(limit)
    stop = threading.Event()
    pager = Pager(job.client, search, query, encode=_unchanged, stopped=stop.is_set)
    whole = Span(window.start, window.end)
    workers = min(job.client.settings.concurrency, -(-limit // AIM))
    slices = harvest(pager.fetch, whole, pace_for(search, query, whole), workers, stop, newest_first)
    known, counts = Known(), Counts()
    records: list[dict[str, Any]] = []
    with closing(slices):
        for done in slices:
            counts.add(done)
            new = [item.value for item in known.new_of(done.items)]
            counts.duplicates += len(done.items) - len(new)
            records += reversed(new) if newest_first else new
            if len(records) > limit:
                break
    return _found(job, search, window, limit, records, counts)


def find_sorted(job: Job, search: Search, query: Mapping[str, Any], window: Window, limit: int) -> Found:
    """The first records of a search that the appliance sorts: the whole window in one piece, in the order of the answer."""
    _require_limit(limit)
    pager = Pager(job.client, search, query, encode=_unchanged)
    counts = Counts()
    done = pager.first(Span(window.start, window.end), limit + 1)
    counts.add(done)
    return _found(job, search, window, limit, [item.value for item in done.items], counts)


def _unchanged(record: dict[str, Any]) -> dict[str, Any]:
    return record


def _require_limit(limit: int) -> None:
    if limit < 1:
        raise InputError(f"limit is {limit}, but must be at least 1")


def _found(job: Job, search: Search, window: Window, limit: int, records: list[dict[str, Any]], counts: Counts) -> Found:
    warn_of_clock(job)
    truncated = len(records) > limit
    if truncated:
        job.warn(f"There are more than {limit} records; the rest is left out. Raise limit, narrow the search, or use asyncos.api.tracking_export.")
    kept = records[:limit]
    return Found(kept, search_meta(search, iso_time(window.start), iso_time(window.end), len(kept), truncated, counts))


def warn_of_clock(job: Job) -> None:
    """Say so if the clocks differ: windows that end now are meant by this machine's clock, records have the appliance's."""
    offset = job.client.clock_offset
    if offset is not None and abs(offset) >= CLOCKS_DIFFER:
        minutes = abs(offset) // timedelta(minutes=1)
        job.warn(f"The clock of {job.client.settings.label} is {minutes} minutes {'ahead of' if offset > timedelta() else 'behind'} the one here.")


def search_meta(search: Search, start: str, end: str, returned: int, truncated: bool, counts: Counts) -> dict[str, Any]:
    """``meta`` of a result: :data:`META_FIELDS`."""
    return {"search": search.name, "start": start, "end": end, "returned": returned, "truncated": truncated, **asdict(counts)}


META_FIELDS: dict[str, tuple[str, str]] = {
    "search": ("str", "What was searched."),
    "start": ("str", "Beginning of the window that was searched, in ISO 8601 and UTC."),
    "end": ("str", "Its end."),
    "returned": ("int", "Number of records returned."),
    "truncated": ("bool", "Whether there were more records than the limit allows."),
    "slices": ("int", "Number of parts that the window was searched in."),
    "pages": ("int", "Number of pages that were fetched."),
    "bad_records": ("int", "Number of records that the appliance itself could not read."),
    "duplicates": ("int", "Number of records that came twice and were dropped once."),
}
"""The fields of ``meta``: type and meaning."""
