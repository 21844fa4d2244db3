# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Memory and processor time of other processes, from ``/proc``. Linux only."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

EVERY_SECONDS = 0.05
_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    """Processor time that a process has used, its own and that of the system for it."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def tree_pss_kib(pid: int) -> int:
    """Memory of a process and all that it started, in KiB.

    It is the sum of proportional set sizes: a page that several processes share counts once in total. Forked processes share most
    of their pages, so the sum of resident set sizes would count the same memory several times.
    """
    with suppress(OSError):
        children = [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text(encoding="utf-8").split()]
        return _pss_kib(pid) + sum(map(tree_pss_kib, children))
    return 0


def _pss_kib(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def peak_kib(command: Sequence[str], env: Mapping[str, str], seconds: float) -> int:
    """Run a command and return the largest sum that was seen. Ends the benchmark if the command fails, or takes longer than ``seconds``."""
    until, peak = time.monotonic() + seconds, 0
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        try:
            while process.poll() is None and time.monotonic() < until:
                peak = max(peak, tree_pss_kib(process.pid))
                time.sleep(EVERY_SECONDS)
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(10)
        if process.returncode:
            output.seek(0)
            raise SystemExit(f"A run to measure memory failed:\n{output.read().decode(errors='replace')[-4000:]}")
    return peak
