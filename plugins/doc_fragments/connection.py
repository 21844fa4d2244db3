# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
requirements:
  - requests
  - pyjwt
notes:
  - Nothing runs on the appliance, so no C(connection) and no C(delegate_to) is needed. Delegate a task only when another host reaches the appliance.
  - Every connection option can also be set for hosts and groups as the variable C(asyncos_<option>), in the environment as C(ASYNCOS_<OPTION>),
    or for all modules at once with C(module_defaults) and the action group C(asyncos.api.api).
    The task's own options come first, then C(module_defaults), host variables, the environment, and the default.
options:
  # BEGIN RENDERED connection options
  host:
    description:
      - Name or address of the appliance.
      - When it is left out, the host's C(ansible_host) is taken, and after it the C(inventory_hostname), but not for C(localhost).
    type: str
  port:
    description:
      - Port of the AsyncOS API.
      - When it is left out, V(6443) for O(scheme=https) and V(6080) for O(scheme=http).
    type: int
  scheme:
    description:
      - How the appliance is talked to.
      - 'With V(http) the password crosses the network readably: every task that does so warns.'
    type: str
    choices:
      - https
      - http
    default: https
  product:
    description:
      - 'What the appliance is: V(esa) Secure Email Gateway, V(wsa) Secure Web Appliance, V(sma) Secure Email and Web Manager.'
      - 'It has no default: without it the task fails.'
    type: str
    choices:
      - esa
      - wsa
      - sma
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
  username:
    description:
      - The user. Needed for O(auth=jwt) and O(auth=basic).
    type: str
  password:
    description:
      - The user's password. Needed for O(auth=jwt) and O(auth=basic).
    type: str
  passcode:
    description:
      - The second factor of an account with two-factor login. It is used once and serves the whole run.
      - The form in which appliances want it is not known publicly and could not be tested against one.
    type: str
  token:
    description:
      - A token to use instead of a login. Needed for O(auth=token) and O(auth=oidc).
    type: str
  token_folder:
    description:
      - Folder in which the tokens of logins are kept, readable by its owner only.
      - When it is left out, tokens are kept in the run's own temporary folder, which C(ansible-playbook) removes when it ends.
      - A task on another host borrows the run's session; with C(async) or C(become) it logs in for itself.
      - Set it to keep a two-factor session beyond one run, or on a jump host.
    type: path
  validate_certs:
    description:
      - Whether the appliance's TLS certificate must be trusted. Leave it on, and give your own CA in O(ca_path).
    type: bool
    default: true
  ca_path:
    description:
      - File of CA certificates in PEM form, or folder of hashed ones, that is trusted for the appliance.
      - When it is left out, the system's trust store is used.
    type: path
  client_cert:
    description:
      - Client certificate in PEM form, for appliances or proxies that ask for one.
    type: path
  client_key:
    description:
      - Key of O(client_cert). When it is left out, it is looked for in O(client_cert).
    type: path
  proxy:
    description:
      - URL of an HTTP proxy, such as V(http://proxy.example.com:3128).
      - 'When it is left out, the appliance is reached directly: proxy variables of the environment are not used.'
    type: str
  timeout:
    description:
      - Seconds to wait for a connection, and for each piece of an answer.
    type: float
    default: 30.0
  deadline:
    description:
      - Seconds that one call may take in all, with its retries.
    type: float
    default: 300.0
  retries:
    description:
      - 'How often a call is tried again when that is safe: reads after a broken connection or status 429, 502, 503 and 504; changes only
        if nothing was sent.'
    type: int
    default: 3
  concurrency:
    description:
      - How many calls of one task are under way at once.
    type: int
    default: 4
  # END RENDERED connection options
"""
