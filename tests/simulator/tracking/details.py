# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``message-tracking/details`` and its relatives: what is known about one message, found by its ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..parameters import allow_only, values_of
from ..refusals import invalid_value, missing_attribute
from ..wire import Reply, success
from . import events, facts
from .messages import LATE, MIDS_PER_MESSAGE, REMEDIATION, SENDER_REPUTATION, Message, lot
from .resource import MESSAGE
from .rows import Style, style_of, time_text
from .search import Window, device_with_serial, window_of
from .vocabulary import SDR_AGES, SDR_CATEGORIES

if TYPE_CHECKING:
    from ..appliance import Appliance
    from ..routes import Call

SERIAL_NAMES = ("serialNumber",)
EITHER_SERIAL_NAME = ("serialNumber", "sma_serial_number")
"""Clients differ in how they spell the parameters of connection and remediation details (sources ALS, XSOAR)."""

_DATES = ("startDate", "endDate")
_OTHER_DATES = ("start_date", "end_date")
_IDS = "mid or icid"
REMEDIATED = 24
"""Of 256 delivered incoming messages, so many were taken out of the mailboxes again."""


@dataclass(frozen=True)
class Case:
    """A message that was found, its gateway, and how the appliance writes."""

    message: Message
    holder: Appliance
    style: Style

    def time(self, seconds: int = 0) -> str:
        return time_text(self.message.second + seconds, self.style.zone)


def details(call: Call) -> Reply:
    """The envelope, the state and the life of a message."""
    case = _case(call, SERIAL_NAMES)
    message = case.message
    payload = {
        **_envelope(case),
        "showAMP": bool(facts.amp_verdict(message)),
        "summary": events.listed(events.life(message), message.second, case.style.zone),
        "isCompleteData": True,
        "showDLP": message.outcome.engine == "dlp",
        "messageStatus": message.outcome.status,
        "showURL": facts.url(message) is not None,
        "mailPolicy": [message.mail_policy],
        "showSummaryTimeBox": True,
    }
    return success({"data": {"messages": payload if case.style.missing else {**payload, **_newer(message)}}})


def amp_details(call: Call) -> Reply:
    """What AMP found. A message that it did not look at has no such events (inferred)."""
    case = _case(call, SERIAL_NAMES)
    found = events.listed(events.amp(case.message), case.message.second, case.style.zone)
    return success({"data": {"messages": {**_envelope(case, bool(found)), "ampDetails": found, "showAMPDetails": bool(found)}}})


def url_details(call: Call) -> Reply:
    """What was found about URLs."""
    case = _case(call, SERIAL_NAMES)
    found = events.listed(events.urls(case.message), case.message.second, case.style.zone)
    envelope = {name: value for name, value in _envelope(case, bool(found)).items() if name not in ("timestamp", "messageSize")}
    reputations = {name: value for name, value in _newer(case.message).items() if name in ("sdrAge", "sdrCategory", "sdrReputation")}
    return success({"data": {"messages": {**envelope, "urlDetails": found, "showURLDetails": bool(found), **reputations}}})


def dlp_details(call: Call) -> Reply:
    """The policy for data loss prevention that was violated; an empty object for a message that violated none (inferred)."""
    case = _case(call, SERIAL_NAMES)
    message = case.message
    policy, severity = facts.dlp_policy(message), facts.dlp_severity(message)
    match = {"classifier": f"{policy} classifier", "classifierMatch": [f"1234-XXXX-{message.number % 10_000:04d}"]}
    found = {
        "mid": str(message.mids[0]),
        "violationSeverity": severity.upper(),
        "riskFactor": {"low": 20, "medium": 45, "high": 70, "critical": 95}.get(severity, 0),
        "dlpPolicy": policy,
        "dlpMatchedContent": [{"messagePart": "message body", "messagePartMatch": [match]}],
    }
    return success({"data": {"messages": {**_envelope(case, bool(policy)), "showDLPDetails": bool(policy), "dlpDetails": found if policy else {}}}})


def connection_details(call: Call) -> Reply:
    """The incoming connection. The recorded sample has no ``data`` around it (source XSOAR)."""
    case = _case(call, EITHER_SERIAL_NAME)
    message = case.message
    summary = events.listed(events.connection(message), message.second, case.style.zone)
    return success({"senderGroup": message.sender_group, "sbrs": message.sbrs, "messages": {"summary": summary}})


