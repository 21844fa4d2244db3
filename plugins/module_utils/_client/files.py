# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Files on the machine that runs the task: written as a whole or not at all, and readable by their owner only unless told otherwise."""

from __future__ import annotations

import errno
import glob
import os
import re
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import LocalFileError

PRIVATE = 0o600
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


@contextmanager
def file_errors(doing: str, path: Path | str, hint: str = "") -> Iterator[None]:
    """Errors of the operating system from within become a :class:`LocalFileError`: "``doing`` ``path``: its words". A full disk takes no other file, either."""
    try:
        yield
    except OSError as exc:
        error = LocalFileError(f"{doing} {path} failed: {exc.strerror or exc}", hint)
        error.hopeless = exc.errno in _FULL
        raise error from exc


def write_whole(path: Path, content: bytes, mode: int = PRIVATE) -> None:
    """Put ``content`` into ``path`` in one step: whoever looks sees the old file or the new one, also after a crash."""
    with file_errors("writing", path):
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                os.fchmod(file.fileno(), mode)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
        sync_folder(path.parent)


def remove_leftovers(path: Path) -> None:
    """Remove what :func:`write_whole` leaves beside ``path`` if it is killed. Only for whoever keeps all others from writing it."""
    for other in path.parent.glob(f".{glob.escape(path.name)}.*"):
        if re.fullmatch(r"[a-z0-9_]{8}", other.name[len(path.name) + 2 :]):
            other.unlink(missing_ok=True)


def open_private(path: Path, mode: str, buffering: int = -1) -> BinaryIO:
    """``path`` opened for adding (``mode`` is ``ab``) or writing (``wb``); a new file can be read by its owner only.

    In a folder that others can write to, a link could lead anywhere, and a file could be somebody else's: both are refused.
    """
    adding = os.O_APPEND if mode == "ab" else 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | adding, PRIVATE)
    facts = os.fstat(descriptor)
    if not stat.S_ISREG(facts.st_mode) or facts.st_uid != os.geteuid() or facts.st_nlink > 1:
        os.close(descriptor)
        raise OSError(errno.EPERM, "it is not a plain file of the user that the task runs as")
    if not adding:
        os.ftruncate(descriptor, 0)
    return cast("BinaryIO", os.fdopen(descriptor, mode, buffering))


@contextmanager
def locked_file(path: Path, busy: str, hint: str = "Wait until it is done, or let this task write to another place.") -> Iterator[BinaryIO]:
    """``path`` open for adding to without a buffer, made if there is none, with a lock that ends with the process at the latest.

    ``busy`` is what to say if another process has it. A file that was renamed or removed while it was waited for is opened anew.
    """
    while True:
        with file_errors("opening", path, "Its folder has to exist, and the user that the task runs as has to be allowed to write into it."):
            file = open_private(path, "ab", buffering=0)
        try:
            _lock(file, path, busy, hint)
            if _is_at(path, file):
                yield file
                return
        finally:
            file.close()


def _lock(file: BinaryIO, path: Path, busy: str, hint: str) -> None:
    import fcntl

    try:
        with file_errors("locking", path, "Does the file system know locks?"):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except LocalFileError as exc:
        if isinstance(exc.__cause__, BlockingIOError):
            raise LocalFileError(busy, hint) from exc
        raise


def _is_at(path: Path, file: BinaryIO) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def sync_folder(folder: Path) -> None:
    """Make renames in ``folder`` outlive a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
