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
_TEXT = re.compile(r"(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))?(?: \((?:GMT|UTC)(?: ?([+-])(\d\d):?(\d\d))?\))?")


def utc_text(value: Any) -> str | None:
    """A time of a record in ISO 8601 and UTC, ``None`` if it cannot be read.

    Known forms: ``26 Apr 2018 18:35:06 (GMT)``, ``29 Aug 2023 10:00:48 (GMT +00:00)``, the same without seconds, and seconds
    since 1970 as a number (sources NRPM, STIX, XSOAR).
    """
    if isinstance(value, bool) or value is None:
        return None
    return _read(value) if isinstance(value, (str, int, float)) else None


@lru_cache(maxsize=4096)
def _read(value: str | int | float) -> str | None:
    try:
        moment = _from_text(value) if isinstance(value, str) else datetime.fromtimestamp(value, timezone.utc)
        return iso_time(moment.astimezone(timezone.utc)) if moment else None
    except (ValueError, OverflowError, OSError):
        return None


def _from_text(text: str) -> datetime | None:
    found = _TEXT.fullmatch(text.strip())
    if not found or found[2] not in _MONTHS:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes)) if sign else timedelta()
    zone = timezone(-offset if sign == "-" else offset)
    return datetime(int(year), _MONTHS[month], int(day), int(hour), int(minute), int(second or 0), tzinfo=zone)
