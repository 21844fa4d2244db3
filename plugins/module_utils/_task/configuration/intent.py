# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a task means: which part, what it is to be, and so what has to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration import levels
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.current import Part, meant, scoped
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.lookup import row_for
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.merging import ABSENT, MERGED, PRUNED, REPLACED
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.placing import refuse_one_place
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
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job

ON_CHANGE = "on_change"
ALWAYS = "always"


def part_of(job: Job) -> Part:
    """The part of the configuration that the task is about."""
    params = job.params
    row = row_for(params["resource"], params["product"])
    if not row.can_change:
        noted = f"What is known of it: {row.resource.note}" if row.resource.note else ""
        raise InputError(f"{row.name} can only be read: this collection has no call that changes it", noted)
    level = levels.level_query(row, params)
    if params["mode"] and not row.has_levels:
        raise InputError(f"{row.name} has no levels of a cluster", "Leave mode out.")
    return Part(job.client, row, scoped(row, params["scope"]), level)


def given_in(part: Part, params: Mapping[str, Any]) -> list[dict[str, Any]]:
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
    elif row.there[0] and config:
        config = meant(row, config)
        if not config:
            return []
    elif not params["allow_unknown"] and has_unknown(row, config):
        config = without_shown(row, config, part.items([]))
    return wanted_from(row, config, state, params["allow_unknown"])


def changes_for(job: Job, part: Part, given: Sequence[Mapping[str, Any]]) -> list[Change]:
    """What is to become of everything that the task gives. Refuses what cannot be done before anything is written."""
    row, params = part.as_items, job.params
    current = part.items(given)
    if params["state"] in (MERGED, REPLACED):
        refuse_one_place(row, given)
        refuse_fixed(row, given, current)
    changes = everything(row, current) if params["delete_all"] else plan(row, given, current, params["state"])
    due = [_with_unseen(job, part, change) for change in changes]
    for change in due:
        require_call(row, change)
        if params["state"] in (MERGED, PRUNED):
            require_lists(row, change)
        _warn_of_chance(job, part, change)
    return due


def _with_unseen(job: Job, part: Part, change: Change) -> Change:
    """A change that writes what cannot be compared, if the task says so. Where it gives nothing else, that is worth a word."""
    unseen = unseen_in(part.as_items, change) if job.params["state"] in (MERGED, REPLACED) and not change.action else []
    if unseen and job.params["update_unseen"] == ALWAYS:
        return change.because(unseen)
    if unseen and is_blind(part.as_items, change):
        job.warn(f"{', '.join(unseen)} of {part.row.name} cannot be compared, so nothing was written. update_unseen=always writes it each time.")
    return change


def _warn_of_chance(job: Job, part: Part, change: Change) -> None:
    for name in left_to_chance(part.as_items, change):
        job.warn(f"{name} is written as a whole: passwords and keys in it that the appliance does not show go along only where the task gives them.")
