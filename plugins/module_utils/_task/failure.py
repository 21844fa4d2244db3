# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How an error looks in a result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError

REDACTED = "********"


def error_dict(error: AsyncOSError) -> dict[str, Any]:
    """The facts of an error as data."""
    return {
        "kind": error.kind,
        "appliance": error.appliance or None,
        "method": error.method or None,
        "path": error.path or None,
        "status": error.status,
        "code": error.code or None,
        "attempts": error.attempts,
        "said": error.said,
        "hint": error.hint or None,
        "details": error.details,
    }


def failure_result(error: AsyncOSError, secrets: Sequence[str]) -> dict[str, Any]:
    """A failed result. Secrets that an appliance may have echoed are taken out of its words."""
    result = {"failed": True, "msg": str(error), "error": error_dict(error)}
    return without_secrets(result, secrets) if secrets else result


def without_secrets(value: Any, secrets: Sequence[str]) -> Any:
    """``value`` with every secret blotted out, the longest first, so that one within another leaves no rest."""
    if isinstance(value, str):
        for secret in sorted(secrets, key=len, reverse=True):
            value = value.replace(secret, REDACTED)
        return value
    if isinstance(value, dict):
        return {without_secrets(key, secrets): without_secrets(inner, secrets) for key, inner in value.items()}
    if isinstance(value, list):
        return [without_secrets(inner, secrets) for inner in value]
    return value
