# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Pairs of recipient and sender on a safelist or blocklist: there, not there, or exactly these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.sender_views import VIEWS, View
from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import ApplianceFault, AsyncOSError, MalformedReply, PermissionDenied
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import error_dict, result_without_secrets, with_failures
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job, Operation, Result
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option
from ansible_collections.asyncos.api.plugins.module_utils._task.products import require_product
from ansible_collections.asyncos.api.plugins.module_utils._task.sender_list_info import INCOMPLETE, WHICH
from ansible_collections.asyncos.api.plugins.module_utils._task.sender_lists.plan import (
    ABSENT,
    DELETE,
    EXACT,
    PRESENT,
    Step,
    Wanted,
    row_at,
    shortfall,
    steps_for,
    wanted_from,
)
from ansible_collections.asyncos.api.plugins.module_utils._task.sender_lists.rows import Row, by_address, read_rows

OPTIONS: dict[str, Option] = {
    **WHICH,
    "recipients": Option(
        "list",
        ("The recipients. With O(view_by=recipient) they name the rows, otherwise they are what the rows hold.",),
        elements="str",
    ),
    "senders": Option(
        "list",
        ("The senders: addresses or domains. With O(view_by=sender) they name the rows, otherwise they are what the rows hold.",),
        elements="str",
    ),
    "state": Option(
        "str",
        (
            f"V({PRESENT}) adds the pairs that are missing, and leaves all others alone.",
            f"V({ABSENT}) removes just the given pairs.",
            f"V({ABSENT}) with O(view_by=recipient) and no O(senders), or with O(view_by=sender) and no O(recipients), removes the whole rows.",
            f"V({EXACT}) makes each row exactly what is given.",
        ),
        default=PRESENT,
        choices=(PRESENT, ABSENT, EXACT),
    ),
}

_ENDS_ALL = (PermissionDenied,)
"""Errors that every further write would meet, beside the hopeless ones."""


def run(job: Job) -> Result:
    params = job.params
    require_product(params["list"], params["product"])
    view = VIEWS[params["view_by"]]
    wanted = wanted_from(params, view)
    steps = steps_for(wanted, _whole(job.client, params["list"], view))
    due = [step for step in steps if step.action]
    if job.check_mode or not due:
        return _result(view, steps, due, [Row(step.address, step.after) for step in steps if step.after])
    errors = _write_all(job.client, params["list"], view, due)
    try:
        now = read_rows(job.client, params["list"], view).rows
    except AsyncOSError as exc:
        unseen: Result = result_without_secrets(_unseen(view, steps, due, errors, exc), job.client.secrets)
        return unseen
    return _compared(job, view, wanted, steps, errors, now)


def _whole(client: Client, name: str, view: View) -> list[Row]:
    """Every row: one that is missed would be made anew, and could lose what it holds. A list that changes meanwhile is read once more."""
    found = read_rows(client, name, view)
    if not found.is_whole:
        found = read_rows(client, name, view)
    if not found.is_whole:
        with client.named("GET", f"quarantine/{name}"):
            raise MalformedReply(INCOMPLETE.format(counted=found.counted, rows=found.received), "Nothing was written.")
    return found.rows


def _write_all(client: Client, name: str, view: View, due: Sequence[Step]) -> dict[str, AsyncOSError]:
    """Write one row after the other. The errors, by address; one that ends all stands for the rest, too."""
    errors: dict[str, AsyncOSError] = {}
    final: AsyncOSError | None = None
    for step in due:
        if final:
            errors[step.address] = final
            continue
        try:
            _write(client, f"quarantine/{name}", view, step)
        except AsyncOSError as exc:
            errors[step.address] = exc
            final = exc if exc.hopeless or isinstance(exc, _ENDS_ALL) else None
    return errors


def _write(client: Client, path: str, view: View, step: Step) -> None:
    common = {"quarantineType": "spam", "viewBy": view.name}
    if step.action == DELETE:
        client.call("DELETE", path, body={**common, view.removed: [step.address]})
    else:
        client.call("POST", path, body={"action": step.action, **common, view.sent_addresses: [step.address], view.row_others: list(step.sent)})


def _compared(job: Job, view: View, wanted: Wanted, steps: Sequence[Step], errors: Mapping[str, AsyncOSError], now: Iterable[Row]) -> Result:
    """The result, as the list shows it after the writes: what it shows is done, whatever the calls answered."""
    rows = by_address(now)
    done: list[Step] = []
    failures: list[tuple[Step, AsyncOSError]] = []
    for step in (step for step in steps if step.action):
        lacking = shortfall(step, row_at(step.address, rows), wanted.state)
        error = errors.get(step.address)
        if lacking:
            failures.append((step, error or _not_shown(job, step, lacking)))
            continue
        done.append(step)
        if error:
            job.warn(f"The call for {step.address} failed, but the list shows the change: {error}")
    shown = [row_at(step.address, rows) for step in steps]
    result = _result(view, steps, done, [row for row in shown if row])
    result["failed_items"] = [_failed_item(*failure) for failure in failures]
    return with_failures(result, [error for _step, error in failures], len(steps), "rows", False, job.client.secrets, "changed")


def _not_shown(job: Job, step: Step, lacking: str) -> AsyncOSError:
    said = f"the appliance accepted the change of {step.address}, but the list does not show it: {lacking}"
    error = ApplianceFault(said, "Somebody else may have changed the row, or this release understands the action otherwise. Look at the list.")
    return error.met_on(job.client.settings.label, "DELETE" if step.action == DELETE else "POST", f"quarantine/{job.params['list']}", 1)


def _unseen(view: View, steps: Sequence[Step], due: Sequence[Step], errors: Mapping[str, AsyncOSError], cause: AsyncOSError) -> Result:
    """The result when the list cannot be read after the writes: what is known from the writes alone."""
    done = [step for step in due if step.address not in errors]
    failures = [(step, errors[step.address]) for step in due if step.address in errors]
    right = [step for step in steps if not step.action or step in done]
    result = _result(view, steps, done, [Row(step.address, step.after) for step in right if step.after])
    result["failed_items"] = [_failed_item(*failure) for failure in failures]
    said = f"{len(done)} of {len(due)} rows were written, but the list could not be read afterwards: {cause}"
    return {**result, "failed": True, "msg": said, "error": error_dict(cause)}


def _result(view: View, steps: Sequence[Step], done: Sequence[Step], rows: Sequence[Row]) -> Result:
    """``rows`` are those of the task as they are now, or would be in check mode."""
    before = [Row(step.address, step.before).entry(view) for step in steps if step.before]
    after = [row.entry(view) for row in rows]
    return {
        "changed": bool(done),
        "entries": after,
        "changes": [step.change(view) for step in done],
        "failed_items": [],
        "diff": {"before": {"entries": before}, "after": {"entries": after}},
    }


def _failed_item(step: Step, error: AsyncOSError) -> dict[str, Any]:
    return {"address": step.address, "action": step.action, "msg": str(error), "error": error_dict(error)}


_STATES = [["state", PRESENT, ["recipients", "senders"]], ["state", EXACT, ["recipients", "senders"]]]
_VIEWS = [["view_by", view.name, [view.addresses]] for view in VIEWS.values()]

SENDER_LIST = Operation(options=OPTIONS, run=run, constraints={"required_if": _STATES + _VIEWS})
