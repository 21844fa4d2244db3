# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The cursor of incremental exports: up to when records were exported, and which of the last ones.

It moves only after the file with the new records is in its place. Between the two a run may be killed; so the next cursor is
first written beside the old one, with the checksum of the file that it belongs to, and whoever comes next can tell whether that
file got into its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError, LocalFileError
from ansible_collections.asyncos.api.plugins.module_utils._client.files import file_errors, locked_file, remove_leftovers, sync_folder, write_whole
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.draft import checksum_of
from ansible_collections.asyncos.api.plugins.module_utils._task.window import moment_in

FORM = 1


@dataclass(frozen=True)
class Cursor:
    """``until`` is the end of what was exported; ``since`` where the next export begins, earlier by the overlap.

    ``asked`` is the search that the cursor belongs to; ``keys`` are those of the records between ``since`` and ``until``. ``dest`` and
    ``checksum`` are those of the file that was written last, empty if there was nothing to write.
    """

    asked: dict[str, Any]
    since: str
    until: str
    keys: list[int] = field(default_factory=list)
    dest: str = ""
    checksum: str = ""
    form: int = FORM


def _pending(path: Path) -> Path:
    return path.with_name(f"{path.name}.next")


@contextmanager
def reserved(path: Path | None) -> Iterator[None]:
    """For as long as this lasts, no other export moves the cursor. Ends what a killed run has begun."""
    if path is None:
        yield
        return
    lock = path.with_name(f".{path.name}.lock")
    with locked_file(lock, f"another export uses the cursor file {path} at this moment"):
        try:
            _settle(path)
            yield
        finally:
            with suppress(OSError):
                lock.unlink()


def load_cursor(path: Path, asked: dict[str, Any]) -> Cursor | None:
    """The cursor in effect, ``None`` before the first export. Changes nothing on disk."""
    pending = _read(_pending(path)) if _pending(path).exists() else None
    cursor = pending if pending and _is_in_place(pending) else _read(path) if path.exists() else None
    if cursor:
        _require_same(path, cursor.asked, asked)
    return cursor


def _settle(path: Path) -> None:
    """End what a killed run has begun: a pending cursor comes into effect if its file is in its place, otherwise it is dropped."""
    pending = _pending(path)
    remove_leftovers(pending)
    if not pending.exists():
        return
    with file_errors("writing", path):
        if _is_in_place(_read(pending)):
            pending.replace(path)
        else:
            pending.unlink()
        sync_folder(path.parent)


def announce(path: Path, cursor: Cursor) -> None:
    """Write down what the cursor is going to be."""
    write_whole(_pending(path), json.dumps(asdict(cursor)).encode())


def commit(path: Path) -> None:
    """Let the announced cursor come into effect."""
    with file_errors("writing", path):
        _pending(path).replace(path)
        sync_folder(path.parent)


def _is_in_place(cursor: Cursor) -> bool:
    if not cursor.dest:
        return True
    try:
        return checksum_of(Path(cursor.dest)) == cursor.checksum
    except OSError:
        return False


def _read(path: Path) -> Cursor:
    with file_errors("reading", path):
        content = path.read_bytes()
    try:
        document = json.loads(content)
        cursor = Cursor(**document)
        whole = isinstance(cursor.asked, dict) and all(isinstance(key, int) for key in cursor.keys) and isinstance(cursor.dest + cursor.checksum, str)
        whole = whole and moment_in(cursor.since, "since") <= moment_in(cursor.until, "until")
    except (ValueError, TypeError, AttributeError, InputError) as exc:
        raise _damaged(path) from exc
    if not whole or cursor.form != FORM:
        raise _damaged(path)
    return cursor


def _damaged(path: Path) -> LocalFileError:
    return LocalFileError(
        f"the cursor file {path} is damaged, or was not written by this version of the collection",
        "Restore it from a backup, or remove it: the export then begins anew with last or start, and records are exported again.",
    )


def _require_same(path: Path, known: dict[str, Any], asked: dict[str, Any]) -> None:
    differing = sorted(name for name in {*known, *asked} if known.get(name) != asked.get(name))
    if differing:
        raise InputError(
            f"the cursor file {path} belongs to another search: {', '.join(differing)} differ",
            "Each search needs a cursor file of its own.",
        )
