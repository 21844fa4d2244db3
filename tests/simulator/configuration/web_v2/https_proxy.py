# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``security_services/proxy/https`` with its certificate, and ``security_services/proxy/ocsp``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...forms import parts
from ...parameters import allow_only, one_of, require
from ...wire import Reply
from . import checks
from .checks import Check, Checks, list_of, object_of
from .incoming import WrongBody
from .outcome import Rejected, each, found, shown
from .pem import SECONDS_OF_DAY, certificate, is_certificate, request_for_certificate
from .settings import settings

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

Item = dict[str, Any]

_ACTION = checks.one_of("drop", "decrypt", "scan")
_TRUTHS = ("https_enabled", "authentication", "user_acknowledgement", "application_visibility", "user_notification", "is_x509v3_critical", "accept_license")
_ACTIONS = ("expired_cert", "invalid_leaf_cert", "unrecognized_root", "invalid_signing_cert", "mismatched_hostname", "other_error")
_DESCRIPTION = ("common_name", "org", "org_unit", "country", "expires", "is_x509v3_critical")
_FILES = ("certificate", "key", "signed_cert")
_CHECKS: Checks = {
    **dict.fromkeys(_TRUTHS, checks.truth),
    **dict.fromkeys(_ACTIONS, _ACTION),
    "https_ports": checks.ports,
    "current_cert_type": checks.one_of("generated", "uploaded"),
    "common_name": checks.host,
    "org": checks.name,
    "org_unit": checks.name,
    "country": checks.name,
    "expires": checks.within(1, 60),
    "password": checks.text,
    **dict.fromkeys(_FILES, checks.text),
}
_KIND = {**dict.fromkeys(_TRUTHS, checks.truth), "expires": checks.number}


def https_proxy(call: Call) -> Reply:
    """Settings that come as a form: every value is a text there (source PM145)."""
    if call.request.method == "GET":
        allow_only(call.parameters, ())
        return found({name: value for name, value in shown(_settings(call)).items() if name not in ("accept_license", *_FILES)})
    given = {part.name: _value(part.name, part.text) for part in parts(call.request)}
    if not given:
        raise WrongBody("The body is not a form.")
    return each("update", [given], lambda entry: _change(call, entry), "Nothing to change.")


def _settings(call: Call) -> Item:
    values: Item = call.appliance.configuration.part("https_proxy")
    return values


def _value(name: str, text: str) -> Any:
    """A text of a form as what it means."""
    if _KIND.get(name) is checks.truth and text in ("true", "false"):
        return text == "true"
    return int(text) if _KIND.get(name) is checks.number and text.isdigit() else text


def _change(call: Call, given: Item) -> Item:
    checks.check("HTTPS proxy", given, _CHECKS)
    current = _settings(call)
    changed = {**current, **given}
    if given.get("https_enabled") and not (current["https_enabled"] or changed.get("accept_license")):
        raise Rejected("The license agreement has to be accepted first: accept_license.")
    if given.get("current_cert_type") == "generated":
        missing = [name for name in _DESCRIPTION if changed.get(name) in (None, "")]
        if missing:
            raise Rejected(f"HTTPS proxy not saved. Error: {dict.fromkeys(missing, 'Missing attribute.')!r}")
    if given.get("current_cert_type") == "uploaded" and not (changed.get("certificate") and changed.get("key")):
        raise Rejected("An uploaded certificate needs certificate and key.")
    unread = [name for name in ("certificate", "signed_cert") if name in given and not is_certificate(given[name].encode())]
    if unread:
        raise Rejected(f"{unread[0]} is not a certificate.")
    current.update(given)
    return {name: value for name, value in given.items() if name not in _FILES}


def https_proxy_certificate(call: Call) -> Reply:
    """The certificate, or the request for one, as a file."""
    allow_only(call.parameters, ("cert_type",))
    require(call.parameters, "cert_type")
    kind = one_of(call.parameters, "cert_type", ("generated", "csr", "uploaded"))
    values = _settings(call)
    if kind == "uploaded":
        if not values.get("certificate"):
            raise Rejected("No certificate was uploaded.")
        content = values["certificate"].encode()
    elif kind == "csr":
        content = request_for_certificate(values)
    else:
        start = call.appliance.now() - 100 * SECONDS_OF_DAY
        content = certificate(values, start, start + 30 * SECONDS_OF_DAY * values.get("expires", 24))
    return file_reply(content, f"{kind}.pem")


def file_reply(content: bytes, name: str) -> Reply:
    return Reply(200, content, content_type="application/octet-stream").with_header("Content-Disposition", f"attachment; filename={name}")


def _group_is_there(call: Call, given: Item) -> None:
    merged = {**call.appliance.configuration.part("ocsp"), **given}
    groups = [group["group_name"] for group in call.appliance.configuration.part("upstream_proxies")]
    if merged["ocsp_use_upstream_proxy"] and merged["ocsp_proxy_group"] not in groups:
        raise Rejected(f"There is no proxy group {merged['ocsp_proxy_group']}.")


_SECONDS = checks.within(0, 1_000_000)
_OCSP: dict[str, Check] = {
    "ocsp_enabled": checks.truth,
    "ocsp_valid_response_cache_timeout": _SECONDS,
    "ocsp_invalid_response_cache_timeout": _SECONDS,
    "ocsp_network_error_cache_timeout": _SECONDS,
    "ocsp_network_error_timeout": _SECONDS,
    "ocsp_clock_skew": _SECONDS,
    "ocsp_result_handling": object_of(dict.fromkeys(("unknown", "revoked", "error"), _ACTION)),
    "ocsp_use_nonce": checks.truth,
    "ocsp_use_upstream_proxy": checks.truth,
    "ocsp_proxy_group": checks.text,
    "ocsp_proxy_group_exempt_list": list_of(checks.site),
}
ocsp = settings("ocsp", "OCSP settings", _OCSP, verify=_group_is_there)


def seed_https_proxy(_appliance: Appliance) -> Item:
    return {
        "https_enabled": True,
        "https_ports": "443",
        "authentication": True,
        "user_acknowledgement": False,
        "application_visibility": True,
        "user_notification": False,
        "expired_cert": "drop",
        "invalid_leaf_cert": "drop",
        "unrecognized_root": "decrypt",
        "invalid_signing_cert": "drop",
        "mismatched_hostname": "scan",
        "other_error": "scan",
        "current_cert_type": "generated",
        "common_name": "proxy.example.com",
        "org": "Example",
        "org_unit": "Web",
        "country": "CH",
        "expires": 24,
        "is_x509v3_critical": False,
    }


def seed_ocsp(_appliance: Appliance) -> Item:
    return {
        "ocsp_enabled": True,
        "ocsp_valid_response_cache_timeout": 3600,
        "ocsp_invalid_response_cache_timeout": 120,
        "ocsp_network_error_cache_timeout": 60,
        "ocsp_network_error_timeout": 10,
        "ocsp_clock_skew": 300,
        "ocsp_result_handling": {"unknown": "scan", "revoked": "drop", "error": "scan"},
        "ocsp_use_nonce": False,
        "ocsp_use_upstream_proxy": False,
        "ocsp_proxy_group": "",
        "ocsp_proxy_group_exempt_list": [],
    }
