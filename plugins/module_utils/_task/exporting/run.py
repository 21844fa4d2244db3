# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The work of an export: slices in order into the unfinished file, with a checkpoint every now and then."""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, LocalFileError
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.cursor import Cursor
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.draft import Checkpoint, Draft
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.plan import Plan
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job
from ansible_collections.asyncos.api.plugins.module_utils._task.progress import Progress
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.harvest import harvest
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.paging import Pager
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.record import Known
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.search import pace_for
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.slices import Slice, Span
from ansible_collections.asyncos.api.plugins.module_utils._task.window import iso_time, moment_in

CHECKPOINT_SECONDS = 1.0
"""A run that is killed fetches what came after its last checkpoint again."""

THREADS_PER_CALL = 2
"""While some threads have a call under way, others make lines of what came: the appliance never waits for us."""

SWITCH_SECONDS = 0.0005
"""How long a busy thread may keep others waiting. With Python's 5 ms, each step of a call waits that long for whoever makes lines."""

UNCOLLECTED = 50_000
"""New objects after which Python looks for circles among them. Records have none, and Python's 700 come with every page."""


@contextmanager
def _for_throughput() -> Iterator[None]:
    """Settings of the interpreter that suit many threads and many short-lived objects; ``make bench`` measures what they bring."""
    interval, thresholds = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.set_threshold(UNCOLLECTED, *thresholds[1:])
    try:
        yield
    finally:
        sys.setswitchinterval(interval)
        gc.set_threshold(*thresholds)


def exported(job: Job, plan: Plan, draft: Draft, begun: Checkpoint, cursor: Cursor | None) -> Checkpoint:
    """Write everything from ``begun`` to the end of its window. Returns the last checkpoint, which covers it all."""
    rest = Span(moment_in(begun.done_until, "start"), moment_in(begun.end, "end"))
    begins = job.clock()
    writer = Writer(plan, draft, begun, cursor, lambda: plan.until(begun.end, cursor, begins, job.client.clock_offset))
    if rest.start >= rest.end:
        return writer.state
    stop = threading.Event()
    progress = Progress(job.tell, f"{job.client.settings.label}: export of {plan.search.name}")
    concurrency = job.client.settings.concurrency
    slots = threading.BoundedSemaphore(concurrency)
    pager = Pager(job.client, plan.search, plan.query, plan.lines.line, slots, progress.count, stop.is_set)
    pace = pace_for(plan.search, plan.query, rest)
    slices = harvest(pager.fetch, rest, pace, THREADS_PER_CALL * concurrency, stop, waiting=progress.glance)
    try:
        with _for_throughput(), closing(slices):
            for done in slices:
                writer.add(done)
                progress.position = writer.state.done_until
                progress.glance()
    except AsyncOSError as exc:
        writer.keep(exc)
        raise
    writer.save()
    return writer.state


class Writer:
    """Writes slices and keeps the checkpoint. ``until`` tells up to when there can be records; it is asked after the first answer."""

    def __init__(
        self,
        plan: Plan,
        draft: Draft,
        begun: Checkpoint,
        cursor: Cursor | None,
        until: Callable[[], str],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._monotonic = monotonic
        self._draft = draft
        self._plan = plan
        self._known = Known([*(cursor.keys if cursor else ()), *begun.seam])
        self._until = until
        self._saved = monotonic()
        self.state = replace(begun, size=draft.begin(begun if begun.size else None, plan.lines.header))

    def add(self, done: Slice) -> None:
        lines = [item.value for item in self._known.new_of(done.items)]
        try:
            size = self._draft.write(b"".join(lines))
        except LocalFileError:
            self._known.forget_last()
            raise
        state = replace(self.state, until=self._until())
        self.state = replace(
            state,
            done_until=iso_time(done.span.end),
            size=size,
            records=state.records + len(lines),
            bad_records=state.bad_records + done.bad_records,
            duplicates=state.duplicates + done.duplicates + len(done.items) - len(lines),
            slices=state.slices + 1,
            pages=state.pages + done.pages,
            tail=state.tail + self._tail(done, state),
        )
        if self._monotonic() - self._saved >= CHECKPOINT_SECONDS:
            self.save()

    def save(self) -> None:
        self.state = replace(self.state, seam=self._known.latest or self.state.seam)
        self._draft.save(self.state)
        self._saved = self._monotonic()

    def keep(self, problem: AsyncOSError) -> None:
        """Keep what is there for a later run, and say so in the error."""
        if not self.state.records:
            self._draft.remove()
            return
        try:
            self.save()
        except LocalFileError:
            return  # an earlier checkpoint may be there; the next run finds out
        kept = f"{self.state.records} records up to {self.state.done_until} are kept in {self._draft.path}"
        problem.hint = f"{problem.hint} {kept}: run the task again to go on from there.".strip()

    def _tail(self, done: Slice, state: Checkpoint) -> list[int]:
        """Keys of the records that the next run of an incremental export will meet again."""
        if not self._plan.cursor:
            return []
        again = iso_time(self._plan.since(moment_in(state.until, "until"), state.start))
        return [item.key for item in done.items if not item.when or item.when >= again] if iso_time(done.span.end) >= again else []
