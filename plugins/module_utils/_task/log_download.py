# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Log files as files here: those that are new, checked, each as a whole or not at all."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from ansible.module_utils.common.text.formatters import bytes_to_human, human_to_bytes

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import with_failures
from ansible_collections.asyncos.api.plugins.module_utils._task.logs.choice import file_options, is_named, require_files, window_in
from ansible_collections.asyncos.api.plugins.module_utils._task.logs.download import downloaded, local_at
from ansible_collections.asyncos.api.plugins.module_utils._task.logs.files import LogFile, files_of, is_being_written
from ansible_collections.asyncos.api.plugins.module_utils._task.logs.naming import place_of
from ansible_collections.asyncos.api.plugins.module_utils._task.logs.outcome import (
    DOWNLOADED,
    LEFT_OUT,
    UNCHANGED,
    WOULD_DOWNLOAD,
    Fate,
    counts_of,
    diff_of,
    failed_item,
)
from ansible_collections.asyncos.api.plugins.module_utils._task.logs.subscriptions import Failure, choose
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job, Operation, Result
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option
from ansible_collections.asyncos.api.plugins.module_utils._task.parallel import run_all
from ansible_collections.asyncos.api.plugins.module_utils._task.paths import path_in
from ansible_collections.asyncos.api.plugins.module_utils._task.progress import Progress
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.search import warn_of_clock
from ansible_collections.asyncos.api.plugins.module_utils._task.window import WINDOW_CONSTRAINTS, Window, duration

OPTIONS: dict[str, Option] = {
    "subscriptions": Option(
        "list",
        ("The log subscriptions whose files are downloaded: names, or patterns with C(*) and C(?). V(*) is all of them.",),
        required=True,
        elements="str",
    ),
    **file_options("download the files of"),
    "dest": Option(
        "path",
        (
            "The folder to write to, as an absolute path. It has to exist. Each subscription gets a folder of its name in it.",
            "Each appliance needs a folder of its own, because files of several appliances can have the same name.",
            "A file appears there, or is replaced, in one step when it is complete. Only its owner may read it.",
            "Files are never deleted, also when the appliance no longer has them.",
        ),
        required=True,
    ),
    "verify": Option(
        "bool",
        (
            "Whether the appliance is asked for the SHA-256 of each file, and files are compared with it. It costs the appliance reading all of them.",
            "Without it, or where the appliance gives none, the size is compared, and of files that are there the time of their last change, too.",
            "RV(files[].verified) tells.",
        ),
        default=True,
    ),
    "current": Option(
        "bool",
        (
            "Whether files that the appliance may still write to are downloaded as well, as far as they have come.",
            "They are downloaded again when they have grown.",
        ),
        default=False,
    ),
    "settled": Option(
        "str",
        (
            "For how long a file has to be unchanged to be taken for finished, for those whose name does not tell.",
            "Names that end in C(.s) are finished, and those that end in C(.c) or C(.current) are not.",
        ),
        default="10m",
    ),
    "max_size": Option(
        "str",
        ("The most that a task downloads, such as V(500M) or V(20G). If there is more, it fails before anything is downloaded.",),
        default="10G",
    ),
    "ignore_failed_items": Option(
        "bool",
        ("Whether the task succeeds when some files could not be downloaded. Either way RV(failed_items) names them, and the others are there.",),
        default=False,
    ),
}


class Plan(NamedTuple):
    """What a task is to do, checked."""

    dest: Path
    window: Window | None
    settled: timedelta
    max_size: int


def run(job: Job) -> Result:
    plan = _plan(job)
    choice = choose(job, job.params["subscriptions"])
    names = [str(record["name"]) for record in choice.records]
    fates, failed_lists = _listed(job, plan, names)
    failures = [*choice.failures, *failed_lists]
    _compare(job, plan, fates)
    _require_room(job, plan, fates)
    if job.check_mode:
        for fate in _wanted(fates):
            fate.state = WOULD_DOWNLOAD
    else:
        _download(job, plan, fates)
    warn_of_clock(job)
    _warn_of_size_only(job, fates)
    _warn_of_replaced(job, plan, fates)
    failures += [(fate.file.subscription, fate.file.name, fate.error) for fate in fates if fate.error]
    result = {**_told(job, plan, fates), "failed_items": [failed_item(*failure) for failure in failures]}
    errors = [error for _subscription, _name, error in failures]
    asked = len(names) + len(choice.failures) + len(fates)
    return with_failures(result, errors, asked, "lists and files", job.params["ignore_failed_items"], job.client.secrets)


def _plan(job: Job) -> Plan:
    params = job.params
    require_files(params["product"])
    if not params["subscriptions"]:
        raise InputError("subscriptions is empty", "Give at least one name or pattern.")
    try:
        max_size = human_to_bytes(params["max_size"])
    except ValueError as exc:
        raise InputError(f"max_size is {params['max_size']!r}", "Give a number with K, M, G or T, such as 500M.") from exc
    dest = path_in("dest", params)
    if not dest.is_dir():
        raise InputError(f"dest {dest} is no folder", "Make it first: where logs go should not come about by a typing error.")
    if not os.access(dest, os.W_OK | os.X_OK):
        raise InputError(f"dest {dest} is a folder that the user that the task runs as may not write into")
    return Plan(dest, window_in(params, job.clock()), duration(params["settled"], "settled"), max_size)


