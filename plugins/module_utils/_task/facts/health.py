# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The load of a Secure Email Gateway."""

from __future__ import annotations

from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.part import Gathering


def health(gathering: Gathering) -> dict[str, Any]:
    """The figures of ``health`` under the appliance's own names (source CENT)."""
    return gathering.client.get("health", None, _figures)


def _figures(document: Any) -> dict[str, Any]:
    data = document.get("data") if isinstance(document, dict) else None
    if not isinstance(data, dict):
        raise MalformedReply("the answer has no figures under data")
    return data
