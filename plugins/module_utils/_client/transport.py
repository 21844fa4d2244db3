# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One HTTP exchange with ``requests``."""

from __future__ import annotations

import http.client
import ssl
import time
from typing import Any, Callable, Protocol

from ansible_collections.asyncos.api.plugins.module_utils._client import breakage, tls
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import ConnectionLost, ReplyTimeout
from ansible_collections.asyncos.api.plugins.module_utils._client.libraries import requests, urllib3
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import Settings

_CHUNK = 65536
_Adapter: Any = requests.adapters.HTTPAdapter if requests else object


class Sink(Protocol):
    """Takes the body of an answer with status 200 piece by piece, so that it is not held in memory.

    Its errors have to be of our own tree: those of the operating system would be taken for a broken connection.
    """

    def begin(self) -> None:
        """A body begins; if another one came before it, that was broken off and is void."""

    def write(self, piece: bytes) -> None:
        """The next piece of the body."""


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
    """Sends requests to one appliance. Safe to share between threads: it keeps no state but the pool of connections.

    Requests go to the adapter of ``requests`` directly: no cookies, no netrc, no proxies of the environment, no redirects.
    """

    def __init__(self, settings: Settings, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._monotonic = monotonic
        self._proxies = {settings.scheme: settings.proxy} if settings.proxy else {}
        if settings.scheme == "https":
            self._adapter = _OneContextAdapter(tls.context_for(settings), settings.concurrency)
        else:
            self._adapter = requests.adapters.HTTPAdapter(pool_connections=1, pool_maxsize=settings.concurrency)
        if not settings.validate_certs:
            urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)  # it was asked for

    def exchange(self, method: str, url: str, headers: dict[str, str], body: bytes | None, until: float, sink: Sink | None = None) -> Reply:
        """Send one request and read its whole answer, at the latest until the monotonic time ``until``. With a ``sink`` a success has no body left."""
        timeout = max(0.1, min(self._settings.timeout, until - self._monotonic()))
        try:
            request = requests.Request(method, url, headers=headers, data=body).prepare()
            with self._adapter.send(request, stream=True, timeout=timeout, verify=self._settings.validate_certs, proxies=self._proxies) as response:
                chunks: list[bytes] = []
                if sink and response.status_code == 200:
                    sink.begin()
                    self._read(response, until, sink.write)
                else:
                    self._read(response, until, chunks.append)
                return Reply(response.status_code, response.reason or "", response.headers, b"".join(chunks))
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, http.client.HTTPException, UnicodeError) as exc:
            raise breakage.error_for(exc, timeout) from exc

    def _read(self, response: Any, until: float, take: Callable[[bytes], object]) -> None:
        size = 0
        for chunk in iter(_next_piece(response.raw), b""):
            take(chunk)
            size += len(chunk)
            if self._monotonic() > until:
                raise ReplyTimeout("the answer was still coming in when the deadline ended")
        if response.status_code == 200 and not size and not ("Content-Length" in response.headers or "Transfer-Encoding" in response.headers):
            raise ConnectionLost("the answer was cut off before its body")
        announced = response.headers.get("Content-Length", "")
        if announced.isdigit() and not response.headers.get("Content-Encoding") and size < int(announced):
            raise ConnectionLost(f"the answer was cut off after {size} of {announced} bytes")


def _next_piece(raw: Any) -> Callable[[], bytes]:
    """Reads what has arrived, so that the deadline is looked at even when an answer comes byte by byte."""
    if hasattr(raw, "read1"):
        return lambda: raw.read1(_CHUNK, decode_content=True)
    return lambda: raw._original_response.read1(_CHUNK)  # urllib3 1.26 itself only reads whole chunks; nothing compressed is asked for
