# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the rendered regions of the page on errors say: each kind with its meaning, and with a message that a task gets from the simulator."""

from __future__ import annotations

import re
import tempfile
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import import_module
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.asyncos.api.plugins.module_utils._catalog.statuses import STATUSES
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, every_kind
from ansible_collections.asyncos.api.plugins.module_utils._client.verdict import error_for_status
from ansible_collections.asyncos.api.plugins.module_utils._task.perform import perform
from ansible_collections.asyncos.api.tests.simulator.faults import Fault
from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec, Fleet
from ansible_collections.asyncos.api.tests.tools.markdown import table
from ansible_collections.asyncos.api.tests.tools.project import PACKAGE

OPERATIONS = f"{PACKAGE}.plugins.module_utils._task"
WIDTH = 120
_REPORT = {"reports": ["mail_incoming_traffic_summary"]}
_CLOSED_PORT = 9


FIRST = ("unreachable", "transport_error", "certificate_rejected", "authentication_error", "permission_denied", "malformed_reply")


@dataclass(frozen=True)
class Sample:
    """A task that meets an error: its module and options, the appliance, and what that one does wrong. ``{folder}`` in options is an empty folder."""

    module: str
    options: Mapping[str, Any]
    appliance: str = "esa1"
    fault: Fault | None = None
    connection: Mapping[str, Any] = field(default_factory=dict)


SAMPLES: dict[str, Sample] = {
    "input_error": Sample("report_info", {"reports": ["mail_incoming_trafic_summary"]}),
    "transport_error": Sample("report_info", _REPORT, "plain", connection={"scheme": "https"}),
    "unreachable": Sample("report_info", _REPORT, connection={"port": _CLOSED_PORT, "retries": 0}),
    "certificate_rejected": Sample("report_info", _REPORT, "other_ca"),
    "connection_lost": Sample("report_info", _REPORT, fault=Fault("reset_after_headers", path="reporting/*"), connection={"retries": 0}),
    "reply_timeout": Sample("report_info", _REPORT, fault=Fault("stall", path="reporting/*", seconds=2, times=0), connection={"retries": 0, "timeout": 1}),
    "redirect_refused": Sample("report_info", _REPORT, fault=Fault("redirect", path="reporting/*", location="other_host")),
    "authentication_error": Sample("report_info", _REPORT, connection={"password": "wrong"}),
    "second_factor_required": Sample("report_info", _REPORT, connection={"username": "twofactor", "password": "Twofactor-Demo-1"}),
    "permission_denied": Sample("report_info", _REPORT, connection={"username": "helpdesk", "password": "Helpdesk-Demo-1"}),
    "not_found": Sample("report_info", {"reports": ["mail_tomorrow"], "allow_unknown": True}),
    "request_rejected": Sample("request", {"path": "config/appliances"}, "sma1"),
    "partly_done": Sample(
        "request",
        {"path": "configure/web_security/domain_map", "method": "DELETE", "body": {"domain_name": ["erp.example.com", "no-such.example.com"]}},
        "wsa1",
        connection={"username": "admin", "password": "Admin-Demo-1"},
    ),
    "appliance_fault": Sample("report_info", _REPORT, fault=Fault("status", path="reporting/*", code=500)),
    "appliance_unavailable": Sample("report_info", _REPORT, fault=Fault("status", path="reporting/*", code=503, retry_after="0", times=0)),
    "malformed_reply": Sample("report_info", _REPORT, fault=Fault("not_json", path="reporting/*")),
    "local_file_error": Sample("tracking_export", {"search": "messages", "dest": "{folder}/exports/mail.csv"}),
}


def fleet() -> Fleet:
    special = (ApplianceSpec("plain", "esa", scheme="http"), ApplianceSpec("other_ca", "esa", certificate="other_ca"))
    return Fleet([ApplianceSpec("esa1", "esa"), ApplianceSpec("wsa1", "wsa"), ApplianceSpec("sma1", "sma"), *special])


