# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The entrance of a module process: wherever the task was delegated to, the operation runs in a process of its own."""

from __future__ import annotations

from typing import Any

from ansible.module_utils.basic import AnsibleModule

from ansible_collections.asyncos.api.plugins.module_utils._task.failure import without_secrets
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Operation
from ansible_collections.asyncos.api.plugins.module_utils._task.perform import perform


def run_module(operation: Operation) -> None:
    """Read the parameters, perform the operation, and end the process with its result."""
    module = _Module(operation)
    result = perform(operation, module.params, module.check_mode, module.warn)
    if result.pop("failed", False):
        module.fail_json(**result)
    module.exit_json(**result)


class _Module(AnsibleModule):
    """A module that shows its parameters in the system log and in its result, as all do, without the secrets that are deep inside them."""

    def __init__(self, operation: Operation) -> None:
        self._operation = operation
        super().__init__(argument_spec=operation.argument_spec(), supports_check_mode=True, **operation.constraints)
        self.no_log_values.update(self._hidden())

    def fail_json(self, msg: str, **facts: Any) -> None:
        """The end of a module that failed, which the base class comes to before it is made if the parameters are wrong."""
        self.no_log_values.update(self._hidden())
        super().fail_json(msg, **facts)

    def log(self, msg: str, log_args: dict[str, Any] | None = None) -> None:
        """To the system log, which the base class tells the parameters before it is made."""
        hidden = tuple(self._hidden())
        super().log(without_secrets(msg, hidden), without_secrets(log_args, hidden))

    def _hidden(self) -> set[str]:
        return self._operation.secrets(getattr(self, "params", {}))
