# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a role may do, and how the appliance lists it.

Which roles may call the API is the vendor's list; which areas each of them reaches is inferred from the role's
description in the guides. Privileges that start with ``e_message_tracking`` are real names; all others are invented.
"""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.products import PRODUCTS

MAIL_REPORTS = "mail reports"
WEB_REPORTS = "web reports"
TRACKING = "mail tracking"
WEB_TRACKING = "web tracking"
QUARANTINES = "quarantines"
QUARANTINE_CHANGES = "changes of quarantines"
CONFIGURATION = "configuration"
CONFIGURATION_CHANGES = "changes of the configuration"
LOGS = "logs"
HEALTH = "health"

_EVERY_AREA = frozenset(
    {MAIL_REPORTS, WEB_REPORTS, TRACKING, WEB_TRACKING, QUARANTINES, QUARANTINE_CHANGES, CONFIGURATION, CONFIGURATION_CHANGES, LOGS, HEALTH}
)

AREAS: dict[str, frozenset[str]] = {
    "Administrator": _EVERY_AREA,
    "Operator": _EVERY_AREA,
    "Technician": frozenset({CONFIGURATION, LOGS, HEALTH}),
    "Read-Only Operator": _EVERY_AREA - {QUARANTINE_CHANGES, CONFIGURATION_CHANGES},
    "Guest": frozenset({MAIL_REPORTS, WEB_REPORTS, HEALTH}),
    "Web Administrator": frozenset({WEB_REPORTS, WEB_TRACKING, CONFIGURATION, CONFIGURATION_CHANGES, LOGS, HEALTH}),
    "Web Policy Administrator": frozenset({CONFIGURATION, CONFIGURATION_CHANGES}),
    "URL Filtering Administrator": frozenset({CONFIGURATION, CONFIGURATION_CHANGES}),
    "Email Administrator": frozenset({MAIL_REPORTS, TRACKING, QUARANTINES, QUARANTINE_CHANGES, CONFIGURATION, CONFIGURATION_CHANGES, LOGS, HEALTH}),
    "Help Desk User": frozenset({TRACKING, QUARANTINES, QUARANTINE_CHANGES}),
}

PRIVILEGES: dict[str, tuple[str, ...]] = {
    TRACKING: (
        "e_message_tracking_messages",
        "e_message_tracking_detail",
        "e_message_tracking_amp_details",
        "e_message_tracking_connection_details",
        "e_message_tracking_availability",
        "e_message_tracking_verdict",
    ),
    MAIL_REPORTS: ("e_reporting",),
    WEB_REPORTS: ("w_reporting",),
    WEB_TRACKING: ("w_web_tracking",),
    QUARANTINES: ("quarantine_view",),
    QUARANTINE_CHANGES: ("quarantine_change",),
    CONFIGURATION: ("config_appliances", "config_system_time"),
    CONFIGURATION_CHANGES: ("config_change",),
    LOGS: ("logs",),
    HEALTH: ("health",),
}

FAMILY_AREAS = {"mail": MAIL_REPORTS, "web": WEB_REPORTS}
_AREA_FAMILIES = {MAIL_REPORTS: "mail", WEB_REPORTS: "web", TRACKING: "mail", WEB_TRACKING: "web", QUARANTINES: "mail", QUARANTINE_CHANGES: "mail"}


def may(role: str, area: str) -> bool:
    """Whether ``role`` reaches ``area``. An empty area is open to every user."""
    return not area or area in AREAS[role]


def privileges(role: str, product: str) -> list[str]:
    """What ``login/privileges`` says to a user with ``role``."""
    families = PRODUCTS[product].families
    areas = (area for area in PRIVILEGES if area in AREAS[role] and _AREA_FAMILIES.get(area, families[0]) in families)
    return [privilege for area in areas for privilege in PRIVILEGES[area]]


def wire_name(role: str) -> str:
    """The role as the login reply spells it: a recorded sample reads ``HelpDeskUser`` (source STIX)."""
    return role.replace(" ", "").replace("-", "")
