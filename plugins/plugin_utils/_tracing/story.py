# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The story of one message, out of what all appliances told about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ansible_collections.asyncos.api.plugins.plugin_utils._tracing.events import events_of, remediated
from ansible_collections.asyncos.api.plugins.plugin_utils._tracing.fields import first, mapping, text, texts
from ansible_collections.asyncos.api.plugins.plugin_utils._tracing.holding import held_in
from ansible_collections.asyncos.api.plugins.plugin_utils._tracing.verdicts import verdicts_of
from ansible_collections.asyncos.api.plugins.plugin_utils._tracing.whereabouts import now, states_of


def story_of(message: Mapping[str, Any], answers: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """``message`` is one of the filter merge_messages. Each of ``answers`` has ``name``, ``messages`` and ``failed_items`` as message_info
    returns them, ``details_msg`` (why there are none), and ``quarantines``: a list of ``{"quarantine_type", "records", "truncated", "msg"}``.
    """
    sections = _sections(message, answers)
    record, details = message["record"], mapping(sections.get("details"))
    events = events_of(sections)
    searches = [{"appliance": answer["name"], **search} for answer in answers for search in answer["quarantines"]]
    states = states_of(record, details)
    held = held_in(message, details, searches)
    return {
        "when": first(message["when"], details.get("timestamp_utc")),
        **_envelope(record, details),
        **_host(record, details, mapping(sections.get("connection"))),
        "gateway": text(first(record.get("hostName"), details.get("hostName"))),
        "serial_number": message["serial_number"],
        "mid": message["mid"],
        "icid": message["icid"],
        "seen_by": [one["appliance"] for one in message["seen"]],
        "states": states,
        "verdicts": verdicts_of(sections, events),
        "held": held,
        "now": now(states, held, remediated(mapping(sections.get("remediation"))), searches),
        "events": events,
        "missing": _missing(message, answers),
    }


def _envelope(record: Mapping[str, Any], details: Mapping[str, Any]) -> dict[str, Any]:
    """What the sender decides about, and the policy."""
    headers = record.get("messageID")
    return {
        "direction": text(first(record.get("direction"), details.get("direction"))),
        "sender": text(first(record.get("sender"), details.get("sender"))),
        "header_from": texts(first(details.get("headerFrom"), record.get("friendly_from"))),
        "reply_to": text(record.get("replyTo")),
        "recipients": texts(first(record.get("recipient"), details.get("recipient"))),
        "subject": text(first(record.get("subject"), details.get("subject"))),
        "message_id_header": text(
            first(details.get("midHeader"), list(dict.fromkeys(texts(list(headers.values())))) if isinstance(headers, Mapping) else headers)
        ),
        "size": text(details.get("messageSize")),
        "attachments": texts(details.get("attachments")),
        "mail_policies": texts(first(record.get("mailPolicy"), details.get("mailPolicy"))),
    }


def _host(record: Mapping[str, Any], details: Mapping[str, Any], connection: Mapping[str, Any]) -> dict[str, str]:
    """The host that the message came from."""
    host = mapping(details.get("sendingHostSummary"))
    return {
        "sender_ip": text(first(record.get("senderIp"), host.get("ipAddress"))),
        "sender_host": text(host.get("reverseDnsHostname")),
        "sender_group": text(first(record.get("senderGroup"), details.get("senderGroup"), connection.get("senderGroup"))),
        "ip_reputation": text(first(record.get("sbrs"), connection.get("sbrs"), host.get("sbrsScore"))),
    }


def _own(entries: Iterable[Mapping[str, Any]], question: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    ids = (sorted(question["mid"]), question["serial_number"])
    return [entry for entry in entries if (sorted(entry["mid"]), entry["serial_number"]) == ids]


def _sections(message: Mapping[str, Any], answers: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """All sections that an appliance gave, by name."""
    sections: dict[str, Any] = {}
    for question, answer in _asked(message, answers):
        for entry in _own(answer["messages"], question):
            sections.update({name: value for name, value in entry.items() if value is not None and name not in sections})
    return sections


def _asked(message: Mapping[str, Any], answers: Iterable[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """The question about a message and the answer that it belongs to, for each appliance that knows the message."""
    by_name = {answer["name"]: answer for answer in answers}
    return [(question, by_name[question["appliance"]]) for question in message["seen"] if question["appliance"] in by_name]


def _missing(message: Mapping[str, Any], answers: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What could not be had, ``{"sections", "appliance", "msg"}``: sections with the same reason together."""
    reasons: dict[tuple[str, str], list[str]] = {}
    if not message["mid"] or not message["serial_number"]:
        reasons[("", "tracking tells no MID or no serial number, so no details can be asked for")] = []
    for question, answer in _asked(message, answers):
        if answer["details_msg"] and question is message["seen"][0]:
            reasons[(answer["name"], answer["details_msg"])] = []
        for item in _own(answer["failed_items"], question):
            reasons.setdefault((answer["name"], text(item.get("msg"))), []).append(text(item.get("section")))
    return [{"sections": sections, "appliance": name, "msg": msg} for (name, msg), sections in reasons.items()]
