# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: controller
short_description: Run modules for Cisco ESA, WSA and SMA appliances on this machine
version_added: 0.1.0
author: asyncos.api contributors (@asyncos)
description:
  - Lets appliances be gathered by plain C(gather_facts), with M(asyncos.api.appliance_facts) as their facts module.
  - Modules of this collection need no connection plugin, because their action plugins run them in the process of Ansible. But C(gather_facts)
    starts its facts modules itself, over the host's connection, where nothing of an appliance can run and no host variable is seen.
    With this connection they run on this machine, and find the host's C(asyncos_) variables in their environment.
  - It behaves as P(ansible.builtin.local#connection) otherwise.
notes:
  - Modules run with the Python of Ansible itself, unless C(ansible_python_interpreter) is set.
  - C(gather_subset) of a play is handed on to the facts module. Ansible does so only for the connections C(network_cli), C(httpapi) and
    C(netconf), so this one calls itself C(httpapi) while facts are gathered.
  - With C(become) the other user logs in for itself, and the environment has to be kept by the become method for it to find the variables.
extends_documentation_fragment:
  - connection_pipelining
options:
  remote_addr:
    description: Name or address of the appliance, if no O(asyncos_host) is set.
    vars:
      - name: inventory_hostname
      - name: ansible_host
  become_success_timeout:
    description: Seconds to wait for C(become) to succeed, with ansible-core 2.19 and newer.
    type: int
    default: 10
    vars:
      - name: ansible_local_become_success_timeout
  become_strip_preamble:
    description: Whether what C(become) prints before the command is left out, with ansible-core 2.19 and newer.
    type: bool
    default: true
    vars:
      - name: ansible_local_become_strip_preamble
  # BEGIN RENDERED variables of the connection
  asyncos_host:
    description: What modules get as their option C(host).
    vars:
      - name: asyncos_host
  asyncos_port:
    description: What modules get as their option C(port).
    vars:
      - name: asyncos_port
  asyncos_scheme:
    description: What modules get as their option C(scheme).
    vars:
      - name: asyncos_scheme
  asyncos_product:
    description: What modules get as their option C(product).
    vars:
      - name: asyncos_product
  asyncos_auth:
    description: What modules get as their option C(auth).
    vars:
      - name: asyncos_auth
  asyncos_username:
    description: What modules get as their option C(username).
    vars:
      - name: asyncos_username
  asyncos_password:
    description: What modules get as their option C(password).
    vars:
      - name: asyncos_password
  asyncos_passcode:
    description: What modules get as their option C(passcode).
    vars:
      - name: asyncos_passcode
  asyncos_token:
    description: What modules get as their option C(token).
    vars:
      - name: asyncos_token
  asyncos_token_folder:
    description: What modules get as their option C(token_folder).
    vars:
      - name: asyncos_token_folder
  asyncos_validate_certs:
    description: What modules get as their option C(validate_certs).
    vars:
      - name: asyncos_validate_certs
  asyncos_ca_path:
    description: What modules get as their option C(ca_path).
    vars:
      - name: asyncos_ca_path
  asyncos_client_cert:
    description: What modules get as their option C(client_cert).
    vars:
      - name: asyncos_client_cert
  asyncos_client_key:
    description: What modules get as their option C(client_key).
    vars:
      - name: asyncos_client_key
  asyncos_proxy:
    description: What modules get as their option C(proxy).
    vars:
      - name: asyncos_proxy
  asyncos_timeout:
    description: What modules get as their option C(timeout).
    vars:
      - name: asyncos_timeout
  asyncos_deadline:
    description: What modules get as their option C(deadline).
    vars:
      - name: asyncos_deadline
  asyncos_retries:
    description: What modules get as their option C(retries).
    vars:
      - name: asyncos_retries
  asyncos_concurrency:
    description: What modules get as their option C(concurrency).
    vars:
      - name: asyncos_concurrency
  # END RENDERED variables of the connection
"""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ansible.plugins.connection.local import Connection as LocalConnection

from ansible_collections.asyncos.api.plugins.module_utils._task.connection import CONNECTION, variable_of
from ansible_collections.asyncos.api.plugins.module_utils._task.options import in_environment
from ansible_collections.asyncos.api.plugins.plugin_utils._run_folder import run_folder

GATHERERS = ("gather_facts", "ansible.builtin.gather_facts", "ansible.legacy.gather_facts")
HANDS_ON_SUBSETS = "httpapi"


class Connection(LocalConnection):
    """This machine, with the variables of the host in the environment of what runs."""

    def set_options(self, task_keys: Any = None, var_options: Any = None, direct: Any = None) -> None:
        super().set_options(task_keys=task_keys, var_options=var_options, direct=direct)
        if (task_keys or {}).get("action") in GATHERERS:
            self.ansible_name = HANDS_ON_SUBSETS

    def update_vars(self, variables: dict[str, Any]) -> None:
        """Nobody has to say which Python runs modules: this one has what they need."""
        super().update_vars(variables)
        variables.setdefault("ansible_python_interpreter", sys.executable)

    def exec_command(self, cmd: str, in_data: bytes | None = None, sudoable: bool = True) -> tuple[int, bytes, bytes]:
        with _environment(self._host_environment()):
            answer: tuple[int, bytes, bytes] = super().exec_command(cmd, in_data=in_data, sudoable=sudoable)
            return answer

    def _host_environment(self) -> dict[str, str]:
        """The options of the connection in the form in which modules find them, those that are left out as actions complete them."""
        given = {option.env: self.get_option(variable_of(name)) for name, option in CONNECTION.items()}
        known = {name: str(value) for name, value in given.items() if value is not None and not str(value).startswith("__omit_place_holder__")}
        fallbacks = {CONNECTION["host"].env: str(self.get_option("remote_addr"))}
        if not self.become:
            fallbacks[CONNECTION["token_folder"].env] = str(run_folder())
        return {**{name: value for name, value in fallbacks.items() if not in_environment(name)}, **known}


@contextmanager
def _environment(more: Mapping[str, str]) -> Iterator[None]:
    """Add to the environment of this process for a while. It is a worker of Ansible, which does one task at a time."""
    before = {name: os.environ.get(name) for name in more}
    os.environ.update(more)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
