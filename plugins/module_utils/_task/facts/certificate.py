# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The certificate of the API's own port, which every product has."""

from __future__ import annotations

from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import NotFound
from ansible_collections.asyncos.api.plugins.module_utils._client.presented import presented_certificate
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.moments import days_until, moment_in
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.part import Gathering
from ansible_collections.asyncos.api.plugins.module_utils._task.window import iso_time


def presented(gathering: Gathering) -> dict[str, Any]:
    settings = gathering.client.settings
    if settings.scheme != "https":
        raise NotFound(f"with scheme={settings.scheme} no certificate is presented", " ")
    if settings.proxy:
        raise NotFound("the certificate is not looked at through a proxy", " ")
    if not settings.validate_certs:
        raise NotFound("with validate_certs=false the certificate is not verified, and one that is not verified is not told", " ")
    return certificate_facts(presented_certificate(settings), gathering)


def certificate_facts(decoded: dict[str, Any], gathering: Gathering) -> dict[str, Any]:
    """From the form of :meth:`ssl.SSLSocket.getpeercert`."""
    begins, ends = moment_in(decoded.get("notBefore")), moment_in(decoded.get("notAfter"))
    return {
        "subject": _names(decoded.get("subject", ())),
        "issuer": _names(decoded.get("issuer", ())),
        "alternative_names": [value for _kind, value in decoded.get("subjectAltName", ())],
        "serial_number": decoded.get("serialNumber"),
        "begins": iso_time(begins) if begins else None,
        "expires": iso_time(ends) if ends else None,
        "days_left": days_until(ends, gathering.appliance_time()),
    }


def _names(distinguished: Any) -> dict[str, str]:
    """``{"commonName": "esa1.example.com"}``; what is given several times is joined with commas."""
    found: dict[str, str] = {}
    for relative in distinguished:
        for name, value in relative:
            found[name] = f"{found[name]}, {value}" if name in found else value
    return found
