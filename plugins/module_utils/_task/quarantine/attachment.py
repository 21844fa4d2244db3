# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Attachments of quarantined messages as files. Their names come from strangers, and so does all that is in them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.quarantine_filters import BODY_PART, PVO
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resources import RESOURCES
from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError, LocalFileError, MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._client.files import file_errors, write_whole
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply
from ansible_collections.asyncos.api.plugins.module_utils._client.verdict import complaint_in
from ansible_collections.asyncos.api.plugins.module_utils._task.characters import is_unseen

LONGEST_NAME = 160
"""Bytes of the sender's part of a file name; common file systems take 255 in all."""

LONGEST_ENDING = 20
"""Bytes of what is kept after the last dot of a name that is cut."""

_PATH = RESOURCES["quarantine_attachment"].path


@dataclass(frozen=True)
class Attachment:
    """One attachment of one message. ``name`` is the appliance's word for it."""

    mid: int
    number: int
    name: str

    @property
    def file_name(self) -> str:
        return f"{self.mid}-{self.number}-{safe_name(self.name)}"


def attachments_in(mid: int, details: Mapping[str, Any]) -> list[Attachment]:
    """The attachments that details list. The first part is the text of the message itself, which is no attachment."""
    parts = details.get("messagePartDetails")
    found = []
    for place, part in enumerate(parts if isinstance(parts, list) else ()):
        if not isinstance(part, Mapping) or (place == 0 and part.get("attachmentName") == BODY_PART):
            continue
        number = part.get("attachmentId")
        if not re.fullmatch(r"\d{1,18}", str(number)):
            raise MalformedReply(f"an attachment of message {mid} has the attachmentId {number!r}, which is no number")
        found.append(Attachment(mid, int(str(number)), str(part.get("attachmentName") or "")))
    return found


def safe_name(name: str) -> str:
    """``name`` without folders and characters that no file name should have; never empty."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(character for character in last if not is_unseen(character)).strip(" .")
    stem, dot, ending = shown.rpartition(".")
    if not dot or len(ending.encode()) > LONGEST_ENDING:
        return _cut(shown, LONGEST_NAME) or "attachment"
    return _cut(stem, LONGEST_NAME - len(ending.encode()) - 1) + dot + ending


def _cut(text: str, most: int) -> str:
    """``text`` with at most this many bytes in UTF-8."""
    return text.encode()[:most].decode("utf-8", "ignore")


def fetched(client: Client, attachment: Attachment) -> bytes:
    """The content of an attachment. It comes as base64 text; errors come as JSON (sources PSC, SPL)."""
    reply = client.call("GET", _PATH, {"mid": attachment.mid, "attachmentId": attachment.number, "quarantineType": PVO})
    with client.named("GET", _PATH):
        return _decoded(reply)


def _decoded(reply: Reply) -> bytes:
    if reply.is_json:
        said = complaint_in(reply.json_or_none()).message
        raise MalformedReply(f"the appliance answered JSON instead of an attachment{f': {said!r}' if said else ''}", "", reply.status)
    try:
        return base64.b64decode(b"".join(reply.body.split()), validate=True)
    except binascii.Error as exc:
        raise MalformedReply(f"the attachment ({len(reply.body)} bytes) is not valid base64", "", reply.status) from exc


def require_folder(folder: str) -> None:
    """Refuse a folder that cannot be written to, before anything is fetched, and one that each way to run a task would look for elsewhere."""
    if not Path(folder).is_absolute():
        raise InputError(f"attachments_dest is {folder!r}, which is relative", "Write it from the root, such as {{ playbook_dir }}/attachments.")
    if not Path(folder).is_dir():
        raise InputError(
            f"attachments_dest is {folder!r}, which is no folder", "Make it first: where strangers' files go should not come about by a typing error."
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        raise InputError(f"attachments_dest is {folder!r}, which this user may not write to")


def saved(folder: str, attachment: Attachment, content: bytes, check_mode: bool) -> dict[str, Any]:
    """Write the file, unless it is there with the same content, and tell about it. In check mode only tell."""
    path = Path(folder) / attachment.file_name
    _require_possible_name(path)
    differs = _differs(path, content)
    if differs and not check_mode:
        write_whole(path, content)
    return {
        "mid": attachment.mid,
        "attachment_id": attachment.number,
        "name": attachment.name,
        "dest": str(path),
        "size": len(content),
        "checksum": hashlib.sha256(content).hexdigest(),
        "changed": differs,
    }


def _require_possible_name(path: Path) -> None:
    try:
        os.fsencode(path)
    except UnicodeError as exc:
        raise LocalFileError(f"the file system cannot hold the name {path.name!r}", "Run the task with a UTF-8 locale.") from exc


def _differs(path: Path, content: bytes) -> bool:
    """Whether the file is not there with this content. A link is never taken for it: it would be replaced, not followed."""
    with file_errors("looking at", path):
        return path.is_symlink() or not path.is_file() or path.read_bytes() != content
