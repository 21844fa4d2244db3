# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Configuration as a task wants it: read, compared, written where it differs, and read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration import levels
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.calling import Write
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.carrying_out import carry_out, place_of
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.intent import ALWAYS, ON_CHANGE, changes_for, given_in, part_of
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.merging import ABSENT, MERGED, PRUNED, REPLACED
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.planning import Change
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.report import check_result
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.writers import WRITERS
from ansible_collections.asyncos.api.plugins.module_utils._task.masking import secrets_in
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job, Operation, Result
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option

OPTIONS: dict[str, Option] = {
    "resource": Option(
        "str",
        (
            "The part of the configuration, as the page on configuration and M(asyncos.api.config_info) call it, such as V(url_categories).",
            "The keys of each are on the page on keys of the configuration.",
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
        ("Whether to wait for what the appliance goes on with after it has answered, such as a registration of licenses.",),
        default=True,
    ),
    "wait_timeout": Option(
        "float",
        (
            "Seconds to wait for that, and for the appliance to answer again after a change that restarts its services.",
            "On the controller, progress is shown every five seconds.",
        ),
        default=600.0,
    ),
}


def run(job: Job) -> Result:
    part = part_of(job)
    given = given_in(part, job.params)
    changes = changes_for(job, part, given)
    writes = WRITERS[part.row.writer](place_of(job, part), [change for change in changes if change.action])
    due = _with_calls(changes, writes)
    if job.check_mode or not writes:
        return check_result(part.as_items, due)
    return carry_out(job, part, given, due, writes, secrets(job.params))


def _with_calls(changes: Sequence[Change], writes: Sequence[Write]) -> list[Change]:
    """Changes for which there is nothing to send are none."""
    sent = {change.key for write in writes for change in write.changes}
    return [change if change.key in sent else replace(change, action="") for change in changes]


def secrets(params: Mapping[str, Any]) -> set[str]:
    """What the task gives to be kept secret."""
    row = CONFIGURATION.get(str(params.get("resource")))
    declared = (row.elements.fields if row.elements else row.fields) if row else {}
    return secrets_in(params.get("config"), declared)


CONFIG = Operation(options=OPTIONS, run=run, constraints={"required_if": levels.REQUIRED_IF}, secrets=secrets)
