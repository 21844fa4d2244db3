# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports that are killed at any point: the next run ends in the same file, and none loses a record or brings one twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._task.exporting import run as export_run

PROGRAM = Path(__file__).with_name("killed.py")
ROOT = export_run.__file__.partition(f"{os.sep}ansible_collections{os.sep}")[0]
CALLS = {"write", "write half", "fsync", "replace", "unlink", "chmod"}


@pytest.fixture
def outcomes(tmp_path):
    """What came of killing an export at each point, one after the other."""

    def run(scenario, argument):
        paths = [ROOT, *filter(None, sys.path)]
        done = subprocess.run(
            [sys.executable, str(PROGRAM), scenario, str(argument), str(tmp_path)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            stdout=subprocess.PIPE,
            timeout=120,
            check=True,
        )
        return json.loads(done.stdout)

    return run


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv.gz"])
def test_an_export_killed_anywhere_ends_in_the_same_file(outcomes, name):
    found = outcomes("one", name)
    good = {"early": False, "counts": True, "files": True, "checksum": True, "size": True}
    assert [outcome for outcome in found if {**outcome, **good} != outcome] == []
    assert {outcome["call"] for outcome in found} == CALLS
    assert len(found) > 20


@pytest.mark.parametrize("which", [0, 1])
def test_incremental_exports_killed_anywhere_bring_every_record_once(outcomes, which):
    """Three runs, some records late: up to 20 minutes, within the overlap."""
    found = outcomes("several", which)
    good = {"failed": [], "missing": 0, "twice": 0, "too much": 0, "files": True}
    assert [outcome for outcome in found if {**outcome, **good} != outcome] == []
    assert {outcome["call"] for outcome in found} == CALLS
    assert len(found) > 20
