# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Downloads of log files that are killed at any point: no file is ever half there, and the next run brings just the rest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from ansible_collections.asyncos.api.plugins.module_utils._task.logs import incoming

PROGRAM = Path(__file__).with_name("killed_download.py")
ROOT = incoming.__file__.partition(f"{os.sep}ansible_collections{os.sep}")[0]


def test_download_killed_anywhere_is_completed_by_the_next_run(tmp_path):
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([ROOT, *filter(None, sys.path)])},
        stdout=subprocess.PIPE,
        timeout=120,
        check=True,
    )
    found = json.loads(done.stdout)
    good = {"half": [], "again": 3, "all": True}
    assert [outcome for outcome in found if {**outcome, **good} != outcome] == []
    assert {outcome["call"] for outcome in found} == {"mkdir", "write", "write half", "fsync", "utime", "replace"}
    assert len(found) > 15
