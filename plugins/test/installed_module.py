# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: installed_module
short_description: Whether a module is installed
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Ansible ends with an error when it reads a task whose module it cannot find. This tells before whether it can, so that files with
    such tasks are only included if so.
options:
  _input:
    description: The fully qualified name of the module.
    type: str
    required: true
"""

EXAMPLES = r"""
- name: Say what is missing
  ansible.builtin.debug:
    msg: Install the collection community.general to get this by mail.
  when: "'community.general.mail' is not asyncos.api.installed_module"
"""

RETURN = r"""
_value:
  description: Whether Ansible finds it in its collections.
  type: bool
"""

from typing import Callable

from ansible.plugins.loader import module_loader


def installed_module(name: str) -> bool:
    return bool(module_loader.find_plugin_with_context(str(name)).resolved)


class TestModule:
    def tests(self) -> dict[str, Callable[..., bool]]:
        return {"installed_module": installed_module}
