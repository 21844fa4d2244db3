# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Tells the control API of the simulator what is to be the case before an example: ``reset``, then for each appliance calls and their bodies.

- simulator:
    reset: true
    esa1: {settings: {clustered: true}, quarantine: {hold: {...}}}
"""

from __future__ import annotations

import json
import os
import urllib.request
from typing import Any

from ansible.plugins.action import ActionBase

METHODS = {"settings": "PUT", "clock": "PUT"}


class ActionModule(ActionBase):
    _supports_check_mode = True

    def run(self, tmp: Any = None, task_vars: Any = None) -> dict[str, Any]:
        wanted = dict(self._task.args)
        if wanted.pop("reset", False):
            call("POST", "reset", None)
        for appliance, calls in wanted.items():
            for name, body in calls.items():
                for each in body if isinstance(body, list) else [body]:
                    call(METHODS.get(name, "POST"), f"{appliance}/{name}", each)
        return {"changed": False}


def call(method: str, path: str, body: Any) -> None:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{os.environ['EXAMPLES_CONTROL']}/_sim/{path}", data, method=method)
    with urllib.request.urlopen(request, timeout=10):
        pass
