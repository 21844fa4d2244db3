# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The life of a message: what all sections tell, as one list in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ansible_collections.asyncos.api.plugins.plugin_utils._tracing.fields import listed, mapping, text

Event = dict[str, Any]

_LISTS = (("connection", "summary"), ("details", "summary"), ("amp", "ampDetails"), ("url", "urlDetails"))
"""Where sections have their events. Appliances list them in the order of time."""


def events_of(sections: Mapping[str, Any]) -> list[Event]:
    """``{"when", "section", "text"}`` of every event. What two sections tell alike comes once.

    Times have full seconds only, so events of one second stay in the order of their list. An event without a readable time stays
    behind the one before it.
    """
    found: dict[tuple[str | None, str], Event] = {}
    places: dict[tuple[str | None, str], str] = {}
    for section, field in _LISTS:
        latest = ""
        for event in _events(section, listed(mapping(sections.get(section)).get(field))):
            latest = event["when"] or latest
            key = (event["when"], event["text"])
            found.setdefault(key, event)
            places.setdefault(key, latest)
    for event in _remediation(mapping(sections.get("remediation"))):
        key = (event["when"], event["text"])
        found.setdefault(key, event)
        places.setdefault(key, event["when"] or "9999")
    return [found[key] for key in sorted(found, key=lambda key: places[key])]


def _events(section: str, entries: Iterable[Any]) -> Iterable[Event]:
    for entry in entries:
        fields = mapping(entry)
        words = text(fields.get("description")) if fields else text(entry)
        if words:
            yield {"when": fields.get("timestamp_utc"), "section": section, "text": words}


def remediated(section: Mapping[str, Any]) -> list[dict[str, str]]:
    """What was done in which mailbox: ``{"action", "mailbox", "result"}``."""
    action = text(mapping(section.get("batch_details")).get("mor_action")) or "remediation"
    rows = [mapping(row) for row in listed(section.get("message_details"))]
    return [{"action": action, "mailbox": text(row.get("recipient_email")), "result": text(row.get("mor_status")) or "result unknown"} for row in rows]


def _remediation(section: Mapping[str, Any]) -> Iterable[Event]:
    batch = mapping(section.get("batch_details"))
    by = f" by {text(batch.get('b_init_username'))}" if text(batch.get("b_init_username")) else ""
    for row in remediated(section):
        words = f"Remediation{by}: {row['action']} in the mailbox {row['mailbox']}: {row['result']}."
        yield {"when": batch.get("b_init_time_utc"), "section": "remediation", "text": words}
