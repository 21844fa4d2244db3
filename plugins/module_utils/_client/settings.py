# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where an appliance is, who asks, and how patiently. Plain data without behaviour on the network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from ipaddress import IPv6Address
from urllib.parse import urlsplit

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._client.version import VERSION

USER_AGENT = f"asyncos.api/{VERSION} (Ansible collection)"
"""The same for login and calls, because an appliance's token holds the User-Agent it was issued to."""

BASIC = "basic"
JWT = "jwt"
TOKEN = "token"
OIDC = "oidc"

DEFAULT_PORTS = {"https": 6443, "http": 6080}


@dataclass(frozen=True)
class Settings:
    """One authenticated connection. Times are in seconds. Secrets are kept out of ``repr``."""

    host: str
    product: str
    scheme: str = "https"
    port: int = 0
    auth: str = JWT
    username: str = ""
    password: str = field(default="", repr=False)
    passcode: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    validate_certs: bool = True
    ca_path: str = ""
    client_cert: str = ""
    client_key: str = ""
    proxy: str = field(default="", repr=False)
    timeout: float = 30.0
    deadline: float = 300.0
    retries: int = 3
    concurrency: int = 4

    def __post_init__(self) -> None:
        if not _is_host(self.host):
            raise InputError(f"host is {self.host!r}, which is neither a name nor an address", "Give the host without scheme, port and path.")
        if not self.port:
            object.__setattr__(self, "port", DEFAULT_PORTS[self.scheme])
        if not 0 < self.port < 65536:
            raise InputError(f"port is {self.port}, but must be from 1 to 65535")
        self._require_credentials()
        self._require_usable_token()
        if self.proxy and not _is_proxy(self.proxy):
            raise InputError("proxy is not a URL of a proxy", "Write it like http://proxy.example.com:3128.")
        if self.client_key and not self.client_cert:
            raise InputError("client_key is given without client_cert", "Give both, or neither.")

    def _require_credentials(self) -> None:
        needed = ("token",) if self.auth in (TOKEN, OIDC) else ("username", "password")
        missing = [name for name in needed if not getattr(self, name)]
        if missing:
            variables = [f"asyncos_{name}" for name in missing]
            places = (f"{_all(variables)} for the host", f"{_all(name.upper() for name in variables)} in the environment", f"or {_all(missing)} in the task")
            raise InputError(f"{_all(missing)} not given for auth={self.auth}", f"Set {', '.join(places)}.")

    def _require_usable_token(self) -> None:
        """A token read from a file brings its line end along; anything else that a header cannot hold is refused."""
        object.__setattr__(self, "token", self.token.strip())
        if not all("!" <= character <= "~" for character in self.token):
            raise InputError("token has blanks or characters that no token has", "Give the token alone, without header name or quotes.")

    @property
    def origin(self) -> str:
        """Scheme, host and port as they begin a URL; IPv6 addresses in brackets."""
        host = f"[{self.host}]" if ":" in self.host and not self.host.startswith("[") else self.host
        return f"{self.scheme}://{host}:{self.port}"

    @property
    def label(self) -> str:
        """How messages name the appliance."""
        return f"{self.host}:{self.port} ({self.product})"

    @property
    def secrets(self) -> tuple[str, ...]:
        of_proxy = urlsplit(self.proxy).password or ""
        return tuple(secret for secret in (self.password, self.passcode, self.token, self.proxy if of_proxy else "", of_proxy) if secret)


def _all(names: Iterable[str]) -> str:
    return " and ".join(names)


def _is_proxy(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _is_host(text: str) -> bool:
    """Whether ``text`` can be a name or an address; with a colon only as an IPv6 address."""
    if ":" in text:
        try:
            return bool(IPv6Address(text[1:-1] if text.startswith("[") and text.endswith("]") else text))
        except ValueError:
            return False
    return all(0 < len(label) < 64 for label in text.rstrip(".").split(".")) and not any(character in "/@?#[]\\" or character <= " " for character in text)
