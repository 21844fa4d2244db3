# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Bring the files of one folder up to date, in one process for all of them.

Reads from standard input, as JSON: ``folder``, ``files`` (text by name), ``gone`` (names of files that are out of date), ``mode`` of files and
``folder_mode`` of folders that are made, both as octal text. Writes to standard output, as JSON: ``written`` and ``removed``, the names of
files whose content is another one now, and ``chmod``, those that have another mode only. With ``--dry`` it says so, and does nothing.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any


def bring_up_to_date(task: dict[str, Any], dry: bool) -> dict[str, list[str]]:
    """Write the files that differ, and remove those that are gone. A file is replaced in one step, so no reader sees half of it."""
    folder, mode = Path(task["folder"]), int(task["mode"], 8)
    texts = {name: text.encode() for name, text in task["files"].items()}
    written = sorted(name for name, text in texts.items() if content(folder / name) != text)
    other_mode = sorted(name for name in texts if name not in written and (folder / name).stat().st_mode & 0o7777 != mode)
    removed = sorted(name for name in task["gone"] if (folder / name).is_file())
    if not dry:
        make(folder, int(task["folder_mode"], 8))
        for name in written:
            replace(folder / name, texts[name], mode)
        for name in other_mode:
            (folder / name).chmod(mode)
        for name in removed:
            (folder / name).unlink()
    return {"written": written, "removed": removed, "chmod": other_mode}


def content(path: Path) -> bytes | None:
    """What is in a file, ``None`` if there is none."""
    return path.read_bytes() if path.is_file() else None


def make(folder: Path, mode: int) -> None:
    """Make a folder and those above it, all of them with ``mode``. What is there stays as it is."""
    if not folder.is_dir():
        make(folder.parent, mode)
        folder.mkdir(exist_ok=True)
        folder.chmod(mode)


def replace(path: Path, text: bytes, mode: int) -> None:
    """Put ``text`` in the place of what is there."""
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    draft = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(text)
        draft.chmod(mode)
        draft.replace(path)
    except BaseException:
        draft.unlink()
        raise


def main() -> int:
    try:
        sys.stdout.write(json.dumps(bring_up_to_date(json.load(sys.stdin), "--dry" in sys.argv[1:])))
    except OSError as exc:
        sys.stderr.write(f"{exc.filename}: {exc.strerror}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