@cache
def messages() -> dict[str, str]:
    """What a user reads for each kind of error."""
    with fleet() as appliances, tempfile.TemporaryDirectory() as folder:
        return {kind: _message(kind, sample, appliances, folder) for kind, sample in SAMPLES.items()}


def _message(kind: str, sample: Sample, appliances: Fleet, folder: str) -> str:
    appliance = appliances[sample.appliance]
    appliance.reset()
    if sample.fault:
        appliance.faults.add(sample.fault)
    connection = {
        "host": "127.0.0.1",
        "port": appliance.port,
        "scheme": appliance.spec.scheme,
        "product": appliance.spec.product,
        "ca_path": appliances.ca_path,
        "username": "auditor",
        "password": "Auditor-Demo-1",
        **sample.connection,
    }
    operation = getattr(import_module(f"{OPERATIONS}.{sample.module}"), sample.module.upper())
    options = {name: value.format(folder=folder) if isinstance(value, str) else value for name, value in sample.options.items()}
    checked = ArgumentSpecValidator(operation.argument_spec(), **operation.constraints).validate({**connection, **options})
    result = perform(operation, checked.validated_parameters, False, lambda text: None)
    met = result.get("error", {}).get("kind")
    if checked.error_messages or met != kind:
        raise AssertionError(f"the sample of {kind} meets {met}: {checked.error_messages or result}")
    return _as_elsewhere(result["msg"], connection, folder)


def _as_elsewhere(message: str, connection: Mapping[str, Any], folder: str) -> str:
    """A message with names in the place of those of this machine."""
    port = 6080 if connection["scheme"] == "http" else 6443
    message = message.replace(f"127.0.0.1:{connection['port']}", f"{connection['product']}1.example.com:{port}")
    return re.sub(r"localhost:\d+", f"elsewhere.example.com:{port}", message).replace(folder, "/srv")


def kinds_table() -> str:
    """Every kind with its meaning, special cases below the general one."""
    rows = []
    for kind in every_kind():
        depth = len(kind.__mro__) - len(AsyncOSError.__mro__) - 1
        name = kind("").kind
        rows.append((f"{'&nbsp;&nbsp;' * depth}[`{name}`](#{name})", _meaning(kind)))
    return table(("kind", "meaning"), rows)


def _meaning(kind: type[AsyncOSError]) -> str:
    return (kind.__doc__ or "").strip()


def sample_of(kind: type[AsyncOSError]) -> str:
    """The meaning of a kind and a message of it."""
    message = re.sub(r"([*<`\[])", r"\\\1", messages()[kind("").kind])
    quoted = textwrap.fill(message, WIDTH, initial_indent="> ", subsequent_indent="> ", break_long_words=False, break_on_hyphens=False)
    return f"{_meaning(kind)}\n\n{quoted}"


def first_failures() -> str:
    """What goes wrong first, by the words of its message."""
    rows = ((_said(messages()[kind]), f"[`{kind}`](errors.md#{kind})") for kind in FIRST)
    return table(("what it says", "what it is, and what to do"), rows)


def _said(message: str) -> str:
    """The sentence of a message that says what happened."""
    return re.split(r"(?<=[.'])(?<!\d\.) (?=[A-Z])", message.split("): ", 1)[-1])[0]


def statuses_table() -> str:
    rows = []
    for status in STATUSES.values():
        error = error_for_status(status.code)
        rows.append((status.code, "yes" if status.listed else "", f"[`{error.kind}`](#{error.kind})" if error else "success", str(status.evidence)))
    return table(("status", "listed by the vendor", "outcome", "known from"), rows)


REGIONS: dict[str, Callable[[], str]] = {
    "kinds of errors": kinds_table,
    **{f"error {kind('').kind}": partial(sample_of, kind) for kind in every_kind()},
    "first failures": first_failures,
    "statuses table": statuses_table,
}
