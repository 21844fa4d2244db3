# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The two ways to look at a safelist or blocklist: by recipient or by sender, and how the wire spells each."""

from __future__ import annotations

from dataclasses import dataclass

LISTS: dict[str, str] = {
    "safelist": "senders whose mail is never taken for spam",
    "blocklist": "senders whose mail is always taken for spam",
}

RECIPIENT = "recipient"
SENDER = "sender"


@dataclass(frozen=True)
class View:
    """One view. A row has one ``address`` and several ``others``.

    ``address`` and ``others`` are our names of the two. ``row_address`` and ``row_others`` are those of a row of the answer,
    ``sent_addresses`` that of the rows to write (``others`` are then spelt as in the answer), and ``removed`` that of the rows
    to delete.
    """

    name: str
    address: str
    others: str
    row_address: str
    row_others: str
    sent_addresses: str
    removed: str

    @property
    def addresses(self) -> str:
        """The option that names the rows."""
        return f"{self.address}s"


VIEWS: dict[str, View] = {
    RECIPIENT: View(RECIPIENT, "recipient", "senders", "recipientAddress", "senderList", "recipientAddresses", "recipientList"),
    SENDER: View(SENDER, "sender", "recipients", "senderAddress", "recipientList", "senderAddresses", "senderList"),
}
"""Sources TN218372 (recorded rows by recipient), SWG and XSOAR."""

PAGE_SIZE = 100
"""Rows asked for at once. Recorded calls ask for 25; the largest that appliances answer is not known, so fewer may come."""
