# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The certificates that an appliance has at first: some expired, some about to, most fine, seen from its clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from ...reporting.chance import digits, whole

if TYPE_CHECKING:
    from ...appliance import Appliance

DAY = 86400
_DATE = "%b %d %H:%M:%S %Y GMT"
"""The form of dates in certificates as OpenSSL writes it; which one the API uses is unknown."""

Item = dict[str, Any]

_ROOTS = (
    ("Example Global Root", "Example Trust", "CH", 4000),
    ("Example Root R2", "Example Trust", "CH", 1500),
    ("Northern Root Authority", "Northern Certificates", "NO", 12),
    ("Old Commerce Root", "Old Commerce", "US", -200),
    ("Southern Root", "Southern Certificates", "NZ", 700),
    ("Harbour Root 2014", "Harbour", "NL", -3),
)


def date(moment: float) -> str:
    return datetime.fromtimestamp(moment, timezone.utc).strftime(_DATE)


def seconds(text: str) -> float:
    return datetime.strptime(text, _DATE).replace(tzinfo=timezone.utc).timestamp()


def trusted(appliance: Appliance) -> list[Item]:
    return _listed(appliance, _ROOTS, {"override": False})


def custom_trusted(appliance: Appliance) -> list[Item]:
    return _listed(appliance, (("Company Root", "Example", "CH", 900), ("Company Root 2012", "Example", "CH", -30), ("Partner Root", "Partner", "DE", 20)))


def authentication(appliance: Appliance) -> list[Item]:
    return _listed(appliance, (("Directory Root", "Example", "CH", 365),))


def blocked(appliance: Appliance) -> list[Item]:
    return _listed(appliance, (("Compromised Root", "Broken Trust", "US", 300),))


def appliance_certificates(appliance: Appliance) -> list[Item]:
    """One in good order, one that expires soon, and one that has expired."""
    rows = (("web-interface", appliance.spec.host_name, 250), ("surrogate", f"login.{appliance.spec.host_name}", 14), ("old", "old.example.com", -90))
    return [
        {
            "cert_name": name,
            "common_name": common_name,
            "organization": "Example",
            "org_unit": "Web",
            "city": "Bern",
            "state": "BE",
            "country": "CH",
            "priv_key_size": 2048,
            **_dates(appliance, days),
        }
        for name, common_name, days in rows
    ]


def _listed(appliance: Appliance, rows: Iterable[tuple[str, str, str, int]], more: Item | None = None) -> list[Item]:
    return [
        {
            "certificate_id": str(number),
            "common_name": name,
            "organization": organization,
            "country": country,
            "fingerprint": digits(40, appliance.seed, name),
            **_dates(appliance, days),
            **(more or {}),
        }
        for number, (name, organization, country, days) in enumerate(rows, 1)
    ]


def _dates(appliance: Appliance, days: int) -> Item:
    """Validity that ends so many days after the moment when the certificates are first looked at."""
    end = appliance.now() // DAY * DAY + days * DAY + whole(appliance.seed, days) % DAY
    return {"valid_from": date(end - (abs(days) + 730) * DAY), "valid_to": date(end)}
