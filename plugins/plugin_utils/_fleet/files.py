# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The files of a report: those that differ are written, those that are out of date go."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import LocalFileError
from ansible_collections.asyncos.api.plugins.module_utils._client.files import file_errors, write_whole
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.csv_files import FOLDER, is_ours

HTML, JSON, CSV = "html", "json", "csv"
FORMATS = (HTML, JSON, CSV)
NAMES = {HTML: "report.html", JSON: "report.json"}

_GENERATED = {
    HTML: re.compile(rb'<dt>Generated</dt><dd><time datetime="([0-9TZ:-]+)"'),
    JSON: re.compile(rb'"generated": "([0-9TZ:-]+)"'),
}
_HEAD = 1 << 16
"""Bytes at the beginning of a file in which the time is found."""

Contents = Mapping[str, bytes]


@dataclass(frozen=True)
class Change:
    """What is to be done in the folder: content by name, and names."""

    written: Contents
    removed: Sequence[str]
    other_mode: Sequence[str]

    def __bool__(self) -> bool:
        return bool(self.written or self.removed or self.other_mode)


def change_of(folder: Path, formats: Sequence[str], csv: Contents, timed: Callable[[str, str], bytes], generated: str, mode: int) -> Change:
    """``timed`` gives the content of a format that tells when it was made.

    If all is as it was but for that time, the files stay as they are, and tell when it was made first.
    """
    before = _generated_before(folder, formats)
    changed_csv = {name: content for name, content in csv.items() if _content(folder / FOLDER / name) != content}
    same = before and not changed_csv and all(_content(folder / NAMES[one]) == timed(one, before) for one in formats if one in NAMES)
    written = {} if same else {NAMES[one]: timed(one, generated) for one in formats if one in NAMES}
    written.update({f"{FOLDER}/{name}": content for name, content in changed_csv.items()})
    names = [*(NAMES[one] for one in formats if one in NAMES), *(f"{FOLDER}/{name}" for name in csv)]
    return Change(written, _out_of_date(folder, csv), [name for name in names if name not in written and (folder / name).lstat().st_mode & 0o7777 != mode])


def carry_out(folder: Path, change: Change, mode: int, folder_mode: int) -> None:
    for name, content in change.written.items():
        _make((folder / name).parent, folder_mode)
        write_whole(folder / name, content, mode)
    with file_errors("changing files in", folder):
        for name in change.other_mode:
            _set_mode(folder / name, mode)
        for name in change.removed:
            (folder / name).unlink(missing_ok=True)


def _make(folder: Path, mode: int) -> None:
    """Make a folder and those above it. What is there stays as it is."""
    if not folder.is_dir():
        if folder.exists():
            raise LocalFileError(f"{folder} is no folder, so nothing can be written into it")
        _make(folder.parent, mode)
        with file_errors("making the folder", folder):
            folder.mkdir(exist_ok=True)
            folder.chmod(mode)


def _set_mode(path: Path, mode: int) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        os.fchmod(descriptor, mode)
    finally:
        os.close(descriptor)


def _content(path: Path) -> bytes | None:
    """What is in a file; nothing if there is none. A link is none: somebody else may have made it, and a file takes its place."""
    with file_errors("reading", path):
        return path.read_bytes() if path.is_file() and not path.is_symlink() else None


def _generated_before(folder: Path, formats: Sequence[str]) -> str:
    for one in formats:
        found = one in _GENERATED and _GENERATED[one].search((_content(folder / NAMES[one]) or b"")[:_HEAD])
        if found:
            return found[1].decode()
    return ""


def _out_of_date(folder: Path, csv: Contents) -> list[str]:
    """CSV files that were written for reports which are not in this one. Other files in their folder are not ours."""
    with file_errors("reading", folder / FOLDER):
        strange = [path for path in sorted((folder / FOLDER).glob("*.csv")) if path.name not in csv and path.is_file()]
        return [f"{FOLDER}/{path.name}" for path in strange if is_ours(_first_line(path))]


def _first_line(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.readline(200)
