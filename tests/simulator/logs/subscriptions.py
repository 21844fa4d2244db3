# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The log subscriptions of ESA and SMA: ``config/logs/subscriptions``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..parameters import allow_only, one_of
from ..wire import Reply, success

if TYPE_CHECKING:
    from ..appliance import Appliance
    from ..routes import Call

PART = "mail_log_subscriptions"
METHODS = ("manual", "ftp_push", "scp_push", "syslog_push", "aws_s3_push")

Subscription = dict[str, Any]

_SHARED = (
    ("api_logs", "API Logs", "manual"),
    ("authentication", "Authentication Logs", "manual"),
    ("cli_logs", "CLI Audit Logs", "manual"),
    ("gui_logs", "HTTP Logs", "manual"),
    ("mail_logs", "Text Mail Logs", "manual"),
    ("siem_mail", "Consolidated Event Logs", "syslog_push"),
    ("system_logs", "System Logs", "manual"),
)
_OWN = {
    "esa": (("antispam", "Anti-Spam Logs", "manual"), ("archive_mail", "Text Mail Logs", "scp_push")),
    "sma": (("smad_logs", "SMA Logs", "manual"), ("slbld_logs", "Safe/Block Lists Logs", "ftp_push")),
}
"""How the API spells types is inferred: these are the names that people see."""


def seed(appliance: Appliance) -> list[Subscription]:
    rows = sorted((*_SHARED, *_OWN[appliance.spec.product]))
    return [{"name": name, "type": kind, "retrievalMethod": method} for name, kind, method in rows]


def list_subscriptions(call: Call) -> Reply:
    """All of them, or those that are fetched in one way (form: source SWG)."""
    allow_only(call.parameters, ("retrievalMethod",))
    method = one_of(call.parameters, "retrievalMethod", METHODS)
    found = [row for row in call.appliance.configuration.part(PART) if method in ("", row["retrievalMethod"])]
    return success({"data": found, "meta": {"totalCount": len(found)}})


def subscription(appliance: Appliance, name: str) -> Subscription | None:
    rows: list[Subscription] = appliance.configuration.part(PART)
    return next((row for row in rows if row["name"] == name), None)
