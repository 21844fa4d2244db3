# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from ansible_collections.awx.awx.plugins.module_utils.stand_in import run

OPTIONS = {
    "new_name": {},
    "copy_from": {},
    "description": {},
    "organization": {"required": True},
    "variables": {"type": "dict"},
    "kind": {"choices": ["", "smart", "constructed"]},
    "host_filter": {},
    "instance_groups": {"type": "list", "elements": "str"},
    "prevent_instance_group_fallback": {"type": "bool"},
    "input_inventories": {"type": "list", "elements": "str"},
    "state": {"choices": ["present", "absent", "exists"], "default": "present"},
}

REFERS = {
    "organization": "organizations",
}


if __name__ == "__main__":
    run("inventories", OPTIONS, REFERS)
