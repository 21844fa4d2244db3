# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How the catalogue knows what it says: where a fact was read, and how sure it is.

Every row of the catalogue carries an :class:`Evidence`. Facts with the confidence ``inferred`` are
hints: they help with documentation and suggestions, and are never a reason to refuse a request.
"""

from __future__ import annotations

from dataclasses import dataclass

RECORDED = "recorded"
VENDOR = "vendor"
CLIENT = "client"
INFERRED = "inferred"

CONFIDENCES: dict[str, str] = {
    RECORDED: "seen in a reply recorded from a real appliance",
    VENDOR: "stated by a table, guide or Swagger file of the vendor",
    CLIENT: "used by public client code that works against real appliances",
    INFERRED: "concluded from a name or from a similar resource, never seen",
}

SOURCES: dict[str, str] = {
    "ADD138": "Cisco SMA 13.8 API addendum, opening of its table of contents",
    "ALS": "Alsla19/Cisco-ESA and thenetworkviking, demo scripts against a lab ESA",
    "AUTOSC": "Cisco's deployer of Secure Web Appliances in cloud scale sets, scripts that configure and license them",
    "BAN": "banhao/AutoSpamEmailScan, script that fills safelists and blocklists",
    "CENT": "centreon/centreon-plugins, monitoring plugin for the ESA REST API",
    "CES": "Cisco-Email-Security/docs, api.md, with log lines and answers of cloud appliances",
    "CHEAT": "Cheatography sheet on the SMA API, by a third party",
    "CHR": "chronicle/content-hub, IronPort integration, parser of exported reports",
    "D14": "Cisco WSA 14.0 API addendum, as published with gve-sw/gve_devnet_ironport_automation",
    "DCLOUD": "Cisco dCloud lab scripts for the WSA",
    "DGL": "dgluhak4/wsa-api, script against a WSA",
    "ESA14": "Cisco AsyncOS 14.0 API getting started guide for the Secure Email Gateway",
    "GUIDE": "Cisco AsyncOS API getting started guides for ESA and SMA",
    "GVE": "gve-sw/gve_devnet_ironport_automation, script and playbook that edit URL categories and the bypass list of a WSA",
    "GY": "Gyuri1/SMA_message_tracking and ESA_URL_list, scripts with output of real appliances",
    "JOS": "Joshua-cybersec/Cisco-SMA-API, PowerShell scripts against a live SMA",
    "KET": "ciscoketcheon scripts for ESA policy hit counts and dictionaries",
    "NRPM": "nickrusso42518/postman, answers recorded from an SMA 12.0 in July 2020",
    "PM145": "brebouch/Cisco-Security-Postman, collection made from the WSA 14.5 guide",
    "PMSMA": "brebouch/Cisco-Security-Postman, collection imported from the SMA's Swagger file",
    "POLSCR": "public scripts that change senders and recipients of incoming mail policies",
    "PSC": "brice-automatizit/PSCiscoSMA, PowerShell client for the SMA",
    "SMAG": "Cisco SMA API guides 12.0, 13.0 and 13.8",
    "SPL": "splunk-soar-connectors, ciscosma and ciscoesa",
    "STIX": "opencybersecurityalliance/stix-shifter, cisco_secure_email module and its tests",
    "SWG": "kribsi/esa_python, client generated from an appliance's own Swagger file (about AsyncOS 15.0)",
    "TN218372": "Cisco technote 218372 on adding senders to safelists and blocklists of an SMA, with recorded answers",
    "TN226294": "Cisco technote 226294 on dictionaries of the ESA through the API with Python",
    "X125": "Cisco WSA 12.5 API addendum workbook (table of report groups and parameters)",
    "XSOAR": "demisto/content, Cisco email and web appliance packs, with recorded answers",
}


@dataclass(frozen=True)
class Evidence:
    """Where a fact comes from: ``sources`` are keys of :data:`SOURCES`, ``confidence`` one of :data:`CONFIDENCES`."""

    confidence: str
    sources: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.confidence} ({', '.join(self.sources)})" if self.sources else self.confidence


FROM_NAME = Evidence(INFERRED)
