# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What report_info returned for an appliance -> the appliance in the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._task.reporting.earlier import BEFORE
from ansible_collections.asyncos.api.plugins.plugin_utils._counters import is_number

Report = Mapping[str, Any]

ANSWERED, PARTIAL, EMPTY, UNANSWERED = "answered", "partial", "empty", "unanswered"

_PARTS = {"name", "shape", "counters", "rows", "meta"}
_NOT_ASKED = "It was not asked, because it failed or was unreachable in an earlier task of the play."


@dataclass(frozen=True)
class Appliance:
    """One host of the play. ``before`` are its reports on the time before by the label of the report that they are compared with."""

    name: str
    product: str
    state: str
    msg: str
    error: Mapping[str, Any]
    failed_items: tuple[Mapping[str, Any], ...]
    reports: Mapping[str, Report]
    before: Mapping[str, Report]
    before_failed: Mapping[str, str]

    def counters(self, label: str) -> Mapping[str, Any]:
        """The counters of a summary that are numbers, as far as there are any."""
        return {name: value for name, value in (self.reports.get(label, {}).get("counters") or {}).items() if is_number(value)}


def is_answer(answer: Any) -> bool:
    """Whether it has the form of what report_info returns, of success or failure. Loops return something else."""
    reports = answer.get("reports") or {} if isinstance(answer, Mapping) and "results" not in answer else None
    return isinstance(reports, Mapping) and all(isinstance(report, Mapping) and report.keys() >= _PARTS for report in reports.values())


def appliances_of(answers: Mapping[str, Any], products: Mapping[str, Any], failed: Iterable[str]) -> list[Appliance]:
    """All hosts that were asked for something or cannot be any more. Others are still to come, with ``serial``, or no report is wanted of them."""
    gone = set(failed)
    return [_appliance(name, answer or {}, products.get(name)) for name, answer in answers.items() if name in gone or _was_asked(answer or {})]


def _was_asked(answer: Mapping[str, Any]) -> bool:
    return not answer.get("skipped") and any(answer.get(name) for name in ("reports", "failed_items", "error", "msg"))


def _appliance(name: str, answer: Mapping[str, Any], product: Any) -> Appliance:
    reports, before = _split(answer.get("reports") or {})
    failed = answer.get("failed_items") or ()
    lacking = tuple(item for item in failed if not item["label"].startswith(BEFORE))
    state = _state(reports, lacking)
    return Appliance(
        name=name,
        product=str(answer.get("product") or product or ""),
        state=state,
        msg=_msg(state, answer, reports, lacking),
        error=(lacking[0]["error"] if lacking else answer.get("error") or {}) if state in (PARTIAL, UNANSWERED) else {},
        failed_items=lacking,
        reports=reports,
        before=before,
        before_failed={item["label"][len(BEFORE) :]: str(item["msg"]) for item in failed if item["label"].startswith(BEFORE)},
    )


def _split(reports: Mapping[str, Report]) -> tuple[dict[str, Report], dict[str, Report]]:
    """Those on the time of the report, and those on the time before."""
    now = {label: report for label, report in reports.items() if not label.startswith(BEFORE)}
    return now, {label[len(BEFORE) :]: report for label, report in reports.items() if label not in now}


def _state(reports: Mapping[str, Report], lacking: tuple[Mapping[str, Any], ...]) -> str:
    if not reports:
        return UNANSWERED
    if lacking:
        return PARTIAL
    return ANSWERED if any(report["meta"]["returned"] for report in reports.values()) else EMPTY


def _msg(state: str, answer: Mapping[str, Any], reports: Mapping[str, Report], lacking: tuple[Mapping[str, Any], ...]) -> str:
    """Why nothing came, or not all. When every report failed, the failure of the first one says it."""
    if state == UNANSWERED:
        return str(lacking[0]["msg"] if lacking else answer.get("msg") or _NOT_ASKED)
    if state == PARTIAL:
        return f"{len(lacking)} of {len(lacking) + len(reports)} reports could not be had; the first: {lacking[0]['msg']}"
    return ""
