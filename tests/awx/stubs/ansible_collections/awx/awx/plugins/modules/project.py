# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from ansible_collections.awx.awx.plugins.module_utils.stand_in import run

OPTIONS = {
    "new_name": {},
    "copy_from": {},
    "description": {},
    "scm_type": {"choices": ["manual", "git", "svn", "insights", "archive"]},
    "scm_url": {},
    "local_path": {},
    "scm_branch": {},
    "scm_refspec": {},
    "credential": {"aliases": ["scm_credential"]},
    "scm_clean": {"type": "bool"},
    "scm_delete_on_update": {"type": "bool"},
    "scm_track_submodules": {"type": "bool"},
    "scm_update_on_launch": {"type": "bool"},
    "scm_update_cache_timeout": {"type": "int"},
    "allow_override": {"type": "bool", "aliases": ["scm_allow_override"]},
    "timeout": {"type": "int", "aliases": ["job_timeout"]},
    "default_environment": {},
    "organization": {},
    "notification_templates_started": {"type": "list", "elements": "str"},
    "notification_templates_success": {"type": "list", "elements": "str"},
    "notification_templates_error": {"type": "list", "elements": "str"},
    "state": {"choices": ["present", "absent", "exists"], "default": "present"},
    "wait": {"type": "bool", "default": True},
    "update_project": {"type": "bool", "default": False},
    "interval": {"type": "float", "default": 2.0},
    "signature_validation_credential": {},
}

REFERS = {
    "organization": "organizations",
    "default_environment": "execution_environments",
    "credential": "credentials",
}


if __name__ == "__main__":
    run("projects", OPTIONS, REFERS)
