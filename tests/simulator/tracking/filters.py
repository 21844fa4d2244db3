# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The filters of message tracking. Their names are the catalogue's; which message passes is the simulator's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from ..parameters import one_of, whole_number
from ..refusals import invalid_value, missing_attribute
from . import facts
from .connections import Connection
from .messages import Message

Record = TypeVar("Record")
Test = Callable[[Record], bool]
Filters = tuple[tuple[str, str], ...]
"""Names and values of parameters, in the order in which they came."""

OPERATORS: dict[str, Callable[[str, str], bool]] = {
    "contains": lambda own, wanted: wanted in own,
    "is": lambda own, wanted: own == wanted,
    "begins_with": lambda own, wanted: own.startswith(wanted),
}

COMPARED: dict[str, tuple[str, Callable[[Message], Iterable[str]]]] = {
    "envelopeSenderfilterValue": ("envelopeSenderfilterOperator", lambda message: [message.sender]),
    "envelopeRecipientfilterValue": ("envelopeRecipientfilterOperator", lambda message: message.recipients),
    "subjectfilterValue": ("subjectfilterOperator", lambda message: [message.subject]),
    "attachmentNameValue": ("attachmentNameOperator", lambda message: [file.name for file in facts.attachments(message)]),
    "domainNameValue": ("domainNameOperator", lambda message: [message.sender_domain]),
    "replyToValue": ("replyToOperator", lambda message: [message.reply_to]),
}
"""Filters with an operator: the parameter that holds it, and the texts of which one has to fit."""

BASIC: dict[str, Callable[[Message], Iterable[str]]] = {
    "fileSha256": lambda message: [file.sha256 for file in facts.attachments(message)],
    "senderIp": lambda message: [message.sender_ip],
    "messageIdHeader": lambda message: [message.message_id, message.message_id.strip("<>")],
    "ciscoMid": lambda message: map(str, message.mids),
    "messageDirection": lambda message: [message.direction],
}
"""Filters that a message has to pass, every one of them: the texts of which one has to be the value."""

FLAGS: dict[str, Test[Message]] = {
    **{
        name: lambda message, name=name: name in message.outcome.events  # type: ignore[misc]  # a default argument keeps each name
        for name in (
            "message_delivered",
            "hardBounced",
            "softBounced",
            "spamPositive",
            "suspectSpam",
            "quarantinedAsSpam",
            "virusPositive",
            "graymail",
            "containedMaliciousUrls",
            "inOutbreakQuarantine",
            "daneFailure",
        )
    },
    "containedNeutralUrls": lambda message: getattr(facts.url(message), "reputation", "") == "Neutral",
    "safeprintExt": facts.safe_printed,
}
"""Event filters of yes or no. They take ``True`` only (source STIX)."""

EVENTS: dict[str, Callable[[Message], Iterable[str]]] = {
    "deliveryStatus": lambda message: [message.outcome.delivery],
    "quarantineStatus": lambda message: [message.outcome.quarantine_kind],
    "quarantinedTo": lambda message: [message.outcome.quarantine],
    "dlpViolationsNames": lambda message: [facts.dlp_policy(message)],
    "dlpViolationsSeverities": lambda message: [facts.dlp_severity(message)],
    "dlpAction": lambda message: [message.outcome.dlp_action],
    "dmarcFrom": lambda message: [facts.dmarc_from(message)],
    "dmarcAction": lambda message: [facts.dmarc(message)],
    "etfSources": lambda message: [facts.feed(message)],
    "etfIocs": lambda message: [facts.indicator(message)],
    "smime": lambda message: [facts.smime(message)],
    "appForwarding": lambda message: [facts.forwarding(message)],
    "forgedEmailDetection": lambda message: [facts.forged_name(message)],
    "geoLocation": lambda message: [facts.country(message)],
    "ipReputation": lambda message: [] if message.score is None else [str(int(message.score))],
    "messageFilters": lambda message: [facts.message_filter(message)],
    "outbreakFiltersUrlRewrittenByOf": lambda message: [facts.rewritten_url(message)],
    "outbreakFiltersVofThreatCategory": lambda message: [facts.outbreak_category(message)],
    "sdrCategories": lambda message: [str(facts.sdr_category(message) or "")],
    "sdrThreatLevels": lambda message: [str(facts.sdr_level(message) or "")],
    "threatName": lambda message: [facts.threat_name(message)],
    "urlCategories": lambda message: [getattr(facts.url(message), "category", "")],
    "urlReputation": lambda message: [getattr(facts.url(message), "reputation", "")],
}
"""Event filters with a value: the texts of which one has to be it. A message without such an event gives none, or an empty one."""

GROUPS: tuple[dict[str, Callable[[Message], Iterable[str]]], ...] = (
    {
        "contentFiltersName": lambda message: [facts.content_filter(message)],
        "contentFiltersDirection": lambda message: [facts.way(message)],
        "contentFiltersAction": lambda message: ["stopped"],
    },
    {
        "advancedMalwareProtection": lambda message: [facts.amp_verdict(message)],
        "advancedMalwareProtectionMailflowDirection": lambda message: [message.direction],
    },
    {
        "macroFileTypesDetected": facts.macro_types,
        "macroMailflowDirection": lambda message: [facts.way(message)],
    },
    {
        "webInteractionTrackingUrls": lambda message: [facts.clicked_url(message)],
        "webInteractionTrackingMailflowDirection": lambda message: [facts.way(message)],
    },
    {
        "mailPolicyName": lambda message: [message.mail_policy],
        "mailPolicyDirection": lambda message: [facts.way(message)],
    },
)
"""Event filters that work only together: a message has to pass all of a group."""

