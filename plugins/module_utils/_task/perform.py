# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From parameters to a result: the part that both entrances, action and module, have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Callable

from ansible.module_utils.basic import missing_required_lib

from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError
from ansible_collections.asyncos.api.plugins.module_utils._client.libraries import MISSING
from ansible_collections.asyncos.api.plugins.module_utils._client.session import FolderStore, MemoryStore
from ansible_collections.asyncos.api.plugins.module_utils._task.connection import settings_from
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import failure_result, without_secrets
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job, Operation, Result

PLAIN_HTTP = "scheme is http: user name, password and data cross the network to {host} readably. Use https outside of tests."


Words = Callable[[str], None]


def perform(operation: Operation, params: Mapping[str, Any], check_mode: bool, warn: Words, tell: Words = lambda text: None) -> Result:
    """Run ``operation``. Errors of the connection and of the appliance become a result with ``failed``; bugs propagate."""
    for library, attempt in MISSING.items():
        return {"failed": True, "msg": missing_required_lib(library), "exception": attempt}
    own = tuple(operation.secrets(params))
    client: Client | None = None
    try:
        client = _client(params, warn)
        return operation.run(Job(client, params, check_mode, _clean(warn, client, own), _clean(tell, client, own)))
    except AsyncOSError as exc:
        return failure_result(exc, (*client.secrets, *own) if client else own)


def _clean(words: Words, client: Client, own: Sequence[str]) -> Words:
    """``words`` for texts that may quote the appliance or the task: what is secret by then is taken out of them."""
    return lambda text: words(without_secrets(text, (*client.secrets, *own)))


def _client(params: Mapping[str, Any], warn: Words) -> Client:
    settings = settings_from(params)
    if settings.scheme == "http":
        warn(PLAIN_HTTP.format(host=settings.host))
    folder = params.get("token_folder")
    return Client(settings, FolderStore(folder) if folder else MemoryStore())
