# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an operation is: its options and one function. It knows neither how the task runs nor how it ends."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Callable

from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._task.connection import CONNECTION
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Options, argument_spec

Result = dict[str, Any]


@dataclass(frozen=True)
class Job:
    """What an operation works with: a connection, checked parameters, ways to warn and to tell how far it has come."""

    client: Client
    params: Mapping[str, Any]
    check_mode: bool
    warn: Callable[[str], None]
    tell: Callable[[str], None] = lambda text: None
    clock: Callable[[], datetime] = lambda: datetime.now(timezone.utc)
    sleep: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = time.monotonic


@dataclass(frozen=True)
class Operation:
    """One operation; ``constraints`` are keyword arguments of ``AnsibleModule`` such as ``mutually_exclusive``.

    ``writes_files`` says whether it writes files on the machine that runs the task, where its options of type ``path`` say.
    ``secrets`` finds what its parameters hold that must not be shown, beside what options declare as such.
    """

    options: Options
    run: Callable[[Job], Result]
    constraints: Mapping[str, Any]
    writes_files: bool = False
    secrets: Callable[[Mapping[str, Any]], set[str]] = lambda params: set()

    def argument_spec(self) -> dict[str, dict[str, Any]]:
        return argument_spec(CONNECTION, self.options)

    def writes(self, arguments: Mapping[str, Any]) -> bool:
        """Whether a task with these arguments writes files."""
        return self.writes_files and any(option.type == "path" and arguments.get(name) is not None for name, option in self.options.items())
