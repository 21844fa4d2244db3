# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The forms in which messages leave a quarantine: rows of a list, and details.

The keys are the sources' (XSOAR, SWG, SPL). Times of policy, virus and outbreak quarantines are written like those of the spam
quarantine, of which a row was recorded (inferred).
"""

from __future__ import annotations

from html import escape

from ..dates import text_with_seconds, text_without_seconds
from .message import Message, Part, size_text
from .store import SPAM

BODY_NAME = "[message body]"


def row(kind: str, message: Message) -> dict[str, object]:
    return {"attributes": _spam_attributes(message) if kind == SPAM else _pvo_attributes(message), "mid": message.mid}


def details(kind: str, message: Message) -> dict[str, object]:
    return {"attributes": _spam_details(message) if kind == SPAM else _pvo_details(message), "mid": message.mid}


def parts(message: Message) -> tuple[Part, ...]:
    """The parts by their number less one: the body, then the attachments. That numbers start with 1 is inferred."""
    return (Part(BODY_NAME, len(body_text(message).encode())), *message.attachments)


def body_text(message: Message) -> str:
    """The text of a message, with line feeds."""
    return f"Hello,\n\nthis is the text of message {message.mid}, made up like everything else here.\n\n{message.from_header}\n"


def _html(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br />")


def _spam_attributes(message: Message) -> dict[str, object]:
    return {
        "envelopeRecipient": list(message.recipients),
        "toAddress": list(message.addressees),
        "subject": message.subject,
        "date": text_without_seconds(message.received),
        "fromAddress": [message.from_header],
        "size": size_text(message.size),
    }


def _spam_details(message: Message) -> dict[str, object]:
    attributes = _spam_attributes(message)
    del attributes["size"]
    return {**attributes, "attachments": [part.name for part in message.attachments], "messageBody": _html(body_text(message))}


def _pvo_attributes(message: Message) -> dict[str, object]:
    return {
        "sender": message.sender,
        "recipient": list(message.recipients),
        "subject": message.subject,
        "received": text_without_seconds(message.received),
        "scheduledExit": text_without_seconds(min(stay.exit for stay in message.stays.values())),
        "size": size_text(message.size),
        "inQuarantines": ",".join(message.stays),
        "originatingEsaIp": message.gateway_ip,
        "esaHostName": message.gateway,
        "esaMid": message.gateway_mid,
        "quarantineForReason": [reason for stay in message.stays.values() for reason in stay.reasons],
        "quarantineForReasonDict": [{"quarantineName": name, "reason": list(stay.reasons)} for name, stay in message.stays.items()],
    }


def _pvo_details(message: Message) -> dict[str, object]:
    return {
        "quarantineDetails": [
            {
                "quarantineName": name,
                "reason": list(stay.reasons),
                "received": text_without_seconds(message.received),
                "scheduledExit": text_without_seconds(stay.exit),
                "originatingEsaIp": message.gateway_ip,
                "esaHostName": message.gateway,
            }
            for name, stay in message.stays.items()
        ],
        "matchedContents": [],
        "messagePartDetails": [
            {"attachmentId": number, "attachmentName": part.name, "attachmentSize": size_text(part.size)} for number, part in enumerate(parts(message), 1)
        ],
        "messageDetails": {"recipient": list(message.recipients), "sender": message.sender, "subject": message.subject},
        "messageBody": _html(body_text(message)),
        "headers": _html(_headers(message)),
    }


def _headers(message: Message) -> str:
    return f"Received: from {message.gateway} ([{message.gateway_ip}]); {text_with_seconds(message.received)}\nFrom: {message.from_header}\n"
