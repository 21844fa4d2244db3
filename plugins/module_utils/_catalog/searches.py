# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The searches: lists of records that the appliance gives in pages, and what is known about how each of them pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import CLIENT, INFERRED, RECORDED, Evidence
from ansible_collections.asyncos.api.plugins.module_utils._catalog.message_filters import (
    ALL_HOSTS,
    MESSAGE_FIELDS,
    MESSAGES,
    REJECTED_CONNECTION_FIELDS,
    REJECTED_CONNECTIONS,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.web_filters import SERVICES, WEB_FIELDS

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)

MESSAGE_TRACKING = "message-tracking/messages"
WEB_TRACKING = "web-tracking/web_transaction"
QUARANTINE = "quarantine/messages"


@dataclass(frozen=True)
class Search:
    """One kind of search.

    ``query`` are the parameters that make it this kind, and defaults of clients. ``time_field`` is the field that holds a record's time, and
    ``identity`` those that together tell a record from all others; where that is empty, records have no identity of their own.
    ``granule`` is the finest step of the window. ``page_size`` is the largest that clients use. ``total_is_whole`` says
    whether ``meta.totalCount`` counts all matches, or only the page.
    """

    name: str
    path: str
    query: tuple[tuple[str, str], ...]
    fields: tuple[str, ...]
    time_field: str
    identity: tuple[str, ...]
    granule: timedelta
    page_size: int
    total_is_whole: bool
    evidence: Evidence


def _mail(name: str, fields: tuple[str, ...], identity: tuple[str, ...], evidence: Evidence) -> Search:
    query = (("searchOption", name), ("ciscoHost", ALL_HOSTS))
    return Search(name, MESSAGE_TRACKING, query, fields, "timestamp", identity, MINUTE, 100, False, evidence)


def _web(service: str) -> Search:
    query = (("device_type", "wsa"), ("filterBy", service), ("filterOperator", "is"))
    evidence = Evidence(RECORDED, ("NRPM",)) if service == "proxy_services" else Evidence(INFERRED, ("X125",))
    return Search(service, WEB_TRACKING, query, WEB_FIELDS[service], "timestamp", (), HOUR, 100, False, evidence)


def _quarantine(kind: str, fields: tuple[str, ...], time_field: str) -> Search:
    query = (("quarantineType", kind),)
    evidence = Evidence(CLIENT, ("JOS", "XSOAR", "SPL"))
    return Search(f"{kind}_quarantine", QUARANTINE, query, fields, time_field, ("mid",), MINUTE, 250, True, evidence)


SPAM_FIELDS = ("mid", "date", "fromAddress", "toAddress", "envelopeRecipient", "subject", "size")
PVO_FIELDS = (
    "mid",
    "received",
    "scheduledExit",
    "sender",
    "recipient",
    "subject",
    "size",
    "inQuarantines",
    "quarantineForReason",
    "quarantineForReasonDict",
    "originatingEsaIp",
    "esaHostName",
    "esaMid",
)

SEARCHES: dict[str, Search] = {
    search.name: search
    for search in (
        _mail(MESSAGES, MESSAGE_FIELDS, ("serialNumber", "icid", "mid", "timestamp"), Evidence(RECORDED, ("NRPM", "STIX", "GY"))),
        _mail(REJECTED_CONNECTIONS, REJECTED_CONNECTION_FIELDS, ("serialNumber", "icid", "timestamp"), Evidence(CLIENT, ("XSOAR",))),
        *(_web(service) for service in SERVICES),
        _quarantine("spam", SPAM_FIELDS, "date"),
        _quarantine("pvo", PVO_FIELDS, "received"),
    )
}
