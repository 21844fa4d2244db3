# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The fleet's own certificate authority and the server certificates that it signs, good ones and bad ones."""

from __future__ import annotations

import ssl
from datetime import datetime, timedelta, timezone

import trustme

CERTIFICATES: dict[str, str] = {
    "valid": "signed by the fleet's authority for 127.0.0.1, localhost and the appliance's names",
    "expired": "the same, but expired since yesterday",
    "wrong_name": "signed by the fleet's authority for another host",
    "other_ca": "right name, signed by an authority that nobody knows",
}

ORGANIZATION = "Simulated AsyncOS fleet"
NAMES = ("127.0.0.1", "localhost")
OTHER_NAME = "elsewhere.example.com"


class Authority:
    """Makes TLS server contexts; one context for each kind of certificate and its names, shared by the fleet."""

    def __init__(self) -> None:
        self._ca = trustme.CA(organization_name=ORGANIZATION, organization_unit_name="Certification")
        self._contexts: dict[tuple[str, tuple[str, ...]], ssl.SSLContext] = {}

    @property
    def pem(self) -> bytes:
        pem: bytes = self._ca.cert_pem.bytes()
        return pem

    def context(self, kind: str, names: tuple[str, ...] = ()) -> ssl.SSLContext:
        """The server context that shows the certificate ``kind``, a key of :data:`CERTIFICATES`, for ``names`` and this machine."""
        if (kind, names) not in self._contexts:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.minimum_version = ssl.TLSVersion.TLSv1_2
            context.num_tickets = 1  # with none, nothing acknowledges the handshake, and clients with Nagle on lose 40 ms
            self._issue(kind, (*names, *NAMES)).configure_cert(context)
            self._contexts[(kind, names)] = context
        return self._contexts[(kind, names)]

    def _issue(self, kind: str, names: tuple[str, ...]) -> trustme.LeafCert:
        if kind == "expired":
            today = datetime.now(timezone.utc)
            return self._ca.issue_cert(*names, not_before=today - timedelta(days=30), not_after=today - timedelta(days=1))
        if kind == "wrong_name":
            return self._ca.issue_cert(OTHER_NAME)
        if kind == "other_ca":
            return trustme.CA(organization_name="Unknown authority").issue_cert(*names)
        return self._ca.issue_cert(*names, common_name=names[0], organization_name=ORGANIZATION, organization_unit_name="Simulation")
