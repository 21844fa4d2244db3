# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A file that is being downloaded: ``.<name>.part`` beside its place, until it is complete and takes it in one step."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._client.files import file_errors, locked_file, sync_folder

_SPACE = "Make room, or choose another place, and run the task again: what is complete is not downloaded twice."
_ANOTHER = "Wait until it is done. If several hosts download at once, each needs a dest of its own: put inventory_hostname into it."


class Incoming:
    """The unfinished file, open and locked: a sink for the client. Get one from :func:`open_incoming`.

    ``beginning`` is the SHA-256 of as many bytes as were ``listed``, once there are more: a log that has grown since begins as it was.
    """

    def __init__(self, path: Path, file: BinaryIO, listed: int | None, most: int, told: Callable[[int], None]) -> None:
        self.path = path
        self._file = file
        self._listed = listed
        self._most = most
        self._told = told
        self._digest = hashlib.sha256()
        self.size = 0
        self.beginning = ""
        self.is_published = False

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def begin(self) -> None:
        with file_errors("writing", self.path, _SPACE):
            self._file.truncate(0)
        self._digest = hashlib.sha256()
        self.size = 0
        self.beginning = ""

    def write(self, piece: bytes) -> None:
        if self.size + len(piece) > self._most:
            raise MalformedReply("more came than max_size allows, and than the appliance lists", "It is not kept. Look at the log on the appliance.")
        rest = self._listed - self.size if self._listed is not None else len(piece)
        if 0 <= rest < len(piece):
            self._digest.update(piece[:rest])
            self.beginning = self.sha256
            self._digest.update(piece[rest:])
        else:
            self._digest.update(piece)
        with file_errors("writing", self.path, _SPACE):
            left = memoryview(piece)
            while left:
                left = left[self._file.write(left) :]
        self.size += len(piece)
        self._told(len(piece))

    def publish(self, place: Path, modified: datetime | None) -> None:
        """Put the file into its place, with the time at which it was changed on the appliance."""
        with file_errors("writing", place, _SPACE):
            os.fsync(self._file.fileno())
            if modified:
                os.utime(self._file.fileno(), (modified.timestamp(), modified.timestamp()))
            self.path.replace(place)
            self.is_published = True
            sync_folder(place.parent)


@contextmanager
def open_incoming(place: Path, listed: int | None, most: int, told: Callable[[int], None]) -> Iterator[Incoming]:
    """The unfinished file for ``place``. Nobody else can have it at the same time; it is gone afterwards, unless the process is killed."""
    path = place.with_name(f".{place.name}.part")
    with locked_file(path, f"another download writes {path} at this moment", _ANOTHER) as file:
        incoming = Incoming(path, file, listed, most, told)
        try:
            yield incoming
        finally:
            if not incoming.is_published:
                with suppress(OSError):
                    path.unlink()
