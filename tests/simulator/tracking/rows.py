# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Rows of message tracking, as JSON text. Written piece by piece, as a page has to cost far less than a slow client needs to read it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from time import gmtime, strftime

from .messages import SPARSE, SUBJECT, Message, lot
from .vocabulary import SUBJECTS

NEW_FIELDS = ("friendly_from", "messageID", "recipientMap", "finalSubject", "morInfo", "allIcid")
"""Fields that rows of release 12 lack (source NRPM)."""

EXPECTED_FIELDS = ("sender", "recipient", "subject", "messageStatus", "senderIp", "direction", "icid", "timestamp")
"""Fields of which sparse records lack one. A client can expect them, but nothing promises them."""

_SUBJECT_STARTS = tuple(json.dumps(subject)[:-1] for subject in SUBJECTS)


@dataclass(frozen=True)
class Style:
    """How an appliance writes rows. ``zone`` ends its times, ``missing`` are fields that its release lacks."""

    zone: str = "(GMT +00:00)"
    missing: tuple[str, ...] = ()
    sparse_percent: float = 0


def style_of(release: str, sparse_percent: float) -> Style:
    """Rows of release 12 have fewer fields, and times without an offset (source NRPM)."""
    if release.startswith("12."):
        return Style("(GMT)", NEW_FIELDS, sparse_percent)
    return Style(sparse_percent=sparse_percent)


@lru_cache(maxsize=4096)
def _minute(minute: int) -> str:
    return strftime("%d %b %Y %H:%M:", gmtime(minute * 60))


def time_text(second: int, zone: str) -> str:
    """``29 Aug 2023 10:00:48 (GMT +00:00)``."""
    return f"{_minute(second // 60)}{second % 60:02d} {zone}"


def row(message: Message, host_name: str, serial: str, style: Style) -> str:
    """The row of a message. Of a splintered one the first id came in, and the others went on."""
    text = _whole_row(message, host_name, serial, style.zone)
    missing = list(style.missing)
    if style.sparse_percent and lot(message.dice, SPARSE, style.sparse_percent):
        missing.append(EXPECTED_FIELDS[message.number % len(EXPECTED_FIELDS)])
    return _without(text, missing) if missing else text


def _whole_row(message: Message, host_name: str, serial: str, zone: str) -> str:
    mids = message.mids
    gone_on = mids[1:] or mids
    status = message.outcome.status
    subject = f'{_SUBJECT_STARTS[message.dice[SUBJECT]]} {message.number % 100_000}"'
    recipients = '["' + '", "'.join(message.recipients) + '"]'
    sender = message.sender
    states = _by_mid(gone_on, f'"{status}"')
    return (
        f'{{"attributes": {{"hostName": "{host_name}", "friendly_from": ["{sender}"], "isCompleteData": "N/A", "messageStatus": {states}, '
        f'"recipientMap": {_by_mid(mids, recipients)}, "senderIp": "{message.sender_ip}", "mailPolicy": ["{message.mail_policy}"], '
        f'"senderGroup": "{message.sender_group}", "morInfo": {{"midVsState": {states}}}, "subject": {subject}, "mid": {mids}, '
        f'"senderDomain": "{message.sender_domain}", "finalSubject": {_by_mid(gone_on, subject)}, "direction": "{message.direction}", '
        f'"icid": {message.icid}, "morDetails": {{}}, "replyTo": "{message.reply_to}", "timestamp": "{time_text(message.second, zone)}", '
        f'"messageID": {{"{mids[0]}": "{message.message_id}"}}, "verdictChart": {_by_mid(gone_on, chr(34) + message.outcome.chart + chr(34))}, '
        f'"recipient": {recipients}, "sender": "{sender}", "serialNumber": "{serial}", "allIcid": [{message.icid}], "sbrs": "{message.sbrs}"}}}}'
    )


def _by_mid(mids: Sequence[int], text: str) -> str:
    if len(mids) == 1:
        return f'{{"{mids[0]}": {text}}}'
    return "{" + ", ".join([f'"{mid}": {text}' for mid in mids]) + "}"


def _without(text: str, missing: Iterable[str]) -> str:
    whole = json.loads(text)
    for name in missing:
        whole["attributes"].pop(name, None)
    return json.dumps(whole)
