# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reports -> CSV, one file for each label, with the rows of the whole fleet."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.format import CsvLines
from ansible_collections.asyncos.api.plugins.module_utils._task.reporting.columns import WHO, columns_of
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.answers import Appliance, Report

FOLDER = "csv"
_KEPT = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}")
_OTHER = re.compile(r"[^A-Za-z0-9_-]+")
_TIMES = ("begin_time", "end_time")
"""The appliance's own words for times that are there in UTC already."""


def csv_files(appliances: Iterable[Appliance]) -> dict[str, bytes]:
    """Content by name of file."""
    same: dict[str, list[tuple[Appliance, Report]]] = {}
    for appliance in appliances:
        for label, report in appliance.reports.items():
            same.setdefault(label, []).append((appliance, report))
    return {f"{file_name(label)}.csv": _content(reports) for label, reports in same.items()}


def file_name(label: str) -> str:
    """The label, or if it cannot be a name everywhere, what can be of it, and a few signs that tell it from others."""
    if _KEPT.fullmatch(label):
        return label
    return f"{_OTHER.sub('_', label)[:80]}-{hashlib.sha256(label.encode()).hexdigest()[:8]}"


def is_ours(first_line: bytes) -> bool:
    """Whether a file that begins so was written here."""
    return first_line.startswith(",".join(WHO).encode())


def _content(reports: list[tuple[Appliance, Report]]) -> bytes:
    records = [{WHO[0]: appliance.name, WHO[1]: appliance.product, **record} for appliance, report in reports for record in _records(report)]
    report = reports[0][1]
    lines = CsvLines(columns_of(report["name"], report["meta"]["counter"], report["meta"]["query"].get("query_type"), records))
    return b"".join([lines.header, *map(lines.line, records)])


def _records(report: Report) -> Iterator[dict[str, Any]]:
    for interval in report.get("intervals") or ():
        about = {name: value for name, value in interval.items() if name not in ("counters", "rows", *_TIMES)}
        yield from ({**about, **row} for row in interval.get("rows") or [interval.get("counters") or {}])
    yield from report["rows"]
    if report["counters"]:
        yield dict(report["counters"])
