# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From an entry of a page to a record: one flat level, the appliance's own names, and times twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._task.times import utc_text

TIME_FIELDS = ("timestamp", "date", "received", "scheduledExit")


def twin(field: str) -> str:
    """The field beside ``field`` that holds its time in ISO 8601 and UTC."""
    return f"{field}_utc"


def record_of(entry: Any) -> dict[str, Any]:
    """The fields of an entry, those of ``attributes`` on the same level as ``mid``, and a twin of every time."""
    if not isinstance(entry, Mapping):
        return {"value": entry}
    attributes = entry.get("attributes")
    record = {**entry, **attributes} if isinstance(attributes, Mapping) else dict(entry)
    if attributes is not None and isinstance(attributes, Mapping):
        del record["attributes"]
    for field in TIME_FIELDS:
        if field in record:
            record[twin(field)] = utc_text(record[field])
    return record


def columns_for(fields: Iterable[str]) -> list[str]:
    """``fields``, each time followed by its twin."""
    return [name for field in fields for name in ((field, twin(field)) if field in TIME_FIELDS else (field,))]
