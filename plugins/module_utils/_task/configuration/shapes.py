# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From the form in which a part of the configuration is read to that in which it is written."""

from __future__ import annotations

from typing import Any, Callable


def by_serial_number(value: Any) -> Any:
    """``[{serial: {...}}]`` as a list of dictionaries that hold their serial number (form: source NRPM)."""
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        return value
    return [{"serial_number": serial, **facts} if isinstance(facts, dict) else {"serial_number": serial} for entry in value for serial, facts in entry.items()]


def by_id(value: Any) -> Any:
    """``[{id: {...}}]`` as a list of dictionaries that hold their id (form: inferred)."""
    if not isinstance(value, list) or not all(isinstance(entry, dict) and all(isinstance(facts, dict) for facts in entry.values()) for entry in value):
        return value
    return [{"id": number, **facts} for entry in value for number, facts in entry.items()]


def one_item(value: Any) -> Any:
    """The only item of an answer about one, as a list of items (form: source SWG)."""
    return [value] if isinstance(value, dict) else value


SHAPES: dict[str, Callable[[Any], Any]] = {"by_id": by_id, "one_item": one_item, "by_serial_number": by_serial_number}
"""By the name that rows of the catalogue give."""
