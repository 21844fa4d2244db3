# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The messages that an action is about, from ids or a search to targets, and refused if they are more than meant."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Callable, TypeVar

from ansible_collections.asyncos.api.plugins.module_utils._catalog.quarantine_filters import PVO
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, InputError, RequestRejected
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job
from ansible_collections.asyncos.api.plugins.module_utils._task.parallel import run_all
from ansible_collections.asyncos.api.plugins.module_utils._task.progress import Progress
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.details import details_of, is_unknown_message
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.query import DEFAULT_LAST
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.search import Question
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.target import Target, listed, target_of_details, target_of_row
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.search import META_FIELDS, Found

LOOKED_UP = 100
"""Up to so many messages are looked up before they are acted on; of more, only where it is needed to know what to send."""

T = TypeVar("T")


def targets_of(job: Job) -> tuple[list[Target], dict[str, Any]]:
    """The messages to act on, each once, and ``meta`` of the search: :data:`META_FIELDS`, all ``None`` if there was none."""
    if job.params["mids"] is None:
        return _searched(job)
    return _given(job), dict.fromkeys(META_FIELDS)


def _given(job: Job) -> list[Target]:
    params = job.params
    mids = list(dict.fromkeys(params["mids"]))
    if len(mids) > params["max_messages"]:
        raise _too_many(f"mids has {len(mids)} ids", params["max_messages"], [Target(mid, known=False) for mid in mids])
    needed = job.check_mode or (params["quarantine_type"] == PVO and params["quarantines"] is None)
    if not needed and len(mids) > LOOKED_UP:
        return [Target(mid, known=False) for mid in mids]
    outcomes = run_told(job, "messages looked up", [partial(_looked_up, job, mid) for mid in mids])
    for outcome in outcomes:
        if isinstance(outcome, AsyncOSError):
            raise outcome
    return [outcome for outcome in outcomes if isinstance(outcome, Target)]


def _looked_up(job: Job, mid: int) -> Target:
    try:
        return target_of_details(mid, details_of(job.client, job.params["quarantine_type"], mid))
    except RequestRejected as exc:
        if is_unknown_message(exc):
            return Target(mid, there=False)
        raise


def run_told(job: Job, unit: str, calls: Sequence[Callable[[], T]]) -> list[T | AsyncOSError]:
    """The results of ``calls`` as :func:`run_all` gives them. How many have ended is told every few seconds, as so many ``unit``."""
    progress = Progress(job.tell, f"{job.client.settings.label}, of {len(calls):,}", unit=unit)
    lock = threading.Lock()

    def told(call: Callable[[], T]) -> T:
        try:
            return call()
        finally:
            progress.count(1)
            with lock:
                progress.glance()

    return run_all([partial(told, call) for call in calls], job.client.settings.concurrency)


def _searched(job: Job) -> tuple[list[Target], dict[str, Any]]:
    params, most = job.params, job.params["max_messages"]
    question = Question.of(job, params["search"])
    found = question.found(replace(job, warn=lambda words: None), most)
    targets = [target_of_row(record) for record in found.records]
    if found.meta["truncated"]:
        total = question.total(job.client)
        raise _too_many(f"the search finds {total or f'more than {most}'} messages", most, targets, total)
    if not targets and not params["search"]["last"] and not params["search"]["start"]:
        job.warn(_about_window(found))
    return targets, found.meta


def _about_window(found: Found) -> str:
    """What to think of when nothing is found and no window was given."""
    days = DEFAULT_LAST.rstrip("d")
    return (
        f"The search found nothing. It gives no window, so only the last {days} days were searched, "
        f"from {found.meta['start']} to {found.meta['end']}: older messages are found with last or start."
    )


def _too_many(what: str, most: int, targets: Sequence[Target], total: int | None = None) -> AsyncOSError:
    error = InputError(
        f"{what}, but max_messages is {most}; nothing was done. The first: {listed(targets, total)}",
        "If they are all meant, raise max_messages.",
    )
    error.details = {"messages": total or len(targets), "max_messages": most}
    return error
