# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The entrance of a module process: wherever the task was delegated to, the operation runs in a process of its own."""

from __future__ import annotations

from ansible.module_utils.basic import AnsibleModule

from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Operation
from ansible_collections.asyncos.api.plugins.module_utils._task.perform import perform


def run_module(operation: Operation) -> None:
    """Read the parameters, perform the operation, and end the process with its result."""
    module = AnsibleModule(argument_spec=operation.argument_spec(), supports_check_mode=True, **operation.constraints)
    result = perform(operation, module.params, module.check_mode, module.warn)
    if result.pop("failed", False):
        module.fail_json(**result)
    module.exit_json(**result)
