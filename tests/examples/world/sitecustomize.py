# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The world in which examples run, for every Python that has this folder on its path: a clock that stands still, and names of appliances.

The environment variable EXAMPLES_WORLD names a file: ``{"now": "2026-11-21T10:00:00Z", "addresses": {"esa1.example.com:6443": 40123}}``.
Examples say ``esa1.example.com``, and reach a port of this machine; names that are not in the file are not looked up at all.
"""

from __future__ import annotations

import json
import os
import socket
from datetime import datetime
from pathlib import Path
from typing import Any

import time_machine

LOOPBACK = ("127.0.0.1", "localhost")


def enter(world: dict[str, Any]) -> None:
    time_machine.travel(datetime.fromisoformat(world["now"].replace("Z", "+00:00")), tick=False).start()
    look_up = socket.getaddrinfo

    def look_up_here(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        if host is None or host in LOOPBACK:
            return look_up(host, port, *args, **kwargs)
        if f"{host}:{port}" not in world["addresses"]:
            raise socket.gaierror(socket.EAI_NONAME, f"no example has an appliance at {host}:{port}")
        return look_up(LOOPBACK[0], world["addresses"][f"{host}:{port}"], *args, **kwargs)

    socket.getaddrinfo = look_up_here


if "EXAMPLES_WORLD" in os.environ:
    enter(json.loads(Path(os.environ["EXAMPLES_WORLD"]).read_text(encoding="utf-8")))
