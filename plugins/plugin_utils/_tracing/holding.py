# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether a quarantine holds a message.

Rows of policy, virus and outbreak quarantines name the gateway and the id that the message had there (sources SWG, SPL), which is
certain. Rows of the spam quarantine, and those of releases that do not name them, can only be compared by what they tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from ansible_collections.asyncos.api.plugins.plugin_utils._tracing.fields import first, known, mapping, numbers, text, texts

SPAM = "spam"
NEAR = timedelta(hours=1)
"""How far the time in quarantine may be from that in tracking, where nothing better tells which message it is."""


def held_in(message: Mapping[str, Any], details: Mapping[str, Any], searches: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One entry for each row of ``searches`` that is the message; ``certain`` says whether there is no doubt about it."""
    found = []
    for search in searches:
        for row in search["records"]:
            certain = _is_spam(message, row) if search["quarantine_type"] == SPAM else _is_pvo(message, details, row)
            if certain is not None:
                found.append(_entry(search, row, certain))
    return found


def _entry(search: Mapping[str, Any], row: Mapping[str, Any], certain: bool) -> dict[str, Any]:
    return {
        "appliance": search["appliance"],
        "quarantine_type": search["quarantine_type"],
        "quarantines": [name.strip() for name in text(row.get("inQuarantines")).split(",") if name.strip()],
        "mid": first(*numbers(row.get("mid")), row.get("mid")),
        "since": first(row.get("received_utc"), row.get("date_utc")),
        "until": row.get("scheduledExit_utc"),
        "reasons": texts(row.get("quarantineForReason")),
        "certain": certain,
    }


def _is_pvo(message: Mapping[str, Any], details: Mapping[str, Any], row: Mapping[str, Any]) -> bool | None:
    """Whether the row is the message: True, False for probably, None for no."""
    if not known(row.get("esaMid")):
        return False if _is_alike(message, row, "recipient", "received_utc") and _came_from(message, [row.get("sender")]) else None
    if not set(numbers(row["esaMid"])) & set(message["mid"]):
        return None
    same_gateway = _is_gateway(message["record"], details, row)
    if same_gateway is None:
        return False if _came_from(message, [row.get("sender")]) else None
    return True if same_gateway else None


def _is_gateway(record: Mapping[str, Any], details: Mapping[str, Any], row: Mapping[str, Any]) -> bool | None:
    """Whether the row names the message's gateway, by name or address; None where there is nothing to compare.

    Details write ``esa1.example.com (192.0.2.1)``, and ``(Name unresolved,  SN:...)`` where a manager does not know the name (source XSOAR).
    """
    named = f"{text(record.get('hostName'))} {text(details.get('hostName'))}".lower()
    words = set(re.split(r"[\s(),]+", named))
    names = {name.lower() for name in (text(row.get("esaHostName")), text(row.get("originatingEsaIp"))) if name}
    if not names or not named.strip() or "unresolved" in words:
        return None
    return bool(names & words)


def _is_spam(message: Mapping[str, Any], row: Mapping[str, Any]) -> bool | None:
    """The spam quarantine names the From header, which need not be the sender of the envelope: it is compared where both are known."""
    return False if _is_alike(message, row, "envelopeRecipient", "date_utc") and _came_from(message, texts(row.get("fromAddress"))) else None


def _is_alike(message: Mapping[str, Any], row: Mapping[str, Any], recipients: str, time: str) -> bool:
    record = message["record"]
    ours, theirs = ({address.lower() for address in texts(value)} for value in (record.get("recipient"), row.get(recipients)))
    return bool(ours & theirs) and _plain(row.get("subject")) in _subjects(record) and _is_near(message["when"], row.get(time))


def _came_from(message: Mapping[str, Any], froms: Iterable[Any]) -> bool:
    """Whether one of ``froms``, which may have a name around the address, is a sender of the message."""
    record = message["record"]
    senders = [address.lower() for address in [*texts(record.get("sender")), *texts(record.get("friendly_from"))]]
    return any(sender in text(one).lower() for one in froms for sender in senders)


def _subjects(record: Mapping[str, Any]) -> set[str]:
    """The subject as it came, and those that it got, by id in newer releases."""
    return {_plain(subject) for subject in (record.get("subject"), *mapping(record.get("finalSubject")).values())}


def _plain(subject: Any) -> str:
    return " ".join(text(subject).split())


def _is_near(one: Any, other: Any) -> bool:
    if not known(one) or not known(other):
        return False
    ours, theirs = (datetime.fromisoformat(str(time).replace("Z", "+00:00")) for time in (one, other))
    return abs(ours - theirs) <= NEAR
