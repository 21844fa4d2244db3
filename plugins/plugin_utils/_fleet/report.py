# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What appliances answered -> the files of a report, and what the task says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._task.window import iso_time
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.answers import PARTIAL, UNANSWERED, appliances_of
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.comparison import Comparison, comparison_of
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.csv_files import FOLDER, csv_files
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.document import document, readable_json
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.files import CSV, FORMATS, HTML, NAMES, Contents, carry_out, change_of
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.headlines import Headline, headlines
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.page import page
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.summary import summary
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.totals import Fleet

COMPLETE, INCOMPLETE, NOTHING = "complete", "incomplete", "nothing"
NOT_ASKED = "not_asked"

Params = Mapping[str, Any]


def fleet_report(answers: Mapping[str, Any], params: Params, check_mode: bool, now: datetime) -> dict[str, Any]:
    """Write the report, or find out in check mode what would be written."""
    fleet = Fleet(appliances_of(answers, params["products"], params["failed_hosts"]), params["managers_in_totals"])
    comparison = comparison_of(fleet, params["before"], params["not_compared"]) if params["compare"] else None
    lines = headlines(fleet, comparison)
    files: dict[str, Any] = {"changed": False, "files": {}, "written": [], "removed": []}
    if params["folder"]:
        csv = csv_files(fleet.appliances) if CSV in params["formats"] else {}
        timed = partial(_content, fleet, lines, comparison, params)
        files = _brought_up_to_date(params, csv, timed, check_mode, iso_time(now))
    return {**files, **_told(fleet, lines, comparison)}


def _content(fleet: Fleet, lines: Sequence[Headline], comparison: Comparison | None, params: Params, form: str, generated: str) -> bytes:
    if form == HTML:
        text = page(fleet, lines, comparison, params["title"], generated, params["top"])
    else:
        text = readable_json(document(fleet, comparison, params["title"], generated))
    return f"{text}\n".encode("utf-8", "replace")


def _brought_up_to_date(params: Params, csv: Contents, timed: Any, check_mode: bool, generated: str) -> dict[str, Any]:
    folder, mode = Path(params["folder"]), int(params["file_mode"], 8)
    formats = [form for form in FORMATS if form in params["formats"]]
    change = change_of(folder, formats, csv, timed, generated, mode)
    if not check_mode:
        carry_out(folder, change, mode, int(params["folder_mode"], 8))
    paths = {form: [str(folder / NAMES[form])] if form in NAMES else [str(folder / FOLDER / name) for name in csv] for form in formats}
    return {"changed": bool(change), "files": paths, "written": list(change.written), "removed": list(change.removed)}


def _told(fleet: Fleet, lines: Sequence[Headline], comparison: Comparison | None) -> dict[str, Any]:
    unanswered = [appliance for appliance in fleet.appliances if appliance.state == UNANSWERED]
    partial_names = [appliance.name for appliance in fleet.appliances if appliance.state == PARTIAL]
    return {
        "state": NOTHING if not fleet.answered else INCOMPLETE if unanswered or partial_names else COMPLETE,
        "asked": len(fleet.appliances),
        "answered": fleet.answered,
        "unanswered": {appliance.name: {"kind": str(appliance.error.get("kind") or NOT_ASKED), "msg": appliance.msg} for appliance in unanswered},
        "partial": partial_names,
        "window": fleet.window,
        "totals": {line.name: line.facts() for line in lines},
        "lines": summary(fleet, lines, comparison),
    }
