# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From an answer about a message to data: one object for each section, whatever the wire wraps around it, and times twice."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.message_sections import Section
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.record import twin
from ansible_collections.asyncos.api.plugins.module_utils._task.times import utc_text


def section_data(section: Section, document: Any) -> dict[str, Any]:
    """The object of ``section``, empty if the appliance has nothing to say.

    Recorded answers wrap it as ``data.messages``. Those of connection and remediation have no ``data``, and only the first of
    them has ``messages``, beside other fields (source XSOAR). Any of these is taken, because releases may differ.
    """
    inner = document.get("data", document) if isinstance(document, dict) else document
    if inner == [] and inner is not document:
        return {}
    if not isinstance(inner, dict):
        raise _misshapen(section)
    messages = inner.get("messages", {}) or {}
    if isinstance(messages, list) and len(messages) == 1:
        messages = messages[0]
    if not isinstance(messages, dict):
        raise _misshapen(section)
    beside = {name: value for name, value in inner.items() if name != "messages"}
    data: dict[str, Any] = with_twins({**beside, **messages}, section.times)
    return data


def with_twins(value: Any, times: Collection[str]) -> Any:
    """``value`` with a twin in ISO 8601 and UTC behind each field of ``times``, however deep it lies."""
    if isinstance(value, list):
        return [with_twins(one, times) for one in value]
    if not isinstance(value, dict):
        return value
    fields: dict[str, Any] = {}
    for name, inner in value.items():
        fields[name] = with_twins(inner, times)
        if name in times:
            fields[twin(name)] = utc_text(int(inner) if isinstance(inner, str) and inner.isdecimal() else inner)
    return fields


def _misshapen(section: Section) -> MalformedReply:
    return MalformedReply(f"the answer is JSON, but not one object about one message as {section.name} has")
