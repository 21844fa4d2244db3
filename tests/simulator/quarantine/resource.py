# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``quarantine/messages`` with its ``details`` and ``attachment``: looking."""

from __future__ import annotations

from base64 import encodebytes
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..parameters import allow_only, one_of, require, whole_number
from ..refusals import invalid_value
from ..reporting.chance import digits
from ..wire import Reply, success
from .actions import change
from .holdings import store_of
from .message import Message, Part
from .query import Page, ask, ordered
from .rows import body_text, details, parts, row
from .store import PVO, SPAM

if TYPE_CHECKING:
    from ..routes import Call


def messages(call: Call) -> Reply:
    """A list of messages, or a change of some."""
    if call.request.method != "GET":
        return change(call)
    store = store_of(call.appliance)
    question = ask(call.parameters, store.names, call.appliance.settings.end_inclusive)
    return page_reply(question.kind, filter(question.selects, store.messages(question.kind)), question.page)


def page_reply(kind: str, found: Iterable[Message], page: Page) -> Reply:
    """A page of messages. ``totalCount`` counts all of them (source JOS)."""
    every = [] if page.fruitless else ordered(found, kind, page)
    return success({"meta": {"totalCount": len(every)}, "data": [row(kind, message) for message in page.cut(every)]})


def message_details(call: Call) -> Reply:
    allow_only(call.parameters, ("mid", "quarantineType"))
    kind = _kind(call.parameters, (SPAM, PVO))
    return success({"data": details(kind, _message(call, kind))})


def attachment(call: Call) -> Reply:
    """One part of a message: base64 text and a file name (sources PSC, SPL). The content type and the lines of 76 characters are inferred."""
    allow_only(call.parameters, ("mid", "attachmentId", "quarantineType"))
    message = _message(call, _kind(call.parameters, (PVO,)))
    require(call.parameters, "attachmentId")
    number = whole_number(call.parameters, "attachmentId") or 0
    known = parts(message)
    if not 0 < number <= len(known):
        raise invalid_value("attachmentId", f"message {message.mid} has no part {number}, but {len(known)} from 1 on")
    part = known[number - 1]
    body = body_text(message).encode() if number == 1 else _content(message, part)
    reply = Reply(200, encodebytes(body), content_type="application/octet-stream")
    return reply.with_header("Content-Disposition", f'attachment; filename="{_header_text(part.name)}"')


def _kind(parameters: Mapping[str, str], kinds: tuple[str, ...]) -> str:
    require(parameters, "quarantineType")
    return one_of(parameters, "quarantineType", kinds)


def _message(call: Call, kind: str) -> Message:
    require(call.parameters, "mid")
    mid = whole_number(call.parameters, "mid") or 0
    message = store_of(call.appliance).find(kind, mid)
    if message is None:
        raise invalid_value("mid", f"there is no message {mid} in quarantine ({kind})")
    return message


def _content(message: Message, part: Part) -> bytes:
    """Bytes of an attachment: the same every time, of the size that the details tell."""
    pattern = bytes.fromhex(digits(64, message.mid, part.name))
    return (pattern * (part.size // len(pattern) + 1))[: part.size]


def _header_text(name: str) -> str:
    """A file name for a header: quotes are escaped, and what no header can hold becomes a question mark (inferred)."""
    safe = "".join(character if " " <= character < "\x7f" else "?" for character in name)
    return safe.replace("\\", "\\\\").replace('"', '\\"')
