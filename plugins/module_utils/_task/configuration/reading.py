# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One part of the configuration as data, whatever envelope the API puts around it."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import BARE, PLAIN, Configuration
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import INFERRED
from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError, MalformedReply, NotFound
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply
from ansible_collections.asyncos.api.plugins.module_utils._client.url import joined
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.lookup import about_release
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.shapes import SHAPES


@dataclass(frozen=True)
class Question:
    """What is to be read: a part, or what ``names``, ``variables`` (of its path) and ``query`` choose of it."""

    row: Configuration
    names: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)

    def path(self) -> str:
        """The path with its variable parts filled in. Refuses one that lacks any."""
        parts = self.row.resource.path
        for name in self.row.resource.variables:
            if not self.variables.get(name):
                raise InputError(f"{self.row.name} needs {name}: it is read for one at a time")
            parts = parts.replace(f"{{{name}}}", joined(self.variables[name]))
        return parts

    def parameters(self, product: str) -> dict[str, Any]:
        """The query. Refuses one that lacks a parameter which the resource requires."""
        row = self.row
        device = {"device_type": product} if "device_type" in row.resource.parameters else {}
        names = {row.reading.names: ",".join(self.names)} if self.names else {}
        query = {**device, **row.reading.query, **names, **self.query}
        missing = [name for name in row.resource.required if query.get(name) in (None, "")]
        if missing:
            raise InputError(f"{row.name} cannot be read without {' and '.join(missing)}", f"Give it in query. {row.resource.note}".strip())
        return query


@dataclass(frozen=True)
class Found:
    """What was read. ``fits`` says whether the answer had the form that the catalogue expects; if not, ``value`` is the answer as it came."""

    value: Any
    fits: bool = True


def read(client: Client, question: Question) -> Found:
    """The part, in the form in which it is written: items as a list of dictionaries, settings as a dictionary, files as text."""
    row = question.row
    path = question.path()
    reply = _fetched(client, question, path)
    with client.named("GET", path):
        return Found(_text(reply)) if row.reading.envelope == PLAIN else unwrapped(row, reply.json())


def _fetched(client: Client, question: Question, path: str) -> Reply:
    row = question.row
    product = client.settings.product
    try:
        return client.call("GET", path, question.parameters(product), api_version=row.resource.api_version)
    except NotFound as exc:
        exc.hint = f"{about_release(row, product)} {exc.hint}".strip()
        raise


def _text(reply: Reply) -> Any:
    """JSON if the appliance says so, otherwise text, or base64 if it is none."""
    if reply.is_json:
        return reply.json_or_none() or reply.body.decode("utf-8", "replace")
    try:
        return reply.body.decode("utf-8")
    except UnicodeDecodeError:
        return base64.b64encode(reply.body).decode()


def unwrapped(row: Configuration, document: Any) -> Found:
    """The part without envelope and wrapper, brought into its written form.

    An answer of another form is handed on as it is if the form was only inferred, and is an error otherwise.
    """
    keys = [key for key in (row.reading.envelope, row.reading.wrapper) if key != BARE]
    value = document
    for key in keys:
        if value in ({}, None):
            break
        if not isinstance(value, dict) or key not in value:
            return _of_another_form(row, document, f"it has no {key}")
        value = value[key]
    if value in ({}, None):
        return Found([] if row.is_list else {})
    shaped = SHAPES[row.shape](value) if row.shape else value
    if row.is_list and not (isinstance(shaped, list) and all(isinstance(item, dict) for item in shaped)):
        return _of_another_form(row, document, "it is no list of items")
    if not row.is_list and row.fields and not isinstance(shaped, dict):
        return _of_another_form(row, document, "it is no dictionary")
    return Found(shaped)


def _of_another_form(row: Configuration, document: Any, why: str) -> Found:
    if row.reading.evidence.confidence == INFERRED:
        return Found(document, fits=False)
    raise MalformedReply(f"the answer is not a reply about {row.name}: {why}")
