# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Fields of records and sections, whatever form a release gives them: lists or single values, nothing in many spellings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._task.searching.record import NOTHING


def known(value: Any) -> bool:
    """Whether the appliance tells anything."""
    return value not in NOTHING and value != {}


def mapping(value: Any) -> Mapping[str, Any]:
    """``value`` if it has fields; else no fields."""
    return value if isinstance(value, Mapping) else {}


def listed(value: Any) -> list[Any]:
    """``value`` as a list, without what tells nothing."""
    several = value if isinstance(value, (list, tuple)) else [value]
    return [one for one in several if known(one)]


def texts(value: Any) -> list[str]:
    return [str(one) for one in listed(value)]


def text(value: Any) -> str:
    """One text; several are joined, and nothing is an empty one."""
    return ", ".join(texts(value))


def numbers(value: Any) -> list[int]:
    """The ids in ``value``, in ascending order, each once. What is no whole number is left out."""
    found = {int(one) for one in texts(value) if one.isascii() and one.isdigit()}
    return sorted(found)


def first(*values: Any) -> Any:
    """The first value that tells anything; None if none does."""
    return next((value for value in values if known(value)), None)
