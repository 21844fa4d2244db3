# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The entrance of the controller: operations run inside Ansible's own worker process, without starting another Python.

A task goes the slow way, through a module process, when it is delegated to a host that is not this one, run with
``async``, or writes files with ``become``. The connection's options are resolved here either way, because only here host variables can be seen.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator, ValidationResult
from ansible.plugins.action import ActionBase

from ansible_collections.asyncos.api.plugins.module_utils._task.connection import CONNECTION, session_to_share, variable_of
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import input_failure
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Operation
from ansible_collections.asyncos.api.plugins.module_utils._task.options import about_unknown, in_environment
from ansible_collections.asyncos.api.plugins.module_utils._task.perform import perform
from ansible_collections.asyncos.api.plugins.plugin_utils._lent_session import with_lent_session
from ansible_collections.asyncos.api.plugins.plugin_utils._plain import plain
from ansible_collections.asyncos.api.plugins.plugin_utils._run_folder import run_folder


class InProcessAction(ActionBase):
    """Base of all actions: a subclass names its operation."""

    operation: Operation
    _supports_check_mode = True
    _supports_async = True

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        result: dict[str, Any] = super().run(tmp, task_vars)
        arguments = self._resolved(task_vars or {})
        as_another = self._becomes() and self.operation.writes(arguments)
        in_this_process = self._is_here() and not self._task.async_val and not as_another
        if in_this_process:
            arguments = {"token_folder": str(run_folder()), **arguments}
        checked = ArgumentSpecValidator(self.operation.argument_spec(), **self.operation.constraints).validate(arguments)
        complaint = self._misplaced(as_another) or self._complaint(checked)
        if complaint:
            result.update(input_failure(complaint))
        elif in_this_process:
            result.update(self._in_this_process(checked.validated_parameters))
        else:
            session = "" if arguments.get("token_folder") else session_to_share(checked.validated_parameters)
            result.update(self._in_a_process(arguments, session, partial(self._executed, task_vars)))
        return result

    def _misplaced(self, as_another: bool) -> str:
        """What is wrong with a task that needs a process where none can run; empty if nothing is."""
        if self._task.delegate_to or self._is_local():
            return ""
        if self._task.async_val:
            return (
                "async on an appliance cannot be followed: nothing runs there. Add 'delegate_to: localhost' to the task, "
                "or leave async away: reports of one task are fetched at once anyway."
            )
        if as_another:
            return (
                "become on an appliance cannot be followed: files are written by the user that runs Ansible. Add 'delegate_to: localhost' to the "
                "task to write them as the other user, or 'become: false' to write them as this one."
            )
        return ""

    def _complaint(self, checked: ValidationResult) -> str:
        """What is wrong with the arguments, unknown ones first because they may explain the rest; empty if nothing is."""
        if checked.unsupported_parameters:
            return about_unknown(self._action_name(), checked.unsupported_parameters, self.operation.argument_spec())
        return str(checked.errors.msg) if checked.error_messages else ""

    def _in_this_process(self, params: dict[str, Any]) -> dict[str, Any]:
        warnings: list[str] = []
        result = perform(self.operation, params, self._task.check_mode, warnings.append, self._display.display)
        return {**result, "warnings": warnings} if warnings else result

    def _in_a_process(self, arguments: dict[str, Any], session: str, executed: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
        """The result of a module process, which shares the file ``session`` of this run as far as it can."""
        if not session or self._becomes():
            return executed(arguments)
        if self._is_here():
            return executed({**arguments, "token_folder": str(run_folder())})
        if self._task.async_val:
            return executed(arguments)
        return with_lent_session(self, session, run_folder(), lambda folder: executed({**arguments, "token_folder": folder}))

    def _executed(self, task_vars: dict[str, Any] | None, arguments: dict[str, Any]) -> dict[str, Any]:
        name, wrap = self._action_name(), bool(self._task.async_val)
        return dict(self._execute_module(module_name=name, module_args=arguments, task_vars=task_vars, wrap_async=wrap))

    def _action_name(self) -> str:
        return str(self._task.resolved_action or self._task.action)

    def _is_here(self) -> bool:
        """Whether the task is to run on this machine: it does unless it is delegated to another one."""
        return not self._task.delegate_to or self._is_local()

    def _is_local(self) -> bool:
        return bool(self._connection.transport == "local")

    def _becomes(self) -> bool:
        """Whether a module process would run as another user, who cannot use the sessions of this one."""
        return bool(self._task.become or getattr(self._connection, "become", None))

    def _resolved(self, task_vars: dict[str, Any]) -> dict[str, Any]:
        """The task's arguments, completed from host variables and the environment of the controller."""
        arguments = dict(self._task.args)
        for name, option in CONNECTION.items():
            if arguments.get(name) is None:
                variable = self._variable(variable_of(name), task_vars)
                arguments[name] = in_environment(option.env) if variable is None else variable
        if arguments["host"] is None and task_vars.get("inventory_hostname") != "localhost":  # this machine is no appliance
            arguments["host"] = self._variable("ansible_host", task_vars) or task_vars.get("inventory_hostname")
        return {name: plain(value) for name, value in arguments.items() if value is not None}

    def _variable(self, name: str, task_vars: dict[str, Any]) -> Any:
        """The value of a variable; nothing if it is not set, or set to ``omit``."""
        if task_vars.get(name) is None:
            return None
        value = self._templar.template({name: task_vars[name]}).get(name)  # newer cores leave what is omitted out
        return None if value == task_vars.get("omit", "") and value else value
