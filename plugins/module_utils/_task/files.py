# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Files on the machine that runs the task: written as a whole or not at all, and readable by their owner only unless told otherwise."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import LocalFileError

PRIVATE = 0o600


@contextmanager
def file_errors(doing: str, path: Path | str, hint: str = "") -> Iterator[None]:
    """Errors of the operating system from within become a :class:`LocalFileError`: "``doing`` ``path``: its words"."""
    try:
        yield
    except OSError as exc:
        raise LocalFileError(f"{doing} {path} failed: {exc.strerror or exc}", hint) from exc


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
            os.replace(name, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(name)
            raise
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in ``folder`` outlive a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
