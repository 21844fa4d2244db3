# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Configuration as a task wants it: read, compared, written where it differs, and read again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, InputError, RequestRejected
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration import levels
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.calling import Place, Write
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.current import COUNTED, Part, meant, remaining, scoped
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.judging import Judgement, judge
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.lookup import row_for
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.masking import masked, secrets_in
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.merging import ABSENT, MERGED, PRUNED, REPLACED
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.placing import MOST_ROUNDS, misplaced, refuse_one_place, with_moves
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.planning import (
    ROWS,
    Change,
    everything,
    has_unknown,
    is_blind,
    left_to_chance,
    plan,
    refuse_fixed,
    require_call,
    require_lists,
    unseen_in,
    wanted_from,
    without_shown,
)
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.report import blind_result, check_result, done_result
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.sending import Sent, send_all
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.waiting import Patience
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.writers import ALONG, WRITERS
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job, Operation, Result
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option

ON_CHANGE = "on_change"
ALWAYS = "always"

OPTIONS: dict[str, Option] = {
    "resource": Option(
        "str",
        (
            "The part of the configuration, as the page on configuration and M(asyncos.api.config_info) call it, such as V(url_categories).",
            "Its page lists the keys of each.",
        ),
        required=True,
    ),
    "config": Option(
        "raw",
        (
            "What it is to be, in the form in which M(asyncos.api.config_info) returns it: a list of items, or a dictionary of settings.",
            "Only what is given is compared and written. What was read can be given back: masked secrets and what only the appliance sets are passed over.",
            "With O(state=absent) the items that are not to be there; names alone will do where one key tells items apart.",
            "A key beginning with C(new_), such as C(new_category_name), renames an item.",
        ),
    ),
    "state": Option(
        "str",
        (
            f"V({MERGED}) adds what is missing and changes what differs: lists keep the entries that they have.",
            f"V({REPLACED}) makes every list that is given exactly that. Keys and items that are not given stay as they are.",
            f"V({PRUNED}) takes the entries that are given out of lists, and leaves everything else.",
            f"V({ABSENT}) deletes the items that are given.",
        ),
        default=MERGED,
        choices=(MERGED, REPLACED, PRUNED, ABSENT),
    ),
    "scope": Option("dict", ("What the part belongs to, where there are several of it, such as C(policy) for V(policy_members).",)),
    **levels.OPTIONS,
    "delete_all": Option(
        "bool",
        (
            "With O(state=absent) and without O(config): deletes every item, but those that are always there.",
            "They are read and deleted by name. The forms of the API that delete everything unseen are never used.",
        ),
        default=False,
    ),
    "update_unseen": Option(
        "str",
        (
            "What to do with values that the appliance never shows, such as passwords, so that they cannot be compared.",
            f"V({ON_CHANGE}) writes them with new items, and with others when something else of the item changes.",
            f"V({ALWAYS}) writes them each time, and the task reports a change each time.",
        ),
        default=ON_CHANGE,
        choices=(ON_CHANGE, ALWAYS),
    ),
    "allow_unknown": Option("bool", ("Whether keys are sent that this collection does not know: newer releases may have more.",), default=False),
    "wait": Option(
        "bool",
        ("Whether to wait for what the appliance goes on with after it has answered, such as a registration of licences.",),
        default=True,
    ),
    "wait_timeout": Option(
        "float",
        (
            "Seconds to wait for that, and for the appliance to answer again after a change that restarts its services.",
            "How far it is, is told every five seconds by runs on the controller.",
        ),
        default=600.0,
    ),
}


def run(job: Job) -> Result:
    params = job.params
    part = _part(job)
    given = _given(part, params)
    current = part.items(given)
    if params["state"] in (MERGED, REPLACED):
        refuse_one_place(part.as_items, given)
        refuse_fixed(part.as_items, given, current)
    changes = everything(part.as_items, current) if params["delete_all"] else plan(part.as_items, given, current, params["state"])
    due = [_with_unseen(job, part, change) for change in changes]
    for change in due:
        require_call(part.as_items, change)
        if params["state"] in (MERGED, PRUNED):
            require_lists(part.as_items, change)
        _warn_of_chance(job, part, change)
    writes = WRITERS[part.row.writer](_place(job, part), [change for change in due if change.action])
    due = _with_calls(due, writes)
    if job.check_mode or not writes:
        return check_result(part.as_items, due)
    return _written(job, part, given, due, writes)


def secrets(params: Mapping[str, Any]) -> set[str]:
    """What the task gives to be kept secret."""
    row = CONFIGURATION.get(str(params.get("resource")))
    declared = (row.elements.fields if row.elements else row.fields) if row else {}
    return secrets_in(params.get("config"), declared)


