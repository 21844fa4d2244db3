# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The HTTP status codes of the AsyncOS API, with the explanation that an error body carries.

The explanations of 401 and 404 are recorded. The appliance builds them like Python's ``http.server``,
so the others are taken to be that table's long texts.
"""

from __future__ import annotations

from dataclasses import dataclass

from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import CLIENT, INFERRED, RECORDED, VENDOR, Evidence

_LISTED = Evidence(VENDOR, ("GUIDE",))


@dataclass(frozen=True)
class Status:
    """One status code. ``listed`` says that the vendor's guides name it."""

    code: int
    explanation: str
    listed: bool
    evidence: Evidence


STATUSES: dict[int, Status] = {
    status.code: status
    for status in (
        Status(200, "", True, Evidence(RECORDED, ("NRPM",))),
        Status(201, "", False, Evidence(RECORDED, ("XSOAR",))),
        Status(202, "", True, _LISTED),
        Status(204, "", False, Evidence(CLIENT, ("XSOAR",))),
        Status(207, "", False, Evidence(CLIENT, ("XSOAR",))),
        Status(300, "Object has several resources -- see URI list", True, _LISTED),
        Status(301, "Object moved permanently -- see URI list", True, _LISTED),
        Status(307, "Object moved temporarily -- see URI list", True, _LISTED),
        Status(400, "Bad request syntax or unsupported method", True, _LISTED),
        Status(401, "No permission -- see authorization schemes", True, Evidence(RECORDED, ("NRPM", "CES"))),
        Status(403, "Request forbidden -- authorization will not help", True, _LISTED),
        Status(404, "Nothing matches the given URI", True, Evidence(RECORDED, ("NRPM", "CES"))),
        Status(406, "URI not available in preferred format", True, _LISTED),
        Status(413, "Entity is too large", True, _LISTED),
        Status(414, "URI is too long", True, _LISTED),
        Status(429, "The user has sent too many requests in a given amount of time", False, Evidence(INFERRED)),
        Status(500, "Server got itself in trouble", True, _LISTED),
        Status(501, "Server does not support this operation", True, _LISTED),
        Status(502, "Invalid responses from another server/proxy", False, Evidence(VENDOR, ("X125",))),
        Status(503, "The server cannot process the request due to a high load", True, _LISTED),
        Status(504, "The gateway server did not receive a timely response", False, Evidence(INFERRED)),
        Status(505, "Cannot fulfill request", True, _LISTED),
    )
}