def _listed(job: Job, plan: Plan, names: Sequence[str]) -> tuple[list[Fate], list[Failure]]:
    """All files that the task is about, and the subscriptions whose files could not be listed."""
    fates: list[Fate] = []
    failed: list[Failure] = []
    calls = [partial(_files, job, plan, name) for name in names]
    for name, outcome in zip(names, run_all(calls, job.client.settings.concurrency)):
        if isinstance(outcome, AsyncOSError):
            failed.append((name, None, outcome))
        else:
            fates += [Fate(file) for file in outcome if is_named(file.name, job.params["names"])]
    return fates, failed


def _files(job: Job, plan: Plan, subscription: str) -> list[LogFile]:
    _place(job, plan.dest, subscription)
    files = files_of(job.client, subscription, plan.window, job.params["verify"])
    return list({file.name: file for file in files}.values())


def _place(job: Job, folder: Path, name: str) -> Path:
    try:
        return place_of(folder, name)
    except AsyncOSError as exc:
        exc.appliance = job.client.settings.label
        raise


def _compare(job: Job, plan: Plan, fates: Sequence[Fate]) -> None:
    """Find out which files are there, and which may still grow. The present is that of the appliance's clock."""
    present = job.clock() + (job.client.clock_offset or timedelta())
    for fate in fates:
        fate.unfinished = is_being_written(fate.file, present, plan.settled)
        try:
            fate.place = _place(job, plan.dest / fate.file.subscription, fate.file.name)
        except AsyncOSError as exc:
            fate.fail(exc)
        if fate.is_wanted and fate.unfinished and not job.params["current"]:
            fate.state = LEFT_OUT
    _each(job, _wanted(fates), _look)


def _look(fate: Fate) -> None:
    if fate.place:
        fate.local = local_at(fate.place, fate.file)
        fate.state = UNCHANGED if fate.local.is_same else ""


def _download(job: Job, plan: Plan, fates: Sequence[Fate]) -> None:
    wanted = _wanted(fates)
    progress = Progress(job.tell, f"{job.client.settings.label}: log files of {_bytes(wanted):,} bytes", unit="bytes downloaded")
    lock = threading.Lock()

    def told(number: int) -> None:
        progress.count(number)
        with lock:
            progress.glance()

    def fetch(fate: Fate) -> None:
        if fate.place:
            came = downloaded(job.client, fate.file, fate.place, fate.unfinished, plan.max_size, told)
            fate.state, fate.size, fate.sha256 = DOWNLOADED, came.size, came.sha256

    _each(job, wanted, fetch)


def _each(job: Job, fates: Sequence[Fate], do: Any) -> None:
    """Do something with several files at once; those where it fails keep the error."""
    outcomes = run_all([partial(do, fate) for fate in fates], job.client.settings.concurrency)
    for fate, outcome in zip(fates, outcomes):
        if isinstance(outcome, AsyncOSError):
            fate.fail(outcome)


def _wanted(fates: Sequence[Fate]) -> list[Fate]:
    return [fate for fate in fates if fate.is_wanted]


def _bytes(fates: Sequence[Fate]) -> int:
    return sum(fate.file.size or 0 for fate in fates)


def _require_room(job: Job, plan: Plan, fates: Sequence[Fate]) -> None:
    wanted = _wanted(fates)
    size = _bytes(wanted)
    if size > plan.max_size:
        raise InputError(
            f"what is to be downloaded has {bytes_to_human(size)} (number of files: {len(wanted)}), but max_size is {job.params['max_size']}",
            "Nothing was downloaded. Choose fewer with subscriptions, names or last, or raise max_size.",
        )


def _warn_of_size_only(job: Job, fates: Sequence[Fate]) -> None:
    unhashed = [fate for fate in fates if fate.state in (DOWNLOADED, UNCHANGED) and not fate.file.sha256]
    if unhashed and job.params["verify"]:
        job.warn(f"The appliance gave no SHA-256 of {_some(unhashed)}: only sizes were compared.")


def _warn_of_replaced(job: Job, plan: Plan, fates: Sequence[Fate]) -> None:
    """Finished files do not change, and a file here is never half: something else has written to their place."""
    replaced = [fate for fate in fates if fate.state in (DOWNLOADED, WOULD_DOWNLOAD) and not fate.unfinished and fate.local and fate.local.size is not None]
    if replaced:
        job.warn(
            f"There was another content or time in {plan.dest} where the appliance has finished a file, and it is replaced: {_some(replaced)}. "
            "If another appliance downloads to the same dest, each needs a folder of its own."
        )


def _some(fates: Sequence[Fate]) -> str:
    """The first file, and how many more there are."""
    first = f"{fates[0].file.subscription}/{fates[0].file.name}"
    return f"{first} and {len(fates) - 1} more" if len(fates) > 1 else first


def _told(job: Job, plan: Plan, fates: Sequence[Fate]) -> Mapping[str, Any]:
    return {
        "changed": any(fate.state in (DOWNLOADED, WOULD_DOWNLOAD) for fate in fates),
        "dest": str(plan.dest),
        "files": [fate.record() for fate in fates],
        "counts": counts_of(fates),
        "diff": diff_of(fates, str(plan.dest)),
    }


LOG_DOWNLOAD = Operation(options=OPTIONS, run=run, constraints=WINDOW_CONSTRAINTS, writes_files=True)
