# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What do the managers tell? Several are asked at once, and one that fails does not lose the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.managed import MANAGED, Record, record_of
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.plan import Manager
from ansible_collections.asyncos.api.plugins.module_utils._task.perform import perform


@dataclass(frozen=True)
class Answer:
    """What one manager told, or the sentence that says why it did not."""

    manager: Manager
    records: list[Record]
    failure: str
    warnings: list[str]


def ask(managers: Sequence[Manager], token_folder: str, concurrency: int) -> list[Answer]:
    """The answers of all managers. Logins are kept in ``token_folder``, unless a manager has one of its own."""
    if not managers:
        return []
    with ThreadPoolExecutor(max_workers=max(1, min(concurrency, len(managers)))) as pool:
        return list(pool.map(partial(_answer, token_folder), managers))


def _answer(token_folder: str, manager: Manager) -> Answer:
    warnings: list[str] = []
    params = {**manager.params, "token_folder": manager.params["token_folder"] or token_folder}
    result = perform(MANAGED, params, False, warnings.append)
    return Answer(manager, result.get("appliances", []), result["msg"] if result.get("failed") else "", warnings)


def failure_of(failed: Sequence[Answer], managers: int) -> str:
    """One sentence for those of so many ``managers`` that could not be asked."""
    first = f"{failed[0].manager.name}: {failed[0].failure}"
    return first if managers == 1 else f"{len(failed)} of {managers} managers could not be asked; the first, {first}"


def kept_records(cached: Any) -> dict[str, list[Record]]:
    """What a cache holds, by origin. What is not in the form in which it was put there counts as not there."""
    entries = cached if isinstance(cached, Mapping) else {}
    lists = {str(origin): records for origin, records in entries.items() if isinstance(records, list)}
    return {origin: [record_of(each) for each in records] for origin, records in lists.items() if all(isinstance(each, Mapping) for each in records)}
