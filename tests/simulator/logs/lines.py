# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is written to logs: the lines of each type, made from the seed and their time.

The forms of lines are those that administrators see; only that of API logs is from a source (CES).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone

from ..quarantine.population import Dice
from ..reporting.keys import IPS, SENDERS, USER_ADDRESSES

SUBJECTS = ("Weekly report", "Rechnung für März", "Invoice 4711", "請求書", "Re: contract draft", "Tab\there", "=SUM(A1:A9)")
PATHS = ("login", "health", "config/system_time", "reporting/mail_incoming_traffic_summary", "message-tracking/messages")
USERS = ("admin", "auditor", "operator")


@dataclass(frozen=True)
class Writer:
    """How a type of log is written: one entry in each ``step`` of seconds, and a new file after ``period`` seconds.

    An entry has one line or several; the text that it is made from is that of :class:`Dice`.
    """

    entry: Callable[[Dice, float], tuple[str, ...]]
    step: int
    period: int


HOUR = 3600
DAY = 24 * HOUR


def stamp(moment: float) -> str:
    """``Mon May 13 07:02:36 2019``, as lines of logs begin (source CES)."""
    return datetime.fromtimestamp(moment, timezone.utc).strftime("%a %b %d %H:%M:%S %Y")


def _mail(dice: Dice, _moment: float) -> tuple[str, ...]:
    mid, icid = 100_000 + dice.below(900_000), 10_000 + dice.below(90_000)
    lines = (
        f"New SMTP ICID {icid} interface Data 1 (192.0.2.10) address {dice.pick(IPS)} reverse dns host unknown verified no",
        f"Start MID {mid} ICID {icid}",
        f"MID {mid} ICID {icid} From: <{dice.pick(SENDERS)}>",
        f"MID {mid} ICID {icid} RID 0 To: <{dice.pick(USER_ADDRESSES)}>",
        f"MID {mid} Subject {dice.pick(SUBJECTS)!r}",
        f"MID {mid} ready {1500 + dice.below(60_000)} bytes from <{dice.pick(SENDERS)}>",
        f"Message finished MID {mid} done",
        f"ICID {icid} close",
    )
    return lines[: 2 + dice.below(len(lines) - 1)]


def _api(dice: Dice, moment: float) -> tuple[str, ...]:
    """The form is recorded (source CES)."""
    when = datetime.fromtimestamp(moment, timezone.utc).strftime("%d/%b/%Y:%H:%M:%S +0000")
    return (f"{dice.pick(IPS)} - - {when} GET /esa/api/v2.0/{dice.pick(PATHS)} HTTP/1.0 {dice.pick((200, 200, 200, 401, 404))} -",)


def _sign_in(dice: Dice, _moment: float) -> tuple[str, ...]:
    outcome = dice.pick(("was authenticated successfully", "was authenticated successfully", "failed authentication"))
    return (f"The user {dice.pick(USERS)} from {dice.pick(IPS)} {outcome} using an HTTPS connection.",)


def _status(dice: Dice, _moment: float) -> tuple[str, ...]:
    return (f"Status: CPULd {dice.below(70)} DskIO {dice.below(30)} RAMUtil {20 + dice.below(40)} QKUsd 0 CrtMID {dice.below(900_000)}",)


_WRITERS: dict[str, Writer] = {
    "Text Mail Logs": Writer(_mail, 180, 6 * HOUR),
    "API Logs": Writer(_api, 600, DAY),
    "Authentication Logs": Writer(_sign_in, 1800, DAY),
    "CLI Audit Logs": Writer(_sign_in, 3600, DAY),
}
_ANY_OTHER = Writer(_status, 900, DAY)


def writer_of(kind: str) -> Writer:
    return _WRITERS.get(kind, _ANY_OTHER)
