# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from ansible_collections.awx.awx.plugins.module_utils.stand_in import run

OPTIONS = {
    "new_name": {},
    "copy_from": {},
    "description": {},
    "organization": {},
    "job_type": {"choices": ["run", "check"]},
    "inventory": {},
    "project": {},
    "playbook": {},
    "credential": {},
    "vault_credential": {},
    "credentials": {"type": "list", "elements": "str"},
    "execution_environment": {},
    "custom_virtualenv": {},
    "instance_groups": {"type": "list", "elements": "str"},
    "forks": {"type": "int"},
    "limit": {},
    "verbosity": {"type": "int", "choices": [0, 1, 2, 3, 4]},
    "extra_vars": {"type": "dict"},
    "job_tags": {},
    "force_handlers": {"type": "bool", "aliases": ["force_handlers_enabled"]},
    "skip_tags": {},
    "start_at_task": {},
    "timeout": {"type": "int"},
    "use_fact_cache": {"type": "bool", "aliases": ["fact_caching_enabled"]},
    "host_config_key": {"no_log": False},
    "ask_diff_mode_on_launch": {"type": "bool", "aliases": ["ask_diff_mode"]},
    "ask_variables_on_launch": {"type": "bool", "aliases": ["ask_extra_vars"]},
    "ask_limit_on_launch": {"type": "bool", "aliases": ["ask_limit"]},
    "ask_tags_on_launch": {"type": "bool", "aliases": ["ask_tags"]},
    "ask_skip_tags_on_launch": {"type": "bool", "aliases": ["ask_skip_tags"]},
    "ask_job_type_on_launch": {"type": "bool", "aliases": ["ask_job_type"]},
    "ask_verbosity_on_launch": {"type": "bool", "aliases": ["ask_verbosity"]},
    "ask_inventory_on_launch": {"type": "bool", "aliases": ["ask_inventory"]},
    "ask_credential_on_launch": {"type": "bool", "aliases": ["ask_credential"]},
    "ask_execution_environment_on_launch": {"type": "bool", "aliases": ["ask_execution_environment"]},
    "ask_forks_on_launch": {"type": "bool", "aliases": ["ask_forks"]},
    "ask_instance_groups_on_launch": {"type": "bool", "aliases": ["ask_instance_groups"]},
    "ask_job_slice_count_on_launch": {"type": "bool", "aliases": ["ask_job_slice_count"]},
    "ask_labels_on_launch": {"type": "bool", "aliases": ["ask_labels"]},
    "ask_timeout_on_launch": {"type": "bool", "aliases": ["ask_timeout"]},
    "survey_enabled": {"type": "bool"},
    "survey_spec": {"type": "dict"},
    "become_enabled": {"type": "bool"},
    "diff_mode": {"type": "bool", "aliases": ["diff_mode_enabled"]},
    "allow_simultaneous": {"type": "bool", "aliases": ["concurrent_jobs_enabled"]},
    "scm_branch": {},
    "ask_scm_branch_on_launch": {"type": "bool"},
    "job_slice_count": {"type": "int"},
    "webhook_service": {"choices": ["github", "gitlab", ""]},
    "webhook_credential": {},
    "labels": {"type": "list", "elements": "str"},
    "notification_templates_started": {"type": "list", "elements": "str"},
    "notification_templates_success": {"type": "list", "elements": "str"},
    "notification_templates_error": {"type": "list", "elements": "str"},
    "prevent_instance_group_fallback": {"type": "bool"},
    "state": {"choices": ["present", "absent", "exists"], "default": "present"},
}

REFERS = {
    "organization": "organizations",
    "inventory": "inventories",
    "project": "projects",
    "credentials": "credentials",
    "execution_environment": "execution_environments",
    "notification_templates_started": "notification_templates",
    "notification_templates_success": "notification_templates",
    "notification_templates_error": "notification_templates",
}


if __name__ == "__main__":
    run("job_templates", OPTIONS, REFERS)
