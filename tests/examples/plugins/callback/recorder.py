# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes the result of every task as a line of JSON into the file that EXAMPLES_RECORD names."""

from __future__ import annotations

DOCUMENTATION = r"""
name: recorder
type: notification
short_description: Record results of tasks
description: Records results of tasks.
"""

import json
import os
from typing import Any

from ansible.plugins.callback import CallbackBase


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "recorder"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._file = open(os.environ["EXAMPLES_RECORD"], "a", encoding="utf-8")  # noqa: SIM115, PTH123  # it is open as long as Ansible runs
        self._play = ""

    def v2_playbook_on_play_start(self, play: Any) -> None:
        self._play = play.get_name()

    def v2_runner_on_ok(self, result: Any) -> None:
        self._write("ok", result)

    def v2_runner_on_failed(self, result: Any, ignore_errors: bool = False) -> None:
        self._write("failed", result)

    def v2_runner_on_skipped(self, result: Any) -> None:
        self._write("skipped", result)

    def v2_runner_on_unreachable(self, result: Any) -> None:
        self._write("unreachable", result)

    def _write(self, status: str, result: Any) -> None:
        task, host = _part(result, "task"), _part(result, "host")
        line = {
            "play": self._play,
            "task": task.get_name(),
            "action": task.action,
            "example": task.vars.get("example_task"),
            "check_mode": bool(task.check_mode),
            "host": host.get_name(),
            "status": status,
            "result": _part(result, "result"),
        }
        print(json.dumps(line, default=str), file=self._file, flush=True)


def _part(result: Any, name: str) -> Any:
    """A part of the result under its public name, which is new in ansible-core 2.19, or the older one."""
    return getattr(result, name) if hasattr(result, name) else getattr(result, f"_{name}")
