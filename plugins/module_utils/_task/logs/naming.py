# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names that an appliance gives, as names of files and folders here: only what stays where it belongs."""

from __future__ import annotations

import os
from pathlib import Path

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._task.characters import is_unseen

LONGEST_NAME = 200
"""In bytes. Common file systems take 255, and the unfinished file has a longer name."""


def place_of(folder: Path, name: str) -> Path:
    """``name`` within ``folder``. Refuses one that would lead out of it, or hide."""
    problem = _problem_with(name)
    if problem:
        raise MalformedReply(f"it lists the name {name!r}, which {problem}", "It is not used as the name of a file here.")
    return folder / name


def _problem_with(name: str) -> str:
    """What is wrong with a name; empty if nothing is."""
    if not name.strip():
        return "is empty"
    if "/" in name or "\\" in name:
        return "leads to another folder"
    if name.startswith("."):
        return "would be hidden, or leads to another folder"
    if any(is_unseen(character) for character in name):
        return "has characters that cannot be seen"
    try:
        length = len(os.fsencode(name))
    except UnicodeError:
        return "the file system cannot hold; run the task with a UTF-8 locale"
    return f"is longer than {LONGEST_NAME} bytes" if length > LONGEST_NAME else ""
