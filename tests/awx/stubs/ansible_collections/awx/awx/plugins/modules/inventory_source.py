# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from ansible_collections.awx.awx.plugins.module_utils.stand_in import run

OPTIONS = {
    "new_name": {},
    "description": {},
    "inventory": {"required": True},
    "source": {"choices": ["scm", "ec2", "gce", "azure_rm", "vmware", "satellite6", "openstack", "rhv", "controller", "insights", "hcloud"]},
    "source_path": {},
    "source_vars": {"type": "dict"},
    "enabled_var": {},
    "enabled_value": {},
    "host_filter": {},
    "limit": {},
    "credential": {},
    "execution_environment": {},
    "custom_virtualenv": {},
    "organization": {},
    "overwrite": {"type": "bool"},
    "overwrite_vars": {"type": "bool"},
    "timeout": {"type": "int"},
    "verbosity": {"type": "int", "choices": [0, 1, 2]},
    "update_on_launch": {"type": "bool"},
    "update_cache_timeout": {"type": "int"},
    "source_project": {},
    "scm_branch": {},
    "notification_templates_started": {"type": "list", "elements": "str"},
    "notification_templates_success": {"type": "list", "elements": "str"},
    "notification_templates_error": {"type": "list", "elements": "str"},
    "state": {"choices": ["present", "absent", "exists"], "default": "present"},
}

REFERS = {
    "inventory": "inventories",
    "organization": "organizations",
    "source_project": "projects",
    "credential": "credentials",
    "execution_environment": "execution_environments",
}


if __name__ == "__main__":
    run("inventory_sources", OPTIONS, REFERS, "inventory")
