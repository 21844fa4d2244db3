# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One HTTP exchange with ``requests``, and the words for everything that can break in it."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from http.cookiejar import DefaultCookiePolicy
from typing import Any, Callable

from ansible_collections.asyncos.api.plugins.module_utils._client import tls
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import (
    AsyncOSError,
    ConnectionLost,
    MalformedReply,
    ReplyTimeout,
    Unreachable,
)
from ansible_collections.asyncos.api.plugins.module_utils._client.libraries import requests, urllib3
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import Settings

_CHUNK = 65536
_Adapter: Any = requests.adapters.HTTPAdapter if requests else object


class _OneContextAdapter(_Adapter):
    """Gives every connection the same TLS context, so that no trust store is loaded twice."""

    def __init__(self, context: ssl.SSLContext, pool_size: int) -> None:
        self._context = context
        super().__init__(pool_connections=1, pool_maxsize=pool_size)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        return super().proxy_manager_for(proxy, ssl_context=self._context, **kwargs)

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """The context decides; the parent would load the trust store again for each connection."""
        conn.cert_reqs = "CERT_REQUIRED" if self._context.verify_mode else "CERT_NONE"


class Transport:
    """Sends requests to one appliance. Safe to share between threads: it keeps no cookies and no state."""

    def __init__(self, settings: Settings, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._monotonic = monotonic
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.verify = settings.validate_certs
        if not settings.validate_certs:
            urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)  # it was asked for
        self._session.proxies = {settings.scheme: settings.proxy} if settings.proxy else {}
        if settings.scheme == "https":
            self._session.mount("https://", _OneContextAdapter(tls.context_for(settings), settings.concurrency))

    def exchange(self, method: str, url: str, headers: dict[str, str], body: bytes | None, until: float) -> Reply:
        """Send one request and read its whole answer, at the latest until the monotonic time ``until``."""
        timeout = max(0.1, min(self._settings.timeout, until - self._monotonic()))
        try:
            with self._session.request(method, url, data=body, headers=headers, timeout=timeout, allow_redirects=False, stream=True) as response:
                content = b"" if response.is_redirect else self._read(response, until)  # requests has read a redirect's body away
                return Reply(response.status_code, response.reason or "", response.headers, content)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, http.client.HTTPException) as exc:
            raise _error_for(exc, timeout) from exc

    def _read(self, response: Any, until: float) -> bytes:
        chunks: list[bytes] = []
        for chunk in iter(_next_piece(response.raw), b""):
            chunks.append(chunk)
            if self._monotonic() > until:
                raise ReplyTimeout("the answer was still coming in when the deadline ended")
        content = b"".join(chunks)
        if response.status_code == 200 and not content and not ("Content-Length" in response.headers or "Transfer-Encoding" in response.headers):
            raise ConnectionLost("the answer was cut off before its body")
        announced = response.headers.get("Content-Length", "")
        if announced.isdigit() and not response.headers.get("Content-Encoding") and len(content) < int(announced):
            raise ConnectionLost(f"the answer was cut off after {len(content)} of {announced} bytes")
        return content


def _next_piece(raw: Any) -> Callable[[], bytes]:
    """Reads what has arrived, so that the deadline is looked at even when an answer comes byte by byte.

    urllib3 before 2.1 can only wait for whole chunks: there the deadline ends an answer a chunk late.
    """
    read = raw.read1 if hasattr(raw, "read1") else raw.read
    return lambda: read(_CHUNK, decode_content=True)


def _error_for(failure: BaseException, timeout: float) -> AsyncOSError:
    chain = list(tls.causes(failure))
    for cause in chain:
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, ssl.SSLEOFError):
            return tls.error_for(cause)
    if isinstance(failure, requests.exceptions.ProxyError):
        return Unreachable(f"the proxy cannot be used: {_innermost_words(chain)}", "Check the proxy option.")
    for cause in chain:
        known = _by_cause(cause, timeout)
        if known:
            return known
    if isinstance(failure, requests.ConnectTimeout):
        return Unreachable(f"no connection within {timeout:g} seconds")
    if isinstance(failure, requests.Timeout) or any("timed out" in str(cause).lower() for cause in chain):
        return ReplyTimeout(f"no answer within {timeout:g} seconds")
    return ConnectionLost(f"the connection broke: {_innermost_words(chain)}")


def _by_cause(cause: BaseException, timeout: float) -> AsyncOSError | None:
    """The error for a cause that is telling whatever it is wrapped in."""
    if isinstance(cause, socket.gaierror):
        error = Unreachable(f"the name cannot be resolved ({cause.strerror})", "Check host, asyncos_host or ansible_host for this appliance.")
        error.code = "unknown_host" if cause.errno == socket.EAI_NONAME else ""
        return error
    if isinstance(cause, ConnectionRefusedError):
        return Unreachable("the connection was refused")
    if isinstance(cause, http.client.RemoteDisconnected):
        return ConnectionLost("the connection was closed before any answer")
    if isinstance(cause, (ConnectionResetError, BrokenPipeError, ssl.SSLEOFError)):
        return ConnectionLost("the connection was reset")
    if isinstance(cause, http.client.BadStatusLine):
        return MalformedReply("the port does not answer with HTTP", "Check port and scheme: 6443 is https, 6080 is http.")
    if isinstance(cause, urllib3.exceptions.DecodeError):
        return MalformedReply("the answer is compressed and cannot be unpacked")
    if isinstance(cause, http.client.IncompleteRead):
        return ConnectionLost(f"the answer was cut off after {_length(cause.partial)} bytes")
    if isinstance(cause, OSError) and cause.errno is not None and type(cause).__module__ == "builtins" and not isinstance(cause, TimeoutError):
        return Unreachable(f"no connection: {cause.strerror}")
    return None


def _length(partial: Any) -> int:
    return partial if isinstance(partial, int) else len(partial)


def _innermost_words(chain: list[BaseException]) -> str:
    return str(chain[-1]) or type(chain[-1]).__name__
