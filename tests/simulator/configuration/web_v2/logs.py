# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``system/log_subscriptions`` and what belongs to it."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING, Any

from ...forms import parts
from ...parameters import allow_only, one_of, require
from ...refusals import invalid_value
from ...wire import Reply
from . import checks
from .checks import Checks, list_of, object_of
from .incoming import WrongBody, a_list, an_object, chosen, flag, names, only, page
from .outcome import Rejected, deletion, each, found, shown
from .url_categories import find

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

NOTHING = "No log subscription records found."
TYPES: dict[str, str] = {
    "Access Logs": "accesslogs",
    "Audit Logs": "audit_logs",
    "CLI Audit Logs": "cli_logs",
    "GUI Logs": "gui_logs",
    "System Logs": "system_logs",
    "Status Logs": "status",
    "W3C Logs": "w3c_log",
    "Default Proxy Logs": "proxylogs",
    "Updater Logs": "updater_logs",
}
"""The name on the screen, and the internal one that ``defaults`` takes. ``audit_logs`` is the vendor's (source D14), the rest is inferred."""

FACILITIES = ("auth", "authpriv", "console", "daemon", "ftp", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7", "mail", "user")
W3C = "W3C Logs"
W3C_FIELDS = ("bytes", "c-ip", "cs-bytes", "cs-method", "cs-uri", "cs-username", "date", "sc-bytes", "sc-http-status", "time", "timestamp", "x-wbrs-score")
SUMMARY = ("log_name", "log_type", "log_file_name")

_METHODS: dict[str, tuple[str, ...]] = {
    "local": ("max_num_files",),
    "ftp_push": ("ftp_host", "ftp_directory", "ftp_username", "ftp_password"),
    "scp_push": ("scp_host", "scp_directory", "scp_username"),
    "syslog_push": ("syslog_hostname", "syslog_protocol", "syslog_facility"),
}
"""What each way of retrieval needs."""

_MORE = {"scp_push": ("scp_key", "scp_key_method", "scp_value"), "syslog_push": ("syslog_port", "syslog_msg_size")}
_RETRIEVAL: Checks = {
    **{name: checks.text for needed in (*_METHODS.values(), *_MORE.values()) for name in needed},
    "method": checks.one_of(*_METHODS),
    "max_num_files": checks.within(1, 1000),
    "scp_key_method": checks.one_of("auto", "manual"),
    "syslog_port": checks.port,
    "syslog_protocol": checks.one_of("UDP", "TCP"),
    "syslog_facility": checks.one_of(*FACILITIES),
    "syslog_msg_size": checks.within(1024, 65535),
}
_MINUTES = checks.within(0, 1439)
_ROLLOVER: Checks = {
    "rollover_interval": checks.one_of("none", "daily", "weekly", "custom"),
    "rollover_daily_time": _MINUTES,
    "rollover_weekly_time": _MINUTES,
    "rollover_days": list_of(checks.one_of("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 1),
    "rollover_custom_time": checks.within(1, 525600),
}
_LOG: Checks = {
    "new_log_name": checks.name,
    "log_level": checks.one_of("debug", "information", "critical", "warning", "trace"),
    "log_type": checks.one_of(*TYPES),
    "log_file_name": checks.name,
    "rollover_file_size": checks.within(100, 10485760),
    "retrieval_method": object_of(_RETRIEVAL, ("method",)),
    "rollover_by_time": object_of(_ROLLOVER, ("rollover_interval",)),
    "selected_field": list_of(checks.name, 1),
    "anonymization_passphrase": checks.text,
    "w3c_log_type": checks.one_of("w3c_type_std", "w3c_type_cta", "w3c_type_cloudlock"),
    "custom_fields": list_of(checks.name),
    "log_exclusion": list_of(checks.within(100, 599)),
    "log_compression": checks.truth,
}
_W3C_ONLY = ("selected_field", "anonymization_passphrase", "w3c_log_type", "custom_fields", "log_exclusion")

Item = dict[str, Any]


def log_subscriptions(call: Call) -> Reply:
    act = {"GET": _list, "POST": _add, "PUT": _update, "DELETE": _delete}[call.request.method]
    return act(call)


def _logs(call: Call) -> list[Item]:
    items: list[Item] = call.appliance.configuration.part("log_subscriptions")
    return items


def _list(call: Call) -> Reply:
    rows = page(call, chosen(call, _logs(call), "log_name", "log_name"), ("log_name", "summary"))
    if flag(call, "summary", default=False):
        rows = [{name: row[name] for name in SUMMARY} for row in rows]
    return found(shown(rows))


def defaults(kind: str) -> Item:
    """What a subscription of this type has when nothing is said."""
    more = {"selected_field": ["timestamp", "c-ip", "cs-uri"], "w3c_log_type": "w3c_type_std", "custom_fields": [], "log_exclusion": []}
    return {
        "log_level": "information",
        "log_type": kind,
        "log_file_name": TYPES[kind],
        "rollover_file_size": 10240,
        "retrieval_method": {"method": "local", "max_num_files": 10},
        "rollover_by_time": {"rollover_interval": "none"},
        "log_compression": False,
        **(more if kind == W3C else {}),
    }


def seed(appliance: Appliance) -> list[Item]:
    """The subscriptions that an appliance comes with, and two that somebody added."""
    plain = [{"log_name": internal, **defaults(kind)} for kind, internal in TYPES.items() if kind != W3C]
    pushed: Item = {
        "method": "syslog_push",
        "syslog_hostname": "collector.example.com",
        "syslog_port": 514,
        "syslog_protocol": "UDP",
        "syslog_facility": "local3",
        "syslog_msg_size": 1024,
    }
    copied: Item = {
        "method": "ftp_push",
        "ftp_host": "archive.example.com",
        "ftp_directory": f"/logs/{appliance.name}",
        "ftp_username": "collector",
        "ftp_password": "Ftp-Demo-1",
    }
    return [
        *plain,
        {"log_name": "to_collector", **defaults("Access Logs"), "log_file_name": "access", "retrieval_method": pushed},
        {"log_name": "w3c_archive", **defaults(W3C), "retrieval_method": copied, "anonymization_passphrase": "W3c-Demo-1", "log_compression": True},
    ]


def _add(call: Call) -> Reply:
    return each("add", a_list(call), lambda entry: _added(call, entry), NOTHING)


def _added(call: Call, entry: Any) -> Item:
    checks.check("Log subscription", entry, _LOG, ("new_log_name", "log_type"))
    _check_free(call, entry["new_log_name"])
    told = {key: value for key, value in entry.items() if key != "new_log_name"}
    item = {"log_name": entry["new_log_name"], **defaults(entry["log_type"]), **told}
    _check_whole(item)
    _logs(call).append(item)
    return item


def _update(call: Call) -> Reply:
    return each("update", a_list(call), lambda entry: _updated(call, entry), NOTHING)


def _updated(call: Call, entry: Any) -> Item:
    """The type goes along with every change (source D14); that it cannot be changed is inferred. Passwords that are not sent stay."""
    checks.check("Log subscription", entry, {**_LOG, "log_name": checks.name}, ("log_name", "log_type"))
    item = find(_logs(call), "log_name", entry["log_name"])
    if entry["log_type"] != item["log_type"]:
        raise Rejected(f"The type of {entry['log_name']} is {item['log_type']} and cannot be changed.")
    name = entry.get("new_log_name", item["log_name"])
    if name != item["log_name"]:
        _check_free(call, name)
    changed = {**item, **{key: value for key, value in entry.items() if key != "new_log_name"}, "log_name": name}
    password = item["retrieval_method"].get("ftp_password")
    if password and changed["retrieval_method"]["method"] == "ftp_push":
        changed["retrieval_method"] = {"ftp_password": password, **changed["retrieval_method"]}
    _check_whole(changed)
    item.update(changed)
    return item


def _check_whole(item: Item) -> None:
    method = item["retrieval_method"]["method"]
    missing = [name for name in _METHODS[method] if item["retrieval_method"].get(name) in (None, "")]
    foreign = [name for name in item["retrieval_method"] if name not in ("method", *_METHODS[method], *_MORE.get(method, ()))]
    if missing or foreign:
        faults = {**dict.fromkeys(missing, "Missing attribute."), **dict.fromkeys(foreign, f"Not with {method}.")}
        raise Rejected(f"Log subscription not saved. Error: {faults!r}")
    alien = [name for name in _W3C_ONLY if name in item and item["log_type"] != W3C]
    if alien:
        raise Rejected(f"Log subscription not saved. Error: {dict.fromkeys(alien, 'For W3C logs only.')!r}")


def _check_free(call: Call, name: str) -> None:
    if any(item["log_name"] == name for item in _logs(call)):
        raise Rejected(f"A log subscription with the name {name} exists already.")


def _delete(call: Call) -> Reply:
    """``delete_all`` is a key of its own here."""
    body = an_object(call)
    only(body, ("delete_all", "log_name"))
    wanted = _named(call, body, "delete_all")
    return deletion(call, wanted, lambda name: _logs(call).remove(find(_logs(call), "log_name", name)))


def _named(call: Call, body: Item, every: str) -> list[str]:
    """The logs that a body names, or all of them by its key ``every``."""
    if body.get(every) not in (None, True, False):
        raise WrongBody(f"{every} is neither true nor false.")
    known = [item["log_name"] for item in _logs(call)]
    return known if body.get(every) else names(body, "log_name", [])


def log_rollover(call: Call) -> Reply:
    """New files are started; nothing that the API shows changes."""
    body = an_object(call)
    only(body, ("rollover_all", "log_name"))
    wanted = _named(call, body, "rollover_all")
    return each("rollover", wanted, lambda name: find(_logs(call), "log_name", name)["log_name"], NOTHING)


def log_fields(call: Call) -> Reply:
    allow_only(call.parameters, ("fetch",))
    require(call.parameters, "fetch")
    lists = {"facility_list": list(FACILITIES), "type_list": list(TYPES), "w3c_available_log_fields_list": list(W3C_FIELDS)}
    return found({call.parameters["fetch"]: lists[one_of(call.parameters, "fetch", lists)]})


def log_defaults(call: Call) -> Reply:
    """By internal name, which is not that of changes (source D14)."""
    allow_only(call.parameters, ("log_type",))
    internal = require(call.parameters, "log_type")
    kinds = [kind for kind, name in TYPES.items() if name == internal]
    if not kinds:
        raise invalid_value("log_type", f"{internal} is not the internal name of a type of log")
    return found(defaults(kinds[0]))


def log_deanonymization(call: Call) -> Reply:
    """Text that a passphrase made unreadable. Here it is merely base64, with the passphrase of the subscription."""
    form = {part.name: part for part in parts(call.request)}
    missing = [name for name in ("log_name", "passphrase", "encrypted_content", "download_as_file") if name not in form]
    if missing:
        raise WrongBody(f"Missing attribute: {', '.join(missing)}.")
    item = find(_logs(call), "log_name", form["log_name"].text)
    if item.get("anonymization_passphrase") != form["passphrase"].text:
        raise WrongBody("The passphrase is wrong.")
    source = "paste_encrypted_text" if form["encrypted_content"].text == "encrypted_text" else "uploaded_file"
    if source not in form:
        raise WrongBody(f"Missing attribute: {source}.")
    try:
        plain = [b64decode(text.strip(), validate=True).decode() for text in form[source].text.replace("\n", ",").split(",") if text.strip()]
    except ValueError as problem:
        raise WrongBody("The text is not what anonymization made.") from problem
    if form["download_as_file"].text == "true":
        return Reply(200, "\n".join(plain).encode(), content_type="application/octet-stream")
    return found(plain)
