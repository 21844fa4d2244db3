# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Levels, and the thresholds that lead to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ansible.errors import AnsibleFilterError

CRITICAL, WARNING, UNKNOWN, OK, IGNORED = "critical", "warning", "unknown", "ok", "ignored"
WORST_FIRST = (CRITICAL, WARNING, UNKNOWN, OK, IGNORED)

RISING = ("queue", "cpu", "memory", "swap", "disk_io", "resource_conservation", "work_queue", "quarantined", "clock_skew")
"""Checks with thresholds whose value is bad when it is high."""

FALLING = ("license_days", "feature_key_days", "certificate_days")
"""Those whose value is bad when it is low."""

CONDITIONS = ("answer", "managed_appliance", "license", "reporting", "tracking")
"""Checks that are good or bad, at a level that can be chosen."""

UNREAD = ("health",)
"""Checks that stand for several others, when these could not be read."""

CHECKS = (*RISING, *FALLING, *CONDITIONS, *UNREAD)

Limits = Mapping[str, Any]
"""``warning`` and ``critical``; ``None`` is never."""


@dataclass(frozen=True)
class Rules:
    """What is judged how: limits by check, levels by condition, the kinds of certificates that count."""

    thresholds: Mapping[str, Limits]
    levels: Mapping[str, str]
    certificates: Collection[str]


def limits_of(thresholds: Any) -> dict[str, dict[str, Any]]:
    """The thresholds as numbers. All checks have to be there, and a warning has to come before it is critical."""
    if not isinstance(thresholds, Mapping) or set(thresholds) != {*RISING, *FALLING}:
        raise AnsibleFilterError(f"thresholds have to be those of {', '.join((*RISING, *FALLING))}")
    return {check: _limits(check, thresholds[check]) for check in thresholds}


def _limits(check: str, given: Any) -> dict[str, Any]:
    if not isinstance(given, Mapping) or set(given) != {WARNING, CRITICAL}:
        raise AnsibleFilterError(f"the thresholds of {check} have to be {WARNING} and {CRITICAL}")
    limits = {level: _number(check, given[level]) for level in (WARNING, CRITICAL)}
    warning, critical = limits[WARNING], limits[CRITICAL]
    if warning is not None and critical is not None and _reached(check, warning, critical) and warning != critical:
        raise AnsibleFilterError(f"{check}: the warning at {warning} would come after what is critical at {critical}: set both")
    return limits


def _number(check: str, value: Any) -> float | None:
    try:
        number = None if value is None else float(str(value))
    except ValueError as exc:
        raise AnsibleFilterError(f"the thresholds of {check} have to be numbers or null, not {value!r}") from exc
    return int(number) if number is not None and number.is_integer() else number


def level_of(check: str, value: float, limits: Limits) -> str:
    """A value that is equal to a threshold has reached it."""
    return next((level for level in (CRITICAL, WARNING) if limits[level] is not None and _reached(check, value, limits[level])), OK)


def _reached(check: str, value: float, threshold: float) -> bool:
    return value <= threshold if check in FALLING else value >= threshold


def worst(levels: Collection[str]) -> str:
    """The worst of the levels. Nothing that was judged is unknown, not ok."""
    return next((level for level in WORST_FIRST if level in levels and level != IGNORED), UNKNOWN)
