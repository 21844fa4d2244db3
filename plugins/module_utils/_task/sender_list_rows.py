# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The rows of a safelist or blocklist, read to the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ansible_collections.asyncos.api.plugins.module_utils._catalog.sender_views import PAGE_SIZE, SENDER, View
from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError, MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._task.envelope import total_count

PRODUCTS = ("esa", "sma")


class Row(NamedTuple):
    """One row: an address, and those that it is paired with, spelt as the appliance spells them."""

    address: str
    others: tuple[str, ...]

    def entry(self, view: View) -> dict[str, Any]:
        """As results show it: ``{recipient, senders}`` or ``{sender, recipients}``."""
        return {view.address: self.address, view.others: list(self.others)}


@dataclass
class Rows:
    """The rows of one list. ``total`` is the appliance's own count, ``None`` if it gave none."""

    rows: list[Row] = field(default_factory=list)
    total: int | None = None
    received: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether as much came as the appliance counted: others may write to the list while it is read.

        Whether it counts rows or pairs is not settled: in the one recorded answer there are two of each (source TN218372).
        """
        return self.total in (None, len(self.rows), sum(len(row.others) for row in self.rows))

    def add(self, page: Page, view: View) -> bool:
        """Take a page in, and say whether there may be another one."""
        met = {row.address for row in self.rows}
        new = [row for row in page.rows if row.address not in met]
        if page.rows and not new:
            raise MalformedReply(
                f"the appliance repeats rows of the list by {view.name} after {self.received} of them",
                "It seems to ignore the offset, so the list cannot be read to the end.",
            )
        self.rows += new
        self.total = page.total
        self.received += len(page.rows)
        return bool(page.rows) and (page.total is None or self.received < page.total)


class Page(NamedTuple):
    """One page of rows, and how many the list has in all."""

    rows: list[Row]
    total: int | None


def folded(address: str) -> str:
    """An address as it is compared: without case and outer blanks."""
    return address.strip().lower()


def require_mail(product: str) -> None:
    if product not in PRODUCTS:
        raise InputError(f"safelists and blocklists are resources of esa and sma, not of {product}")


def read_rows(client: Client, name: str, view: View, search: str = "") -> Rows:
    """Every row of the list ``name``, page by page. ``search`` is a part of a recipient's address."""
    if search and view.name == SENDER:
        raise InputError("search is given with view_by=sender", "Appliances search by recipient only: leave one of the two away, or use addresses.")
    found, more = Rows(), True
    while more:
        more = found.add(client.get(f"quarantine/{name}", _query(view, search, found.received), lambda document: _page(document, view)), view)
    return found


def _query(view: View, search: str, offset: int) -> dict[str, Any]:
    query = {"action": "view", "quarantineType": "spam", "viewBy": view.name, "orderBy": view.name, "orderDir": "asc"}
    return {**query, **({"search": search} if search else {}), "offset": offset, "limit": PAGE_SIZE}


def _page(document: Any, view: View) -> Page:
    data = document.get("data", [] if not document else None) if isinstance(document, dict) else None
    entries = [] if data == {} else data
    if not isinstance(entries, list):
        raise MalformedReply("the answer is JSON, but has no list 'data' as a sender list has")
    rows = {row.address: row for row in (_row(entry, view) for entry in entries)}
    return Page(list(rows.values()), total_count(document))


def _row(entry: Any, view: View) -> Row:
    address = entry.get(view.row_address) if isinstance(entry, Mapping) else None
    others = entry.get(view.row_others) if isinstance(entry, Mapping) else None
    if not isinstance(address, str) or not isinstance(others, list):
        raise MalformedReply(f"a row of the list by {view.name} has no {view.row_address} or no {view.row_others}")
    return Row(address, tuple(str(other) for other in others))
