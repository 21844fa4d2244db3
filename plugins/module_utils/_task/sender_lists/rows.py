# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The rows of a safelist or blocklist, read to the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ansible_collections.asyncos.api.plugins.module_utils._catalog.sender_views import PAGE_SIZE, SENDER, View
from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError, MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._task.envelope import listed, total_count

MOST_PAGES = 10_000
"""Pages of one list. An appliance might answer new rows without end."""


class Row(NamedTuple):
    """One row: an address, and those that it is paired with, spelt as the appliance spells them."""

    address: str
    others: tuple[str, ...]

    def entry(self, view: View) -> dict[str, Any]:
        """As results show it: ``{recipient, senders}`` or ``{sender, recipients}``."""
        return {view.address: self.address, view.others: list(self.others)}


@dataclass
class Rows:
    """The rows of one list. ``totals`` are the appliance's different counts of it, and ``received`` is how many rows came.

    What comes in several rows of one address is one row here, so that none of them is taken for all of it.
    """

    pairs: dict[str, dict[str, None]] = field(default_factory=dict)
    totals: list[int] = field(default_factory=list)
    received: int = 0
    pages: int = 0

    @property
    def rows(self) -> list[Row]:
        return [Row(address, tuple(others)) for address, others in self.pairs.items()]

    @property
    def total(self) -> int | None:
        return self.totals[-1] if self.totals else None

    @property
    def counted(self) -> str:
        """The counts in words."""
        return " and then ".join(map(str, self.totals))

    @property
    def is_whole(self) -> bool:
        """Whether as much came as the appliance counted: others may write to the list while it is read.

        Whether it counts rows or pairs is not settled: in the one recorded answer there are two of each (source TN218372).
        """
        return any(set(self.totals) <= {count} for count in (self.received, len(self.pairs), sum(map(len, self.pairs.values()))))

    def add(self, page: Page, view: View) -> bool:
        """Take a page in, and say whether there may be another one."""
        if page.total is not None and not page.counts_itself and page.total not in self.totals:
            self.totals.append(page.total)
        is_new = not page.rows
        for row in page.rows:
            known = self.pairs.get(row.address)
            is_new = is_new or known is None or not known.keys() >= set(row.others)
            self.pairs[row.address] = {**(known or {}), **dict.fromkeys(row.others)}
        if not is_new:
            raise MalformedReply(
                f"the appliance repeats rows of the list by {view.name} after {self.received} of them",
                "It seems to ignore the offset, so the list cannot be read to the end.",
            )
        self.received += len(page.rows)
        self.pages += 1
        if page.rows and self.pages == MOST_PAGES:
            raise MalformedReply(f"the appliance answered {MOST_PAGES} pages of the list by {view.name} and no end")
        return bool(page.rows)


class Page(NamedTuple):
    """One page of rows, and the appliance's count."""

    rows: list[Row]
    total: int | None

    @property
    def counts_itself(self) -> bool:
        """Whether the count may be that of the page, as it is in tracking: then it says nothing about the list."""
        return self.total in (len(self.rows), sum(len(row.others) for row in self.rows))


def folded(address: str) -> str:
    """An address as it is compared: without case and outer blanks."""
    return address.strip().lower()


def by_address(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows by their folded addresses. Whether appliances hold addresses apart that differ in case only is not known."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(folded(row.address), []).append(row)
    return found


def read_rows(client: Client, name: str, view: View, search: str = "") -> Rows:
    """Every row of the list ``name``, page by page until one is empty. ``search`` is a part of a recipient's address."""
    if search and view.name == SENDER:
        raise InputError("search is given with view_by=sender", "Appliances search by recipient only: leave one of the two away, or use addresses.")
    found = Rows()
    while client.get(f"quarantine/{name}", _query(view, search, found.received), lambda document: found.add(_page(document, view), view)):
        pass
    return found


def _query(view: View, search: str, offset: int) -> dict[str, Any]:
    query = {"action": "view", "quarantineType": "spam", "viewBy": view.name, "orderBy": view.name, "orderDir": "asc"}
    return {**query, **({"search": search} if search else {}), "offset": offset, "limit": PAGE_SIZE}


def _page(document: Any, view: View) -> Page:
    entries = listed(document)
    if entries is None:
        raise MalformedReply("the answer is JSON, but has no list 'data' as a sender list has")
    return Page([_row(entry, view) for entry in entries], total_count(document))


def _row(entry: Any, view: View) -> Row:
    address = entry.get(view.row_address) if isinstance(entry, Mapping) else None
    others = entry.get(view.row_others) if isinstance(entry, Mapping) else None
    if not isinstance(address, str) or not isinstance(others, list):
        raise MalformedReply(f"a row of the list by {view.name} has no {view.row_address} or no {view.row_others}")
    return Row(address, tuple(str(other) for other in others))
