# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What became of each log file, as data and as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import error_dict
from ansible_collections.asyncos.api.plugins.module_utils._task.logs.download import Local
from ansible_collections.asyncos.api.plugins.module_utils._task.logs.files import LogFile
from ansible_collections.asyncos.api.plugins.module_utils._task.window import iso_time

DOWNLOADED = "downloaded"
UNCHANGED = "unchanged"
WOULD_DOWNLOAD = "would_download"
LEFT_OUT = "left_out"
FAILED = "failed"

STATES: dict[str, str] = {
    DOWNLOADED: "it was downloaded",
    UNCHANGED: "it was there already",
    WOULD_DOWNLOAD: "it would be downloaded, in check mode",
    LEFT_OUT: "the appliance may still write to it",
    FAILED: "it could not be downloaded",
}
"""What can become of a file."""

HASH = "hash"
SIZE = "size"


@dataclass
class Fate:
    """One file of a task. ``place`` is where it belongs, ``local`` what is there before anything is done, both ``None`` as long as unknown.

    ``size`` and ``sha256`` are those of the file that came.
    """

    file: LogFile
    place: Path | None = None
    local: Local | None = None
    state: str = ""
    unfinished: bool = False
    size: int | None = None
    sha256: str = ""
    error: AsyncOSError | None = None

    @property
    def is_wanted(self) -> bool:
        """Whether it is still to be downloaded."""
        return not self.state

    def fail(self, error: AsyncOSError) -> None:
        self.state, self.error = FAILED, error

    def record(self) -> dict[str, Any]:
        file = self.file
        is_here = self.state in (DOWNLOADED, UNCHANGED)
        return {
            "subscription": file.subscription,
            "name": file.name,
            "path": str(self.place) if self.place else None,
            "state": self.state,
            "size": file.size if self.size is None else self.size,
            "sha256": self.sha256 or file.sha256 or None,
            "modified": iso_time(file.modified) if file.modified else None,
            "finished": not self.unfinished,
            "verified": (HASH if file.sha256 else SIZE) if is_here else None,
        }


def failed_item(subscription: str, name: str | None, error: AsyncOSError) -> dict[str, Any]:
    """``name`` is ``None`` where a subscription as a whole failed."""
    return {"subscription": subscription, "name": name, "msg": str(error), "error": error_dict(error)}


def counts_of(fates: Sequence[Fate]) -> dict[str, int]:
    """How many files there are of each state, and the bytes of those that were downloaded, or would be."""
    states = [fate.state for fate in fates]
    came = [fate.record()["size"] or 0 for fate in fates if fate.state in (DOWNLOADED, WOULD_DOWNLOAD)]
    return {**{state: states.count(state) for state in STATES}, "bytes": sum(came)}


def diff_of(fates: Sequence[Fate], dest: str) -> Mapping[str, str]:
    """The difference as Ansible shows it: a line for each file that is new or replaced."""
    moved = [fate for fate in fates if fate.state in (DOWNLOADED, WOULD_DOWNLOAD)]
    before = [_line(fate, fate.local.size) for fate in moved if fate.local and fate.local.size is not None]
    after = [_line(fate, fate.record()["size"]) for fate in moved]
    return {"before_header": dest, "after_header": dest, "before": "".join(before), "after": "".join(after)}


def _line(fate: Fate, size: int | None) -> str:
    return f"{fate.file.subscription}/{fate.file.name}  {'? bytes' if size is None else f'{size} bytes'}\n"
