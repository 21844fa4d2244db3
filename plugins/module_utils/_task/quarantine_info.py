# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Quarantines as data: a search, details of messages, their attachments as files, and the rules that fill a quarantine."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from ansible_collections.asyncos.api.plugins.module_utils._catalog.quarantine_filters import PVO
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import error_dict, with_failures
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job, Operation, Result
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option
from ansible_collections.asyncos.api.plugins.module_utils._task.products import require_product
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.attachment import Attachment, attachments_in, fetched, require_folder, saved
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.details import details_of, rules_of
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.lookup import run_told
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.query import (
    FILTER_OPTIONS,
    QUARANTINE_TYPE,
    WINDOW,
    given_filters,
    search_of,
)
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.search import Question
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.target import number_of, require_mids
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.search import BOUNDS, NEWEST_FIRST, Counts, search_meta
from ansible_collections.asyncos.api.plugins.module_utils._task.window import WINDOW_CONSTRAINTS

OPTIONS: dict[str, Option] = {
    "quarantine_type": QUARANTINE_TYPE,
    "mids": Option(
        "list",
        ("The ids of messages to get the details of, instead of searching. Each is looked up by itself. An empty list gives no records.",),
        elements="int",
    ),
    **WINDOW,
    **BOUNDS,
    **FILTER_OPTIONS,
    "details": Option(
        "bool",
        ("Whether the details of each message are fetched, too: one call for each, several at once. O(mids) and O(attachments_dest) imply it.",),
        default=False,
    ),
    "attachments_dest": Option(
        "path",
        (
            "A folder that exists, to which the attachments of the messages are written, as an absolute path. Only for V(pvo).",
            "A file is named C(mid-attachment_id-name), and only its owner may read it. The file holds what was quarantined.",
            "The name is the sender's: folders and control characters are taken out of it.",
        ),
    ),
    "rules": Option(
        "bool",
        ("Whether the rules that fill the quarantines are fetched, too, with the number and size of their messages. Only for V(pvo).",),
        default=False,
    ),
    "ignore_failed_items": Option(
        "bool",
        ("Whether the task succeeds when details or attachments could not be had. Either way RV(failed_items) names them, and the others are there.",),
        default=False,
    ),
}


class Failure(NamedTuple):
    """Something of one message that could not be had."""

    mid: Any
    what: str
    error: AsyncOSError

    def item(self) -> dict[str, Any]:
        return {"mid": self.mid, "what": self.what, "msg": str(self.error), "error": error_dict(self.error)}


def run(job: Job) -> Result:
    params, kind = job.params, job.params["quarantine_type"]
    _require_possible(params)
    records, meta = _found(job)
    failures: list[Failure] = []
    asked = 0
    if params["details"] or params["mids"] is not None or params["attachments_dest"]:
        failures += _add_details(job, records)
        asked += len(records)
    result: Result = {"changed": False, "records": records, "meta": meta}
    if params["attachments_dest"]:
        result["attachments"], failed = _attachments(job, records)
        result["changed"] = any(attachment["changed"] for attachment in result["attachments"])
        failures += failed
        asked += len(result["attachments"]) + len(failed)
    if params["rules"]:
        rules = rules_of(job.client, kind)
        result.update(rules=rules["rules"], rules_totals=rules["totals"])
        meta["rules_path"] = rules["path"]
    result["failed_items"] = [failure.item() for failure in failures]
    errors = [failure.error for failure in failures]
    return with_failures(result, errors, asked, "details and attachments", params["ignore_failed_items"], job.client.secrets)


def _require_possible(params: Mapping[str, Any]) -> None:
    kind = params["quarantine_type"]
    require_product("quarantine_messages", params["product"])
    only_pvo = [option for option in ("attachments_dest", "rules") if params[option]]
    if only_pvo and kind != PVO:
        raise InputError(f"{' and '.join(only_pvo)} can only be had of quarantine_type={PVO}", "The spam quarantine's API has neither.")
    searching = [option for option in WINDOW if params[option] is not None] + given_filters(params)
    if params["mids"] is not None and searching:
        raise InputError(f"mids is given together with {' and '.join(searching)}", "Give either the ids of messages, or what to search for.")
    require_mids(params["mids"] or ())
    if params["attachments_dest"]:
        require_folder(params["attachments_dest"])


def _found(job: Job) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    params, kind = job.params, job.params["quarantine_type"]
    if params["mids"] is not None:
        records = [{"mid": mid} for mid in dict.fromkeys(params["mids"])]
        return records, {**search_meta(search_of(kind), "", "", len(records), False, Counts()), "start": None, "end": None}
    found = Question.of(job, params).found(job, params["limit"], params["order"] == NEWEST_FIRST)
    return found.records, found.meta


def _add_details(job: Job, records: list[dict[str, Any]]) -> list[Failure]:
    """Give each record its ``details``, ``None`` where they could not be had, and tell those failures."""
    calls = [partial(_details, job, record) for record in records]
    failures = []
    for record, outcome in zip(records, run_told(job, "messages looked up", calls)):
        if isinstance(outcome, AsyncOSError):
            failures.append(Failure(record.get("mid"), "details", outcome))
        record["details"] = None if isinstance(outcome, AsyncOSError) else outcome
    return failures


def _details(job: Job, record: Mapping[str, Any]) -> dict[str, Any]:
    return details_of(job.client, job.params["quarantine_type"], number_of(record))


def _attachments(job: Job, records: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[Failure]]:
    listed: list[Attachment] = []
    failures: list[Failure] = []
    for record in (record for record in records if record["details"]):
        try:
            listed += attachments_in(number_of(record), record["details"])
        except AsyncOSError as exc:
            failures.append(Failure(record["mid"], "attachments", exc))
    outcomes = run_told(job, "attachments fetched", [partial(_attachment, job, attachment) for attachment in listed])
    for attachment, outcome in zip(listed, outcomes):
        if isinstance(outcome, AsyncOSError):
            failures.append(Failure(attachment.mid, f"attachment {attachment.number}", outcome))
    return [outcome for outcome in outcomes if not isinstance(outcome, AsyncOSError)], failures


def _attachment(job: Job, attachment: Attachment) -> dict[str, Any]:
    return saved(job.params["attachments_dest"], attachment, fetched(job.client, attachment), job.check_mode)


QUARANTINE_INFO = Operation(options=OPTIONS, run=run, constraints=WINDOW_CONSTRAINTS, writes_files=True)
