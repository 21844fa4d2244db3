# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The connection's options: declared here, the same for every module, and turned into :class:`Settings`.

Resolution: task argument, ``module_defaults``, host variable ``asyncos_<option>``, environment ``ASYNCOS_<OPTION>``, default.
The first two are one by the time a task runs. Host variables can only be seen by the action plugin, which fills them in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.products import PRODUCTS
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._client.session import session_file
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import BASIC, JWT, OIDC, TOKEN, Settings
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option

_DEFAULTS = {each.name: each.default for each in fields(Settings)}


def variable_of(option: str) -> str:
    """The host variable that gives ``option``."""
    return f"asyncos_{option}"


def _option(name: str, kind: str, *description: str, **more: Any) -> Option:
    return Option(kind, description, env=f"ASYNCOS_{name.upper()}", **more)


CONNECTION: dict[str, Option] = {
    "host": _option(
        "host",
        "str",
        "Name or address of the appliance.",
        "When it is left out, the host's C(ansible_host) is taken, and after it the C(inventory_hostname), but not for C(localhost).",
    ),
    "port": _option(
        "port",
        "int",
        "Port of the AsyncOS API.",
        "When it is left out, V(6443) for O(scheme=https) and V(6080) for O(scheme=http).",
    ),
    "scheme": _option(
        "scheme",
        "str",
        "How the appliance is talked to.",
        "With V(http) the password crosses the network readably: every task that does so warns.",
        default=_DEFAULTS["scheme"],
        choices=("https", "http"),
    ),
    "product": _option(
        "product",
        "str",
        "What the appliance is: " + ", ".join(f"V({product.name}) {product.title}" for product in PRODUCTS.values()) + ".",
        "It has no default: without it the task fails.",
        choices=tuple(PRODUCTS),
    ),
    "auth": _option(
        "auth",
        "str",
        f"How to log in. V({JWT}) logs in once with O(username) and O(password), and with O(passcode) where the account asks for it.",
        f"V({BASIC}) sends user name and password with each call. V({TOKEN}) sends O(token) as a token of the appliance.",
        f"V({OIDC}) sends O(token) as an access token of an OpenID Connect provider (AsyncOS 14.0 and newer).",
        default=_DEFAULTS["auth"],
        choices=(JWT, BASIC, TOKEN, OIDC),
    ),
    "username": _option("username", "str", f"The user. Needed for O(auth={JWT}) and O(auth={BASIC})."),
    "password": _option("password", "str", f"The user's password. Needed for O(auth={JWT}) and O(auth={BASIC}).", no_log=True),
    "passcode": _option(
        "passcode",
        "str",
        "The second factor of an account with two-factor login. It is used once and serves the whole run.",
        "The form in which appliances want it is not known publicly and could not be tested against one.",
        no_log=True,
    ),
    "token": _option("token", "str", f"A token to use instead of a login. Needed for O(auth={TOKEN}) and O(auth={OIDC}).", no_log=True),
    "token_folder": _option(
        "token_folder",
        "path",
        "Folder in which the tokens of logins are kept, readable by its owner only.",
        "When it is left out, tokens are kept in the run's own temporary folder, which C(ansible-playbook) removes when it ends.",
        "A task on another host borrows the run's session; with C(async) or C(become) it logs in for itself.",
        "Set it to keep a two-factor session beyond one run, or on a jump host.",
        no_log=False,
    ),
    "validate_certs": _option(
        "validate_certs",
        "bool",
        "Whether the appliance's TLS certificate must be trusted. Leave it on, and give your own CA in O(ca_path).",
        default=_DEFAULTS["validate_certs"],
    ),
    "ca_path": _option(
        "ca_path",
        "path",
        "File of CA certificates in PEM form, or folder of hashed ones, that is trusted for the appliance.",
        "When it is left out, the system's trust store is used.",
    ),
    "client_cert": _option("client_cert", "path", "Client certificate in PEM form, for appliances or proxies that ask for one."),
    "client_key": _option("client_key", "path", "Key of O(client_cert). When it is left out, it is looked for in O(client_cert).", no_log=False),
    "proxy": _option(
        "proxy",
        "str",
        "URL of an HTTP proxy, such as V(http://proxy.example.com:3128).",
        "When it is left out, the appliance is reached directly: proxy variables of the environment are not used.",
        no_log=True,
    ),
    "timeout": _option(
        "timeout",
        "float",
        "Seconds to wait for a connection, and for each piece of an answer.",
        default=_DEFAULTS["timeout"],
    ),
    "deadline": _option(
        "deadline",
        "float",
        "Seconds that one call may take in all, with its retries.",
        default=_DEFAULTS["deadline"],
    ),
    "retries": _option(
        "retries",
        "int",
        "How often a call is tried again when that is safe: reads after a broken connection or status 429, 502, 503 and 504; changes only if nothing was sent.",
        default=_DEFAULTS["retries"],
    ),
    "concurrency": _option(
        "concurrency",
        "int",
        "How many calls of one task are under way at once.",
        default=_DEFAULTS["concurrency"],
    ),
}


def settings_from(params: Mapping[str, Any]) -> Settings:
    """The connection that ``params`` describe. Raises :class:`InputError` for what is missing or cannot be."""
    for name in ("host", "product"):
        if not params.get(name):
            raise InputError(f"{name} is not given", f"Set {variable_of(name)} for the host, or {name} in the task.")
    for name, least in (("timeout", 0.1), ("deadline", 0.1), ("retries", 0), ("concurrency", 1)):
        if params[name] < least:
            raise InputError(f"{name} is {params[name]}, but must be at least {least}")
    given = {each.name: params.get(each.name) for each in fields(Settings)}
    return Settings(**{name: value for name, value in given.items() if value is not None})


def session_to_share(params: Mapping[str, Any]) -> str:
    """Name of the file that holds the login session of the connection that ``params`` describe; empty if it has no login."""
    try:
        settings = settings_from(params)
    except InputError:
        return ""  # whoever runs the operation says it
    return session_file(settings) if settings.auth == JWT else ""
