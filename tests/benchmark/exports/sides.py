# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The ways to get a day's messages into a file, each of them checked: what is not complete is not compared."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._task.connection import CONNECTION
from ansible_collections.asyncos.api.tests.benchmark.exports import script
from ansible_collections.asyncos.api.tests.benchmark.exports.day import GATEWAY, PAGE_SIZE, PATH, Day, day_with
from ansible_collections.asyncos.api.tests.benchmark.exports.processes import cpu_seconds, peak_kib
from ansible_collections.asyncos.api.tests.benchmark.exports.replay import Replay, messages_in, replayed
from ansible_collections.asyncos.api.tests.benchmark.runs import RUN_SECONDS, FleetControl, command_of, environment, seconds_of
from ansible_collections.asyncos.api.tests.simulator.journal import CAPACITY

AT_ONCE = int(CONNECTION["concurrency"].default)
SCRIPT_SECONDS = 90.0
"""A script that takes longer is measured on the pages that it got by then."""

URI_PAGES = 20
ONE_FORK = 1
ROOM_FOR_A_MESSAGE = 3000
"""Bytes of disk space that must be free for each message: about three times as many as a line has."""

LARGE_RUN_SECONDS = 1800.0


@dataclass(frozen=True)
class Paced:
    """A side that was measured on ``measured`` of ``pages`` pages. ``seconds`` are those of all pages."""

    seconds: float
    measured: int
    pages: int


@dataclass(frozen=True)
class Load:
    """Wall seconds of a run, and processor seconds of the simulator meanwhile."""

    seconds: float
    cpu: float

    def net_of(self, floor: float) -> Load:
        return Load(max(self.seconds - floor, 0.001), self.cpu)


class Sides:
    """The sides for one day. Each call is one run."""

    def __init__(self, control: FleetControl, day: Day, folder: Path) -> None:
        self.day = day
        self._control = control
        self._access = control.access(GATEWAY)
        self._dest = folder / "export.jsonl"
        self._variables = day.variables(str(self._dest))
        self._pages = -(-day.messages // PAGE_SIZE) + 1  # the last one is empty

    @classmethod
    def of(cls, control: FleetControl, records: int, folder: Path) -> Sides:
        """The sides for a day with about so many messages, on a gateway that was set to it."""
        day = day_with(records)
        if shutil.disk_usage(folder).free < day.messages * ROOM_FOR_A_MESSAGE:
            raise SystemExit(f"An export of {day.messages} messages needs {day.messages * ROOM_FOR_A_MESSAGE >> 20} MiB of disk space in {folder}.")
        control.reset()
        control.set(GATEWAY, messages_per_hour=day.per_hour)
        return cls(control, day, folder)

    def floor(self) -> float:
        return seconds_of("floor.yml", self._control.inventory, ONE_FORK, self._variables)

    def ours(self) -> Load:
        """Wall seconds with the start of ansible-playbook."""
        self._anew()
        before = cpu_seconds(self._control.pid)
        seconds = seconds_of("export.yml", self._control.inventory, ONE_FORK, self._variables)
        load = Load(seconds, cpu_seconds(self._control.pid) - before)
        self._require(self._lines(), "tracking_export")
        return load

    def urls(self) -> list[str]:
        """The pages that our last run asked for, from the request log, which forgets the oldest requests."""
        log = self._control.requests(GATEWAY)
        if len(log) >= CAPACITY:
            raise SystemExit(f"The request log holds {CAPACITY} requests only, so it cannot tell which pages were asked for.")
        return [f"{self._access.url}{entry['path']}?{entry['query']}" for entry in log if entry["path"] == PATH]

    def curl(self, urls: list[str], at_once: int = AT_ONCE) -> tuple[Replay, Load]:
        before = cpu_seconds(self._control.pid)
        replay = replayed(urls, self._access, at_once)
        return replay, Load(replay.seconds, cpu_seconds(self._control.pid) - before)

    def check_curl(self, urls: list[str], replay: Replay) -> None:
        """Fetch the pages once more and count, as those that were measured are thrown away. They have to be as large."""
        messages, size = messages_in(urls, self._access, AT_ONCE)
        self._require(messages, "curl")
        if size != replay.size:
            raise SystemExit(f"curl fetched {replay.size} bytes, and the same pages have {size}.")

    def script(self) -> Paced:
        self._anew()
        access = self._access
        task: dict[str, Any] = {"url": access.url + PATH, "user": access.user, "password": access.password, "ca_path": access.ca_path}
        task |= {"query": self.day.query, "page_size": PAGE_SIZE, "dest": str(self._dest), "most_seconds": SCRIPT_SECONDS}
        command = [sys.executable, script.__file__]
        env = {**environment(), "NO_PROXY": "*"}
        run = subprocess.run(command, input=json.dumps(task), env=env, capture_output=True, text=True, timeout=RUN_SECONDS, check=False)
        if run.returncode:
            raise SystemExit(f"The script failed:\n{run.stderr[-2000:]}")
        done = json.loads(run.stdout)
        self._require(self._lines(), "the script", self.day.messages if done["whole"] else done["pages"] * PAGE_SIZE)
        return Paced(done["seconds"] / done["pages"] * self._pages, done["pages"], self._pages)

    def uri(self, floor: float) -> Paced:
        """The seconds of its first pages, net of ``floor``, taken to all pages."""
        self._anew()
        pages = min(URI_PAGES, self._pages)
        seconds = seconds_of("uri_pages.yml", self._control.inventory, ONE_FORK, {**self._variables, "bench_pages": pages}) - floor
        answered = [entry for entry in self._control.requests(GATEWAY) if entry["status"] == 200]
        if len(answered) != pages:
            raise SystemExit(f"uri fetched {len(answered)} of {pages} pages.")
        return Paced(seconds / pages * self._pages, pages, self._pages)

    def peak_mib(self) -> float:
        """Peak memory of ansible-playbook and all that it starts, during our export."""
        self._anew()
        command = command_of("export.yml", self._control.inventory, ONE_FORK, self._variables)
        peak = peak_kib(command, environment(), LARGE_RUN_SECONDS) / 1024
        self._require(self._lines(), "tracking_export")
        self._dest.unlink()
        return peak

    def _anew(self) -> None:
        self._control.clear_requests(GATEWAY)
        self._dest.unlink(missing_ok=True)

    def _lines(self) -> int:
        with self._dest.open("rb") as file:
            return sum(1 for _line in file)

    def _require(self, count: int, who: str, expected: int = -1) -> None:
        expected = self.day.messages if expected < 0 else expected
        if count != expected:
            raise SystemExit(f"{who} brought {count} messages, but the simulator has {expected}.")
