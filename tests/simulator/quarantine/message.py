# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What lies in quarantine: messages, and for policy, virus and outbreak quarantines the stays of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

KILOBYTE = 1024


@dataclass(frozen=True)
class Part:
    """A part of a message. ``size`` is in bytes."""

    name: str
    size: int


@dataclass(frozen=True)
class Stay:
    """The stay of a message in one quarantine: why it is there, and when it is to leave by itself (seconds since 1970)."""

    reasons: tuple[str, ...]
    exit: float


@dataclass(frozen=True)
class Message:
    """A message in quarantine.

    ``received`` is in seconds since 1970, ``size`` in bytes. ``recipients`` are those of the envelope, ``addressees`` those of
    the To header. ``stays`` are by the quarantine's name; a message in the spam quarantine has none. The gateway is the one
    that the message came through; ``gateway_mid`` is its number there.
    """

    mid: int
    received: float
    sender: str
    from_header: str
    recipients: tuple[str, ...]
    addressees: tuple[str, ...]
    subject: str
    size: int
    attachments: tuple[Part, ...]
    gateway: str
    gateway_ip: str
    gateway_mid: int
    stays: Mapping[str, Stay] = field(default_factory=dict)

    @property
    def quarantines(self) -> tuple[str, ...]:
        return tuple(self.stays)

    def without(self, quarantine: str) -> Message:
        return replace(self, stays={name: stay for name, stay in self.stays.items() if name != quarantine})

    def with_stay(self, quarantine: str, stay: Stay) -> Message:
        return replace(self, stays={**self.stays, quarantine: stay})


def size_text(size: float) -> str:
    """A size as quarantines write it: ``448.90K`` (source XSOAR). The form above a megabyte is inferred."""
    kilobytes = size / KILOBYTE
    return f"{kilobytes:.2f}K" if kilobytes < KILOBYTE else f"{kilobytes / KILOBYTE:.2f}M"
