# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The log subscriptions of an appliance, and which of them a task means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.reports import nearest
from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, MalformedReply, NotFound
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.lookup import row_for
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.reading import Question, read
from ansible_collections.asyncos.api.plugins.module_utils._task.masking import masked
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job

_ROWS = {"esa": "mail_log_subscriptions", "sma": "mail_log_subscriptions", "wsa": "log_subscriptions"}
"""The part of the configuration in which each product lists its log subscriptions."""


Failure = tuple[str, "str | None", AsyncOSError]
"""A subscription, the name of its file or ``None`` for the subscription as a whole, and what went wrong."""


@dataclass(frozen=True)
class Choice:
    """The subscriptions that a task means, in the appliance's order, and the names that it asked for and no subscription has."""

    records: list[dict[str, Any]]
    failures: list[Failure]


def choose(job: Job, asked: Sequence[str] | None, retrieval_method: str | None = None) -> Choice:
    """Those whose name is one of ``asked``, or matches one as a pattern; all if nothing is asked for. A pattern without a match is warned of."""
    there = subscriptions_of(job.client, {"retrievalMethod": retrieval_method} if retrieval_method else {})
    patterns = ["*"] if asked is None else list(dict.fromkeys(asked))
    missing = [pattern for pattern in patterns if not any(fnmatchcase(record["name"], pattern) for record in there)]
    condition = f" with retrieval_method {retrieval_method}" if retrieval_method else ""
    for pattern in filter(_is_pattern, missing if asked else ()):
        job.warn(f"No log subscription{condition} matches {pattern!r}.")
    return Choice(
        [record for record in there if any(fnmatchcase(record["name"], pattern) for pattern in patterns)],
        [(name, None, _unknown(job.client, name, there, condition)) for name in missing if not _is_pattern(name)],
    )


def subscriptions_of(client: Client, query: Mapping[str, str]) -> list[dict[str, Any]]:
    """All subscriptions: the appliance's own fields, and ``name``."""
    row = row_for(_ROWS[client.settings.product], client.settings.product)
    found = read(client, Question(row, query=query))
    name = row.key[0]
    if not found.fits or not all(isinstance(record.get(name), str) for record in found.value):
        raise MalformedReply("the answer is no list of log subscriptions", f"asyncos.api.config_info returns it as it came: it is called {row.name} there.")
    return [{"name": record[name], **masked(record, row.fields)} for record in found.value]


def _unknown(client: Client, name: str, records: Iterable[Mapping[str, Any]], condition: str) -> AsyncOSError:
    likely = nearest(name, [record["name"] for record in records])
    hint = f"Did you mean {' or '.join(likely)}?" if likely else "asyncos.api.log_info lists all log subscriptions."
    error = NotFound(f"there is no log subscription {name!r}{condition}", hint)
    error.appliance = client.settings.label
    return error


def _is_pattern(name: str) -> bool:
    return any(character in name for character in "*?[")
