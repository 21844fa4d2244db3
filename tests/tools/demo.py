# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The demo from a checkout: playbooks/demo.yml with output for people, which goes to demo-output."""

from __future__ import annotations

import json
import os
import sys

from ansible_collections.asyncos.api.tests.tools.project import LINK, ROOT, tool_environment


def main() -> None:
    """Become ansible-playbook, so that signals reach it; arguments go to it."""
    env = tool_environment()
    env.update(
        ANSIBLE_CALLBACK_RESULT_FORMAT="yaml",
        ANSIBLE_DEPRECATION_WARNINGS="0",
        ANSIBLE_DISPLAY_SKIPPED_HOSTS="0",
        ANSIBLE_INVENTORY_UNPARSED_WARNING="0",
        ANSIBLE_LOCALHOST_WARNING="0",
        ANSIBLE_NOCOWS="1",
        ANSIBLE_RETRY_FILES_ENABLED="0",
    )
    folder = json.dumps({"demo_output": str(ROOT / "demo-output")})
    os.chdir(LINK)
    os.execve(sys.executable, [sys.executable, "-m", "ansible", "playbook", "playbooks/demo.yml", "-e", folder, *sys.argv[1:]], env)


if __name__ == "__main__":
    main()
