# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Log subscriptions as data, and on request the files of each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import with_failures
from ansible_collections.asyncos.api.plugins.module_utils._task.logs.choice import file_options, is_named, require_files, window_in
from ansible_collections.asyncos.api.plugins.module_utils._task.logs.files import LogFile, files_of
from ansible_collections.asyncos.api.plugins.module_utils._task.logs.outcome import failed_item
from ansible_collections.asyncos.api.plugins.module_utils._task.logs.subscriptions import Failure, choose
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job, Operation, Result
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option
from ansible_collections.asyncos.api.plugins.module_utils._task.parallel import run_all
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.search import warn_of_clock
from ansible_collections.asyncos.api.plugins.module_utils._task.window import WINDOW_CONSTRAINTS, Window, iso_time

RETRIEVAL_METHODS = ("manual", "ftp_push", "scp_push", "syslog_push", "aws_s3_push")
"""How logs leave an ESA or SMA, as the API spells it (source SWG)."""

_FILES_ONLY = ("names", "last", "start", "end", "hashes")

OPTIONS: dict[str, Option] = {
    "subscriptions": Option(
        "list",
        ("Names of log subscriptions, or patterns with C(*) and C(?). When it is left out, all.",),
        elements="str",
    ),
    "retrieval_method": Option(
        "str",
        ("Only subscriptions whose logs are fetched or pushed in this way. Not for O(product=wsa).",),
        choices=RETRIEVAL_METHODS,
    ),
    "files": Option(
        "bool",
        ("Whether to list the files of each subscription. O(names), O(last), O(start), O(end) and O(hashes) are about them. Not for O(product=wsa).",),
        default=False,
    ),
    **file_options("list the files of"),
    "hashes": Option(
        "bool",
        ("Whether the appliance is asked for the SHA-256 of each file. It has to read all of them for it.",),
        default=False,
    ),
    "ignore_failed_items": Option(
        "bool",
        ("Whether the task succeeds when some subscriptions could not be had. Either way RV(failed_items) names them, and the others are there.",),
        default=False,
    ),
}


def run(job: Job) -> Result:
    params = job.params
    _require_possible(params)
    window = window_in(params, job.clock())
    choice = choose(job, params["subscriptions"], params["retrieval_method"])
    failures = list(choice.failures)
    if params["files"]:
        failures += _add_files(job, choice.records, window)
        warn_of_clock(job)
    result: Result = {
        "changed": False,
        "subscriptions": choice.records,
        "meta": _meta(choice.records, window),
        "failed_items": [failed_item(*failure) for failure in failures],
    }
    errors = [error for _subscription, _name, error in failures]
    asked = len(choice.records) + len(choice.failures)
    return with_failures(result, errors, asked, "log subscriptions", params["ignore_failed_items"], job.client.secrets)


def _require_possible(params: Mapping[str, Any]) -> None:
    if params["files"]:
        require_files(params["product"])
    given = [name for name in _FILES_ONLY if params[name]]
    if given and not params["files"]:
        raise InputError(f"{' and '.join(given)} can only be had with files=true", "Without it, only the subscriptions are listed.")
    if params["retrieval_method"] and params["product"] == "wsa":
        raise InputError("the log subscriptions of wsa cannot be asked for by retrieval_method", "Choose from the result: each has its own there.")


def _add_files(job: Job, records: list[dict[str, Any]], window: Window | None) -> list[Failure]:
    """Give each subscription its ``files``, ``None`` where they could not be had, and tell those failures."""
    calls = [partial(files_of, job.client, record["name"], window, job.params["hashes"]) for record in records]
    failures: list[Failure] = []
    for record, outcome in zip(records, run_all(calls, job.client.settings.concurrency)):
        if isinstance(outcome, AsyncOSError):
            failures.append((record["name"], None, outcome))
        record["files"] = None if isinstance(outcome, AsyncOSError) else _records(outcome, job.params["names"])
    return failures


def _records(files: list[LogFile], names: list[str] | None) -> list[dict[str, Any]]:
    return [file.record() for file in files if is_named(file.name, names)]


def _meta(records: list[dict[str, Any]], window: Window | None) -> dict[str, Any]:
    """What was asked, and how much there is; sizes count as far as the appliance tells them."""
    files = [file for record in records for file in record.get("files") or ()]
    sizes = [file.get("size") for file in files]
    return {
        "start": iso_time(window.start) if window else None,
        "end": iso_time(window.end) if window else None,
        "returned": len(records),
        "files": len(files),
        "bytes": sum(size for size in sizes if isinstance(size, int)),
    }


LOG_INFO = Operation(options=OPTIONS, run=run, constraints=WINDOW_CONSTRAINTS)
