# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether an answer is a success, and which error it is if not.

Status and body decide together: a bad parameter is 404 like an unknown path, web configuration v2.0 hides failures in
``res_code`` under HTTP 200, and v3.0 answers 207 as soon as one part failed.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import (
    ApplianceFault,
    ApplianceUnavailable,
    AsyncOSError,
    AuthenticationError,
    NotFound,
    PartlyDone,
    PermissionDenied,
    RedirectRefused,
    RequestRejected,
)
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply

_PERMISSION_WORDS = ("permission", "not allowed", "privilege", "forbidden", "access denied")
_NO_RESOURCE = ("not found", "")

_BY_STATUS: dict[int, tuple[type[AsyncOSError], str]] = {
    300: (RedirectRefused, ""),
    301: (RedirectRefused, ""),
    307: (RedirectRefused, ""),
    400: (RequestRejected, "Check the parameters and the body against the documentation of this release."),
    401: (AuthenticationError, ""),
    403: (PermissionDenied, ""),
    404: (NotFound, ""),
    406: (RequestRejected, "The appliance cannot answer in the form asked for."),
    413: (RequestRejected, "The request is too large: send fewer items at once."),
    414: (RequestRejected, "The request's URL is too long: use fewer or shorter filter values."),
    429: (ApplianceUnavailable, ""),
    500: (ApplianceFault, ""),
    501: (RequestRejected, "This release does not support the call; a newer one may."),
    502: (ApplianceUnavailable, ""),
    503: (ApplianceUnavailable, ""),
    504: (ApplianceUnavailable, ""),
    505: (RequestRejected, "The appliance, or a proxy before it, does not speak the HTTP version used."),
}


class Complaint(NamedTuple):
    """What an error body says: the appliance's message and its code as text."""

    message: str
    code: str


def complaint_in(document: Any) -> Complaint:
    """The message of an error body in either documented form, empty if there is none."""
    if not isinstance(document, dict):
        return Complaint("", "")
    inner = document.get("error", document)
    if not isinstance(inner, dict):
        return Complaint(str(inner), "")
    message = inner.get("message") or inner.get("res_message") or ""
    return Complaint(str(message), str(inner.get("code", inner.get("res_code", ""))))


def verdict_on(reply: Reply) -> AsyncOSError | None:
    """The error that ``reply`` stands for, or ``None`` if it is a success."""
    if reply.status >= 300:
        return _failed(reply)
    return _partly_done(reply) if reply.status in (206, 207) else _hidden_failure(reply)


def _failed(reply: Reply) -> AsyncOSError:
    message, code = complaint_in(reply.json_or_none())
    quoted = f"the appliance answered {reply.status} '{message or reply.reason}'"
    if reply.status == 404 and message.strip().rstrip(".").lower() not in _NO_RESOURCE:
        return RequestRejected(quoted, "It reports bad or missing parameters this way: check those of the task.", 404, code)
    if reply.status == 401 and any(word in message.lower() for word in _PERMISSION_WORDS):
        return PermissionDenied(quoted, "", 401, code)
    kind, hint = _BY_STATUS.get(reply.status) or _by_class(reply.status)
    return kind(quoted, hint, reply.status, code)


def error_for_status(status: int) -> AsyncOSError | None:
    """The error that a status stands for when nothing but the status is known."""
    if status < 300:
        return PartlyDone("") if status in (206, 207) else None
    kind, hint = _BY_STATUS.get(status) or _by_class(status)
    return kind("", hint, status)


def _by_class(status: int) -> tuple[type[AsyncOSError], str]:
    if status < 400:
        return RedirectRefused, ""
    return (RequestRejected, "") if status < 500 else (ApplianceFault, "")


def _hidden_failure(reply: Reply) -> AsyncOSError | None:
    document = reply.json_or_none() if b"res_code" in reply.body else None
    code = document.get("res_code") if isinstance(document, dict) else None
    if not isinstance(code, int) or code < 206:
        return None
    said = f"the appliance answered 200, but res_code {code} '{complaint_in(document).message}'"
    error: AsyncOSError = PartlyDone(said, "", reply.status, str(code)) if code == 206 else RequestRejected(said, "", reply.status, str(code))
    error.details = {"res_data": document.get("res_data")} if isinstance(document, dict) else {}
    return error


def _partly_done(reply: Reply) -> AsyncOSError | None:
    document = reply.json_or_none()
    if not isinstance(document, dict):
        return None
    parts = document.get("res_data")
    failed = [name for name in parts if name.endswith("_failure") and parts[name]] if isinstance(parts, dict) else []
    if not failed and not document.get("failure_list"):
        return None
    error = PartlyDone(f"the appliance answered {reply.status}: some items failed", "", reply.status)
    error.details = document
    return error
