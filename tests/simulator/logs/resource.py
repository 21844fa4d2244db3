# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``config/logs/subscriptions`` and ``logs/...``: which function answers which resource."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from typing import TYPE_CHECKING
from urllib.parse import quote

from ..configuration.names import unknown_name
from ..parameters import allow_only, one_of
from ..refusals import Refusal
from ..wire import Reply, success
from .archive import LogFile, files_of
from .subscriptions import PART, Subscription, list_subscriptions, subscription

if TYPE_CHECKING:
    from ..routes import Call


def log_files(call: Call) -> Reply:
    """``GET logs/{subscription_name}`` (form: source SWG). Dates are about the time of the last change (inferred)."""
    allow_only(call.parameters, ("startDate", "endDate", "computeHash"))
    start, end = _date(call, "startDate"), _date(call, "endDate")
    hashed = one_of(call.parameters, "computeHash", ("True", "False")) == "True"
    row = _subscription(call)
    found = [file for file in files_of(call.appliance, row) if (start or 0) <= file.changed <= (file.changed if end is None else end)]
    return success({"data": [_entry(call, row, file, hashed) for file in found], "meta": {"totalCount": len(found)}})


def log_file(call: Call) -> Reply:
    """The bytes of a file (source SWG); their type is inferred."""
    allow_only(call.parameters, ())
    name = call.variables["log_file_name"]
    for file in files_of(call.appliance, _subscription(call)):
        if file.name == name:
            return Reply(200, file.content, content_type="text/plain")
    raise unknown_name(call, "log_file_name", f"there is no log file {name!r}")


def _entry(call: Call, row: Subscription, file: LogFile, hashed: bool) -> dict[str, object]:
    """A file in the list. That ``downloadUrl`` is a path without a host is inferred."""
    path = f"/{call.appliance.spec.product}/api/v2.0/logs/{quote(row['name'], safe='')}/{quote(file.name, safe='@')}"
    entry: dict[str, object] = {"name": file.name, "size": len(file.content), "modificationDate": file.changed, "downloadUrl": path}
    return {**entry, "fileHash": file.hash} if hashed else entry


def _subscription(call: Call) -> Subscription:
    name = call.variables["subscription_name"]
    row = subscription(call.appliance, name)
    if row is None:
        raise unknown_name(call, "subscription_name", f"there is no log subscription {name!r}")
    return row


def _date(call: Call, name: str) -> float | None:
    """A date in a form of ISO 8601, or None. A wrong one is 400 (source PMSMA); the message is inferred."""
    text = call.parameters.get(name)
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError as problem:
        raise Refusal(400, f"Invalid value for attribute - {name}.", f"{name} is {text!r} and not like 2026-01-31T00:00:00.000Z") from problem
    return (moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)).timestamp()


ANSWERS: dict[str, Callable[[Call], Reply]] = {PART: list_subscriptions, "log_files": log_files, "log_file": log_file}
"""By the resource's name in the catalogue."""
