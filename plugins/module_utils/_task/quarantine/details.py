# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an appliance tells about single messages in quarantine, and about the rules that brought them there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.resources import RESOURCES
from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, MalformedReply, NotFound, RequestRejected
from ansible_collections.asyncos.api.plugins.module_utils._task.envelope import listed
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.record import record_of

_KIND = "quarantineType"
_GONE = "It may have been released, deleted or have left its quarantine by itself, or it is in the other type of quarantine."

RULE_PATHS = tuple(RESOURCES[name].path for name in ("quarantine_rules", "quarantine_message_rules"))
"""Where rules may be, the likelier first: clients that work use the first one, the vendor's Swagger file has the second."""


def details_of(client: Client, kind: str, mid: int) -> dict[str, Any]:
    """The details of a message: the appliance's own fields on one level, times with their twins."""
    try:
        return client.get(RESOURCES["quarantine_details"].path, {"mid": mid, _KIND: kind}, _details)
    except AsyncOSError as exc:
        if is_unknown_message(exc):
            exc.hint = f"There is no message {mid} in this quarantine. {_GONE}"
        raise


def is_unknown_message(error: AsyncOSError) -> bool:
    """Whether an error of a details call says that there is no such message.

    Taken to mean that is a 404 with a complaint, which appliances use for bad parameters, unless it is about the other parameter.
    In which words they complain about an unknown id is not known. A 404 without one means that there is no such resource.
    """
    return isinstance(error, RequestRejected) and error.status == 404 and _KIND not in error.said


def _details(document: Any) -> dict[str, Any]:
    data = document.get("data") if isinstance(document, dict) else None
    if isinstance(data, list) and len(data) == 1:
        data = data[0]
    if not isinstance(data, Mapping):
        raise MalformedReply("the answer is JSON, but has no data as the details of a message have")
    if not data:
        raise RequestRejected("the appliance has no details of the message", _GONE, 404)
    details = record_of(data)
    places = details.get("quarantineDetails")
    if isinstance(places, list):
        details["quarantineDetails"] = [record_of(place) for place in places]
    return details


def rules_of(client: Client, kind: str) -> dict[str, Any]:
    """The rules: ``path`` where they were found, ``totals`` as the appliance gives them, and ``rules``, one record each."""
    for path in RULE_PATHS[:-1]:
        try:
            return _rules_at(client, path, kind)
        except NotFound:
            continue
    return _rules_at(client, RULE_PATHS[-1], kind)


def _rules_at(client: Client, path: str, kind: str) -> dict[str, Any]:
    def read(document: Any) -> dict[str, Any]:
        entries = listed(document)
        if entries is None:
            raise MalformedReply("the answer is JSON, but has no list 'data' as rules have")
        meta = document.get("meta")
        return {"path": path, "totals": dict(meta) if isinstance(meta, Mapping) else {}, "rules": [record_of(entry) for entry in entries]}

    return client.get(path, {_KIND: kind}, read)
