# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The filters of ``quarantine/messages``, which the two kinds of quarantine spell differently.

``spam`` is the spam quarantine, ``pvo`` are the policy, virus and outbreak quarantines. Operators have one name here and are
spelt as each of the two wants them. Sources: clients that work against real appliances, and the vendor's Swagger file for pvo.
"""

from __future__ import annotations

from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import CLIENT, Evidence
from ansible_collections.asyncos.api.plugins.module_utils._catalog.filters import LIST, NUMBER, Filter

SPAM = "spam"
PVO = "pvo"

KINDS: dict[str, str] = {
    SPAM: "the spam quarantine",
    PVO: "the policy, virus and outbreak quarantines",
}

OPERATORS: dict[str, dict[str, str]] = {
    SPAM: {
        "contains": "contains",
        "is": "is",
        "begins_with": "begins_with",
        "ends_with": "ends_with",
        "does_not_contain": "does_not_contain",
    },
    PVO: {
        "contains": "contains",
        "is": "matches_exactly",
        "begins_with": "starts_with",
        "ends_with": "ends_with",
        "does_not_contain": "does_not_contain",
        "is_not": "does_not_match",
        "does_not_begin_with": "does_not_start_with",
        "does_not_end_with": "does_not_end_with",
    },
}
"""By kind: our name of an operator and the wire's. That ``does_not_match`` is the opposite of ``matches_exactly`` is taken from the names."""

ONE_OF_THESE = ("from_address", "to_address", "subject")
"""Filters of the spam quarantine that share one parameter: ``filterBy`` names the field, so a search can have one of them."""


def _spam(option: str, wire: str, operator: str, meaning: str) -> Filter:
    return Filter(option, wire, meaning, Evidence(CLIENT, ("XSOAR", "SPL")), operator=operator, kinds=(SPAM,))


def _pvo(option: str, wire: str, meaning: str, **facts: Any) -> Filter:
    return Filter(option, wire, meaning, Evidence(CLIENT, ("SWG", "SPL", "JOS")), kinds=(PVO,), **facts)


SPAM_FILTERS: tuple[Filter, ...] = (
    _spam("from_address", "filterValue", "filterOperator", "the From header"),
    _spam("to_address", "filterValue", "filterOperator", "the To header"),
    _spam("subject", "filterValue", "filterOperator", "the subject"),
    _spam("recipient", "envelopeRecipientFilterValue", "envelopeRecipientFilterOperator", "the envelope recipient"),
)

PVO_FILTERS: tuple[Filter, ...] = (
    _pvo("quarantines", "quarantines", "names of quarantines, of which the message is in one", form=LIST),
    _pvo("subject", "subjectFilterValue", "the subject", operator="subjectFilterBy"),
    _pvo("recipient", "envelopeRecipientFilterValue", "the envelope recipient", operator="envelopeRecipientFilterBy"),
    _pvo("sender", "envelopeSenderFilterValue", "the envelope sender", operator="envelopeSenderFilterBy"),
    _pvo("originating_esa_ip", "originatingEsaIp", "the IP address of the gateway that the message came from"),
    _pvo("attachment_name", "attachmentName", "the name of an attachment"),
    _pvo("attachment_size_from", "attachmentSizeFromValue", "the least size of an attachment in KB", form=NUMBER),
    _pvo("attachment_size_to", "attachmentSizeToValue", "the largest size of an attachment in KB", form=NUMBER),
)

FILTERS: dict[str, tuple[Filter, ...]] = {SPAM: SPAM_FILTERS, PVO: PVO_FILTERS}

SIZE_BY = "attachmentSizeFilterBy"
"""Says which of the two sizes count: ``range``, ``more_than`` (only the first) or ``less_than`` (only the second)."""

BODY_PART = "[message body]"
"""Name of the first part of a message in its details. It is no attachment (source PSC)."""
