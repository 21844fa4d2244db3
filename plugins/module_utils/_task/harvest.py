# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The slices of a window, fetched several at once and handed on in order."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import timedelta
from typing import Union

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError
from ansible_collections.asyncos.api.plugins.module_utils._task.slices import Overfull, Pace, Slice, Span

AHEAD = 2
"""Slices begun for each worker, so that none idles while the first in order is still under way."""

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
    begun: deque[tuple[Span, Future[Outcome]]] = deque()
    pool = ThreadPoolExecutor(workers)
    try:
        while left or begun:
            while left and len(begun) < AHEAD * workers:
                span, left = _next(left, pace.width, newest_first)
                begun.append((span, pool.submit(fetch, span)))
            span, future = begun.popleft()
            outcome = _outcome(future, waiting)
            if isinstance(outcome, Slice):
                pace.learn(outcome)
                yield outcome
            else:
                parts = pace.narrower(outcome, span)
                begun.extendleft((part, pool.submit(fetch, part)) for part in (parts if newest_first else parts[::-1]))
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)


def _next(left: Span, width: timedelta, newest_first: bool) -> tuple[Span, Span | None]:
    """The next slice of what is left, and what is left after it."""
    if width >= left.width:
        return left, None
    if newest_first:
        edge = left.end - width
        return Span(edge, left.end), Span(left.start, edge)
    edge = left.start + width
    return Span(left.start, edge), Span(edge, left.end)


def _outcome(future: Future[Outcome], waiting: Callable[[], None]) -> Outcome | AsyncOSError:
    while not wait((future,), timeout=GLANCE_SECONDS).done:
        waiting()
    try:
        return future.result()
    except AsyncOSError as exc:
        return exc