def remediation_details(call: Call) -> Reply:
    """What was done in mailboxes after delivery, without ``data`` around it (source XSOAR). Nothing done: nothing in it (inferred)."""
    message = _case(call, EITHER_SERIAL_NAME).message
    if not (message.incoming and message.outcome.delivery == "DELIVERED" and message.dice[REMEDIATION] < REMEDIATED):
        return success({"batch_details": {}, "message_details": []})
    batch = {
        "b_init_username": "admin",
        "mor_action": "Delete",
        "b_init_time": message.second + 3600,
        "batch_name": f"batch-{message.number % 1000:03d}",
        "batch_desc": "",
        "b_init_source": "198.51.100.7",
    }
    rows = [
        {
            "delivered_at": message.second + 30,
            "mid": str(message.mids[-1]),
            "from_email": message.sender,
            "recipient_email": recipient,
            "mor_status": "Failed" if message.dice[REMEDIATION] == place else "Success",
            "msg_read": ("0", "1", "N/A")[(message.dice[REMEDIATION] + place) % 3],
        }
        for place, recipient in enumerate(message.recipients)
    ]
    return success({"batch_details": batch, "message_details": rows})


def _case(call: Call, serial_names: tuple[str, ...]) -> Case:
    """The message that is asked for. Dates may be there and do not matter (source NRPM)."""
    dates = _DATES if serial_names == SERIAL_NAMES else (*_DATES, *_OTHER_DATES)
    allow_only(call.parameters, ("mid", "icid", "dcid", *serial_names, *dates))
    mids, icids = _numbers(call, "mid"), _numbers(call, "icid")
    serial = next((call.parameters[name] for name in serial_names if call.parameters.get(name)), "")
    if not mids:
        raise missing_attribute("mid")
    if not serial:
        raise missing_attribute(serial_names[0])
    holder = device_with_serial(call.appliance, "esa", serial)
    message = _message(holder, mids, window_of(call.appliance, 0, int(call.appliance.clock.now())))
    if icids and message.icid not in icids:
        raise invalid_value(_IDS, f"message {mids[0]} did not come on connection {', '.join(map(str, icids))}")
    return Case(message, holder, style_of(call.appliance.spec.release, 0))


def _numbers(call: Call, name: str) -> list[int]:
    texts = values_of(call.request.query, name)
    for text in texts:
        if not (text.isascii() and text.isdigit()):
            raise invalid_value(_IDS, f"{name} is {text!r} and not a whole number")
    return [int(text) for text in texts]


def _message(holder: Appliance, mids: list[int], seen: Window) -> Message:
    """The message with these ids. That ids of several messages at once are refused is inferred."""
    population = holder.tracking[MESSAGE.name]
    timeline = population.timeline(holder.settings.messages_per_hour)
    numbers = {(mid - 1) // MIDS_PER_MESSAGE for mid in mids}
    if len(numbers) > 1:
        raise invalid_value(_IDS, f"the ids {', '.join(map(str, mids))} belong to different messages")
    (number,) = numbers
    if number < 0 or not timeline.per_hour:
        raise invalid_value(_IDS, f"there is no message {mids[0]}")
    message: Message = population.record(number, timeline)
    late = message.second > seen.now - seen.late_seconds and lot(message.dice, LATE, seen.late_percent)
    if late or not seen.start <= message.second <= seen.last or not set(mids) <= set(message.mids):
        raise invalid_value(_IDS, f"there is no message {', '.join(map(str, mids))} on the gateway {holder.name}")
    return message


def _envelope(case: Case, with_host: bool = True) -> dict[str, object]:
    """What all parts begin with. Some of them have nothing to say about the sending host (source XSOAR)."""
    message = case.message
    host = {
        "reverseDnsHostname": f"{events.host_of(message)} (verified)",
        "ipAddress": message.sender_ip,
        "sbrsScore": "not enabled" if message.score is None else message.sbrs,
    }
    return {
        "direction": message.direction,
        "smtpAuthId": "",
        "sender": message.sender,
        "midHeader": message.message_id,
        "timestamp": case.time(),
        "hostName": f"{case.holder.spec.host_name} ({case.holder.address})",
        "mid": message.mids,
        "sendingHostSummary": host if with_host else {},
        "attachments": [file.name for file in facts.attachments(message)],
        "messageSize": f"{events.kilobytes(message):.2f} (KB)",
        "senderGroup": message.sender_group,
        "recipient": message.recipients,
        "subject": message.subject,
    }


def _newer(message: Message) -> dict[str, object]:
    """Fields of newer releases (source XSOAR); their values are inferred."""
    category = facts.sdr_category(message)
    return {
        "sdrAge": SDR_AGES[message.dice[SENDER_REPUTATION] % len(SDR_AGES)] if category else "N/A",
        "sdrCategory": SDR_CATEGORIES[category - 1] if category else "N/A",
        "sdrThreatLevels": events.sender_reputation(message),
        "sdrReputation": events.sender_reputation(message),
        "ampTgCategories": [],
        "allIcid": [message.icid],
        "headerFrom": [message.sender],
    }


ANSWERS: dict[str, Callable[[Call], Reply]] = {
    "message_details": details,
    "message_amp_details": amp_details,
    "message_dlp_details": dlp_details,
    "message_url_details": url_details,
    "message_connection_details": connection_details,
    "message_remediation_details": remediation_details,
}
"""By the resource's name in the catalogue."""
