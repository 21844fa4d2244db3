# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Any call of the API, for what the catalogue lacks."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._client.login import TOKEN_HEADER
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply
from ansible_collections.asyncos.api.plugins.module_utils._task.masking import secrets_in
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job, Operation, Result
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option

OPTIONS: dict[str, Option] = {
    "path": Option(
        "str",
        (
            "The resource, relative to the product's API, such as V(config/system_time).",
            "A path that begins with a slash is taken as it is, such as V(/wsa/api/v3.0/web_security/access_policies).",
        ),
        required=True,
    ),
    "method": Option("str", ("The HTTP method.",), default="GET", choices=("GET", "POST", "PUT", "DELETE")),
    "query": Option(
        "dict",
        ("Query parameters, spelt as the API wants them. A list repeats its name; V(true) is sent as C(True).",),
        default={},
    ),
    "body": Option("raw", ("Body of the request, sent as JSON. When it is left out, the request has none.",)),
    "api_version": Option("str", ("Version of the API, for a relative O(path).",), default="v2.0", choices=("v2.0", "v3.0")),
}

_API = re.compile(r"/(esa|wsa|sma)/api/")
HIDDEN_HEADERS = (TOKEN_HEADER.lower(), "set-cookie")


def run(job: Job) -> Result:
    params = job.params
    if _is_login(params["path"]):
        raise InputError("the path is a login call, whose answer is a secret", "The connection logs in by itself; see the auth option.")
    if params["path"].startswith("/") and not _API.match(params["path"]):
        raise InputError(f"path is {params['path']!r}, which is not in the API", "Leave the leading slash away, or write the path whole: /esa/api/v2.0/...")
    is_read = params["method"] == "GET"
    if job.check_mode and not is_read:
        return {"changed": True, "sent": False, "status": None, "reason": None, "headers": {}, "json": None, "content": ""}
    reply = job.client.call(params["method"], params["path"], params["query"], params["body"], params["api_version"])
    with job.client.named(params["method"], params["path"]):
        return _result(reply, changed=not is_read)


def _is_login(path: str) -> bool:
    parts = unquote(path).strip("/").split("/")
    return parts[-1:] == ["login"] or parts[-2:] == ["login", "two_factor"]


def _result(reply: Reply, changed: bool) -> Result:
    return {
        "changed": changed,
        "sent": True,
        "status": reply.status,
        "reason": reply.reason,
        "headers": {name.lower(): value for name, value in reply.headers.items() if name.lower() not in HIDDEN_HEADERS},
        **_body(reply),
    }


def _body(reply: Reply) -> dict[str, Any]:
    """The body as ``json`` if the appliance says that it is JSON, otherwise as ``content``: text, or base64 if it is no text."""
    if reply.is_json:
        return {"json": reply.json(), "content": ""}
    try:
        return {"json": None, "content": reply.body.decode("utf-8")}
    except UnicodeDecodeError:
        return {"json": None, "content": base64.b64encode(reply.body).decode()}


def secrets_of(params: Mapping[str, Any]) -> set[str]:
    """What the query and the body hold under names that secrets have."""
    return secrets_in([params.get("query"), params.get("body")], {})


REQUEST = Operation(options=OPTIONS, run=run, constraints={}, secrets=secrets_of)
