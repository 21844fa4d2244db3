# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Times of unknown form, and how many days are left until them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._task.times import utc_text

_FORMS = (
    "%Y-%m-%dT%H:%M:%S%z",
    "%Y-%m-%dT%H:%M:%S.%f%z",
    "%Y-%m-%d %H:%M:%S%z",
    "%Y-%m-%d %H:%M%z",
    "%Y-%m-%d%z",
    "%m %d %H:%M:%S %Y%z",
    "%d %m %Y %H:%M:%S%z",
    "%d %m %Y%z",
)
_WEEKDAY = re.compile(r"^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? ")
_MONTHS = {name: f"{number:02}" for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})\b")
_UTC = re.compile(r"(?<=\d) ?(?:GMT|UTC|Z)$")
_OFFSET = re.compile(r"(?<=\d) ?(?=[+-]\d\d:?[0-5]\d$)")
_YEAR_2000 = 946_684_800


def moment_in(value: Any) -> datetime | None:
    """The time that ``value`` names, ``None`` if it cannot be read. A text without a zone is taken for UTC.

    Read are seconds since 1970, ISO 8601, the form of OpenSSL (``Nov 22 10:00:00 2026 GMT``), that of ``ctime``, that of HTTP, and those of records.
    """
    if isinstance(value, str):
        text = " ".join(value.split())
        return _from_seconds(int(text)) if re.fullmatch(r"\d{9,10}", text) else _from_text(utc_text(text) or text)
    return None if isinstance(value, bool) or not isinstance(value, (int, float)) else _from_seconds(value)


def _from_seconds(seconds: float) -> datetime | None:
    """Small numbers are no times, but periods."""
    text = utc_text(seconds) if seconds >= _YEAR_2000 else None
    return _from_text(text) if text else None


def _from_text(text: str) -> datetime | None:
    text = _MONTH.sub(lambda month: _MONTHS[month[1]], _WEEKDAY.sub("", _UTC.sub("+0000", text)))
    text = _OFFSET.sub("", text) if _OFFSET.search(text) else f"{text}+0000"
    for form in _FORMS:
        try:
            return datetime.strptime(text, form).astimezone(timezone.utc)
        except (ValueError, OverflowError):
            continue
    return None


def days_until(end: datetime | None, now: datetime) -> int | None:
    """Whole days until ``end``: 0 on the last one, negative after it."""
    return None if end is None else (end - now) // timedelta(days=1)
