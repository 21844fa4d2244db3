# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What all kinds of profiles have in common: their name, and how one that is not there is refused."""

from __future__ import annotations

from typing import Any

from .outcome import Failed, Item


def find(items: list[Item], name: Any) -> Item | None:
    return next((item for item in items if item["profile_name"] == name), None)


def existing(items: list[Item], name: Any) -> Item:
    item = find(items, name)
    if item is None:
        raise Failed(404, f"profile_name '{name}' doesn't exist")
    return item


def require_new(items: list[Item], name: Any) -> None:
    """Refuse a name that another profile has."""
    if find(items, name):
        raise Failed(400, f"profile_name '{name}' already exists")
