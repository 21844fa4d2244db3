# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An action on many messages in several calls, one after the other, and what is known when one of them fails."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ansible_collections.asyncos.api.plugins.module_utils._catalog.resources import RESOURCES
from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import (
    ApplianceFault,
    ApplianceUnavailable,
    AsyncOSError,
    ConnectionLost,
    MalformedReply,
    NotFound,
    PartlyDone,
    ReplyTimeout,
    RequestRejected,
)
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job
from ansible_collections.asyncos.api.plugins.module_utils._task.progress import Progress
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.query import hint_on_names
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.target import DELETE, Batch

MOST_PER_CALL = 250
"""Ids in one call. How many appliances take is not known; clients page by 250."""

_TOO_LARGE = 413
_PATH = RESOURCES["quarantine_messages"].path
_MAY_BE_DONE = (ConnectionLost, ReplyTimeout, ApplianceFault, ApplianceUnavailable, MalformedReply, PartlyDone)


class Done(NamedTuple):
    """A call that was answered, and the number of messages that the appliance acted on."""

    batch: Batch
    touched: int

    @property
    def fate(self) -> bool | None:
        """Whether the messages were acted on; ``None`` if some were, as the answer is a number and does not say which."""
        return None if 0 < self.touched < len(self.batch.mids) else self.touched > 0


@dataclass(frozen=True)
class Fate:
    """What became of one message: for each quarantine in which it was sent, whether it was acted on there, ``None`` if that is not known."""

    places: dict[str, bool | None] = field(default_factory=dict)

    @property
    def touched(self) -> bool | None:
        """Whether it was acted on anywhere."""
        if True in self.places.values():
            return True
        return None if None in self.places.values() else False

    def acted_in(self) -> list[str]:
        """The quarantines of which it is known that it was acted on in them."""
        return [place for place, touched in self.places.items() if touched]


@dataclass
class Ledger:
    """What was done, what failed and why, and what was not sent any more."""

    done: list[Done] = field(default_factory=list)
    failed: Batch | None = None
    error: AsyncOSError | None = None
    unsent: list[Batch] = field(default_factory=list)

    @property
    def touched(self) -> int:
        return sum(done.touched for done in self.done)

    @property
    def sent(self) -> int:
        """Ids that were sent, one that was sent for several quarantines as often."""
        return sum(len(done.batch.mids) for done in self.done)

    def fates(self) -> dict[int, Fate]:
        """What is known of each message that was sent. One whose call failed after it may have been done counts as sent."""
        fates: dict[int, Fate] = {}
        sent = [(done.batch, done.fate) for done in self.done]
        if self.failed and self._may_be_done:
            sent.append((self.failed, None))
        for batch, touched in sent:
            for mid in batch.mids:
                fates.setdefault(mid, Fate()).places[batch.quarantine] = touched
        return fates

    def by_quarantine(self) -> list[dict[str, Any]]:
        """How many ids were sent, and how many messages were touched, in each quarantine."""
        return [{"quarantine": name or None, "sent": sent, "touched": touched} for name, sent, touched in totals_of(self.done)]

    @property
    def _may_be_done(self) -> bool:
        return isinstance(self.error, _MAY_BE_DONE)

    def details(self) -> dict[str, Any]:
        """For the details of the error: ``outcome`` of the failed call is ``refused``, or ``unknown`` if it may have been done."""
        outcome = "unknown" if self._may_be_done else "refused"
        return {
            "done": [{**done.batch.facts(), "touched": done.touched} for done in self.done],
            "failed": {**self.failed.facts(), "outcome": outcome} if self.failed else None,
            "not_sent": [batch.facts() for batch in self.unsent],
        }


def totals_of(calls: Iterable[Done]) -> list[tuple[str, int, int]]:
    """For each quarantine, how many ids the calls had and how many messages they touched."""
    totals: dict[str, list[int]] = {}
    for done in calls:
        total = totals.setdefault(done.batch.quarantine, [0, 0])
        total[0] += len(done.batch.mids)
        total[1] += done.touched
    return [(place, sent, touched) for place, (sent, touched) in totals.items()]


def foreseen(batches: Iterable[Batch]) -> Ledger:
    """The ledger of a run in which nothing is sent and everything would have worked."""
    return Ledger([Done(batch, len(batch.mids)) for batch in batches])


def act(job: Job, batches: Iterable[Batch], most: int = MOST_PER_CALL) -> Ledger:
    """Send the action for every batch until one fails. A call that is too large is cut in half, with all that follow."""
    params, ledger = job.params, Ledger()
    progress = Progress(job.tell, f"{job.client.settings.label}, {params['action']}", unit="messages sent")
    waiting = deque(part for batch in batches for part in batch.cut(most))
    while waiting:
        batch = waiting.popleft()
        try:
            ledger.done.append(Done(batch, _sent(job.client, params, batch)))
            progress.count(len(batch.mids))
            progress.glance()
        except RequestRejected as exc:
            if exc.status != _TOO_LARGE or len(batch.mids) < 2:
                return _broken(ledger, params, batch, exc, waiting)
            most = (len(batch.mids) + 1) // 2
            waiting = deque(part for whole in (batch, *waiting) for part in whole.cut(most))
        except AsyncOSError as exc:
            return _broken(ledger, params, batch, exc, waiting)
    return ledger


def _broken(ledger: Ledger, params: Mapping[str, Any], batch: Batch, error: AsyncOSError, waiting: Iterable[Batch]) -> Ledger:
    if batch.quarantine and error.status == 404 and isinstance(error, (RequestRejected, NotFound)):
        error.hint = hint_on_names(error, [name for name in (batch.quarantine, params["destination"]) if name])
    ledger.failed, ledger.error, ledger.unsent = batch, error, list(waiting)
    error.details = {**error.details, **ledger.details()}
    return ledger


def body_for(params: Mapping[str, Any], batch: Batch) -> dict[str, Any]:
    """The body of the call for a batch, spelt as on the wire."""
    body: dict[str, Any] = {} if params["action"] == DELETE else {"action": params["action"]}
    body["quarantineType"] = params["quarantine_type"]
    if batch.quarantine:
        body["quarantineName"] = batch.quarantine
    more = {"destinationQuarantineName": params["destination"], "delay": params["delay"], "recipients": params["recipients"]}
    return {**body, **{name: value for name, value in more.items() if value}, "mids": list(batch.mids)}


def _sent(client: Client, params: Mapping[str, Any], batch: Batch) -> int:
    method = "DELETE" if params["action"] == DELETE else "POST"
    reply = client.call(method, _PATH, body=body_for(params, batch))
    with client.named(method, _PATH):
        return _touched(reply.json(), len(batch.mids))


def _touched(document: Any, sent: int) -> int:
    """The number of messages acted on. The vendor's models of copy, move and delay show it without ``data`` around it."""
    data = document.get("data", document) if isinstance(document, dict) else None
    count = data.get("totalCount") if isinstance(data, dict) else None
    if isinstance(count, bool) or not isinstance(count, int):
        raise MalformedReply("the appliance answered the action without a totalCount, so it is not known what was done")
    if not 0 <= count <= sent:
        raise MalformedReply(f"the appliance answered the action with totalCount {count} for {sent} messages, so it is not known what was done")
    return count
