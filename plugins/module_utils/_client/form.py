# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Bodies of the kind that web forms send, which some resources want instead of JSON (sources X125, D14, PM145)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ansible_collections.asyncos.api.plugins.module_utils._client.libraries import urllib3


class File(NamedTuple):
    """A file in a form."""

    name: str
    content: bytes


def encoded_form(fields: Mapping[str, Any]) -> tuple[bytes, str]:
    """The body in parts, and its content type. Truth is spelt as in JSON; of a list each entry is a part of its own."""
    parts = [(name, _part(one)) for name, value in fields.items() for one in (value if isinstance(value, list) else [value])]
    body, content_type = urllib3.encode_multipart_formdata(parts)
    return body, content_type


def _part(value: Any) -> Any:
    if isinstance(value, File):
        return value.name, value.content
    return str(value).lower() if isinstance(value, bool) else str(value)
