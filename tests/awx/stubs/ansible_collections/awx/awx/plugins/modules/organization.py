# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from ansible_collections.awx.awx.plugins.module_utils.stand_in import run

OPTIONS = {
    "new_name": {},
    "description": {},
    "default_environment": {},
    "custom_virtualenv": {},
    "max_hosts": {"type": "int"},
    "instance_groups": {"type": "list", "elements": "str"},
    "notification_templates_started": {"type": "list", "elements": "str"},
    "notification_templates_success": {"type": "list", "elements": "str"},
    "notification_templates_error": {"type": "list", "elements": "str"},
    "notification_templates_approvals": {"type": "list", "elements": "str"},
    "galaxy_credentials": {"type": "list", "elements": "str"},
    "state": {"choices": ["present", "absent"], "default": "present"},
}

REFERS = {
    "default_environment": "execution_environments",
}


if __name__ == "__main__":
    run("organizations", OPTIONS, REFERS)
