# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The time a question is about: from what users write to the full hours or minutes in UTC that the API takes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option

DEFAULT_LAST = "1d"
KEPT_DAYS = 250
"""Days for which an appliance is said to keep report data (source SPL, a client's limit; no vendor text)."""


def window_options(purpose: str, rounding: str, default: str = f"V({DEFAULT_LAST})") -> dict[str, Option]:
    """The options ``last``, ``start`` and ``end``. ``purpose`` is what the time is for; ``rounding`` says what the API takes."""
    return {
        "last": Option(
            "str",
            (
                f"The time before now to {purpose}: a number with V(m), V(h), V(d) or V(w), such as V(90m), V(1d) or V(30d).",
                f"When neither O(last) nor O(start) is given, {default}.",
            ),
        ),
        "start": Option(
            "str",
            (
                f"Beginning of the time to {purpose}, in ISO 8601, such as V(2026-11-20), V(2026-11-20T10:30Z) or V(2026-11-20T10:30+01:00).",
                f"Without a zone it is UTC. {rounding}",
            ),
        ),
        "end": Option(
            "str",
            (
                f"End of the time to {purpose}, in the form of O(start). A date alone means the end of that day.",
                "When it is left out, now.",
            ),
        ),
    }


WINDOW = window_options("report on", "The API takes full hours only: the window is rounded outwards, and RV(reports.label.meta) says to what.")
WINDOW_CONSTRAINTS: dict[str, Any] = {"mutually_exclusive": [["last", "start"], ["last", "end"]], "required_by": {"end": ["start"]}}

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_HOUR = timedelta(hours=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


@dataclass(frozen=True)
class Window:
    """From ``start`` to ``end`` in UTC, both whole steps of what the API takes."""

    start: datetime
    end: datetime

    def query(self) -> dict[str, str]:
        """As the API spells it. Minutes, seconds and milliseconds other than 00 are refused by appliances."""
        return {"startDate": wire_time(self.start), "endDate": wire_time(self.end)}


def wire_time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def iso_time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def window_from(last: str | None, start: str | None, end: str | None, now: datetime, step: timedelta = _HOUR, default: str = DEFAULT_LAST) -> Window:
    """The window that the three options describe, rounded outwards to whole steps."""
    if last and (start or end):
        raise InputError("last is given together with start or end", "Give either last, or start and end.")
    if end and not start:
        raise InputError("end is given without start", "Give start as well, or last instead.")
    begins = moment_in(start, "start") if start else _before(now, last or default)
    ends = moment_in(end, "end", whole_day_end=True) if end else now
    if begins >= ends:
        if start and not end:
            raise InputError(f"start {start} lies in the future (now is {iso_time(now)})")
        raise InputError(f"start {start} is not before end {end}", "Mind the zones: without one, UTC is meant.")
    if begins > now:
        raise InputError(f"the window begins at {iso_time(begins)}, which lies in the future (now is {iso_time(now)})")
    return Window(floor(begins, step), ceiling(ends, step))


def concerns_about(window: Window, now: datetime) -> list[str]:
    """What a user should know about a window that will be asked for all the same."""
    concerns = []
    if window.start < now - timedelta(days=KEPT_DAYS):
        concerns.append(
            f"The window begins {(now - window.start).days} days ago. Appliances are said to keep about {KEPT_DAYS} days of report data, "
            "so the answer may cover less; reporting_system tells what an appliance holds."
        )
    if window.end > now + _HOUR:
        concerns.append(f"The window ends at {iso_time(window.end)}, in the future: the numbers are those up to now.")
    return concerns


def duration(text: str, option: str) -> timedelta:
    """The time that a text such as ``90m`` or ``1d`` stands for."""
    match = re.fullmatch(r"\s*(\d+)\s*([mhdw])\s*", text)
    if not match or not int(match.group(1)):
        raise InputError(f"{option} is {text!r}", "Give a number with m, h, d or w, such as 90m, 1d, 7d or 30d.")
    try:
        return timedelta(**{_UNITS[match.group(2)]: int(match.group(1))})
    except OverflowError as exc:
        raise InputError(f"{option} is {text!r}, which is longer than any calendar") from exc


def _before(now: datetime, last: str) -> datetime:
    try:
        return now - duration(last, "last")
    except OverflowError as exc:
        raise InputError(f"last is {last!r}, which is longer than any calendar") from exc


def moment_in(text: str, option: str, whole_day_end: bool = False) -> datetime:
    """The time that ``option`` gives in ISO 8601. A date alone is its beginning, or with ``whole_day_end`` its end."""
    text = text.strip()
    try:
        moment = datetime.fromisoformat(re.sub(r"[zZ]$", "+00:00", text))
    except ValueError as exc:
        raise InputError(f"{option} is {text!r}, which is not a date or time in ISO 8601", "Write it like 2026-11-20T10:00Z.") from exc
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    try:
        moment = moment.astimezone(timezone.utc)
        day_after = moment + timedelta(days=1)
    except OverflowError as exc:
        raise InputError(f"{option} is {text!r}, which is outside of the calendar") from exc
    return day_after if whole_day_end and re.fullmatch(r"\d{4}-?\d{2}-?\d{2}", text) else moment


def floor(moment: datetime, step: timedelta) -> datetime:
    """``moment``, or the last whole ``step`` before it."""
    return moment - (moment - _EPOCH) % step


def ceiling(moment: datetime, step: timedelta) -> datetime:
    """``moment``, or the next whole ``step`` after it."""
    return moment + (_EPOCH - moment) % step
