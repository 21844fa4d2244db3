# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The floor: curl fetches the pages that an export asked for, as many at once, and throws them away."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ansible_collections.asyncos.api.tests.benchmark.runs import RUN_SECONDS, Access


@dataclass(frozen=True)
class Replay:
    """``size`` is the number of bytes of all bodies."""

    seconds: float
    size: int


def replayed(urls: Sequence[str], access: Access, at_once: int, folder: Path | None = None) -> Replay:
    """Fetch all pages. They go to ``folder`` or nowhere. Ends the benchmark unless all of them came."""
    if not shutil.which("curl"):
        raise SystemExit("The floor of the export is measured with curl, which is not installed.")
    command = ["curl", "--disable", "--no-progress-meter", "--config", "-", "--parallel", "--parallel-max", str(at_once), "--parallel-immediate"]
    began = time.perf_counter()
    run = subprocess.run(command, input=_config(urls, access, folder), capture_output=True, text=True, timeout=RUN_SECONDS, check=False)
    seconds = time.perf_counter() - began
    done = [line.split() for line in run.stdout.splitlines()]
    if run.returncode or len(done) != len(urls) or any(status != "200" for status, _size in done):
        raise SystemExit(f"curl fetched {len(done)} of {len(urls)} pages, exit status {run.returncode}:\n{run.stderr[-2000:]}")
    return Replay(seconds, sum(int(size) for _status, size in done))


def _config(urls: Sequence[str], access: Access, folder: Path | None) -> str:
    """Options and pages. Standard input takes them, because whoever lists the processes can read a command line."""
    options = {"user": f"{access.user}:{access.password}", "cacert": access.ca_path, "noproxy": "*", "write-out": r"%{http_code} %{size_download}\n"}
    lines = [f'{name} = "{value}"' for name, value in options.items()]
    for number, url in enumerate(urls):
        lines += [f'url = "{url}"', f'output = "{folder / str(number) if folder else "/dev/null"}"']
    return "\n".join(["globoff", *lines, ""])


def messages_in(urls: Sequence[str], access: Access, at_once: int) -> tuple[int, int]:
    """How many different messages the pages hold, and how many bytes. Slices share their ends, so some messages come twice."""
    with tempfile.TemporaryDirectory() as name:
        size = replayed(urls, access, at_once, Path(name)).size
        rows = (row for path in Path(name).iterdir() for row in json.loads(path.read_bytes())["data"])
        return len({row["attributes"]["icid"] for row in rows}), size
