# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from ansible_collections.awx.awx.plugins.module_utils.stand_in import run

OPTIONS = {
    "rrule": {},
    "new_name": {},
    "description": {},
    "execution_environment": {},
    "extra_data": {"type": "dict"},
    "forks": {"type": "int"},
    "instance_groups": {"type": "list", "elements": "str"},
    "inventory": {},
    "job_slice_count": {"type": "int"},
    "labels": {"type": "list", "elements": "str"},
    "timeout": {"type": "int"},
    "credentials": {"type": "list", "elements": "str"},
    "scm_branch": {},
    "job_type": {"choices": ["run", "check"]},
    "job_tags": {},
    "skip_tags": {},
    "limit": {},
    "diff_mode": {"type": "bool"},
    "verbosity": {"type": "int", "choices": [0, 1, 2, 3, 4, 5]},
    "unified_job_template": {},
    "organization": {},
    "enabled": {"type": "bool"},
    "state": {"choices": ["present", "absent", "exists"], "default": "present"},
}

REFERS = {
    "organization": "organizations",
    "unified_job_template": "job_templates",
}


if __name__ == "__main__":
    run("schedules", OPTIONS, REFERS, "unified_job_template")
