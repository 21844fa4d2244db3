# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A login session on another host, for the time of one task.

A module process elsewhere cannot see the run's folder of sessions. So the session is copied into the task's own temporary
folder there, which only its owner can read and which Ansible removes after the task, and what the task made of it (a login,
a renewal, a refusal) is copied back. File transfers do not show up in any output, as results and arguments could.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ansible.errors import AnsibleError
from ansible.plugins.action import ActionBase

Run = Callable[[str], dict[str, Any]]


def with_lent_session(action: ActionBase, name: str, home: Path, run: Run) -> dict[str, Any]:
    """The result of ``run``, which gets the folder that the session file ``name`` was lent to. ``home`` is the run's own folder."""
    folder = action._make_tmp_path()
    there = action._connection._shell.join_path(folder, name)
    known = home / name
    action._transfer_data(there, known.read_text(encoding="utf-8") if known.is_file() else "{}")
    result = run(folder)
    _bring_back(action, there, known)
    return result


def _bring_back(action: ActionBase, there: str, here: Path) -> None:
    """Replace a file of the run by the one from the other host."""
    here.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=here.parent) as private:
        fetched = Path(private) / here.name
        try:
            action._connection.fetch_file(there, str(fetched))
        except AnsibleError:
            return  # the next task logs in for itself
        fetched.chmod(0o600)
        fetched.replace(here)
