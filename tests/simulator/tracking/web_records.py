# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Web transactions, made on demand: through the proxy, seen by the Layer 4 Traffic Monitor, and through the SOCKS proxy.

Fields, types and the empty value ``-`` of proxy transactions are recorded (source NRPM). The fields of the other two services are
concluded from the names of their sort keys (source X125); their values are invented.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..reporting.chance import digits
from ..reporting.keys import URL_CATEGORIES, USERS
from .outcomes import evenly, weighted
from .vocabulary import NETWORKS, THREATS

NOTHING = "-"
Attributes = dict[str, object]

(ACTION, USER, AUTHENTICATED, CLIENT, SITE, CATEGORY, SCORE, PATH, SIZE, TYPE, POLICY, PLACE, WANTED, FILE, VERDICT, APPLICATION, PORT, PROTOCOL) = range(
    20, 38
)
"""Which of a record's dice decides what. The places before are those of mail: lateness is decided alike for all."""

SITES = ("www.example.com", "news.example.net", "shop.example.org", "cdn.example.net", "files.example.com", "video.example.org", "login.example.net")
CONTENT_TYPES = ("text/html", "text/plain", "application/json", "image/png", "application/zip")
PROXY_POLICIES = ("DefaultGroup", "Employees", "Guests", "Servers")
APPLICATIONS = (("Webmail", "Collaboration"), ("File Sharing", "Storage"), ("Video", "Media"), ("Chat", "Social Networking"))
MALWARE_CATEGORIES = ("Adware", "Trojan Horse", "Phishing URL", "Worm", "System Monitor", "Other Malware")
"""In the order of their codes, from 0. Which code stands for which is inferred."""

THREAT_TYPES = ("Phishing", "Spam", "Malware Site", "Botnet")
CUSTOM_CATEGORIES = ("Partners", "Research", "Administration")
LOCATIONS = ("Local", "Remote")
L4TM_PORTS = (22, 25, 445, 3389, 6667)
SOCKS_PORTS = (22, 1080, 5222, 8080)


@dataclass(frozen=True)
class Decision:
    """What the proxy did. ``status`` is the value of ``transactionStatus`` that finds it, ``text`` what rows say."""

    status: str
    text: str
    source: str
    malware: bool = False


DECISIONS = weighted(
    (160, Decision("allow", "ALLOW_DEFAULT", "DEFAULT")),
    (40, Decision("allow", "ALLOW", "WEBCAT")),
    (20, Decision("allow_monitor", "MONITOR_WEBCAT", "WEBCAT")),
    (10, Decision("allow_warn", "WARN_WEBCAT", "WEBCAT")),
    (16, Decision("block", "BLOCK_WEBCAT", "WEBCAT")),
    (10, Decision("block", "BLOCK_AMW", "AMW", malware=True)),
)
_SITES, _USERS, _CATEGORIES = evenly(SITES), evenly(USERS), evenly(URL_CATEGORIES)
_HASHES = tuple(digits(64, "download", place) for place in range(256))


@dataclass(frozen=True)
class WebRecord:
    """One record of any service. ``second`` is its time, in seconds from 1970."""

    number: int
    second: int
    dice: bytes

    @property
    def client(self) -> str:
        return f"{NETWORKS[1]}.{self.dice[CLIENT] % 60 + 1}"

    @property
    def user(self) -> str:
        """The user's name, or the address of a client that nobody logged in on (source NRPM)."""
        return _USERS[self.dice[USER]] if self.dice[AUTHENTICATED] < 160 else self.client

    @property
    def site(self) -> str:
        return _SITES[self.dice[SITE]]

    @property
    def destination(self) -> str:
        return f"{NETWORKS[2]}.{self.dice[SITE]}"

    @property
    def bandwidth(self) -> int:
        return self.dice[SIZE] * 97 + self.dice[PATH]

    @property
    def location(self) -> str:
        return LOCATIONS[self.dice[PLACE] < 64]

    def attributes(self, serial: str) -> Attributes:
        """The row."""
        raise NotImplementedError

    def chosen(self, place: int, choices: tuple[str, ...]) -> str:
        return choices[self.dice[place] % len(choices)]


