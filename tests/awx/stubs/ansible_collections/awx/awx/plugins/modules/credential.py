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
    "credential_type": {},
    "inputs": {"type": "dict", "no_log": True},
    "update_secrets": {"type": "bool", "default": True, "no_log": False},
    "user": {},
    "team": {},
    "state": {"choices": ["present", "absent"], "default": "present"},
}

REFERS = {
    "organization": "organizations",
    "credential_type": "credential_types",
}


if __name__ == "__main__":
    run("credentials", OPTIONS, REFERS)
