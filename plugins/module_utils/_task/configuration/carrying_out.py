# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Making the changes: the calls, what there is after them, and what is to be told of both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, RequestRejected
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration import levels
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.calling import Place, Write
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.current import Part, remaining
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.judging import Judgement, judge
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.lookup import row_for
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.merging import MERGED, REPLACED
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.placing import MOST_ROUNDS, misplaced, with_moves
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.planning import Change
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.report import blind_result, done_result
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.sending import Sent, send_all
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.waiting import Patience
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.writers import WRITERS
from ansible_collections.asyncos.api.plugins.module_utils._task.masking import masked
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job, Result

Given = Sequence[Mapping[str, Any]]


def place_of(job: Job, part: Part) -> Place:
    """Where the changes go."""
    name, keys = part.row.along
    settings: Mapping[str, Any] = Part(job.client, row_for(name, job.params["product"]), {}, {}).items([])[0] if name else {}
    along = {key: settings[key] for key in keys if key in settings}
    return Place(part.as_items, job.params["product"], part.level, part.variables, along)


def carry_out(job: Job, part: Part, given: Given, due: Sequence[Change], writes: Sequence[Write], secrets: set[str]) -> Result:
    """Make the calls, look at what there is then, and tell both."""
    patience = Patience(job.params["wait_timeout"], lambda text: job.tell(f"{job.client.settings.label}: {text}"), job.sleep, job.monotonic)
    wanted = [*given, *(change.label for change in due)]

    def settle(write: Write) -> None:
        if part.row.waits and job.params["wait"]:
            patience.settled(part.row, lambda: part.items(wanted), [change.label for change in write.changes])

    sent = send_all(job.client, writes, settle)
    hidden = (*job.client.secrets, *secrets)
    for remark in sent.remarks:
        job.warn(remark)
    for error in sent.errors.values():
        error.details = masked(error.details, part.row.fields)
    _explain(part, sent)
    now = _look_again(part, wanted, sent, patience)
    if part.as_items.position and job.params["state"] in (MERGED, REPLACED):
        due, now = _placed(job, part, given, due, sent, now, lambda: _look_again(part, wanted, sent, patience))
    if isinstance(now, AsyncOSError):
        return blind_result(part.as_items, due, sent.errors, now, hidden)
    judgements = judge(part.as_items, due, now, sent, job.params["state"])
    _warn(job, judgements)
    return done_result(part.as_items, due, judgements, now, hidden)


def _placed(job: Job, part: Part, given: Given, due: Sequence[Change], sent: Sent, now: Any, look: Callable[[], Any]) -> tuple[Sequence[Change], Any]:
    """Put items where they belong that the changes of others have moved. What is left out of place becomes a change that is due."""
    row, state = part.as_items, job.params["state"]
    for _round in range(MOST_ROUNDS):
        moves = [] if isinstance(now, AsyncOSError) else misplaced(row, given, now, state, sent.errors)
        if not moves:
            break
        sent.errors.update(send_all(job.client, WRITERS[row.writer](place_of(job, part), moves), lambda _write: None).errors)
        now = look()
    return (due if isinstance(now, AsyncOSError) else with_moves(due, misplaced(row, given, now, state, ()))), now


def _look_again(part: Part, wanted: Given, sent: Sent, patience: Patience) -> Any:
    if not sent.in_doubt:
        return remaining(part, wanted)
    try:
        return patience.back(lambda: part.items(wanted))
    except AsyncOSError as exc:
        return exc


def _explain(part: Part, sent: Sent) -> None:
    """A hint on levels, where the lack of one may be what was refused. One error can stand for several changes."""
    if part.row.has_levels and not part.level:
        for error in {id(error): error for error in sent.errors.values() if isinstance(error, RequestRejected)}.values():
            error.hint = f"{error.hint} {levels.HINT}".strip()


def _warn(job: Job, judgements: Sequence[Judgement]) -> None:
    for judgement in judgements:
        name = " ".join(map(str, judgement.change.label.values())) or job.params["resource"]
        if judgement.error and not judgement.failed:
            job.warn(f"The call for {name} failed, but the appliance shows the change: {judgement.error.sentence}")
        if judgement.grown:
            job.warn(f"{', '.join(judgement.grown)} of {name} holds more than was written: somebody else may have changed it at the same time.")
