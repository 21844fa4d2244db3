# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""When things expire, in answers whose form is not publicly known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._task.facts.moments import days_until, moment_in
from ansible_collections.asyncos.api.plugins.module_utils._task.window import iso_time

_ENDS = re.compile(r"expir(es|y|ation)?|not_?(valid_?)?after|valid_?(to|until|till|upto)|end_?date", re.IGNORECASE)
_NAMES = ("cert_name", "feature", "feature_name", "name", "description", "common_name", "certificate_id", "cert_id", "id")


def dated(value: Any, now: datetime) -> list[dict[str, Any]]:
    """The entries of an answer, each as ``name``, ``expires``, ``days_left`` and ``answered``, which is the entry as it came.

    Name and end are looked for under keys that are called so; what is not found is ``None``, as nobody knows these answers. So is everything
    about an answer that is no list of entries, nor a dictionary around lists or of entries.
    """
    return [_entry(name, entry, now) for name, entry in _entries(value)]


def _entries(value: Any) -> list[tuple[str | None, Any]]:
    if isinstance(value, list):
        return [(None, entry) for entry in value]
    if not isinstance(value, Mapping) or not value:
        return [] if value in ({}, None, "") else [(None, value)]
    if all(isinstance(inner, list) for inner in value.values()):
        return [(None, entry) for inner in value.values() for entry in inner]
    if all(isinstance(inner, Mapping) for inner in value.values()):
        return [(str(name), entry) for name, entry in value.items()]
    return [(None, value)]


def _entry(name: str | None, entry: Any, now: datetime) -> dict[str, Any]:
    facts = entry if isinstance(entry, Mapping) else {}
    called = name or next((str(facts[key]) for key in _NAMES if isinstance(facts.get(key), (str, int)) and facts[key] != ""), None)
    ends = next(filter(None, (moment_in(facts[key]) for key in facts if _ENDS.search(str(key)))), None)
    return {"name": called, "expires": iso_time(ends) if ends else None, "days_left": days_until(ends, now), "answered": entry}
