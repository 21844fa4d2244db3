# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What every answer of the API has around its data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def listed(document: Any) -> list[Any] | None:
    """The list ``data`` of an answer, ``None`` if it has none. An empty object stands for no data, around the list or in its place."""
    data = document.get("data", [] if not document else None) if isinstance(document, dict) else None
    return [] if data == {} else data if isinstance(data, list) else None


def total_count(document: Any) -> int | None:
    """What the appliance says in ``meta.totalCount``; -1, its way to say nothing, becomes ``None``."""
    count = _meta(document).get("totalCount")
    return count if isinstance(count, int) and count >= 0 else None


def bad_records(document: Any) -> int:
    count = _meta(document).get("num_bad_records")
    return count if isinstance(count, int) and count >= 0 else 0


def _meta(document: Any) -> Mapping[str, Any]:
    meta = document.get("meta") if isinstance(document, dict) else None
    return meta if isinstance(meta, dict) else {}
