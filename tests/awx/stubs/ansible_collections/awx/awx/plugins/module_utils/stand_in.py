# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Stand-ins for the modules of awx.awx: they take the options that those take, and keep what they are told in a file.

What they share with the real ones is facts: names and types of options, which of them are required, which name other things that
have to be there, that a thing is changed only if something differs, and that the fields of a credential type in use are not changed.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from ansible.module_utils.basic import AnsibleModule

STATE = "AWX_STAND_IN_STATE"
CONNECTION = {
    "controller_host": {"aliases": ["tower_host", "aap_hostname"]},
    "controller_username": {"aliases": ["tower_username", "aap_username"]},
    "controller_password": {"aliases": ["tower_password", "aap_password"], "no_log": True},
    "aap_token": {"type": "raw", "no_log": True},
    "validate_certs": {"type": "bool", "aliases": ["tower_verify_ssl", "aap_validate_certs"]},
    "request_timeout": {"type": "float", "aliases": ["aap_request_timeout"]},
    "controller_config_file": {"type": "path", "aliases": ["tower_config_file"]},
}
NOT_KEPT = {*CONNECTION, "name", "state", "wait", "interval", "update_project", "update_secrets"}


def run(kind: str, options: dict[str, dict[str, Any]], refers: dict[str, str], parent: str = "") -> None:
    """Make or change one thing. ``refers`` says which options name things of other kinds; with ``parent``, names are unique within one of those only."""
    module = AnsibleModule({**CONNECTION, "name": {"required": True}, **options}, supports_check_mode=True)
    path = Path(os.environ[STATE])
    state = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    for option, other in refers.items():
        for name in _names(module.params.get(option)):
            if name not in {thing["name"] for thing in state.get(other, {}).values()}:
                module.fail_json(msg=f"The {other} {name} was not found")
    key = "/".join(filter(None, (module.params[parent] if parent else "", module.params["name"])))
    before = state.get(kind, {}).get(key)
    wanted = {name: value for name, value in module.params.items() if name not in NOT_KEPT and value is not None}
    if before and module.params.get("update_secrets") is False:
        wanted.pop("inputs", None)
    after = {**(before or {}), **wanted, "name": module.params["name"]}
    if after != before and not module.check_mode:
        if kind == "credential_types" and before and after["inputs"] != before["inputs"] and _used_by_a_credential(key, state):
            module.fail_json(msg="You don't have permission to PATCH to /api/v2/credential_types/1/ (HTTP 403).")
        state.setdefault(kind, {})[key] = after
        path.write_text(json.dumps(state, indent=2), encoding="utf-8")
    module.exit_json(changed=after != before)


def _used_by_a_credential(credential_type: str, state: dict[str, Any]) -> bool:
    return any(credential["credential_type"] == credential_type for credential in state.get("credentials", {}).values())


def _names(value: Any) -> list[str]:
    return [] if value in (None, "") else [value] if isinstance(value, str) else list(value)
