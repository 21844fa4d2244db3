# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The sections of what is known about a message: one resource for each, and what is known about its answer."""

from __future__ import annotations

from dataclasses import dataclass

SERIAL_NUMBER = "serialNumber"
SMA_SERIAL_NUMBER = "sma_serial_number"


@dataclass(frozen=True)
class Section:
    """One section.

    ``resource`` is the name of its row in the table of resources. ``times`` are the fields that hold times, however deep in
    the answer. ``serial_names`` are the names that clients use for the parameter with the serial number.
    """

    name: str
    resource: str
    meaning: str
    times: tuple[str, ...] = ("timestamp",)
    serial_names: tuple[str, ...] = (SERIAL_NUMBER,)


SECTIONS: dict[str, Section] = {
    section.name: section
    for section in (
        Section("details", "message_details", "the envelope, the attachments, the state, and C(summary), the events in the life of the message"),
        Section("amp", "message_amp_details", "what Advanced Malware Protection (AMP) found, event by event in C(ampDetails)"),
        Section("dlp", "message_dlp_details", "the violation of a DLP policy and what matched it, in C(dlpDetails)"),
        Section("url", "message_url_details", "what was found about URLs in the message, event by event in C(urlDetails)"),
        Section(
            "connection",
            "message_connection_details",
            "the sender group and reputation of the sending host, and the events of the connection in C(summary)",
            serial_names=(SERIAL_NUMBER, SMA_SERIAL_NUMBER),
        ),
        Section(
            "remediation",
            "message_remediation_details",
            "what was done to the message in mailboxes after delivery: C(batch_details) and, for each mailbox, C(message_details)",
            times=("b_init_time", "delivered_at"),
            serial_names=(SERIAL_NUMBER, SMA_SERIAL_NUMBER),
        ),
    )
}