class Transaction(WebRecord):
    """One transaction of the web proxy, with the resources of a page that came with it."""

    @property
    def decision(self) -> Decision:
        return DECISIONS[self.dice[ACTION]]

    @property
    def score(self) -> float | None:
        """The reputation of the website from -10 to 10; None for one without a score."""
        roll = self.dice[SCORE]
        if roll < 24:
            return None
        return -(roll % 50 + 50) / 10 if self.decision.malware else (roll % 130 - 30) / 10

    @property
    def user_asked(self) -> bool:
        return self.dice[WANTED] < 96

    @property
    def has_file(self) -> bool:
        return self.decision.malware or self.dice[FILE] < 40

    @property
    def verdict_code(self) -> int:
        """The code of AMP's verdict, 1 to 5; 0 for transactions without a file. What the codes mean is contradictory (source X125)."""
        return self.dice[VERDICT] % 5 + 1 if self.has_file else 0

    @property
    def malware_code(self) -> int:
        """The code of the malware's category; -1 without malware."""
        return self.dice[TYPE] % len(MALWARE_CATEGORIES) if self.decision.malware else -1

    @property
    def application(self) -> tuple[str, str]:
        """Name and type of the application."""
        return APPLICATIONS[self.dice[APPLICATION] % len(APPLICATIONS)] if self.dice[APPLICATION] < 100 else (NOTHING, NOTHING)

    def attributes(self, serial: str) -> Attributes:
        """The row, in the order of the recorded one."""
        url = f"http://{self.site}/{self.dice[PATH]}"
        malware = self.decision.malware
        application, application_type = self.application
        resources = ",".join(f"{url}/{part}" for part in range(self.dice[WANTED] % 3)) or NOTHING
        return {
            "webCategory": _CATEGORIES[self.dice[CATEGORY]],
            "contentType": self.chosen(TYPE, CONTENT_TYPES),
            "pageResources": resources,
            "applicationBehavior": NOTHING,
            "malwareCategory": MALWARE_CATEGORIES[self.malware_code] if malware else NOTHING,
            "fileName": f"download_{self.dice[FILE]:03d}.zip" if self.has_file else NOTHING,
            "userType": "[-]",
            "bandwidth": self.bandwidth,
            "policyType": "Decryption" if self.dice[POLICY] >= 224 else "Access",
            "user": self.user,
            "srcIP": self.client,
            "relatedTransCount": self.dice[WANTED] % 3,
            "malwareName": self.chosen(FILE, THREATS) if malware else NOTHING,
            "applicationName": application,
            "policyName": self.chosen(POLICY, PROXY_POLICIES),
            "threatType": self.chosen(SCORE, THREAT_TYPES) if malware else NOTHING,
            "ampFileVerdict": self.verdict_code or NOTHING,
            "destinationIP": self.destination if self.dice[PLACE] % 2 else NOTHING,
            "wbrsScore": NOTHING if self.score is None else str(self.score),
            "threatReason": "Known bad site" if malware else NOTHING,
            "serialNo": serial,
            "decisionSrc": self.decision.source,
            "url": url,
            "fileSHA": _HASHES[self.dice[FILE]] if self.has_file else NOTHING,
            "applicationType": application_type,
            "timestamp": self.second,
            "transactionStatus": self.decision.text,
            "ampVerdict": str(self.dice[VERDICT] % 2) if self.has_file else NOTHING,
        }


class Monitored(WebRecord):
    """One connection that the Layer 4 Traffic Monitor saw."""

    @property
    def status(self) -> str:
        return "blocked" if self.dice[ACTION] < 80 else "monitored"

    @property
    def port(self) -> int:
        return L4TM_PORTS[self.dice[PORT] % len(L4TM_PORTS)]

    def attributes(self, serial: str) -> Attributes:
        return {
            "timestamp": self.second,
            "serialNo": serial,
            "l4tmUser": self.client,
            "l4tmDestIpWithDomain": f"{self.destination} ({self.site})",
            "l4tmDestDomain": self.site,
            "l4tmAction": self.status.capitalize(),
            "l4tmPort": self.port,
        }


class Relayed(WebRecord):
    """One connection through the SOCKS proxy."""

    @property
    def status(self) -> str:
        return "block" if self.dice[ACTION] < 60 else "allow"

    @property
    def port(self) -> int:
        return SOCKS_PORTS[self.dice[PORT] % len(SOCKS_PORTS)]

    @property
    def protocol(self) -> str:
        return "udp" if self.dice[PROTOCOL] < 96 else "tcp"

    def attributes(self, serial: str) -> Attributes:
        return {
            "timestamp": self.second,
            "serialNo": serial,
            "socksUser": self.user,
            "socksSrcIp": self.client,
            "socksHostName": self.site,
            "socksDecisionResult": self.status.upper(),
            "socksBandwidth": self.bandwidth,
            "socksTransportProtocol": self.protocol.upper(),
            "socksPort": self.port,
            "socksPolicyName": self.chosen(POLICY, PROXY_POLICIES),
        }
