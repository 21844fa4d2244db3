# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The entrance of the task that makes a report. It asks no appliance, and runs inside Ansible's own process, on the machine of Ansible."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any, cast

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.plugins.action import ActionBase

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import failure_result
from ansible_collections.asyncos.api.plugins.module_utils._task.options import about_unknown, argument_spec
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.answers import is_answer
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.options import ANSWERS, OPTIONS
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.report import fleet_report
from ansible_collections.asyncos.api.plugins.plugin_utils._plain import plain

MODULE = "asyncos.api.fleet_report"

_MODE = re.compile(r"[0-7]{4}")
_SPEC = argument_spec({name: option for name, option in OPTIONS.items() if name != ANSWERS})


class FleetReportAction(ActionBase):
    """Answers are not copied, and their data is not checked: those of a hundred appliances are many megabytes."""

    _supports_check_mode = True

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        result: dict[str, Any] = super().run(tmp, task_vars)
        try:
            answers, params = checked(self._task.args)
            return {**result, **fleet_report(answers, params, self._task.check_mode, datetime.now(timezone.utc))}
        except AsyncOSError as exc:
            return {**result, **failure_result(exc, ())}


def checked(arguments: Mapping[str, Any]) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """The answers, and the other options with their defaults. Raises :class:`InputError` for what cannot be."""
    others = {name: plain(value) for name, value in arguments.items() if name != ANSWERS}
    found = ArgumentSpecValidator(_SPEC).validate(others)
    if found.unsupported_parameters:
        raise InputError(about_unknown(MODULE, found.unsupported_parameters, OPTIONS))
    if found.error_messages:
        raise InputError(str(found.errors.msg))
    answers, params = arguments.get(ANSWERS), found.validated_parameters
    complaint = _about_answers(answers) or _about_others(params)
    if complaint:
        raise InputError(complaint)
    return cast("Mapping[str, Any]", answers), params


def _about_answers(answers: Any) -> str:
    """What is wrong with the answers, empty if nothing is."""
    if not isinstance(answers, Mapping):
        return f"{ANSWERS} has to be a dictionary of what report_info returned, by host"
    strange = next((host for host, answer in answers.items() if answer and not is_answer(answer)), None)
    return "" if strange is None else f"{ANSWERS} has something for {strange} that is not the result of a task with report_info without a loop"


def _about_others(params: Mapping[str, Any]) -> str:
    """What is wrong with the other options, which are of the right type."""
    for option in ("folder_mode", "file_mode"):
        if not _MODE.fullmatch(params[option]):
            return f"{option} is {params[option]!r}. Give it as four octal digits in quotes, such as '0640'."
    if params["before"] and not {"start", "end"} <= params["before"].keys():
        return "before has to have start and end, or has to be empty"
    return "" if params["top"] > 0 else f"top is {params['top']}, and the least is 1"
