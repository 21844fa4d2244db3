# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Going to the background: the starter returns once the fleet is ready, the fleet lives on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

LOG_FILE = "simulator.log"
READY = "ready"


def detach(state_dir: str) -> Callable[[str, bool], None]:
    """Continue in a process of its own session. Returns the function that speaks through the waiting starter.

    The starter prints what it hears and ends with the last line: with 0 after ``ready``, otherwise with 1. What the
    simulator writes later goes to a file in ``state_dir``.
    """
    Path(state_dir).mkdir(mode=0o700, parents=True, exist_ok=True)
    hearing, speaking = os.pipe()
    if os.fork():
        os.close(speaking)
        os._exit(_repeat(hearing))
    os.close(hearing)
    os.setsid()
    if os.fork():
        os._exit(0)
    _redirect_output(Path(state_dir) / LOG_FILE)

    def say(line: str, last: bool) -> None:
        os.write(speaking, f"{line}\n".encode())
        if last:
            os.close(speaking)

    return say


def _repeat(hearing: int) -> int:
    with open(hearing, encoding="utf-8") as lines:
        heard = lines.read()
    sys.stdout.write(heard)
    sys.stdout.flush()
    return 0 if heard.rstrip().endswith(READY) else 1


def _redirect_output(log: Path) -> None:
    """No file of the starter stays open, so that whoever waits for its output is not kept waiting."""
    sys.stdout.flush()
    sys.stderr.flush()
    nothing = os.open(os.devnull, os.O_RDONLY)
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(nothing, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.close(nothing)
    os.close(output)
