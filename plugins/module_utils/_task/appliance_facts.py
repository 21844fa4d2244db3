# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an appliance is, has and may: as facts, so that a play can gather appliances like other hosts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import (
    ApplianceUnavailable,
    AsyncOSError,
    MalformedReply,
    NotFound,
    PermissionDenied,
    TransportError,
)
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.machine import MIN_FIELDS, identity_error
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.part import Gathering, Outcome, found_by, reasons
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.subsets import ALL, MIN, SUBSETS, chosen
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import without_secrets
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job, Operation, Result
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option
from ansible_collections.asyncos.api.plugins.module_utils._task.parallel import run_all

OPTIONS: dict[str, Option] = {
    "gather_subset": Option(
        "list",
        (
            f"What to gather: V({ALL}), or some of {', '.join(f'V({name})' for name in SUBSETS)}.",
            "With C(!) before it, a subset is left out, as in V(all,!health). What is named as well is gathered nevertheless.",
            f"V({MIN}) is always gathered, unless V(!{MIN}) is given; V(!{ALL}) alone gathers nothing else. These are the rules of M(ansible.builtin.setup).",
        ),
        default=[ALL],
        elements="str",
    ),
}

EXPECTED = (NotFound, PermissionDenied)
"""What is no reason for a warning: the product or the release does not have it, or the role may not know it."""


def run(job: Job) -> Result:
    names = chosen(job.params["gather_subset"])
    gathering = Gathering(job.client, job.clock(), _first_call(job.client))
    parts = [(SUBSETS[name], part) for name in names for part in SUBSETS[name].parts]
    outcomes = run_all([partial(found_by, part, gathering) for _subset, part in parts], job.client.settings.concurrency)
    outcome = Outcome()
    for (subset, part), found in zip(parts, outcomes):
        outcome.add(subset, part, gathering.product, found)
    _raise_hopeless(list(outcome.errors.values()))
    _warn(job, outcome.errors)
    facts = without_secrets(_facts(names, outcome, gathering), job.client.secrets)
    return {"changed": False, "ansible_facts": {"asyncos": facts}}


def _first_call(client: Client) -> Any:
    """What the user may do, or why that cannot be told. Every product answers it: an appliance that gives no answer at all is not there."""
    try:
        return client.get("login/privileges", None, _privileges)
    except AsyncOSError as exc:
        if exc.hopeless or isinstance(exc, (TransportError, ApplianceUnavailable)):
            raise
        return exc


def _privileges(document: Any) -> list[str]:
    data = document.get("data") if isinstance(document, dict) else None
    if not isinstance(data, list):
        raise MalformedReply("the answer has no list of privileges")
    return [str(privilege) for privilege in data]


def _raise_hopeless(errors: Sequence[AsyncOSError]) -> None:
    for error in errors:
        if error.hopeless:
            raise error


def _facts(names: Sequence[str], outcome: Outcome, gathering: Gathering) -> dict[str, Any]:
    """The facts with all their keys: what was not asked for is ``None``."""
    if MIN in names:
        missing = identity_error(gathering)
        if missing:
            outcome.errors[MIN] = missing
    known = outcome.facts.pop(MIN, None) or {}
    subsets = {name: outcome.facts.get(name) for name in SUBSETS if name != MIN}
    return {
        **{name: known.get(name) for name in MIN_FIELDS},
        "gathered": list(names),
        "unavailable": reasons(outcome.errors),
        **subsets,
    }


def _warn(job: Job, errors: dict[str, AsyncOSError]) -> None:
    for place, error in errors.items():
        if not isinstance(error, EXPECTED):
            job.warn(f"The facts {place} are missing: {error}")


APPLIANCE_FACTS = Operation(
    options=OPTIONS,
    run=run,
    constraints={},
)