def _part(job: Job) -> Part:
    params = job.params
    row = row_for(params["resource"], params["product"])
    if not row.can_change:
        noted = f"What is known of it: {row.resource.note}" if row.resource.note else ""
        raise InputError(f"{row.name} can only be read: this collection has no call that changes it", noted)
    level = levels.level_query(row, params)
    if params["mode"] and not row.has_levels:
        raise InputError(f"{row.name} has no levels of a cluster", "Leave mode out.")
    return Part(job.client, row, scoped(row, params["scope"]), level)


def _given(part: Part, params: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the task wants, checked."""
    row, state, config = part.as_items, params["state"], params["config"]
    if params["delete_all"]:
        if state != ABSENT or config is not None:
            raise InputError("delete_all goes with state=absent and without config", "It deletes every item; config names those that are meant.")
        if not row.is_list:
            raise InputError(f"{row.name} has no items that could be deleted", "state=pruned takes entries out of lists.")
        if row.resource.variables:
            raise InputError(f"{row.name} cannot be listed, so delete_all does not know what there is", "Name the items in config.")
        return []
    if state == ABSENT and not row.is_list:
        raise InputError(f"{row.name} are settings, which cannot be absent", "state=pruned takes entries out of their lists.")
    if config is None:
        raise InputError(f"state={state} needs config")
    if part.row.elements:
        config = {ROWS: config}
    elif row.name in COUNTED and config:
        config = meant(row, config)
        if not config:
            return []
    elif not params["allow_unknown"] and has_unknown(row, config):
        config = without_shown(row, config, part.items([]))
    return wanted_from(row, config, state, params["allow_unknown"])


def _with_unseen(job: Job, part: Part, change: Change) -> Change:
    """A change that writes what cannot be compared, if the task says so. Where it gives nothing else, that is worth a word."""
    unseen = unseen_in(part.as_items, change) if job.params["state"] in (MERGED, REPLACED) and not change.action else []
    if unseen and job.params["update_unseen"] == ALWAYS:
        return change.because(unseen)
    if unseen and is_blind(part.as_items, change):
        job.warn(f"{', '.join(unseen)} of {part.row.name} cannot be compared, so nothing was written. update_unseen=always writes it each time.")
    return change


def _with_calls(changes: Sequence[Change], writes: Sequence[Write]) -> list[Change]:
    """Changes for which there is nothing to send are none."""
    sent = {change.key for write in writes for change in write.changes}
    return [change if change.key in sent else replace(change, action="") for change in changes]


def _warn_of_chance(job: Job, part: Part, change: Change) -> None:
    for name in left_to_chance(part.as_items, change):
        job.warn(f"{name} is written as a whole: passwords and keys in it that the appliance does not show go along only where the task gives them.")


def _place(job: Job, part: Part) -> Place:
    along: dict[str, Any] = {}
    if part.row.writer in ALONG:
        name, keys = ALONG[part.row.writer]
        (settings,) = Part(job.client, row_for(name, job.params["product"]), {}, {}).items([])
        along = {key: settings[key] for key in keys if key in settings}
    return Place(part.as_items, job.params["product"], part.level, part.variables, along)


def _written(job: Job, part: Part, given: Sequence[Mapping[str, Any]], due: Sequence[Change], writes: Sequence[Write]) -> Result:
    """Make the calls, look at what there is then, and tell both."""
    patience = Patience(job.params["wait_timeout"], lambda text: job.tell(f"{job.client.settings.label}: {text}"), job.sleep, job.monotonic)
    wanted = [*given, *(change.label for change in due)]

    def settle(write: Write) -> None:
        if part.row.waits and job.params["wait"]:
            patience.settled(part.row, lambda: part.items(wanted), [change.label for change in write.changes])

    sent = send_all(job.client, writes, settle)
    hidden = (*job.client.secrets, *secrets(job.params))
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


def _placed(
    job: Job, part: Part, given: Sequence[Mapping[str, Any]], due: Sequence[Change], sent: Sent, now: Any, look: Callable[[], Any]
) -> tuple[Sequence[Change], Any]:
    """Put items where they belong that the changes of others have moved. What is left out of place becomes a change that is due."""
    row, state = part.as_items, job.params["state"]
    for _round in range(MOST_ROUNDS):
        moves = [] if isinstance(now, AsyncOSError) else misplaced(row, given, now, state, sent.errors)
        if not moves:
            break
        sent.errors.update(send_all(job.client, WRITERS[row.writer](_place(job, part), moves), lambda _write: None).errors)
        now = look()
    return (due if isinstance(now, AsyncOSError) else with_moves(due, misplaced(row, given, now, state, ()))), now


def _look_again(part: Part, wanted: Sequence[Mapping[str, Any]], sent: Sent, patience: Patience) -> Any:
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


CONFIG = Operation(options=OPTIONS, run=run, constraints={"required_if": levels.REQUIRED_IF}, secrets=secrets)
