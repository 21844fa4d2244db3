# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The time of a report in hours that are over, the same time just before it, and what to ask about that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._task.window import KEPT_DAYS, WINDOW, Window, floor, iso_time, window_from

BEFORE = "before: "
"""What the labels of questions about the time before begin with."""

ALL = "*"

_HOUR = timedelta(hours=1)


def hours_over(last: str, start: str, end: str, now: datetime) -> Window:
    """The window of the three options without the hour that is not over yet, unless there is no other hour in it."""
    window = window_from(None if start else last or None, start or None, end or None, now)
    over = floor(now, _HOUR)
    return Window(window.start, over) if window.start < over < window.end else window


def hours_before(window: Window, now: datetime) -> tuple[Window | None, str]:
    """As many hours just before ``window``, or why these cannot be compared with it."""
    if window.end > now:
        return None, "No hour of this time is over yet."
    try:
        before = Window(window.start - (window.end - window.start), window.start)
    except OverflowError:
        return None, "The time before begins outside of the calendar."
    if before.start < now - timedelta(days=KEPT_DAYS):
        return None, f"The time before begins at {iso_time(before.start)}, and appliances are said to keep data for about {KEPT_DAYS} days."
    return before, ""


def questions_before(entries: Iterable[Any], before: Mapping[str, str], labels: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Entries of the option ``reports`` once more, for the time before: those with ``labels``, among which :data:`ALL` stands for all.

    What has a time of its own and what is asked for by intervals is left out. So is what has no name: the module refuses it, and says why.
    """
    chosen = set(labels)
    for entry in entries:
        fields = dict(entry) if isinstance(entry, Mapping) else _named(str(entry))
        label = fields.get("label") or fields.get("name")
        own = fields.get("query_type") or any(fields.get(option) for option in WINDOW)
        if fields.get("name") and not own and (ALL in chosen or label in chosen):
            yield {**fields, "label": f"{BEFORE}{label}", **before}


def _named(text: str) -> dict[str, Any]:
    name, _slash, counter = text.partition("/")
    return {"name": name, "counter": counter} if counter else {"name": name}
