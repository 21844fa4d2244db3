# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Slices: a window is searched piece by piece, because appliances answer neither wide ranges nor deep pages in time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import (
    ApplianceFault,
    ApplianceUnavailable,
    AsyncOSError,
    ConnectionLost,
    ReplyTimeout,
)
from ansible_collections.asyncos.api.plugins.module_utils._task.window import Window, floor

AIM = 1500
"""Records that a slice should have: few enough to hold several slices in memory, many enough that its empty last page costs little."""

MOST = 5000
"""Records after which a slice is given up and cut, if it can be."""

AHEAD = 2
"""Slices begun for each worker, so that none idles while the first in order is still under way."""

HELD = 8000
"""Records that slices begun ahead may hold together; where a single slice holds more, it is the only one."""

WIDEST_STEP = 16
"""How many times wider than the last slice the next one may be."""

MOST_HALVINGS = 10
"""How often one slice is halved for time-outs and the like, before the appliance is taken to be out of order: from a day to a minute."""

MOST_REPEATS = 2
"""How often a slice that cannot be halved is asked again."""

_NARROWER_MAY_HELP = (ReplyTimeout, ConnectionLost, ApplianceFault, ApplianceUnavailable)


@dataclass(frozen=True)
class Span(Window):
    """A window or a part of it. ``halvings`` counts the failures of the spans that it was cut from, ``repeats`` its own."""

    halvings: int = 0
    repeats: int = 0

    @property
    def width(self) -> timedelta:
        return self.end - self.start

    def cut(self, parts: int, granule: timedelta) -> list[Span]:
        """About ``parts`` spans that follow each other; one if it cannot be cut."""
        width = max(granule, self.width // parts)
        edges = [self.start]
        while edges[-1] < self.end:
            edges.append(min(self.end, max(edges[-1] + granule, floor(edges[-1] + width, granule))))
        return [replace(self, start=start, end=end) for start, end in zip(edges, edges[1:])]


@dataclass(frozen=True)
class Slice:
    """What a span was found to hold. ``items`` are sorted by time, oldest first."""

    span: Span
    items: list[Any]
    pages: int = 0
    bad_records: int = 0
    duplicates: int = 0


@dataclass(frozen=True)
class Overfull:
    """A span with more records than a slice should have."""

    span: Span


class Pace:
    """How wide the next slice is, and how many are begun at once.

    The number of records in the last slice tells how wide one with :data:`AIM` of them is. After a failure slices are half as
    wide, and become wider again a quarter at a time.
    """

    def __init__(self, first: timedelta, granule: timedelta) -> None:
        self.granule = granule
        self.width = self._whole(first)
        self._last: int | None = None
        self._bound: timedelta | None = None

    def ahead(self, workers: int) -> int:
        """How many slices may be begun before the first of them is done. Two, as long as nothing is known about their size."""
        if self._last is None:
            return 2
        return max(1, min(AHEAD * workers, HELD // max(1, self._last)))

    def learn(self, done: Slice) -> None:
        """Take the next slices as wide as ``done`` says."""
        self._last = len(done.items)
        wanted = done.span.width * min(WIDEST_STEP, AIM / max(1, self._last))
        if self._last < AIM:
            wanted = max(self.width, wanted)  # a short slice with few records says nothing against wide ones
        if self._bound:
            self._bound += max(self.granule, self._bound // 4)
            wanted = min(wanted, self._bound)
        self.width = self._whole(wanted)

    def narrower(self, problem: Overfull | AsyncOSError, span: Span) -> list[Span]:
        """The parts to ask for instead of ``span``. Raises the problem itself if narrower parts would not help."""
        if isinstance(problem, Overfull):
            parts = span.cut(16, self.granule)
        elif isinstance(problem, _NARROWER_MAY_HELP) and span.halvings < MOST_HALVINGS and span.width > self.granule:
            parts = replace(span, halvings=span.halvings + 1).cut(2, self.granule)
        elif isinstance(problem, _NARROWER_MAY_HELP) and span.width <= self.granule and span.repeats < MOST_REPEATS:
            parts = [replace(span, repeats=span.repeats + 1)]
        else:
            raise _explained(problem, span)
        self.width = self._whole(parts[0].width)
        if not isinstance(problem, Overfull):
            self._bound = self.width
        return parts

    def _whole(self, width: timedelta) -> timedelta:
        return max(self.granule, width - width % self.granule)


def _explained(problem: AsyncOSError, span: Span) -> AsyncOSError:
    if span.halvings:
        problem.hint = f"Even {span.width} was too much for one question (the window was cut {span.halvings} times). {problem.hint}"
    return problem
