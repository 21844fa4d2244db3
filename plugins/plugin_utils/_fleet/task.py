# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The entrance of the task that makes a report. It asks no appliance, and runs inside Ansible's own process, on the machine of Ansible."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.plugins.action import ActionBase

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import failure_result
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.report import OPTIONS, fleet_report
from ansible_collections.asyncos.api.plugins.plugin_utils._plain import plain

_OCTAL = re.compile(r"0?[0-7]{3,4}")


class FleetReportAction(ActionBase):
    """Answers are neither checked one by one nor copied: those of a hundred appliances are many megabytes."""

    _supports_check_mode = True

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        result: dict[str, Any] = super().run(tmp, task_vars)
        arguments = dict(self._task.args)
        answers = arguments.pop("answers", None)
        checked = ArgumentSpecValidator(OPTIONS).validate(plain(arguments))
        params = checked.validated_parameters
        complaint = str(checked.errors.msg) if checked.error_messages else _complaint(answers, params)
        if complaint:
            return {**result, "failed": True, "msg": complaint}
        try:
            return {**result, **fleet_report(answers, params, self._task.check_mode, datetime.now(timezone.utc))}
        except AsyncOSError as exc:
            return {**result, **failure_result(exc, ())}


def _complaint(answers: Any, params: Mapping[str, Any]) -> str:
    if not isinstance(answers, Mapping):
        return f"answers has to be a dictionary of what report_info returned, by host, and is a {type(answers).__name__}"
    for option in ("folder_mode", "file_mode"):
        if not _OCTAL.fullmatch(params[option]):
            return f"{option} is {params[option]!r}. Write it as a text of octal digits, such as '0600'."
    return "" if params["top"] > 0 else f"top is {params['top']}, and the least is 1"
