# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: appliances
short_description: Appliances that Cisco Secure Email and Web Managers manage, as an inventory
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Asks Secure Email and Web Managers (SMA) which Secure Email Gateways (ESA) and Secure Web Appliances (WSA) they manage, and makes hosts of them.
  - The name of the inventory file is C(asyncos.yml), or ends with C(.asyncos.yml). C(.yaml) is fine, too.
  - Hosts get what modules need to know about an appliance, but not who asks. Set C(asyncos_username) and C(asyncos_password) for the groups, or in the
    environment. What managers are asked with never becomes a variable.
  - An appliance that several managers tell of is one host.
requirements:
  - requests
  - pyjwt
extends_documentation_fragment:
  - ansible.builtin.constructed
  - ansible.builtin.inventory_cache
notes:
  - Values of all options but O(compose), O(groups), O(keyed_groups) and O(appliances[].vars) may be templates or vaulted.
    Templates see lookups and the extra variables of the command line.
  - There is one login for each manager and run. Tasks that ask a manager as the same user go on with it.
options:
  plugin:
    description: The name of this plugin.
    type: str
    required: true
    choices:
      - asyncos.api.appliances
  # BEGIN RENDERED options of the inventory
  managers:
    description:
      - The managers whose appliances become hosts. Each is the name or address of one, or a dictionary.
      - A manager's own connection options come before those that hold for all.
    type: list
    elements: raw
    suboptions:
      host:
        description:
          - Name or address of the manager.
        type: str
        required: true
      name:
        description:
          - What the manager is called in the inventory. When it is left out, its O(managers[].host).
        type: str
      port:
        description:
          - This manager's O(port).
        type: int
      scheme:
        description:
          - This manager's O(scheme).
        type: str
        choices:
          - https
          - http
      auth:
        description:
          - This manager's O(auth).
        type: str
        choices:
          - jwt
          - basic
          - token
          - oidc
      username:
        description:
          - This manager's O(username).
        type: str
      password:
        description:
          - This manager's O(password).
        type: str
      passcode:
        description:
          - This manager's O(passcode).
        type: str
      token:
        description:
          - This manager's O(token).
        type: str
      token_folder:
        description:
          - This manager's O(token_folder).
        type: path
      validate_certs:
        description:
          - This manager's O(validate_certs).
        type: bool
      ca_path:
        description:
          - This manager's O(ca_path).
        type: path
      client_cert:
        description:
          - This manager's O(client_cert).
        type: path
      client_key:
        description:
          - This manager's O(client_key).
        type: path
      proxy:
        description:
          - This manager's O(proxy).
        type: str
      timeout:
        description:
          - This manager's O(timeout).
        type: float
      deadline:
        description:
          - This manager's O(deadline).
        type: float
      retries:
        description:
          - This manager's O(retries).
        type: int
  appliances:
    description:
      - Appliances that are hosts whatever managers say.
      - One that a manager tells of, too, by the same name, address or serial number, stays one host, called as it is here.
      - What is said here comes before what the manager tells.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - What the appliance is called in the inventory.
        type: str
        required: true
      product:
        description:
          - What the appliance is.
        type: str
        choices:
          - esa
          - wsa
          - sma
      host:
        description:
          - Name or address of the appliance. When it is left out, what a manager tells, and otherwise the O(appliances[].name).
        type: str
      serial_number:
        description:
          - Serial number of the appliance, to find it among those that managers tell of.
        type: str
      vars:
        description:
          - Variables of the host. Templates in them are resolved when they are used, as in any inventory.
        type: dict
        default: {}
  include_filters:
    description:
      - Of the appliances that managers tell of, only those become hosts that meet at least one of these.
      - An appliance meets a filter if it meets each key of it.
      - When it is left out, all of them. O(appliances) and the managers themselves are never filtered.
    type: list
    elements: dict
    suboptions:
      product:
        description:
          - Any of these products.
        type: list
        elements: str
        choices:
          - esa
          - wsa
          - sma
      service:
        description:
          - Any of these services is on.
        type: list
        elements: str
        choices:
          - tracking
          - reporting
          - pvo
          - spam
      connection_established:
        description:
          - Whether the manager has a connection to the appliance.
        type: bool
      name:
        description:
          - Any of these patterns, such as V(mx*.example.com), fits the host name or the IP address. Upper and lower case are the same.
        type: list
        elements: str
      manager:
        description:
          - Any of these managers tells of the appliance, by their names in the inventory.
        type: list
        elements: str
  exclude_filters:
    description:
      - Appliances that meet one of these do not become hosts, whatever O(include_filters) says.
    type: list
    elements: dict
    suboptions:
      product:
        description:
          - Any of these products.
        type: list
        elements: str
        choices:
          - esa
          - wsa
          - sma
      service:
        description:
          - Any of these services is on.
        type: list
        elements: str
        choices:
          - tracking
          - reporting
          - pvo
          - spam
      connection_established:
        description:
          - Whether the manager has a connection to the appliance.
        type: bool
      name:
        description:
          - Any of these patterns, such as V(mx*.example.com), fits the host name or the IP address. Upper and lower case are the same.
        type: list
        elements: str
      manager:
        description:
          - Any of these managers tells of the appliance, by their names in the inventory.
        type: list
        elements: str
  hostname:
    description:
      - What names the hosts.
      - Where an appliance lacks it, or it cannot be a host's name, the next of host name, IP address and serial number does, with a warning.
      - Appliances that would share a name are called by their serial numbers.
    type: str
    choices:
      - host_name
      - ip_address
      - serial_number
    default: host_name
  address:
    description:
      - What becomes C(ansible_host), and with it the address that modules ask. Where an appliance lacks it, the other one does.
      - Certificates are mostly issued for names. Choose V(ip_address) where names cannot be resolved.
    type: str
    choices:
      - host_name
      - ip_address
    default: host_name
  include_managers:
    description:
      - Whether the managers are hosts, too.
    type: bool
    default: true
  group_prefix:
    description:
      - How the names of groups begin.
      - With the default the groups are C(asyncos_esa), C(asyncos_wsa), C(asyncos_sma) for products, C(asyncos_tracking), C(asyncos_reporting),
        C(asyncos_pvo), C(asyncos_spam) for services, and C(asyncos_managed_by_<manager>) for what a manager manages.
    type: str
    default: asyncos_
  require_all_managers:
    description:
      - Whether the inventory fails if one of the managers cannot be asked. Otherwise its appliances are missing, with a warning.
      - When it is left out, O(strict) says. An inventory of which no manager could be asked and that names no O(appliances) always fails.
    type: bool
  concurrency:
    description:
      - How many managers are asked at once.
    type: int
    default: 4
    vars:
      - name: asyncos_concurrency
    env:
      - name: ASYNCOS_CONCURRENCY
    ini:
      - section: asyncos_inventory
        key: concurrency
  port:
    description:
      - Port of the AsyncOS API.
      - When it is left out, V(6443) for O(scheme=https) and V(6080) for O(scheme=http).
    type: int
    vars:
      - name: asyncos_port
    env:
      - name: ASYNCOS_PORT
    ini:
      - section: asyncos_inventory
        key: port
  scheme:
    description:
      - How the appliance is talked to.
      - 'With V(http) the password crosses the network readably: every task that does so warns.'
    type: str
    choices:
      - https
      - http
    default: https
    vars:
      - name: asyncos_scheme
    env:
      - name: ASYNCOS_SCHEME
    ini:
      - section: asyncos_inventory
        key: scheme
  auth:
    description:
      - How to log in. V(jwt) logs in once with O(username) and O(password), and with O(passcode) where the account asks for it.
      - V(basic) sends user name and password with each call. V(token) sends O(token) as a token of the appliance.
      - V(oidc) sends O(token) as an access token of an OpenID Connect provider (AsyncOS 14.0 and newer).
    type: str
    choices:
      - jwt
      - basic
      - token
      - oidc
    default: jwt
    vars:
      - name: asyncos_auth
    env:
      - name: ASYNCOS_AUTH
    ini:
      - section: asyncos_inventory
        key: auth
  username:
    description:
      - The user. Needed for O(auth=jwt) and O(auth=basic).
    type: str
    vars:
      - name: asyncos_username
    env:
      - name: ASYNCOS_USERNAME
    ini:
      - section: asyncos_inventory
        key: username
  password:
    description:
      - The user's password. Needed for O(auth=jwt) and O(auth=basic).
    type: str
    vars:
      - name: asyncos_password
    env:
      - name: ASYNCOS_PASSWORD
    ini:
      - section: asyncos_inventory
        key: password
  passcode:
    description:
      - The second factor of an account with two-factor login. It is used once and serves the whole run.
      - The form in which appliances want it is not known publicly and could not be tested against one.
    type: str
    vars:
      - name: asyncos_passcode
    env:
      - name: ASYNCOS_PASSCODE
    ini:
      - section: asyncos_inventory
        key: passcode
  token:
    description:
      - A token to use instead of a login. Needed for O(auth=token) and O(auth=oidc).
    type: str
    vars:
      - name: asyncos_token
    env:
      - name: ASYNCOS_TOKEN
    ini:
      - section: asyncos_inventory
        key: token
  token_folder:
    description:
      - Folder in which the tokens of logins are kept, readable by its owner only.
      - When it is left out, tokens are kept in the run's own temporary folder, which C(ansible-playbook) removes when it ends.
      - A task on another host borrows the run's session; with C(async) or C(become) it logs in for itself.
      - Set it to keep a two-factor session beyond one run, or on a jump host.
    type: path
    vars:
      - name: asyncos_token_folder
    env:
      - name: ASYNCOS_TOKEN_FOLDER
    ini:
      - section: asyncos_inventory
        key: token_folder
  validate_certs:
    description:
      - Whether the appliance's TLS certificate must be trusted. Leave it on, and give your own CA in O(ca_path).
    type: bool
    default: true
    vars:
      - name: asyncos_validate_certs
    env:
      - name: ASYNCOS_VALIDATE_CERTS
    ini:
      - section: asyncos_inventory
        key: validate_certs
  ca_path:
    description:
      - File of CA certificates in PEM form, or folder of hashed ones, that is trusted for the appliance.
      - When it is left out, the system's trust store is used.
    type: path
    vars:
      - name: asyncos_ca_path
    env:
      - name: ASYNCOS_CA_PATH
    ini:
      - section: asyncos_inventory
        key: ca_path
  client_cert:
    description:
      - Client certificate in PEM form, for appliances or proxies that ask for one.
    type: path
    vars:
      - name: asyncos_client_cert
    env:
      - name: ASYNCOS_CLIENT_CERT
    ini:
      - section: asyncos_inventory
        key: client_cert
  client_key:
    description:
      - Key of O(client_cert). When it is left out, it is looked for in O(client_cert).
    type: path
    vars:
      - name: asyncos_client_key
    env:
      - name: ASYNCOS_CLIENT_KEY
    ini:
      - section: asyncos_inventory
        key: client_key
  proxy:
    description:
      - URL of an HTTP proxy, such as V(http://proxy.example.com:3128).
      - 'When it is left out, the appliance is reached directly: proxy variables of the environment are not used.'
    type: str
    vars:
      - name: asyncos_proxy
    env:
      - name: ASYNCOS_PROXY
    ini:
      - section: asyncos_inventory
        key: proxy
  timeout:
    description:
      - Seconds to wait for a connection, and for each piece of an answer.
    type: float
    default: 30.0
    vars:
      - name: asyncos_timeout
    env:
      - name: ASYNCOS_TIMEOUT
    ini:
      - section: asyncos_inventory
        key: timeout
  deadline:
    description:
      - Seconds that one call may take in all, with its retries.
    type: float
    default: 300.0
    vars:
      - name: asyncos_deadline
    env:
      - name: ASYNCOS_DEADLINE
    ini:
      - section: asyncos_inventory
        key: deadline
  retries:
    description:
      - 'How often a call is tried again when that is safe: reads after a broken connection or status 429, 502, 503 and 504; changes only
        if nothing was sent.'
    type: int
    default: 3
    vars:
      - name: asyncos_retries
    env:
      - name: ASYNCOS_RETRIES
    ini:
      - section: asyncos_inventory
        key: retries
  # END RENDERED options of the inventory
seealso:
  - name: Inventory
    description: Host variables, groups, names, caching and errors in detail.
    link: https://github.com/asyncos/asyncos.api/blob/main/docs/inventory.md
"""

EXAMPLES = r"""
# fleet.asyncos.yml: everything that one manager manages.
# User name and password come from ASYNCOS_USERNAME and ASYNCOS_PASSWORD.
plugin: asyncos.api.appliances
managers:
  - sma1.example.com

---
# Two managers with an account each, a CA of one's own, and a gateway that nobody manages.
plugin: asyncos.api.appliances
ca_path: /etc/pki/own-ca.pem
username: inventory
managers:
  - host: sma1.example.com
    password: "{{ lookup('ansible.builtin.env', 'SMA1_PASSWORD') }}"
  - name: sma-emea
    host: 192.0.2.20
    port: 8443
    password: "{{ lookup('ansible.builtin.file', '~/.sma-emea-password') }}"
appliances:
  - name: esa-lab.example.com
    product: esa
    vars:
      asyncos_port: 8443

---
# Gateways with message tracking that the manager reaches, without those of the lab,
# by address, in groups by site; the second part of esa1.ber.example.com is the site.
plugin: asyncos.api.appliances
managers: [sma1.example.com]
include_filters:
  - product: [esa]
    service: [tracking]
    connection_established: true
exclude_filters:
  - name: ["*.lab.example.com"]
address: ip_address
include_managers: false
compose:
  site: asyncos_host_name.split('.')[1]
keyed_groups:
  - key: site
    prefix: site
groups:
  mail_with_spam_quarantine: "'spam' in asyncos_services"

---
# Ask once in an hour, and fail if a manager cannot be asked.
plugin: asyncos.api.appliances
managers: [sma1.example.com, sma2.example.com]
require_all_managers: true
cache: true
cache_plugin: ansible.builtin.jsonfile
cache_connection: ~/.cache/asyncos-inventory
cache_timeout: 3600
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from ansible.errors import AnsibleParserError
from ansible.inventory.data import InventoryData
from ansible.parsing.dataloader import DataLoader
from ansible.plugins.inventory import BaseInventoryPlugin, Cacheable, Constructable

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.asking import Answer, ask, failure_of, kept_records
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.hosts import Host, Manner, hosts_of
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.managed import Record
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.options import OPTIONS, SHARED
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.plan import Plan, about_unknown_keys, plan_from
from ansible_collections.asyncos.api.plugins.plugin_utils._plain import plain
from ansible_collections.asyncos.api.plugins.plugin_utils._run_folder import run_folder
from ansible_collections.asyncos.api.plugins.plugin_utils._told import never_template

EXPRESSIONS = ("compose", "groups", "keyed_groups")
"""The options that Ansible resolves for each host. All others are resolved at once."""


class InventoryModule(BaseInventoryPlugin, Constructable, Cacheable):
    """The plugin. What it decides is in ``_task/inventory``; here are Ansible's options, cache and inventory."""

    NAME = "asyncos.api.appliances"

    def verify_file(self, path: str) -> bool:
        """Whether the file is meant for this plugin, by its name."""
        name = PurePath(path).name
        return bool(super().verify_file(path)) and f".{name}".endswith((".asyncos.yml", ".asyncos.yaml"))

    def parse(self, inventory: InventoryData, loader: DataLoader, path: str, cache: bool = True) -> None:
        """Add the hosts. Nothing is added before everything is known."""
        super().parse(inventory, loader, path, cache)
        self.templar.available_variables = self._vars or {}
        config = self._read_config_data(path)
        unknown = [str(name) for name in config if name not in self.option_definitions]
        if unknown:
            raise AnsibleParserError(about_unknown_keys(PurePath(path).name, unknown, self.option_definitions))
        try:
            plan = plan_from({name: self.get_option(name) for name in (*OPTIONS, *SHARED)})
        except InputError as exc:
            raise AnsibleParserError(str(exc)) from None
        manner = Manner(*(self.get_option(name) for name in Manner.__dataclass_fields__))
        for host in hosts_of(plan, self._told(plan, path, cache), manner, self.display.warning):
            self._add(host)

    def set_options(self, task_keys: Any = None, var_options: Any = None, direct: Any = None) -> None:
        """Resolve templates and vaulted values of the file before Ansible checks their types."""
        resolved = {name: self._resolved(name, value) for name, value in direct.items()} if isinstance(direct, Mapping) else direct
        with _without_empty_variables():
            super().set_options(task_keys, var_options, resolved)

    def _resolved(self, name: str, value: Any) -> Any:
        """The value of an option; variables of hosts stay as they are, because they are resolved for each host."""
        if name in EXPRESSIONS:
            return value
        if name == "appliances" and isinstance(value, list):
            return [self._resolved_but_vars(entry) for entry in value]
        return plain(self.templar.template(value))

    def _resolved_but_vars(self, entry: Any) -> Any:
        if not isinstance(entry, Mapping):
            return entry
        return {key: value if key == "vars" else plain(self.templar.template(value)) for key, value in entry.items()}

    def _told(self, plan: Plan, path: str, cache: bool) -> dict[str, list[Record]]:
        """What each manager told, by its name: now, or when it was asked last, if the cache still has that."""
        key = self.get_cache_key(path)
        told = kept_records(self._cache.get(key)) if self.get_option("cache") and cache else {}
        answers = ask([manager for manager in plan.managers if manager.origin not in told], str(run_folder()), self.get_option("concurrency"))
        self._report(plan, answers)
        told.update({answer.manager.origin: answer.records for answer in answers if not answer.failure})
        present = [manager for manager in plan.managers if manager.origin in told]
        if self.get_option("cache") and not all(answer.failure for answer in answers):
            self._cache[key] = {manager.origin: told[manager.origin] for manager in present}
        return {manager.name: told[manager.origin] for manager in present}

    def _report(self, plan: Plan, answers: list[Answer]) -> None:
        """Fail for managers that could not be asked, or warn of them, as the options say."""
        for answer in answers:
            for warning in answer.warnings:
                self.display.warning(f"{answer.manager.name}: {warning}")
        failed = [answer for answer in answers if answer.failure]
        required = self.get_option("require_all_managers")
        nothing_is_left = len(failed) == len(plan.managers) and not plan.named
        if failed and (nothing_is_left or (self.get_option("strict") if required is None else required)):
            raise AnsibleParserError(failure_of(failed, len(plan.managers)))
        for answer in failed:
            self.display.warning(f"What {answer.manager.name} manages is missing in the inventory: {answer.failure}")

    def _add(self, host: Host) -> None:
        """Add a host with its variables and groups, those of Constructable last."""
        self.inventory.add_host(host.name)
        for name, value in {**never_template(dict(host.told)), **host.own}.items():
            self.inventory.set_variable(host.name, name, value)
        for group in host.groups:
            self.inventory.add_host(host.name, self.inventory.add_group(self._sanitize_group_name(f"{self.get_option('group_prefix')}{group}")))
        variables, strict = self.inventory.get_host(host.name).get_vars(), self.get_option("strict")
        self._set_composite_vars(self.get_option("compose"), variables, host.name, strict=strict)
        self._add_host_to_composed_groups(self.get_option("groups"), variables, host.name, strict=strict)
        self._add_host_to_keyed_groups(self.get_option("keyed_groups"), variables, host.name, strict=strict)


@contextmanager
def _without_empty_variables() -> Iterator[None]:
    """Empty variables of the environment are not set, as in tasks; Ansible would take them for values, and a port cannot be empty."""
    empty = [option.env for option in SHARED.values() if os.environ.get(option.env) == ""]
    for name in empty:
        del os.environ[name]
    try:
        yield
    finally:
        os.environ.update(dict.fromkeys(empty, ""))
