# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One part of the configuration as data, whatever envelope the API puts around it."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import BARE, PLAIN, Configuration
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import INFERRED
from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, InputError, MalformedReply, NotFound, RequestRejected
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply
from ansible_collections.asyncos.api.plugins.module_utils._client.url import joined, query_string
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.levels import HINT
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.lookup import about_release
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.shapes import SHAPES

_XML = re.compile(rb"\s*<(?:\?xml\b[^>]*?\bencoding\s*=\s*[\"'](?P<encoding>[\w.-]+))?")


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
                raise InputError(f"{self.row.name} needs {name}: it is read for one at a time", f"Give {name}, or several in names.")
            parts = parts.replace(f"{{{name}}}", joined(self.variables[name]))
        return parts

    def parameters(self, product: str) -> dict[str, Any]:
        """The query. Refuses one that lacks a parameter which the resource requires."""
        row = self.row
        device = {"device_type": product} if "device_type" in row.resource.parameters else {}
        query = {**device, **row.reading.query, **self._names(), **self.query}
        missing = [name for name in row.resource.required if query.get(name) in (None, "")]
        if missing:
            where = "names" if missing == [row.reading.names] else "query"
            raise InputError(f"{row.name} cannot be read without {' and '.join(missing)}", f"Give it in {where}. {row.resource.note}".strip())
        return query

    def _names(self) -> dict[str, str]:
        for name in self.names:
            if "," in name:
                raise InputError(f"{name!r} cannot be asked for: commas separate names in this call", "Leave names out, and choose from the result.")
        return {self.row.reading.names: ",".join(self.names)} if self.names else {}

    def target(self, product: str) -> str:
        """What tells this call apart from others: questions with the same target have the same answer."""
        return f"{self.row.resource.api_version} {self.path()}?{query_string(self.parameters(product))}"


@dataclass(frozen=True)
class Found:
    """What was read. ``fits`` says whether the answer had the form that the catalogue expects; if not, ``value`` is the answer as it came.

    A file that is no text is ``encoded``: base64.
    """

    value: Any
    fits: bool = True
    encoded: bool = False


def read(client: Client, question: Question) -> Found:
    """The part, in the form in which it is written: items as a list of dictionaries, settings as a dictionary, files as text."""
    try:
        reply = fetched(client, question)
    except (NotFound, RequestRejected) as exc:
        raise explained(exc, question, client.settings.product) from exc
    return found_in(client, question, reply)


def fetched(client: Client, question: Question) -> Reply:
    """The answer as it comes."""
    return client.call("GET", question.path(), question.parameters(client.settings.product), api_version=question.row.resource.api_version)


def explained(error: AsyncOSError, question: Question, product: str) -> AsyncOSError:
    """A copy of ``error``, which says for a part that is not there which release has it, and for one that is refused that a level may lack."""
    told = copy(error)
    if isinstance(told, NotFound):
        absent = [f"There may be no {name} {value!r}." for name, value in question.variables.items()]
        told.hint = " ".join(filter(None, (*absent, about_release(question.row, product), told.hint)))
    if isinstance(told, RequestRejected) and question.row.has_levels and "mode" not in question.query:
        told.hint = f"{told.hint} {HINT}".strip()
    return told


def found_in(client: Client, question: Question, reply: Reply) -> Found:
    """What an answer says about the part that was asked for."""
    with client.named("GET", question.path()):
        return _file(reply) if question.row.reading.envelope == PLAIN else unwrapped(question.row, reply.json())


def _file(reply: Reply) -> Found:
    """JSON if the appliance says so, otherwise text, or base64 if it is none."""
    if reply.is_json and reply.json_or_none() is not None:
        return Found(reply.json())
    text = _text_in(reply.body)
    return Found(base64.b64encode(reply.body).decode(), encoded=True) if text is None else Found(text)


def _text_in(body: bytes) -> str | None:
    """The text of a file, ``None`` if it is none. XML is read in any case, as secrets in it are to be found; it may say how."""
    declared = _XML.match(body)
    encoding = declared["encoding"].decode() if declared and declared["encoding"] else "utf-8"
    try:
        return body.decode(encoding)
    except (UnicodeError, LookupError):
        return body.decode("latin-1") if declared else None


def unwrapped(row: Configuration, document: Any) -> Found:
    """The part without envelope and wrapper, brought into its written form.

    An answer of another form is handed on as it is if the form was only inferred, and is an error otherwise.
    """
    value = document
    for key in (row.reading.envelope, row.reading.wrapper):
        if key == BARE or value in ({}, None):
            continue
        if not isinstance(value, dict) or key not in value:
            return _of_another_form(row, document, f"it has no {key}")
        value = value[key]
    if value in ({}, [], None):
        return Found(_nothing(row, value))
    shaped = SHAPES[row.shape](value) if row.shape else value
    complaint = _complaint(row, shaped)
    return _of_another_form(row, document, complaint) if complaint else Found(shaped)


def _nothing(row: Configuration, value: Any) -> Any:
    """An empty part. An empty object stands for no data, around a list or in its place."""
    if row.is_list or row.elements:
        return []
    return {} if row.fields or value is None else value


def _complaint(row: Configuration, value: Any) -> str:
    """In what ``value`` is not of the form that the row declares; empty if in nothing."""
    if row.is_list and not (isinstance(value, list) and all(isinstance(item, dict) for item in value)):
        return "it is no list of items"
    if row.elements and not isinstance(value, list):
        return "it is no list"
    if row.fields and not row.is_list and not isinstance(value, dict):
        return "it is no dictionary"
    return ""


def _of_another_form(row: Configuration, document: Any, why: str) -> Found:
    if row.reading.evidence.confidence == INFERRED:
        return Found(document, fits=False)
    raise MalformedReply(f"the answer is not a reply about {row.name}: {why}")
