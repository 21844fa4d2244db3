# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The result of an action on quarantined messages: what became of each, what is known, and what a user should hear of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._task.failure import error_dict, result_without_secrets
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job, Result
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.batches import Fate, Ledger
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.diff import diff_of
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.target import SHOWN, Plan, Target

NOT_SENT = Fate()
"""Of a message that no call was made for."""


def result_of(job: Job, plan: Plan, ledger: Ledger, meta: Mapping[str, Any]) -> Result:
    fates = ledger.fates()
    counts = _counts(plan, ledger)
    result: Result = {
        "changed": ledger.touched > 0,
        "messages": [entry_of(target, fates.get(target.mid, NOT_SENT)) for target in plan.targets],
        "counts": counts,
        "acted": ledger.by_quarantine(),
        "untouched_mids": [*plan.missed, *(mid for mid, fate in fates.items() if fate.touched is False)],
        "meta": meta,
        "diff": diff_of(plan.targets, ledger, fates, job.params),
    }
    for words in about_places(plan.targets, job.params["quarantines"] or (), job.params["destination"]):
        job.warn(words)
    if counts["untouched"]:
        job.warn(_about_untouched(counts["untouched"], result["untouched_mids"]))
    if ledger.error:
        said = f"{ledger.error} {ledger.touched} messages were acted on before; error.details says which calls were made and which were not."
        result.update(failed=True, msg=said, error=error_dict(ledger.error))
    return result_without_secrets(result, job.client.secrets) if ledger.error else result


def _counts(plan: Plan, ledger: Ledger) -> dict[str, int]:
    untouched = len(plan.missed) + ledger.sent - ledger.touched
    return {"asked": len(plan.targets), "calls": len(ledger.done), "sent": ledger.sent, "touched": ledger.touched, "untouched": untouched}


def entry_of(target: Target, fate: Fate) -> dict[str, Any]:
    """A message as results show it."""
    return {
        "mid": target.mid,
        "sender": target.sender,
        "subject": target.subject,
        "quarantines": list(target.quarantines),
        "touched": fate.touched,
        "acted_in": None if None in fate.places.values() else [place for place in fate.acted_in() if place],
    }


def about_places(targets: Sequence[Target], named: Sequence[str], destination: str | None) -> list[str]:
    """What does not fit between the quarantines ``named`` and those that messages sit in. One at its destination is where it is meant to be."""
    known = [target for target in targets if target.known and target.quarantines]
    astray = [target for target in known if destination not in target.quarantines]
    if not named or not astray:
        return []
    elsewhere = [target for target in astray if not set(named) & set(target.quarantines)]
    names = list(dict.fromkeys(named))
    words = [f"{target.mid} sits in {_and(target.quarantines)}, not in {' or '.join(names)}" for target in elsewhere[:SHOWN]]
    more = f"; and {len(elsewhere) - SHOWN} more" if len(elsewhere) > SHOWN else ""
    places = dict.fromkeys(place for target in known for place in target.quarantines)
    empty = [name for name in names if name not in places]
    sits = f"None of the messages asked for sits in {' or '.join(empty)}; they sit in {_and(list(places))}. Mind how names are spelt."
    return [*([f"{'; '.join(words)}{more}."] if words else []), *([sits] if empty else [])]


def _and(names: Sequence[str]) -> str:
    return " and ".join([*([", ".join(names[:-1])] if len(names) > 1 else []), names[-1]])


def _about_untouched(untouched: int, known: Sequence[int]) -> str:
    which = f" Among them: {', '.join(map(str, known[:10]))}{' and others' if len(known) > 10 else ''}." if known else ""
    return f"Nothing happened to {untouched} of the messages asked for: they are not, or no longer, where the action looked for them.{which}"
