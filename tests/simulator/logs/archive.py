# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The files of a log subscription. Nothing is stored: what a file holds follows from the seed, its name and the time.

A file begins at a full period of its log, grows while that lasts, and never changes again. Its name says which of both is true:
``mail_logs.@20261122T060000.c`` is the current file, and with ``.s`` it is saved (guides of AsyncOS).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from ..quarantine.population import Dice
from .lines import DAY, Writer, stamp, writer_of
from .subscriptions import Subscription

if TYPE_CHECKING:
    from ..appliance import Appliance

CURRENT, SAVED = "c", "s"


@dataclass(frozen=True)
class Log:
    """A log: whose it is, what it is called, of which type, and who writes it down."""

    seed: int
    appliance: str
    serial: str
    release: str
    name: str
    kind: str
    idle: bool

    @property
    def writer(self) -> Writer:
        return writer_of(self.kind)


@dataclass(frozen=True)
class LogFile:
    """A file. ``changed`` is the time of its last line, in seconds since 1970."""

    name: str
    changed: int
    content: bytes

    @property
    def hash(self) -> str:
        return sha256(self.content).hexdigest()


def log_of(appliance: Appliance, row: Subscription) -> Log:
    spec = appliance.spec
    return Log(appliance.seed, spec.name, appliance.serial, spec.release, row["name"], row["type"], appliance.settings.idle)


def files_of(appliance: Appliance, row: Subscription) -> list[LogFile]:
    """The files that are there now, oldest first.

    What is pushed leaves the appliance when it is saved, and nothing is kept of what goes to a syslog server (inferred).
    """
    if row["retrievalMethod"] == "syslog_push":
        return []
    log = log_of(appliance, row)
    now = int(appliance.clock.now())
    period = log.writer.period
    current = now - now % period
    oldest = now - appliance.settings.log_days_kept * DAY
    ends = range(current, oldest, -period) if row["retrievalMethod"] == "manual" else ()
    return [*(saved(log, end - period) for end in reversed(ends)), _current(log, current, now)]


@lru_cache(maxsize=1024)
def saved(log: Log, start: int) -> LogFile:
    """The file that began at ``start``, complete."""
    end = start + log.writer.period
    lines = [*_lines(log, start, end), (end, "Logfile rolled over"), (end, "End Logfile")]
    return LogFile(_name(log, start, SAVED), end, _bytes(lines))


def _current(log: Log, start: int, now: int) -> LogFile:
    lines = _lines(log, start, now + 1)
    return LogFile(_name(log, start, CURRENT), lines[-1][0], _bytes(lines))


def _lines(log: Log, start: int, end: int) -> list[tuple[int, str]]:
    """Times and texts of the lines from ``start`` up to, but not at, ``end``."""
    head = [
        (start, "Begin Logfile"),
        (start, f"Version: {log.release} SN: {log.serial}"),
        (start, "Time offset from UTC: 0 seconds"),
    ]
    step = log.writer.step
    slots = () if log.idle else range(start + step // 2, end, step)
    return [*head, *((moment, text) for moment in slots for text in log.writer.entry(_dice(log, moment), moment))]


def _dice(log: Log, moment: int) -> Dice:
    return Dice(log.seed, log.appliance, log.name, moment)


def _bytes(lines: list[tuple[int, str]]) -> bytes:
    return "".join(f"{stamp(moment)} Info: {text}\n" for moment, text in lines).encode()


def _name(log: Log, start: int, code: str) -> str:
    return f"{log.name}.@{datetime.fromtimestamp(start, timezone.utc).strftime('%Y%m%dT%H%M%S')}.{code}"
