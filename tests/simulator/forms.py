# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Bodies of multipart/form-data: fields and files by name, in the order in which they came."""

from __future__ import annotations

from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP

from .wire import Request


@dataclass(frozen=True)
class Part:
    """One part. Only files have a ``file_name``."""

    name: str
    content: bytes
    file_name: str = ""

    @property
    def text(self) -> str:
        return self.content.decode("utf-8", "replace")


def parts(request: Request) -> list[Part]:
    """The parts of a form; none if the body is no form."""
    kind = request.headers.get("Content-Type", "")
    if not kind.lower().startswith("multipart/form-data"):
        return []
    message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + kind.encode("latin-1", "replace") + b"\r\n\r\n" + request.body)
    if not message.is_multipart():
        return []
    return [
        Part(str(part.get_param("name", "", "content-disposition")), bytes(part.get_payload(decode=True) or b""), part.get_filename() or "")
        for part in message.iter_parts()
    ]
