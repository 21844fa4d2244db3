# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Dates in queries, read with the appliance's rules, and times as its answers write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone

from .refusals import Refusal, invalid_value, missing_attribute

HOUR = 3600
MINUTE = 60
MINUTES_REFUSED = "duration attribute supports only 00 minutes.."
SECONDS_REFUSED = "startDate and endDate attribute supports only 00 seconds and 000 microseconds."
START_OR_END = "startDate or endDate"

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(Z|[+-]\d\d:\d\d)")


def hour(name: str, text: str) -> int:
    """The hour of a date, counted from 1970. Minutes, seconds and fractions have to be zero (sources NRPM, CES)."""
    found = _parts(name, text)
    if int(found[5]):
        raise Refusal(404, MINUTES_REFUSED, f"{name} has minutes other than 00")
    return minute(name, text) * MINUTE // HOUR


def minute(name: str, text: str) -> int:
    """The minute of a date, counted from 1970. Seconds and fractions have to be zero (source CES)."""
    found = _parts(name, text)
    if int(found[6] or 0) or int(found[7] or 0):
        raise Refusal(404, SECONDS_REFUSED, f"{name} has seconds or fractions other than 0")
    try:
        year, month, day, hours, minutes = (int(part) for part in found.groups()[:5])
        moment = datetime(year, month, day, hours, minutes, tzinfo=_zone(found[8]))
    except ValueError as problem:
        raise invalid_value(name, f"{name} is {text!r}, which is no date: {problem}") from problem
    return int(moment.timestamp() // MINUTE)


def window(parameters: Mapping[str, str], read: Callable[[str, str], int] = minute) -> tuple[int, int]:
    """``startDate`` and ``endDate``, which have to be there, in the unit of ``read``."""
    if not (parameters.get("startDate") and parameters.get("endDate")):
        raise missing_attribute(START_OR_END)
    start, end = (read(name, parameters[name]) for name in ("startDate", "endDate"))
    if end < start:
        raise invalid_value(START_OR_END, "endDate is before startDate")
    return start, end


def text_with_seconds(moment: float) -> str:
    """``29 Aug 2023 10:00:48 (GMT +00:00)``, as answers of AsyncOS 15 write times (source STIX)."""
    return datetime.fromtimestamp(moment, timezone.utc).strftime("%d %b %Y %H:%M:%S (GMT +00:00)")


def text_without_seconds(moment: float) -> str:
    """``20 Sep 2022 15:13 (GMT +00:00)``, as rows of the spam quarantine write times (source XSOAR)."""
    return datetime.fromtimestamp(moment, timezone.utc).strftime("%d %b %Y %H:%M (GMT +00:00)")


def _parts(name: str, text: str) -> re.Match[str]:
    found = _DATE.fullmatch(text)
    if not found:
        raise invalid_value(name, f"{name} is {text!r} and not like 2026-01-31T00:00:00.000Z")
    return found


def _zone(text: str) -> timezone:
    if text == "Z":
        return timezone.utc
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[4:6])))
