# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How a reply is put on the wire: whole, or in one of the broken manners that a fault asks for."""

from __future__ import annotations

import os
import socket
import ssl
import struct
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Event

from .wire import Reply, head_bytes

LINGER_NOT = struct.pack("ii", 1, 0)
ARRIVAL = 0.05
"""Seconds for what was sent to reach the client before a reset, which could overtake it otherwise."""


@dataclass(frozen=True)
class Delivery:
    """A reply and the manner of sending it, a key of :data:`MANNERS`. ``seconds`` is the manner's own measure of time."""

    reply: Reply
    manner: str = "whole"
    seconds: float = 0.0


@dataclass(frozen=True)
class Line:
    """One client's connection, the time for its Date header, and the event that ends all waiting."""

    sock: socket.socket
    now: float
    stopping: Event


def reset(sock: socket.socket) -> None:
    """End the connection with a TCP reset instead of an orderly close, whatever still refers to the socket."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NOT)
    os.close(sock.detach())


def close(sock: socket.socket) -> None:
    """Close in order; on TLS say so first, without waiting for the client to say the same."""
    if isinstance(sock, ssl.SSLSocket):
        with suppress(OSError, ValueError):
            sock.setblocking(False)
            sock.unwrap()
    with suppress(OSError):
        sock.shutdown(socket.SHUT_WR)
    sock.close()


def _whole(line: Line, delivery: Delivery) -> None:
    line.sock.sendall(head_bytes(delivery.reply, line.now) + delivery.reply.body)


def _line_feeds_only(line: Line, delivery: Delivery) -> None:
    line.sock.sendall(head_bytes(delivery.reply, line.now, line_end="\n") + delivery.reply.body)


def _cut_body(line: Line, delivery: Delivery) -> None:
    body = delivery.reply.body
    line.sock.sendall(head_bytes(delivery.reply, line.now) + body[: len(body) // 2])


def _trickle(line: Line, delivery: Delivery) -> None:
    line.sock.sendall(head_bytes(delivery.reply, line.now))
    for position in range(len(delivery.reply.body)):
        line.sock.sendall(delivery.reply.body[position : position + 1])
        if line.stopping.wait(delivery.seconds):
            return


def _stall(line: Line, delivery: Delivery) -> None:
    line.stopping.wait(delivery.seconds)


def _reset_during_headers(line: Line, delivery: Delivery) -> None:
    head = head_bytes(delivery.reply, line.now)
    line.sock.sendall(head[: len(head) // 2])
    time.sleep(ARRIVAL)
    reset(line.sock)


def _reset_after_headers(line: Line, delivery: Delivery) -> None:
    line.sock.sendall(head_bytes(delivery.reply, line.now))
    time.sleep(ARRIVAL)
    reset(line.sock)


MANNERS: dict[str, Callable[[Line, Delivery], None]] = {
    "whole": _whole,
    "lf_headers": _line_feeds_only,
    "cut_body": _cut_body,
    "trickle": _trickle,
    "stall": _stall,
    "reset_during_headers": _reset_during_headers,
    "reset_after_headers": _reset_after_headers,
}


def deliver(line: Line, delivery: Delivery) -> None:
    MANNERS[delivery.manner](line, delivery)
