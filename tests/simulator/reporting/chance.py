# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Chance that is the same in every run: numbers made from the names of what they describe."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

Item = TypeVar("Item")


def whole(*parts: object) -> int:
    """A number of 64 bits that depends on ``parts`` only."""
    return int.from_bytes(blake2b("\0".join(map(str, parts)).encode(), digest_size=8).digest(), "big")


def fraction(*parts: object) -> float:
    """A number from 0 up to, but not including, 1."""
    return (whole(*parts) >> 11) / (1 << 53)


def between(low: float, high: float, *parts: object) -> float:
    return low + (high - low) * fraction(*parts)


def pick(choices: Sequence[Item], *parts: object) -> Item:
    return choices[whole(*parts) % len(choices)]


def words(text: str, separator: str | None = None) -> tuple[str, ...]:
    """The words of ``text``, so that long lists stay readable."""
    return tuple(text.split(separator))


def digits(length: int, *parts: object) -> str:
    """``length`` hexadecimal digits, such as a file hash."""
    return blake2b("\0".join(map(str, parts)).encode(), digest_size=(length + 1) // 2).hexdigest()[:length]
