# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One HTTP answer, and what it says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import PORT_HINT, MalformedReply


@dataclass(frozen=True)
class Reply:
    """Status, reason, headers (names compared without case) and the whole body."""

    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes

    def header(self, name: str) -> str:
        return self.headers.get(name, "") or ""

    @property
    def is_json(self) -> bool:
        return "json" in self.header("Content-Type").lower()

    def json(self) -> Any:
        """The decoded body; an empty body is ``{}``. Raises :class:`MalformedReply` if it is not JSON."""
        if not self.body.strip():
            return {}
        try:
            return json.loads(self.body.decode("utf-8"))
        except (UnicodeDecodeError, ValueError) as exc:
            raise MalformedReply(self._not_json(), PORT_HINT if self._looks_like_html() else "", self.status) from exc

    def json_or_none(self) -> Any:
        try:
            return self.json()
        except MalformedReply:
            return None

    def _looks_like_html(self) -> bool:
        return self.body.lstrip()[:1] == b"<" or "html" in self.header("Content-Type").lower()

    def _not_json(self) -> str:
        if self._looks_like_html():
            return f"the answer (status {self.status}) is a web page, not JSON"
        return f"the answer (status {self.status}, {len(self.body)} bytes) is not valid JSON"
