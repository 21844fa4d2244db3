#!/usr/bin/python
# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Stands for the module of the same name: it takes the same options, and writes to a file what it would send. The password is only looked at."""

from __future__ import annotations

import json
import os
from pathlib import Path

from ansible.module_utils.basic import AnsibleModule

OPTIONS = {
    "username": {"type": "str"},
    "password": {"type": "str", "no_log": True},
    "host": {"type": "str", "default": "localhost"},
    "port": {"type": "int", "default": 25},
    "ehlohost": {"type": "str"},
    "sender": {"type": "str", "default": "root", "aliases": ["from"]},
    "to": {"type": "list", "elements": "str", "default": ["root"], "aliases": ["recipients"]},
    "cc": {"type": "list", "elements": "str", "default": []},
    "bcc": {"type": "list", "elements": "str", "default": []},
    "subject": {"type": "str", "required": True, "aliases": ["msg"]},
    "body": {"type": "str"},
    "attach": {"type": "list", "elements": "path", "default": []},
    "headers": {"type": "list", "elements": "str", "default": []},
    "charset": {"type": "str", "default": "utf-8"},
    "subtype": {"type": "str", "default": "plain", "choices": ["html", "plain"]},
    "secure": {"type": "str", "default": "try", "choices": ["always", "never", "starttls", "try"]},
    "timeout": {"type": "int", "default": 20},
    "message_id_domain": {"type": "str", "default": "ansible"},
}


def main() -> None:
    module = AnsibleModule(OPTIONS, required_together=[["password", "username"]])
    if module.params["host"] == "refuses.example":
        module.fail_json(msg="Authentication to refuses.example:25 failed, please check your username and/or password")
    sent = {
        **module.params,
        "password": module.params["password"] == "Mail-Demo-1",
        "attached": [Path(path).stat().st_size for path in module.params["attach"]],
    }
    Path(os.environ["STUB_OUTBOX"]).write_text(json.dumps(sent), encoding="utf-8")
    module.exit_json(msg="Mail sent successfully")


if __name__ == "__main__":
    main()
