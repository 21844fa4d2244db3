# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``system_admin/smart_software_licensing_status`` and ``system_admin/sl_licenses``: steps that go on after they were answered.

Statuses: sources AUTOSC, DGL. How long a step takes is a setting, as seconds of the clock and as a number of answers. A token with ``bad`` in it fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...parameters import allow_only
from ...wire import Reply, success
from .incoming import an_object
from .outcome import Item, Refused, done

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

STATUS = "smart_licensing"
LICENSES = "smart_licenses"
STEPS = "steps"
"""The simulator's own key: what is under way, by the field that shows it."""

DISABLED, REQUESTED, ENABLED = "Disabled", "ENABLE_REQUESTED", "Enabled"
UNREGISTERED, REGISTERING, REGISTERED, NOT_REGISTERED = (
    "Unregistered",
    "Product Registration is initiated.",
    "Registered",
    "Unregistered - Registration Failed",
)
UNUSED, IN_PROGRESS, COMPLIANT = "Not requested", "Request in progress", "In Compliance"
_NAMES = tuple(
    f"Secure Web Appliance {name}"
    for name in (
        "Anti-Virus McAfee",
        "Anti-Virus Sophos",
        "Anti-Virus Webroot",
        "Cisco AnyConnect SM for AnyConnect",
        "Cisco Web Usage Controls",
        "HTTPs Decryption",
        "L4 Traffic Monitor",
        "Malware Analytics",
        "Malware Analytics Reputation",
        "Web Proxy and DVS Engine",
        "Web Reputation Filters",
    )
)


def smart_licensing(call: Call) -> Reply:
    part: Item = call.appliance.configuration.part(STATUS)
    allow_only(call.parameters, ())
    if call.request.method == "GET":
        _settle(call.appliance, part)
        return success({name: value for name, value in part.items() if name != STEPS})
    body = an_object(call, ("smart_license_status", "action", "registration_token", "test_interface", "transport_mode", "transport_url"))
    kinds = [name for name in ("smart_license_status", "action", "transport_mode") if name in body]
    if len(kinds) != 1:
        raise Refused(400, "Exactly one of smart_license_status, action and transport_mode is needed.")
    {"smart_license_status": _switch, "action": _act, "transport_mode": _transport}[kinds[0]](call.appliance, part, body)
    return done()


def _switch(appliance: Appliance, part: Item, body: Item) -> None:
    """That it cannot be switched off again is inferred from the web interface."""
    if body["smart_license_status"] != "enable":
        raise Refused(400, "Smart licensing can only be enabled.")
    if part["smart_software_licensing_status"] == DISABLED:
        _start(appliance, part, "smart_software_licensing_status", REQUESTED, ENABLED)


def _act(appliance: Appliance, part: Item, body: Item) -> None:
    _settle(appliance, part, looks=False)
    if part["smart_software_licensing_status"] != ENABLED:
        raise Refused(400, "Smart licensing is not enabled.")
    action = body["action"]
    if action == "register":
        token = body.get("registration_token")
        if not isinstance(token, str) or not token:
            raise Refused(400, "Missing attribute - registration_token.")
        _start(appliance, part, "registration_status", REGISTERING, NOT_REGISTERED if "bad" in token else REGISTERED)
        part["authorization_status"] = "No Licenses in Use"
    elif part["registration_status"] != REGISTERED:
        raise Refused(400, "The product is not registered.")
    elif action == "deregister":
        part.update(registration_status=UNREGISTERED, authorization_status="Evaluation Mode")
    elif action not in ("renew_auth", "renew_registration"):
        raise Refused(400, f"Invalid value for action: {action}")


def _transport(_appliance: Appliance, _part: Item, body: Item) -> None:
    if body["transport_mode"] not in ("direct", "transport_gateway"):
        raise Refused(400, f"Invalid value for transport_mode: {body['transport_mode']}")
    if body["transport_mode"] == "transport_gateway" and not body.get("transport_url"):
        raise Refused(400, "Missing attribute - transport_url.")


def smart_licenses(call: Call) -> Reply:
    """A bare list. PUT takes names under ``request`` or ``release`` (source AUTOSC)."""
    items: list[Item] = call.appliance.configuration.part(LICENSES)
    allow_only(call.parameters, ())
    if call.request.method == "GET":
        for item in items:
            _settle(call.appliance, item)
        return success([{name: value for name, value in item.items() if name != STEPS} for item in items])
    body = an_object(call, ("request", "release"))
    status = call.appliance.configuration.part(STATUS)
    _settle(call.appliance, status, looks=False)
    if status["registration_status"] != REGISTERED:
        raise Refused(400, "The product is not registered.")
    known = {item["license_name"]: item for item in items}
    for verb, names in body.items():
        if not isinstance(names, list) or not names or not all(name in known for name in names):
            raise Refused(400, f"{verb} is not a list of licenses that the product has.")
    for name in body.get("request", []):
        if known[name]["auth_status"] != COMPLIANT:
            _start(call.appliance, known[name], "auth_status", IN_PROGRESS, COMPLIANT)
    for name in body.get("release", []):
        known[name].pop(STEPS, None)
        known[name]["auth_status"] = UNUSED
    return done()


def _start(appliance: Appliance, part: Item, field: str, meanwhile: str, at_last: str) -> None:
    part[field] = meanwhile
    until = appliance.now() + appliance.settings.license_seconds
    part.setdefault(STEPS, {})[field] = {"until": until, "looks": appliance.settings.license_reads, "then": at_last}


def _settle(appliance: Appliance, part: Item, looks: bool = True) -> None:
    """Finish the steps whose time has come. Each look that finds one unfinished counts."""
    steps: dict[str, Any] = part.get(STEPS, {})
    for field, step in list(steps.items()):
        if step["looks"] > 0 or appliance.now() < step["until"]:
            step["looks"] -= looks and step["looks"] > 0
        else:
            part[field] = step["then"]
            del steps[field]


def seed_status(appliance: Appliance) -> Item:
    return {
        "authorization_status": "Evaluation Mode",
        "product_instance_name": appliance.spec.host_name,
        "registration_status": UNREGISTERED,
        "smart_lic_status": "Evaluation period: 90 days",
        "smart_software_licensing_status": DISABLED,
    }


def seed_licenses(_appliance: Appliance) -> list[Item]:
    return [{"license_name": name, "auth_status": UNUSED} for name in _NAMES]
