# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Everything about given messages: any sections of any number of them, asked at once over one connection."""

from __future__ import annotations

import re
from functools import partial
from typing import Any, NamedTuple

from ansible_collections.asyncos.api.plugins.module_utils._catalog.message_sections import SECTIONS, SERIAL_NUMBER, SMA_SERIAL_NUMBER, Section
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resources import RESOURCES
from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, InputError, NotFound, RequestRejected
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import error_dict, with_failures
from ansible_collections.asyncos.api.plugins.module_utils._task.messages.query import Message, messages_from
from ansible_collections.asyncos.api.plugins.module_utils._task.messages.section import section_data
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job, Operation, Result
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option
from ansible_collections.asyncos.api.plugins.module_utils._task.parallel import run_all
from ansible_collections.asyncos.api.plugins.module_utils._task.products import require_product

_DICTIONARY = (
    "A dictionary has the keys C(mid) (the message ID, or a list of them if the appliance split the message) and C(serial_number)"
    " (the serial number of the gateway that handled the message), and may have C(icid) (the ID of the incoming connection)."
)

OPTIONS: dict[str, Option] = {
    "messages": Option(
        "list",
        (
            "The messages to ask about. Each is a record of M(asyncos.api.message_tracking_info), or a dictionary.",
            _DICTIONARY,
            "A mid alone will do where O(serial_number) is given.",
            "A message that is given twice is asked about once.",
        ),
        required=True,
        elements="raw",
    ),
    "serial_number": Option(
        "str",
        (
            "Serial number of the gateway, for those of O(messages) that do not have their own.",
            "With O(product=sma), too, it is that of the gateway that handled the message.",
        ),
    ),
    "sections": Option(
        "list",
        ("What to get.", *(f"V({section.name}) is {section.meaning}." for section in SECTIONS.values())),
        default=["details"],
        choices=tuple(SECTIONS),
        elements="str",
    ),
    "ignore_failed_items": Option(
        "bool",
        ("Whether the task succeeds when some sections could not be had. Either way RV(failed_items) names them, and the others are there.",),
        default=False,
    ),
    "serial_number_parameter": Option(
        "str",
        (
            "Name of the parameter that tells the appliance the serial number for the sections V(connection) and V(remediation).",
            "Public clients of the API differ in it, and which of the names a release reads is not known.",
        ),
        default=SERIAL_NUMBER,
        choices=(SERIAL_NUMBER, SMA_SERIAL_NUMBER),
    ),
}

_UNKNOWN = re.compile(r"\b(mid|icid|serial ?number)\b", re.IGNORECASE)
_UNKNOWN_HINT = (
    "The serial number has to be that of the gateway that handled the message, on an SMA as well; records of message_tracking_info "
    "have it as serialNumber. Messages that tracking no longer holds are not known either."
)


class _Question(NamedTuple):
    message: Message
    section: Section


def run(job: Job) -> Result:
    require_product("message_details", job.params["product"], "Ask a gateway, or the manager that it reports to.")
    messages = messages_from(job.params["messages"], job.params["serial_number"])
    sections = _sections(job.params["sections"])
    questions = [_Question(message, section) for message in messages for section in sections]
    calls = [partial(_fetched, job.client, question, job.params["serial_number_parameter"]) for question in questions]
    found: dict[Message, dict[str, Any]] = {message: message.facts() for message in messages}
    failures: list[tuple[_Question, AsyncOSError]] = []
    for question, outcome in zip(questions, run_all(calls, job.client.settings.concurrency)):
        error = outcome if isinstance(outcome, AsyncOSError) else None
        found[question.message][question.section.name] = None if error else outcome
        if error:
            failures.append((question, error))
    result: Result = {"changed": False, "messages": list(found.values()), "failed_items": [_failed_item(*failure) for failure in failures]}
    errors = [error for _question, error in failures]
    return with_failures(result, errors, len(questions), "sections", job.params["ignore_failed_items"], job.client.secrets)


def _sections(names: list[str]) -> list[Section]:
    if not names:
        raise InputError("sections is empty", f"Give at least one of {', '.join(SECTIONS)}, or leave it out for details.")
    return [SECTIONS[name] for name in dict.fromkeys(names)]


def _fetched(client: Client, question: _Question, serial_name: str) -> dict[str, Any]:
    message, section = question
    try:
        return client.get(RESOURCES[section.resource].path, message.query(section, serial_name), partial(section_data, section))
    except RequestRejected as exc:
        if exc.status == 404 and _UNKNOWN.search(exc.said):
            raise _unknown_message(message, exc) from exc
        raise


def _unknown_message(message: Message, error: RequestRejected) -> AsyncOSError:
    """What the appliance means by ``Invalid value for attribute - mid or icid.`` (source NRPM)."""
    said = f"no message with {message} is known there under serial number {message.serial_number} ({error.said})"
    return NotFound(said, _UNKNOWN_HINT, error.status, error.code).met_on(error.appliance, error.method, error.path, error.attempts)


def _failed_item(question: _Question, error: AsyncOSError) -> dict[str, Any]:
    return {**question.message.facts(), "section": question.section.name, "msg": str(error), "error": error_dict(error)}


MESSAGE_INFO = Operation(options=OPTIONS, run=run, constraints={})
