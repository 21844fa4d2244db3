# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The pages of one slice, one after the other, until there are no more.

In tracking ``meta.totalCount`` counts the page, and records that the appliance cannot read are left out of it and counted in
``num_bad_records``. So the next offset is what the page used up, and the end is an empty page (sources NRPM, STIX, CHR).
In quarantines ``totalCount`` is the number of all matches (source JOS).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ansible_collections.asyncos.api.plugins.module_utils._catalog.searches import Search
from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._task.envelope import bad_records, listed, total_count
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.record import Item, item_of
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.slices import MOST, Overfull, Slice, Span
from ansible_collections.asyncos.api.plugins.module_utils._task.window import Window, iso_time

MOST_REPEATS = 3
"""Pages in a row that bring nothing new. Live data may shift by a page; an appliance that ignores the offset never ends."""

MOST_UNREADABLE = 100
"""Pages in a row without a record that the appliance could read. It counts them itself, and might do so without end."""


class Page(NamedTuple):
    """One page: its entries, how many more the appliance could not read, and what it says about the number of matches."""

    rows: list[Any]
    bad: int
    total: int | None


def page_of(document: Any) -> Page:
    """The page in an answer. An empty object stands for no data."""
    data = listed(document)
    if data is None:
        raise MalformedReply("the answer is JSON, but has no list 'data' as a search has")
    if not all(isinstance(row, dict) for row in data):
        raise MalformedReply("the list 'data' of the answer has entries that are no records")
    return Page(data, bad_records(document), total_count(document))


def page_query(search: Search, window: Window, filters: Mapping[str, Any], offset: int, limit: int) -> dict[str, Any]:
    """The query parameters of one page."""
    return {**dict(search.query), **window.query(), **filters, "offset": offset, "limit": limit}


@dataclass(frozen=True)
class Pager:
    """Fetches slices of one search. ``encode`` makes of each record what is kept; ``count`` is told how many came with a page.

    ``slots`` bound the calls under way: more threads may fetch slices than that, so that some calls while others read answers.
    """

    client: Client
    search: Search
    query: Mapping[str, Any]
    encode: Callable[[dict[str, Any]], Any]
    slots: AbstractContextManager[Any] = nullcontext()
    count: Callable[[int], None] = lambda number: None
    stopped: Callable[[], bool] = lambda: False

    def fetch(self, span: Span) -> Slice | Overfull:
        """Everything in ``span``, sorted; or that it is too much, if the span can be cut."""
        most = MOST if span.width > self.search.granule else None
        found = _Collected(self)
        while self._next_page(span, found):
            if most and max(found.offset, found.total) > most:
                return Overfull(span)
        found.items = _in_order(found.items, iso_time(span.start))
        return found.as_slice(span)

    def first(self, span: Span, most: int) -> Slice:
        """The first ``most`` of ``span``, or somewhat more, in the appliance's order."""
        found = _Collected(self)
        while len(found.items) < most and self._next_page(span, found):
            pass
        return found.as_slice(span)

    def _next_page(self, span: Span, found: _Collected) -> bool:
        """Add the next page to what was found, and say whether there may be another one.

        An answer without any content stands for no data, but could be a failure as well. It ends a list only if it comes twice.
        """
        query = page_query(self.search, span, self.query, found.offset, self.search.page_size)
        with self.client.named("GET", self.search.path):
            document = self._answer(query) or self._answer(query)
            return document is not None and found.add(page_of(document))

    def _answer(self, query: Mapping[str, Any]) -> Any:
        """The answer; nothing, if it is not wanted any more."""
        with self.slots:
            reply = None if self.stopped() else self.client.call("GET", self.search.path, query)
        return reply.json() if reply else None


def _in_order(items: list[Item], start: str) -> list[Item]:
    """``items`` by time. One without a time stays behind the next older one in the appliance's list, wherever the window was cut."""
    times = [item.when for item in items if item.when]
    if len(times) == len(items):
        return sorted(items, key=lambda item: (item.when, item.key))
    keyed, last = [], start
    for place, item in enumerate(items[::-1] if times and times[0] > times[-1] else items):
        last = item.when or last
        keyed.append((last, not item.when, item.key if item.when else place, item))
    return [item for *_key, item in sorted(keyed, key=lambda entry: entry[:3])]


@dataclass
class _Collected:
    """What the pages of a slice have brought so far. ``total`` is what a quarantine last said about the number of its matches."""

    pager: Pager
    items: list[Item] = field(default_factory=list)
    keys: set[int] = field(default_factory=set)
    offset: int = 0
    total: int = 0
    pages: int = 0
    bad: int = 0
    duplicates: int = 0
    repeats: int = 0
    unreadable: int = 0

    def as_slice(self, span: Span) -> Slice:
        return Slice(span, self.items, self.pages, self.bad, self.duplicates)

    def add(self, page: Page) -> bool:
        """Take a page in, and say whether there may be another one."""
        self.pages += 1
        if not page.rows and not page.bad:
            return False
        met: Counter[str] = Counter()
        items = [item_of(row, self.pager.search, self.pager.encode, met) for row in page.rows]
        new = [item for item in items if item.key not in self.keys]
        self._notice_endless(page, len(new))
        self.items += new
        self.keys.update(item.key for item in new)
        self.bad += page.bad
        self.duplicates += len(items) - len(new)
        self.pager.count(len(new))
        return self._step(page)

    def _step(self, page: Page) -> bool:
        """Move the offset behind the page; or back by as many messages as a quarantine has lost, because the others have moved up."""
        used = min(self.pager.search.page_size, len(page.rows) + page.bad)
        if not self.pager.search.total_is_whole or page.total is None:
            self.offset += used
            return True
        lost = max(0, self.total - page.total)
        self.offset = max(0, self.offset - lost) if lost else self.offset + used
        self.total = page.total
        return self.offset < self.total

    def _notice_endless(self, page: Page, new: int) -> None:
        self.unreadable = 0 if page.rows else self.unreadable + 1
        if self.unreadable == MOST_UNREADABLE:
            raise MalformedReply(
                f"the appliance says of {MOST_UNREADABLE} pages in a row that it cannot read any of their records",
                "Look at the appliance's own logs, and ask for a window without these records.",
            )
        self.repeats = self.repeats + 1 if page.rows and not new else 0
        if self.repeats == MOST_REPEATS:
            raise MalformedReply(
                f"the appliance gives the same records again and again before offset {self.offset}",
                "It seems to ignore the offset, so its list cannot be read to the end. Ask for a shorter window, and report it to the vendor.",
            )
