# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from ansible_collections.awx.awx.plugins.module_utils.stand_in import run

OPTIONS = {
    "description": {},
    "kind": {"choices": ["ssh", "vault", "net", "scm", "cloud", "insights"]},
    "inputs": {"type": "dict"},
    "injectors": {"type": "dict"},
    "state": {"choices": ["present", "absent"], "default": "present"},
}

REFERS: dict[str, str] = {}


if __name__ == "__main__":
    run("credential_types", OPTIONS, REFERS)