LISTS = frozenset({"quarantinedTo", "sdrCategories", "sdrThreatLevels", "urlCategories", "macroFileTypesDetected"})
"""Filters whose value is a list with commas; one entry has to fit."""

_WAYS = ("inbound", "outbound")
_DIRECTIONS = ("incoming", "outgoing")
CHOICES: dict[str, tuple[str, ...]] = {
    **{operator: tuple(OPERATORS) for operator, _texts in COMPARED.values()},
    **dict.fromkeys(FLAGS, ("True",)),
    "messageDirection": _DIRECTIONS,
    "deliveryStatus": ("DELIVERED", "DROPPED", "ABORTED", "BOUNCED"),
    "quarantineStatus": ("POLICY", "AMP", "AV", "UNCLASSIFIED", "DLP", "OUTBREAK"),
    "dlpViolationsSeverities": ("critical", "high", "medium", "low"),
    "dlpAction": ("delivered", "encrypted", "dropped"),
    "dmarcAction": ("none", "quarantine", "reject", "passed", "failed"),
    "etfIocs": ("file_hash", "url", "domain"),
    "smime": ("smime_successful", "smime_failed"),
    "appForwarding": ("app_success", "app_failed"),
    "contentFiltersDirection": _WAYS,
    "contentFiltersAction": ("stopped",),
    "advancedMalwareProtection": ("amp_clean", "amp_malicious", "amp_unknown", "amp_unscannable", "amp_lowrisk"),
    "advancedMalwareProtectionMailflowDirection": _DIRECTIONS,
    "macroMailflowDirection": _WAYS,
    "webInteractionTrackingMailflowDirection": _WAYS,
    "mailPolicyDirection": _WAYS,
}
"""Filters with fixed values. That others are refused, and letter case with them, is inferred."""

NAMES = frozenset({*COMPARED, *(operator for operator, _texts in COMPARED.values()), *BASIC, *FLAGS, *EVENTS, *(name for group in GROUPS for name in group)})
CONNECTION_FACTS: dict[str, Callable[[Connection], Iterable[str]]] = {
    "senderIp": lambda connection: [connection.sender_ip],
    "ipReputation": lambda connection: [str(int(connection.score))],
}
"""What filters can ask of a rejected connection (inferred); any other filter finds none."""


def filters_in(parameters: Mapping[str, str]) -> Filters:
    """The filters of a request, checked. How half of a pair or group is answered is unknown; refusing it is inferred."""
    given = {name: value for name, value in parameters.items() if name in NAMES}
    for value_name, (operator, _texts) in COMPARED.items():
        _complete(given, (value_name, operator))
    for group in GROUPS:
        _complete(given, tuple(group))
    for name in given:
        if name in CHOICES:
            one_of(given, name, CHOICES[name])
        elif not given[name]:
            raise invalid_value(name, f"{name} has no value")
    whole_number(given, "ciscoMid")
    return tuple(given.items())


def _complete(given: Mapping[str, str], together: tuple[str, ...]) -> None:
    missing = [name for name in together if name not in given]
    if missing and len(missing) < len(together):
        raise missing_attribute(missing[0])


def message_test(filters: Filters) -> Test[Message]:
    """Whether a message passes: all of the basic filters, and at least one of the filters for events, if there are any."""
    given = dict(filters)
    basic = [_compared(texts, given[operator], given[name]) for name, (operator, texts) in COMPARED.items() if name in given]
    basic += [_wanted(BASIC[name], name, value) for name, value in filters if name in BASIC]
    events: list[Test[Message]] = [FLAGS[name] for name in given if name in FLAGS]
    events += [_wanted(EVENTS[name], name, value) for name, value in filters if name in EVENTS]
    events += [_all_of([_wanted(texts, name, given[name]) for name, texts in group.items()]) for group in GROUPS if given.keys() >= group.keys()]
    if not events:
        return _all_of(basic)
    return lambda message: all(test(message) for test in basic) and any(test(message) for test in events)


def connection_test(filters: Filters) -> Test[Connection]:
    if any(name not in CONNECTION_FACTS for name, _value in filters):
        return lambda connection: False
    return _all_of([_wanted(CONNECTION_FACTS[name], name, value) for name, value in filters])


def _all_of(tests: list[Test[Record]]) -> Test[Record]:
    return lambda record: all(test(record) for test in tests)


def _wanted(texts: Callable[[Record], Iterable[str]], name: str, value: str) -> Test[Record]:
    """Letter case does not count (inferred)."""
    wanted = {part.strip().lower() for part in (value.split(",") if name in LISTS else [value])} - {""}
    return lambda record: any(text.lower() in wanted for text in texts(record))


def _compared(texts: Callable[[Message], Iterable[str]], operator: str, value: str) -> Test[Message]:
    fits, wanted = OPERATORS[operator], value.lower()
    return lambda message: any(fits(text.lower(), wanted) for text in texts(message))
