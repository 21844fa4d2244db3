# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The slices of a window, fetched several at once and handed on in order."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Union

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.slices import Overfull, Pace, Slice, Span

GLANCE_SECONDS = 1.0
"""How often whoever waits for a slice is called."""

Outcome = Union[Slice, Overfull]


def harvest(
    fetch: Callable[[Span], Outcome],
    whole: Span,
    pace: Pace,
    workers: int,
    stop: threading.Event,
    newest_first: bool = False,
    waiting: Callable[[], None] = lambda: None,
) -> Generator[Slice, None, None]:
    """All slices of ``whole`` in the order of time, or against it.

    A slice that fails for being too wide is cut and asked again; any other error ends the iteration. When it ends, or is
    closed, ``stop`` is set, so that ``fetch`` can give up what is under way.
    """
    left: Span | None = whole
    line: deque[_Place] = deque()
    pool = ThreadPoolExecutor(workers)
    try:
        while left or line:
            ahead = pace.ahead(workers)
            while left and len(line) < ahead:
                span, left = _next(left, pace.width, newest_first)
                line.append(_Place(span))
            for place in islice(line, ahead):
                place.future = place.future or pool.submit(fetch, place.span)
            place = line.popleft()
            outcome = _outcome(place.future, waiting)
            if isinstance(outcome, Slice):
                pace.learn(outcome)
                yield outcome
            else:
                parts = pace.narrower(outcome, place.span)
                line.extendleft(_Place(part) for part in (parts if newest_first else parts[::-1]))
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)


@dataclass
class _Place:
    """A slice in the line of those that come next, and the fetching of it once it is begun."""

    span: Span
    future: Future[Outcome] | None = None


def _next(left: Span, width: timedelta, newest_first: bool) -> tuple[Span, Span | None]:
    """The next slice of what is left, and what is left after it."""
    if width >= left.width:
        return left, None
    if newest_first:
        edge = left.end - width
        return Span(edge, left.end), Span(left.start, edge)
    edge = left.start + width
    return Span(left.start, edge), Span(edge, left.end)


def _outcome(future: Future[Outcome] | None, waiting: Callable[[], None]) -> Outcome | AsyncOSError:
    if future is None:
        raise ValueError("a slice that nobody has begun cannot end")
    while not wait((future,), timeout=GLANCE_SECONDS).done:
        waiting()
    try:
        return future.result()
    except AsyncOSError as exc:
        return exc
