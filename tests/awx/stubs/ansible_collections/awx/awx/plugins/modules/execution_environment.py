# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from ansible_collections.awx.awx.plugins.module_utils.stand_in import run

OPTIONS = {
    "new_name": {},
    "image": {"required": True},
    "description": {},
    "organization": {},
    "credential": {},
    "state": {"choices": ["present", "absent", "exists"], "default": "present"},
    "pull": {"choices": ["always", "missing", "never"], "default": "missing"},
}

REFERS = {
    "organization": "organizations",
    "credential": "credentials",
}


if __name__ == "__main__":
    run("execution_environments", OPTIONS, REFERS)
