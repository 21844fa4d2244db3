# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The files of a log subscription, as the appliance lists them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.resources import RESOURCES
from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._client.url import encoded
from ansible_collections.asyncos.api.plugins.module_utils._task.envelope import listed
from ansible_collections.asyncos.api.plugins.module_utils._task.times import utc_text
from ansible_collections.asyncos.api.plugins.module_utils._task.window import Window

_STATUS = re.compile(r"\.@[^.]+\.(?P<status>s|c|current)$")
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_NO_LATER_SECOND = 100_000_000_000
"""A modificationDate beyond it, in the year 5138, is taken for milliseconds. The vendor's Swagger file only calls it an integer."""


@dataclass(frozen=True)
class LogFile:
    """One file of a list: ``{name, size, modificationDate, downloadUrl, fileHash}`` (source SWG).

    ``size`` and ``modified`` are ``None``, and ``sha256`` is empty, where the appliance does not tell them in a form that is known.
    """

    subscription: str
    name: str
    size: int | None
    modified: datetime | None
    sha256: str
    entry: Mapping[str, Any]

    @property
    def path(self) -> str:
        """Where it is downloaded. The appliance tells that in downloadUrl, too, which is not followed: it could lead anywhere."""
        return RESOURCES["log_file"].path.format(subscription_name=_part(self.subscription), log_file_name=_part(self.name))

    def record(self) -> dict[str, Any]:
        """The appliance's own fields, the time with its twin, and whether the file is finished."""
        record: dict[str, Any] = {}
        for field, value in self.entry.items():
            record[field] = value
            if field == "modificationDate":
                record["modificationDate_utc"] = self.modified and utc_text(self.modified.timestamp())
        return {**record, "finished": finished(self.name)}


def files_of(client: Client, subscription: str, window: Window | None, hashes: bool) -> list[LogFile]:
    """The files of a subscription, the oldest first. What the appliance compares with the window is its own matter."""
    path = RESOURCES["log_files"].path.format(subscription_name=_part(subscription))
    query = {**(window.query() if window else {}), "computeHash": True if hashes else None}
    found = client.get(path, query, lambda document: [_file(subscription, entry) for entry in _entries(document)])
    return sorted(found, key=lambda file: (file.modified.timestamp() if file.modified else 0, file.name))


def finished(name: str) -> bool | None:
    """Whether an appliance has finished the file, as far as its name tells; ``None`` if it does not.

    By the vendor's user guides log files are called ``name.@time.s``, or ``name.@time.c`` (``.current``) while they are written to, and
    are renamed afterwards. That the API lists them by these names is not confirmed.
    """
    found = _STATUS.search(name)
    return found["status"] == "s" if found else None


def is_being_written(file: LogFile, present: datetime, settled: timedelta) -> bool:
    """Whether the file may still grow: by its name, or if that does not tell, if it was changed within ``settled`` before ``present``."""
    by_name = finished(file.name)
    if by_name is not None:
        return not by_name
    return file.modified is None or present - file.modified < settled


def _entries(document: Any) -> list[Any]:
    entries = listed(document)
    if entries is None:
        raise MalformedReply("the answer is JSON, but has no data as a list of log files has")
    return entries


def _file(subscription: str, entry: Any) -> LogFile:
    name = entry.get("name") if isinstance(entry, Mapping) else None
    if not isinstance(name, str):
        raise MalformedReply("the answer lists a log file without a name")
    told = entry.get("fileHash")
    sha256 = told.lower() if isinstance(told, str) and _SHA256.fullmatch(told) else ""
    return LogFile(subscription, name, _number(entry.get("size")), _moment(entry.get("modificationDate")), sha256, entry)


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _moment(value: Any) -> datetime | None:
    number = _number(value)
    if number is None:
        return None
    seconds = number / 1000 if number > _NO_LATER_SECOND else number
    try:
        return datetime.fromtimestamp(seconds, timezone.utc)
    except (ValueError, OverflowError, OSError):
        return None


def _part(name: str) -> str:
    """A name as part of a path. Names of log files have an ``@``, which may stand in paths as it is; not every server decodes it."""
    return encoded(name, "@")
