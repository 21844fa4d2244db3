# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What people read: names of things, and numbers and times as text. Reports that are not named here are shown under their own name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2.filters import do_filesizeformat

from ansible_collections.asyncos.api.plugins.plugin_utils._counters import is_number
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.answers import ANSWERED, EMPTY, PARTIAL, UNANSWERED

PRODUCTS = {"esa": "Email gateway", "wsa": "Web appliance", "sma": "Manager"}
STATES = {ANSWERED: "Answered", PARTIAL: "Answered in part", EMPTY: "No data", UNANSWERED: "No report"}


@dataclass(frozen=True)
class About:
    """Title of a table of rows, what its keys are, and the columns that are shown."""

    title: str
    key: str
    columns: Mapping[str, str]


_USE = {"transaction_total": "All", "transactions_blocked": "Blocked", "bandwidth_used": "Bandwidth"}

TABLES: dict[str, About] = {
    "mail_policy_incoming": About("Incoming mail policies", "Policy", {"recipients_matched": "Recipients"}),
    "mail_incoming_domain_detail": About(
        "Sender domains with most threats",
        "Domain",
        {"total_threat_recipients": "Threats", "total_clean_recipients": "Clean", "total_recipients": "All"},
    ),
    "mail_users_detail": About(
        "Users with most incoming mail",
        "User",
        {"incoming_total_recipients": "Received", "incoming_total_clean_recipients": "Clean", "outgoing_total_recipients": "Sent"},
    ),
    "web_user_detail": About("Users with most web transactions", "User", _USE),
    "web_webcat_detail": About("URL categories", "Category", _USE),
    "web_malware_category": About(
        "Malware categories",
        "Category",
        {"detected_malware_total": "Detected", "blocked_malware": "Blocked", "monitored_malware": "Monitored"},
    ),
    "domains": About("Web domains", "Domain", _USE),
}

MAIL_THREATS = {
    "blocked_reputation": "Sender reputation",
    "blocked_invalid_recipient": "Invalid recipient",
    "blocked_dmarc": "DMARC",
    "blocked_sdr": "Sender domain reputation",
    "detected_spam": "Spam",
    "detected_virus": "Virus",
    "detected_amp": "Advanced malware",
    "threat_content_filter": "Content filter",
    "malicious_url": "Malicious URL",
}

WEB_THREATS = {
    "blocked_or_warned_by_webcat": "URL category",
    "blocked_by_wbrs": "Web reputation",
    "blocked_by_admin_policy": "Administrator's policy",
    "blocked_by_avc": "Application control",
    "detected_malware_total": "Malware",
    "detected_by_amp": "Advanced malware",
    "detected_by_traffic_monitor": "Traffic monitor",
}

NOTHING = "\N{EN DASH}"
_LARGE = 10
"""From so many times as much on, percents are no help."""


def number(value: Any) -> str:
    if not is_number(value):
        return NOTHING
    return f"{value:,.1f}" if value % 1 else f"{value:,.0f}"


def figure(counter: str, value: Any) -> str:
    """The number of a counter; some count bytes."""
    return do_filesizeformat(value) if is_number(value) and counter.startswith(("bandwidth", "bytes")) else number(value)


def share(part: Any, whole: Any) -> str:
    """Percent of the whole, without the sign; nothing if there is no whole."""
    return f"{100 * part / whole:.1f}" if is_number(part) and is_number(whole) and whole else ""


def moment(text: Any) -> str:
    """The time of an ISO 8601 text; any other text stays as it is."""
    return str(text)[:16].replace("T", " ")


def plain_name(name: str) -> str:
    return name.replace("_", " ").capitalize()


def change(now: Any, before: Any, minus: str = "\N{MINUS SIGN}", blank: str = "\N{NARROW NO-BREAK SPACE}") -> str:
    """How a number differs from the one before; nothing if one of them is not known."""
    if not is_number(now) or not is_number(before):
        return ""
    if now == before:
        return "no change"
    if not before:
        return "0 before"
    if now / before >= _LARGE:
        return f"{now / before:,.0f} times"
    percent = 100 * (now - before) / before
    return f"{'+' if percent > 0 else minus}{abs(percent):.1f}{blank}%"


def direction(now: Any, before: Any) -> str:
    """An arrow that says the same as the sign of the change."""
    if not is_number(now) or not is_number(before) or now == before:
        return ""
    return "\N{BLACK UP-POINTING TRIANGLE}" if now > before else "\N{BLACK DOWN-POINTING TRIANGLE}"
