# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The three products that speak the AsyncOS API, their paths, ports and roles."""

from __future__ import annotations

from dataclasses import dataclass

from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import CLIENT, VENDOR, Evidence


@dataclass(frozen=True)
class Product:
    """One product.

    ``families`` are the report families that its reporting resources answer; ``device_types`` maps each
    of them to the ``device_type`` that the API wants for it.
    """

    name: str
    title: str
    api_versions: tuple[str, ...]
    device_types: dict[str, str]
    evidence: Evidence

    @property
    def families(self) -> tuple[str, ...]:
        return tuple(self.device_types)

    def prefix(self, api_version: str = "v2.0") -> str:
        return f"/{self.name}/api/{api_version}"


PRODUCTS: dict[str, Product] = {
    "esa": Product("esa", "Secure Email Gateway", ("v2.0",), {"mail": "esa"}, Evidence(VENDOR, ("GUIDE", "SWG"))),
    "wsa": Product("wsa", "Secure Web Appliance", ("v2.0", "v3.0"), {"web": "wsa"}, Evidence(VENDOR, ("X125", "PM145"))),
    "sma": Product(
        "sma",
        "Secure Email and Web Manager",
        ("v2.0",),
        {"mail": "esa", "web": "wsa"},
        Evidence(CLIENT, ("GUIDE", "JOS", "CES")),
    ),
}

_EVERY_PRODUCT = ("esa", "wsa", "sma")

ROLES: dict[str, tuple[str, ...]] = {
    "Administrator": _EVERY_PRODUCT,
    "Operator": _EVERY_PRODUCT,
    "Technician": _EVERY_PRODUCT,
    "Read-Only Operator": _EVERY_PRODUCT,
    "Guest": _EVERY_PRODUCT,
    "Web Administrator": ("wsa", "sma"),
    "Web Policy Administrator": ("wsa", "sma"),
    "URL Filtering Administrator": _EVERY_PRODUCT,
    "Email Administrator": _EVERY_PRODUCT,
    "Help Desk User": _EVERY_PRODUCT,
}
"""Roles that may call the API, and on which product the vendor lists them (source GUIDE)."""
