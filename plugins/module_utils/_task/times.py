# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Times as appliances write them in records, and the same in ISO 8601 and UTC."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._task.window import iso_time

_MONTHS = {name: number for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
_TEXT = re.compile(
    r"(?P<date>\d{1,2} [A-Z][a-z]{2} \d{4}) (?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?"
    r"(?: \((?:GMT|UTC)(?: ?(?P<offset>[+-]\d\d:?[0-5]\d))?\))?"
)


def utc_text(value: Any) -> str | None:
    """A time of a record in ISO 8601 and UTC, ``None`` if it cannot be read.

    Known forms: ``26 Apr 2018 18:35:06 (GMT)``, ``29 Aug 2023 10:00:48 (GMT +00:00)``, the same without seconds, and seconds
    since 1970 as a number (sources NRPM, STIX, XSOAR).
    """
    try:
        if isinstance(value, str):
            return _from_text(value)
        return iso_time(datetime.fromtimestamp(value, timezone.utc))
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def _from_text(text: str) -> str | None:
    found = _TEXT.fullmatch(text.strip())
    if not found:
        return None
    date, hour, minute, second, offset = found.group("date", "hour", "minute", "second", "offset")
    return f"{_from_minute(date, hour, minute, offset)}:{second or '00'}Z"


@lru_cache(maxsize=1024)
def _from_minute(date: str, hour: str, minute: str, offset: str | None) -> str:
    """The minute in UTC: thousands of records share one."""
    day, month, year = date.split()
    local = datetime(int(year), _MONTHS.get(month, 0), int(day), int(hour), int(minute), tzinfo=timezone.utc)
    return (local - _offset(offset or "+00:00")).strftime("%Y-%m-%dT%H:%M")


def _offset(text: str) -> timedelta:
    size = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return -size if text[0] == "-" else size
