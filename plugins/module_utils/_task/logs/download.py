# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One log file from the appliance to its place, unless it is there."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, LocalFileError, MalformedReply, ReplyTimeout
from ansible_collections.asyncos.api.plugins.module_utils._client.files import file_errors
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.draft import checksum_of
from ansible_collections.asyncos.api.plugins.module_utils._task.logs.files import LogFile
from ansible_collections.asyncos.api.plugins.module_utils._task.logs.incoming import Incoming, open_incoming

TRIES = 2
"""How often a file is downloaded that is not what the appliance lists."""

_VANISHED = "It was listed a moment ago. Appliances rename a log file when they begin a new one, and remove old ones: run the task again."


@dataclass(frozen=True)
class Local:
    """A file at a place here: its size, ``None`` if there is none, and whether it is the one that the appliance lists."""

    size: int | None
    is_same: bool


@dataclass(frozen=True)
class Downloaded:
    """What came: its size and SHA-256."""

    size: int
    sha256: str


def local_at(place: Path, file: LogFile) -> Local:
    """What is at ``place``. A link is never taken for the file: it would be replaced, not followed.

    Where the appliance gives no hash, the file is the same if its size and the time of its last change are.
    """
    with file_errors("looking at", place):
        try:
            facts = place.lstat()
        except FileNotFoundError:
            return Local(None, False)
        if not stat.S_ISREG(facts.st_mode) or facts.st_size != file.size:
            return Local(facts.st_size, False)
        if file.sha256:
            return Local(facts.st_size, checksum_of(place) == file.sha256)
        return Local(facts.st_size, file.modified is not None and int(facts.st_mtime) == int(file.modified.timestamp()))


def downloaded(client: Client, file: LogFile, place: Path, may_grow: bool, most: int, told: Callable[[int], None]) -> Downloaded:
    """Fetch the file and put it into its place. It is fetched once more if it is not what the appliance lists; then it is an error.

    ``told`` gets the number of bytes as they come. A file that ``may_grow`` has to begin with what was listed.
    """
    _make_folder(place.parent)
    problem = ""
    with open_incoming(place, file.size, most, told) as incoming:
        for _try in range(TRIES):
            _fetch(client, file, incoming)
            problem = difference(file, incoming.size, incoming.sha256, incoming.beginning, may_grow)
            if not problem:
                incoming.publish(place, file.modified)
                return Downloaded(incoming.size, incoming.sha256)
    error = MalformedReply(f"the file was downloaded {TRIES} times, and {problem}", "It is not kept. Run the task again; verify says how files are checked.")
    raise error.met_on(client.settings.label, "GET", file.path, TRIES)


def difference(file: LogFile, size: int, sha256: str, beginning: str, may_grow: bool) -> str:
    """How what came differs from what the appliance lists; empty if it does not, as far as the appliance tells."""
    has_grown = file.size is not None and size > file.size
    if file.size is not None and (size < file.size or (has_grown and not may_grow)):
        return f"has {size} bytes, where the appliance lists {file.size}"
    if file.sha256 and file.sha256 != (beginning if has_grown else sha256):
        return f"{'begins' if has_grown else 'is'} otherwise than its SHA-256 on the appliance says"
    return ""


def _fetch(client: Client, file: LogFile, incoming: Incoming) -> None:
    try:
        client.call("GET", file.path, sink=incoming)
    except ReplyTimeout as exc:
        exc.hint = (
            f"The deadline option ({client.settings.deadline:g} seconds) bounds the download of a whole file, the timeout option "
            f"({client.settings.timeout:g} seconds) each pause in it: raise what was too short."
        )
        raise
    except AsyncOSError as exc:
        exc.hint = _VANISHED if exc.status == 404 else exc.hint
        raise


def _make_folder(folder: Path) -> None:
    """The folder of a subscription. A link in its place could lead anywhere."""
    with file_errors("making the folder", folder):
        folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink():
        raise LocalFileError(f"{folder} is a link", "Remove it, or make it a folder.")
