# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The results of a change of configuration: what there was, what there is, what was done, what could not be done or seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import Configuration
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.comparing import unseen_places
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.judging import Judgement
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.planning import ROWS, Change, Item, key_of
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.sending import IN_DOUBT
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import error_dict, result_without_secrets, with_failures
from ansible_collections.asyncos.api.plugins.module_utils._task.masking import masked
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Result


def check_result(row: Configuration, changes: Sequence[Change]) -> Result:
    """What is right already, or what would be done."""
    due = [change for change in changes if change.action]
    return _result(row, changes, due, [_state_after(change) for change in changes], _unseen(row, due))


def done_result(row: Configuration, changes: Sequence[Change], judgements: Sequence[Judgement], now: Sequence[Item], secrets: Sequence[str]) -> Result:
    """What was done, as the appliance shows it."""
    there = {key_of(row, item): item for item in now}
    by_key = {judgement.change.key: judgement for judgement in judgements}
    shown = [by_key[change.key].shown if change.key in by_key else there.get(change.key) for change in changes]
    done = [judgement.change for judgement in judgements if judgement.done]
    unverified = [{"name": dict(one.change.label), "fields": list(one.unverified)} for one in judgements if one.done and one.unverified]
    result = _result(row, changes, done, shown, unverified)
    result["changed"] = any(one.touched for one in judgements)
    failures = [(judgement, judgement.error) for judgement in judgements if judgement.failed and judgement.error]
    result["failed_items"] = [_failed_item(judgement.change, error) for judgement, error in failures]
    names = [label for one, _error in failures if (label := " ".join(map(str, one.change.label.values())))]
    return with_failures(result, [error for _one, error in failures], len(judgements), "changes", False, secrets, "made", names)


def blind_result(
    row: Configuration, changes: Sequence[Change], errors: Mapping[tuple[str, ...], AsyncOSError], cause: AsyncOSError, secrets: Sequence[str]
) -> Result:
    """What is known from the calls alone, because nothing can be read after them."""
    due = [change for change in changes if change.action]
    done = [change for change in due if change.key not in errors]
    result = _result(row, changes, done, [_state_after(change) if change in done else change.before for change in changes], _unseen(row, done))
    result["failed_items"] = [_failed_item(change, errors[change.key]) for change in due if change.key in errors]
    in_doubt = sum(isinstance(errors.get(change.key), IN_DOUBT) for change in due)
    doubt = f", {in_doubt} may have been made all the same," if in_doubt else ""
    said = f"{len(done)} of {len(due)} changes were accepted{doubt or ','} but {row.name} could not be read afterwards: {cause}"
    return result_without_secrets({**result, "failed": True, "msg": said, "error": error_dict(cause)}, secrets)


def _failed_item(change: Change, error: AsyncOSError) -> dict[str, Any]:
    return {"name": dict(change.label), "action": change.action, "msg": str(error), "error": error_dict(error)}


def _state_after(change: Change) -> Item | None:
    return change.after if change.action else change.before


def _unseen(row: Configuration, changes: Sequence[Change]) -> list[dict[str, Any]]:
    found = [(change, unseen_places(change.given, row.fields)) for change in changes]
    return [{"name": dict(change.label), "fields": fields} for change, fields in found if fields]


def _result(row: Configuration, changes: Sequence[Change], done: Sequence[Change], after: Sequence[Item | None], unverified: list[dict[str, Any]]) -> Result:
    before = [change.before for change in changes if change.before is not None]
    now = [item for item in after if item is not None]
    return {
        "changed": bool(done),
        "resource": row.name,
        "configuration": _shown(row, now),
        "changes": [_change_entry(row, change) for change in done],
        "unverified": unverified,
        "failed_items": [],
        "diff": {"before": {row.name: _shown(row, before)}, "after": {row.name: _shown(row, now)}},
    }


def _shown(row: Configuration, items: Sequence[Item]) -> Any:
    """Items as a list, settings as a dictionary, without secrets."""
    if row.is_list:
        return [masked(dict(item), row.fields) for item in items]
    only: Any = masked(dict(items[0]), row.fields) if items else {}
    return only[ROWS] if ROWS in row.fields and ROWS in only else only


def _change_entry(row: Configuration, change: Change) -> dict[str, Any]:
    fields = [name for name in change.fields if name not in row.key]
    return {"name": dict(change.label), "action": change.action, "fields": fields}
