# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Acting on quarantined messages: release, delete, move, delay, copy, and never on more of them than meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.quarantine_filters import PVO, SPAM
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job, Operation, Result
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option, suboptions_of
from ansible_collections.asyncos.api.plugins.module_utils._task.products import require_product
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.batches import act, foreseen
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.lookup import targets_of
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.outcome import result_of
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.query import (
    FILTER_OPTIONS,
    QUARANTINE_TYPE,
    WINDOW,
    given_filters,
)
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.target import (
    COPY,
    DELAY,
    DELETE,
    MOVE,
    RELEASE,
    plan_for,
    require_mids,
)
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.filter_options import MORE_FILTERS, require_listable

ACTIONS: dict[str, str] = {
    RELEASE: "lets the messages go to their recipients",
    DELETE: "deletes them",
    MOVE: "moves them to another quarantine",
    DELAY: "lets them stay longer",
    COPY: "sends a copy to somebody and leaves them where they are",
}

OF_ACTION = {MOVE: "destination", DELAY: "delay", COPY: "recipients"}
"""The option that an action needs, and that no other takes."""

OPTIONS: dict[str, Option] = {
    "quarantine_type": QUARANTINE_TYPE,
    "action": Option(
        "str",
        (f"What to do: {', '.join(f'V({action}) {meaning}' for action, meaning in ACTIONS.items())}.", f"With V({SPAM}) only V({RELEASE}) and V({DELETE})."),
        required=True,
        choices=tuple(ACTIONS),
    ),
    "mids": Option(
        "list",
        ("The ids of the messages. One that is given twice is acted on once. An empty list is refused.",),
        elements="int",
    ),
    "search": Option(
        "dict",
        (
            "What to search for: the messages found are acted on. The keys are the filters and the window of M(asyncos.api.quarantine_info).",
            "An empty dictionary is refused, because it would mean every message.",
        ),
        suboptions=suboptions_of("search", {**WINDOW, **FILTER_OPTIONS}),
    ),
    "quarantines": Option(
        "list",
        (
            f"The names of the quarantines in which to act, with V({PVO}): a message can sit in several of them.",
            "When it is left out, those of O(search.quarantines), or else every quarantine that a message sits in. One call is made for each.",
            "A warning names those in which none of the messages sits that were looked up or found. Their names may be misspelt.",
        ),
        elements="str",
    ),
    "destination": Option("str", (f"The name of the quarantine to move to, with O(action={MOVE}).",)),
    "delay": Option(
        "str",
        (f"How much longer, with O(action={DELAY}), sent to the appliance as it is. Which form it takes is not known publicly; V(8h) is a guess.",),
    ),
    "recipients": Option("list", (f"The addresses that get a copy, with O(action={COPY}).",), elements="str"),
    "max_messages": Option(
        "int",
        ("The largest number of messages to act on. If there are more, the task fails before anything is done, and names the first of them.",),
        default=100,
    ),
}


def run(job: Job) -> Result:
    params = job.params
    _require_possible(params)
    targets, meta = targets_of(job)
    plan = plan_for(targets, params["action"], _named_quarantines(params), params["destination"], params["quarantine_type"] == SPAM)
    ledger = foreseen(plan.batches) if job.check_mode else act(job, plan.batches)
    return result_of(job, plan, ledger, meta)


def _require_possible(params: Mapping[str, Any]) -> None:
    kind, action = params["quarantine_type"], params["action"]
    require_product("quarantine_messages", params["product"])
    if kind == SPAM and action not in (RELEASE, DELETE):
        raise InputError(f"action {action} is not possible with the spam quarantine", f"It can {RELEASE} and {DELETE}.")
    if kind == SPAM and params["quarantines"] is not None:
        raise InputError("quarantines is given, but there is only one spam quarantine", f"Leave it away, or use quarantine_type={PVO}.")
    for owner, option in OF_ACTION.items():
        if params[option] is not None and owner != action:
            raise InputError(f"{option} is given, but is an option of action {owner}, not of {action}")
        given = params[option] if isinstance(params[option], list) else [params[option]]
        if params[option] is not None and not (given and all(part.strip() for part in given)):
            raise InputError(f"{option} is empty")
    if params["quarantines"] is not None:
        require_listable("quarantines", params["quarantines"])
    if params["max_messages"] < 1:
        raise InputError(f"max_messages is {params['max_messages']}, but must be at least 1")
    if params["mids"] is not None:
        _require_some(params["mids"])
    else:
        _require_narrow(params["search"])


def _require_narrow(search: Mapping[str, Any]) -> None:
    """Refuse a search that means every message, or may mean it: what an appliance does with parameters that it does not know is not known."""
    given = given_filters(search)
    if not set(given) <= set(MORE_FILTERS) or any(search[option] for option in WINDOW):
        return
    empty, unchecked = "is empty, which would", "has only more_filters, which cannot be checked to narrow anything, so it may"
    raise InputError(f"search {unchecked if given else empty} mean every message", "Give a filter. If every message is meant, give a window such as last: 30d.")


def _require_some(mids: Sequence[int]) -> None:
    if not mids:
        raise InputError("mids is an empty list, so there is nothing to act on", "If that can happen, add a condition to the task: when: mids | length > 0.")
    require_mids(mids)


def _named_quarantines(params: Mapping[str, Any]) -> list[str] | None:
    """The quarantines to act in, ``None`` for all that a message sits in."""
    of_search = params["search"]["quarantines"] if params["search"] else None
    given: list[str] | None = params["quarantines"] if params["quarantines"] is not None else of_search
    return given


QUARANTINE_MESSAGE = Operation(
    options=OPTIONS,
    run=run,
    constraints={
        "mutually_exclusive": [["mids", "search"]],
        "required_one_of": [["mids", "search"]],
        "required_if": [["action", action, [option]] for action, option in OF_ACTION.items()],
    },
)
