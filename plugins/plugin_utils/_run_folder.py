# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where the sessions of a run are kept: within its temporary folder, which is private to it and removed when it ends.

Ansible does not remove that folder when it is killed. So the first task of a run removes what dead runs have left of ours.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from functools import cache
from pathlib import Path

from ansible import constants

RUN_FOLDER = "asyncos-sessions"

UNUSED_SECONDS = 3600.0
"""A process that is not found may run on another machine with the same home folder: its sessions change when they are renewed."""

_OF_A_RUN = re.compile(r"ansible-local-(\d+?)[a-z0-9_]{8}")


def run_folder() -> Path:
    """The folder for the sessions of this run. It need not exist yet."""
    temporary = Path(constants.DEFAULT_LOCAL_TMP)
    folder = temporary / RUN_FOLDER
    if not folder.exists():
        remove_leftovers(temporary.parent)
    return folder


@cache
def remove_leftovers(parent: Path) -> None:
    """Remove the sessions of runs whose process is gone and which were not used for a while."""
    for folder in parent.glob(f"ansible-local-*/{RUN_FOLDER}"):
        name = _OF_A_RUN.fullmatch(folder.parent.name)
        if name and not _is_alive(int(name[1])) and time.time() - folder.stat().st_mtime > UNUSED_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
