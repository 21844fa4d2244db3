# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The unfinished file of an export, beside its target, and what a later run has to know to go on with it.

``.<name>.part`` holds the lines so far. ``.<name>.part.json`` is the last checkpoint: how many of its bytes are good, and up to
which time they reach. What was written after the checkpoint is cut off before the export goes on, so that a run that was killed
at any point ends in the same file as one that was not.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._client.files import (
    file_errors,
    locked_file,
    open_private,
    remove_leftovers,
    sync_folder,
    write_whole,
)

_CHUNK = 1 << 20
_SPACE = "Make room, or choose another place, and run the task again: with resume it goes on where it stopped."


@dataclass(frozen=True)
class Checkpoint:
    """How far an export has come. Times are in ISO 8601 and UTC.

    ``question`` stands for everything that decides about the content. ``until`` is up to when the appliance can have known
    records, empty before the first of them. ``seam`` are keys of the records that were written last,
    ``tail`` those of records that a later run will meet again.
    """

    question: str
    start: str
    end: str
    done_until: str
    size: int = 0
    records: int = 0
    bad_records: int = 0
    duplicates: int = 0
    slices: int = 0
    pages: int = 0
    until: str = ""
    seam: list[int] = field(default_factory=list)
    tail: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Product:
    """A finished file: where it is now, its SHA-256 and its size in bytes."""

    path: Path
    checksum: str
    size: int


class Draft:
    """The unfinished file, open and locked. Get one from :func:`open_draft`."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = path
        self.state = state_path(path)
        self._file = file

    def begin(self, known: Checkpoint | None, header: bytes) -> int:
        """Go on from ``known``, or anew with ``header``. Returns the number of bytes that are good."""
        with file_errors("writing", self.path, _SPACE):
            self._file.truncate(known.size if known else 0)
            self._file.seek(0, os.SEEK_END)
            if not known:
                self.state.unlink(missing_ok=True)
        return self.write(b"" if known else header)

    def write(self, lines: bytes) -> int:
        """Add lines. Returns the number of bytes in the file. When it fails, some of them may be there."""
        with file_errors("writing", self.path, _SPACE):
            rest = memoryview(lines)
            while rest:
                rest = rest[self._file.write(rest) :]
            return self._file.tell()

    def save(self, checkpoint: Checkpoint) -> None:
        """Make ``checkpoint``, and everything that was written up to its size, outlive whatever comes."""
        with file_errors("writing", self.path, _SPACE):
            os.fsync(self._file.fileno())
        write_whole(self.state, json.dumps(asdict(checkpoint)).encode())

    def finish(self, mode: int, compressed: bool) -> Product:
        """The file that can take the target's place; compressed beside the unfinished one if asked for."""
        with file_errors("writing", self.path, _SPACE):
            path = self._compress() if compressed else self.path
            path.chmod(mode)
            with path.open("rb") as file:
                os.fsync(file.fileno())
            return Product(path, checksum_of(path), path.stat().st_size)

    def _compress(self) -> Path:
        """The same content gives the same file: no name and no time is stored in it."""
        target = self.path.with_name(f"{self.path.name}.gz")
        _drop_published(target)
        with self.path.open("rb") as plain, open_private(target, "wb") as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
            shutil.copyfileobj(plain, packed, _CHUNK)
        return target

    def remove(self) -> None:
        """Leave nothing behind but what was finished."""
        for path in (self.state, self.path, self.path.with_name(f"{self.path.name}.gz")):
            path.unlink(missing_ok=True)
        remove_leftovers(self.state)


def checkpoint_of(path: Path) -> Checkpoint | None:
    """What an earlier run left at ``path``, if it can be relied on."""
    try:
        known = Checkpoint(**json.loads(state_path(path).read_text(encoding="utf-8")))
        return known if path.stat().st_size >= known.size else None
    except (OSError, ValueError, TypeError):
        return None


def state_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def checksum_of(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()


@contextmanager
def open_draft(path: Path) -> Iterator[Draft]:
    """The unfinished file at ``path``, made if there is none. Nobody else can have it at the same time."""
    _drop_published(path)
    hint = "Wait until it is done. If several hosts export at once, each needs a dest of its own: put inventory_hostname into the name."
    with locked_file(path, f"another export writes {path} at this moment", hint) as file:
        try:
            yield Draft(path, file)
        finally:
            if path.exists() and not path.stat().st_size and not state_path(path).exists():
                path.unlink()


def _drop_published(path: Path) -> None:
    """Remove the second name of a file that a killed run has published already."""
    with suppress(FileNotFoundError, NotADirectoryError):
        facts = path.lstat()
        if stat.S_ISREG(facts.st_mode) and facts.st_nlink > 1:
            path.unlink()


def is_same(dest: Path, product: Product, mode: int) -> bool:
    """Whether ``dest`` is what the finished file would be."""
    return dest.exists() and stat.S_IMODE(dest.stat().st_mode) == mode and checksum_of(dest) == product.checksum


def taken(dest: Path) -> InputError:
    """The refusal to replace what an incremental export may have written."""
    return InputError(
        f"dest {dest} exists, and may hold records that no later export will bring again",
        "With a cursor every run needs a file of its own: put the time into its name, or move the last one away first.",
    )


def publish(product: Product, dest: Path, replacing: bool) -> None:
    """Put the finished file into the target's place, in one step; fails if there is one already and it is not to be replaced."""
    with file_errors("writing", dest):
        if replacing:
            product.path.replace(dest)
        else:
            try:
                os.link(product.path, dest)
            except FileExistsError as exc:
                raise taken(dest) from exc
            product.path.unlink(missing_ok=True)
        sync_folder(dest.parent)
