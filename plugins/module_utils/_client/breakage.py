# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a broken exchange means: from exceptions of ``requests``, ``urllib3``, ``ssl`` and the socket to one error.

The words are our own: those of the exceptions may hold headers and URLs, and with them secrets.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._client import tls
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import (
    PORT_HINT,
    AsyncOSError,
    ConnectionLost,
    InputError,
    MalformedReply,
    ReplyTimeout,
    Unreachable,
)
from ansible_collections.asyncos.api.plugins.module_utils._client.libraries import requests, urllib3


def error_for(failure: BaseException, timeout: float) -> AsyncOSError:
    """The error that ``failure`` stands for; ``timeout`` is the one that was in force, in seconds."""
    if isinstance(failure, _unformed()):
        return InputError("the request cannot be formed", "Check host, proxy and token for characters that do not belong there.")
    chain = list(causes(failure))
    for cause in chain:
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, ssl.SSLEOFError):
            return tls.error_for(cause)
        if type(cause).__name__ == "CertificateError":  # of urllib3 1.26, which compares names by itself
            return tls.wrong_name()
    return _not_connected(failure, chain, timeout) or _broken(chain, timeout)


def _unformed() -> tuple[type[BaseException], ...]:
    names = ("InvalidHeader", "InvalidURL", "InvalidProxyURL", "InvalidSchema", "MissingSchema")
    return (UnicodeError, *(getattr(requests.exceptions, name) for name in names))


def _not_connected(failure: BaseException, chain: list[BaseException], timeout: float) -> AsyncOSError | None:
    """The error if no connection was made, so that nothing was sent; otherwise nothing."""
    through_proxy = isinstance(failure, requests.exceptions.ProxyError)
    for cause in chain:
        if isinstance(cause, socket.gaierror):
            return _unknown_name(cause, through_proxy)
    tunnel = next((str(cause) for cause in chain if "Tunnel connection failed" in str(cause) and isinstance(cause, OSError)), "")
    if tunnel:
        return Unreachable(f"the proxy refuses the connection: {tunnel[tunnel.index('Tunnel') :]}", "Check the proxy option.")
    unconnected = any(isinstance(cause, (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError)) for cause in chain)
    if not unconnected or any(isinstance(cause, ConnectionResetError) for cause in chain):
        return None
    why = _socket_words(chain) or f"no connection within {timeout:g} seconds"
    return Unreachable(f"the proxy cannot be reached: {why}", "Check the proxy option.") if through_proxy else Unreachable(why)


def _unknown_name(cause: socket.gaierror, through_proxy: bool) -> AsyncOSError:
    hint = "Check the proxy option." if through_proxy else "Check host, asyncos_host or ansible_host for this appliance."
    error = Unreachable(f"the name {'of the proxy ' if through_proxy else ''}cannot be resolved ({cause.strerror})", hint)
    error.code = "unknown_host" if cause.errno == socket.EAI_NONAME else ""
    return error


def _socket_words(chain: list[BaseException]) -> str:
    for cause in chain:
        if isinstance(cause, ConnectionRefusedError):
            return "the connection was refused"
        if type(cause).__module__ == "builtins" and isinstance(cause, OSError) and cause.strerror:
            return f"no connection ({cause.strerror})"
    return ""


def _broken(chain: list[BaseException], timeout: float) -> AsyncOSError:
    """The error after the request was sent, or perhaps sent."""
    for cause in chain:
        if isinstance(cause, http.client.RemoteDisconnected):
            return ConnectionLost("the connection was closed before any answer")
        if isinstance(cause, (ConnectionError, ssl.SSLEOFError)):
            return ConnectionLost("the connection was reset")
        if isinstance(cause, http.client.BadStatusLine):
            return MalformedReply("the port does not answer with HTTP", PORT_HINT)
        if isinstance(cause, urllib3.exceptions.DecodeError):
            return MalformedReply("the answer is compressed and cannot be unpacked")
        if isinstance(cause, http.client.IncompleteRead):
            partial: Any = cause.partial  # urllib3 puts a number there
            return ConnectionLost(f"the answer was cut off after {partial if isinstance(partial, int) else len(partial)} bytes")
        if isinstance(cause, http.client.HTTPException):
            return MalformedReply(f"the answer is not proper HTTP: {cause}", PORT_HINT)
    if any(isinstance(cause, (requests.Timeout, urllib3.exceptions.TimeoutError, socket.timeout)) for cause in chain):
        return ReplyTimeout(f"no answer within {timeout:g} seconds")
    return ConnectionLost(f"the connection broke ({type(chain[0]).__name__})")


def causes(failure: BaseException | None) -> Iterator[BaseException]:
    """``failure`` and whatever it was made from: its causes, contexts, reasons and wrapped exceptions, outermost first."""
    seen: set[int] = set()
    waiting: list[object] = [failure]
    while waiting:
        current = waiting.pop(0)
        if not isinstance(current, BaseException) or id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        waiting += [current.__cause__, current.__context__, getattr(current, "reason", None), *current.args]
