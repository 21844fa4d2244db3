# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from ansible_collections.asyncos.api.plugins.plugin_utils._run_folder import RUN_FOLDER, UNUSED_SECONDS, remove_leftovers


@pytest.fixture
def ended_process():
    """The number of a process that is gone."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.fixture
def left(tmp_path):
    """Sessions in the temporary folder of a run: ``left(pid, age)``."""

    def leave(process, age, end="abcd1234"):
        folder = tmp_path / f"ansible-local-{process}{end}" / RUN_FOLDER
        folder.mkdir(parents=True)
        (folder / "key.session").write_text("{}")
        os.utime(folder, (time.time() - age,) * 2)
        return folder

    return leave


@pytest.mark.parametrize("end", ["abcd1234", "1234abcd", "12345678", "____0000"])
def test_sessions_of_a_dead_run_are_removed(tmp_path, left, ended_process, end):
    folder = left(ended_process, UNUSED_SECONDS + 60, end)
    remove_leftovers(tmp_path)
    assert not folder.exists()
    assert folder.parent.exists()


def test_sessions_of_a_run_that_goes_on_are_left(tmp_path, left):
    folder = left(os.getpid(), UNUSED_SECONDS + 60)
    remove_leftovers(tmp_path)
    assert (folder / "key.session").exists()


def test_sessions_used_lately_are_left_because_the_run_may_be_on_another_machine(tmp_path, left, ended_process):
    folder = left(ended_process, 60)
    remove_leftovers(tmp_path)
    assert (folder / "key.session").exists()


def test_other_folders_are_left(tmp_path):
    other = tmp_path / "ansible-local-mine" / RUN_FOLDER
    other.mkdir(parents=True)
    os.utime(other, (0, 0))
    remove_leftovers(tmp_path)
    assert other.exists()
