# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Rejected connections, made on demand. The fields are those that a client reads (source XSOAR); their values are inferred."""

from __future__ import annotations

from dataclasses import dataclass

from .messages import HOST, NETWORK, SCORE
from .rows import Style, time_text
from .vocabulary import NETWORKS


@dataclass(frozen=True)
class Connection:
    """One connection that a gateway refused. ``second`` is its time, in seconds from 1970."""

    number: int
    second: int
    dice: bytes

    @property
    def icid(self) -> int:
        return self.number * 2 + 2

    @property
    def sender_ip(self) -> str:
        return f"{NETWORKS[self.dice[NETWORK] % 3]}.{self.dice[HOST]}"

    @property
    def score(self) -> float:
        """The IP reputation: bad, or the connection would not have been refused."""
        return -2 - self.dice[SCORE] % 81 / 10


def row(connection: Connection, host_name: str, serial: str, style: Style) -> str:
    return (
        f'{{"attributes": {{"hostName": "{host_name}", "icid": {connection.icid}, "messageStatus": "Connection Rejected", "rejected": "REJECT", '
        f'"sbrs": "{connection.score:.1f}", "senderGroup": "BLOCKED_LIST", "senderIp": "{connection.sender_ip}", "serialNumber": "{serial}", '
        f'"timestamp": "{time_text(connection.second, style.zone)}"}}}}'
    )
