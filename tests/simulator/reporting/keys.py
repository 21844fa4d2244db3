# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The keys of keyed reports: believable names, only of domains and addresses that are reserved for documentation."""

from __future__ import annotations

from functools import cache

from .chance import digits, pick, words

_FIRST = words("alice bruno chiara david elena farid greta hugo ines jonas katja liam mona nils olga paul rosa samir tina ugo vera wim yara zoe")
_LAST = words("adler brandt costa duarte evans fischer garcia haas ivanov jensen keller lopez meyer novak olsen")
_COMPANIES = words(
    "alpine birch cobalt delta ember fjord granite harbor indigo juniper kestrel lumen maple nimbus onyx prairie quartz river sierra tundra umber "
    "vertex willow yonder zenith"
)
_FILES = words("invoice order payment report statement offer contract scan voucher ticket timesheet photo")
_EXTENSIONS = words("pdf docx xlsm zip exe js html iso lnk rtf")
_DOMAINS = tuple(f"{company}.example" for company in _COMPANIES) + ("example.com", "example.net", "example.org")

USERS = tuple(f"{first}.{last}" for first in _FIRST[:12] for last in _LAST[:5])
USER_ADDRESSES = tuple(f"{name}@example.com" for name in USERS)
SENDERS = tuple(f"{first}@{domain}" for domain in _DOMAINS[:20] for first in ("news", "billing"))
IPS = tuple(f"{net}.{host}" for net in ("192.0.2", "198.51.100", "203.0.113") for host in range(11, 251, 17))
HASHES = tuple(digits(64, "file", number) for number in range(24))
FILES = tuple(f"{name}_{number:03d}.{pick(_EXTENSIONS, name, number)}" for number in range(2) for name in _FILES)
URLS = tuple(f"http://www.{domain}/{pick(_FILES, domain)}" for domain in _DOMAINS[:22])
APPLICATIONS = words("Webmail,File Sharing,Video,Chat,Meetings,Code Hosting,Social Feed,Photo Albums,Remote Desktop,Music,Maps,Translation", ",")
MALWARE = tuple(f"{kind}.{name}.Sample" for kind in ("Trojan", "Adware", "Worm") for name in ("Alder", "Basalt", "Cinder", "Dune"))
URL_CATEGORIES = words(
    "Computers and Internet|Business and Industry|Search Engines and Portals|News|Online Communities|Social Networking|Shopping|Streaming Video|"
    "Infrastructure and Content Delivery Networks|Advertisements|Finance|Travel|Web-based Email|Software Updates|Education|Games|Gambling|Hacking|"
    "Filter Avoidance|Uncategorized URLs",
    "|",
)
FILTERS = words("block_executables mark_external strip_macros add_disclaimer quarantine_encrypted copy_to_archive route_partner drop_bounces")
THREATS = words("Phish Scam Malware Virus Trojan")

POPULATIONS: dict[str, tuple[str, ...]] = {
    "DLP policy name": ("Payment Card Data", "Personal Data", "Health Records", "Source Code", "Contracts"),
    "HAT policy": ("ACCEPTED", "BLOCKED", "THROTTLED", "TRUSTED", "RELAYED"),
    "SDR category": ("Spam", "Phishing", "Malware", "Spoof", "Business Email Compromise"),
    "SDR threat level": ("Untrusted", "Questionable", "Neutral", "Favorable", "Trusted"),
    "URL category": URL_CATEGORIES,
    "url category": URL_CATEGORIES,
    "application": APPLICATIONS,
    "application behavior": ("Upload", "Download", "Post Text", "Send Message", "Play Media"),
    "application type": ("Collaboration", "Conferencing", "File Sharing", "Media", "Social Networking", "Enterprise Applications"),
    "batch": tuple(f"batch-{number:04d}" for number in range(1, 13)),
    "client": IPS,
    "content filter name": FILTERS,
    "destination": _DOMAINS,
    "destination domain": _DOMAINS,
    "domain": _DOMAINS,
    "envelope sender": SENDERS,
    "feed source": ("own-feed", "sector-feed", "national-feed"),
    "file": HASHES,
    "file name": FILES,
    "file sha256": HASHES,
    "file type": ("pdf", "docx", "xlsx", "zip", "html", "png", "exe", "iso"),
    "forged sender": tuple(f"{first}.{last}" for first, last in zip(_FIRST[12:], _LAST)),
    "host": IPS,
    "indicator": _DOMAINS[:8] + HASHES[:6] + URLS[:6],
    "mail policy name": ("DEFAULT", "EXECUTIVES", "FINANCE", "PARTNERS", "DEVELOPMENT"),
    "malware category": ("Adware", "Trojan Horse", "Phishing URL", "Worm", "System Monitor", "Other Malware"),
    "malware name": MALWARE,
    "message filter name": FILTERS,
    "network owner": tuple(f"{company.capitalize()} Networks" for company in _COMPANIES[:18]),
    "policy": ("Global Policy", "Employees", "Guests", "Servers", "Kiosks"),
    "port": ("443", "80", "8080", "8443", "21", "1080"),
    "reputation band": ("Untrusted", "Questionable", "Neutral", "Favorable", "Trusted", "Unknown"),
    "reputation score": tuple(str(score) for score in range(-10, 11)),
    "sender domain": _DOMAINS,
    "sender group": ("ALLOWED_LIST", "BLOCKED_LIST", "SUSPECTLIST", "UNKNOWNLIST", "RELAYLIST"),
    "sender ip": IPS,
    "sender ip + hostname": tuple(f"mail.{domain}" for domain in _DOMAINS),
    "subject": tuple(f"{name.capitalize()} {number}" for number in (7, 12) for name in _FILES),
    "threat": tuple(f"{kind} {number}" for kind in THREATS for number in (101, 102, 103)),
    "threat level": ("1", "2", "3", "4", "5"),
    "threat type": THREATS,
    "time band": ("0 - 1 hour", "1 - 4 hours", "4 - 12 hours", "12 - 24 hours", "more than 24 hours"),
    "type": ("Attachment", "URL", "Combined"),
    "url": URLS,
    "url domain": tuple(f"www.{domain}" for domain in _DOMAINS),
    "user": USERS,
    "user address": USER_ADDRESSES,
    "virus name": MALWARE,
}
"""The keys by the catalogue's ``keyed_by``."""

OWN_HOST = "time or host (unknown)"
"""Reports whose key is not known; here the appliance's own host name (inferred)."""


@cache
def population(keyed_by: str) -> tuple[str, ...]:
    """The keys of a report. A kind of key that this table does not know gets made-up ones, so that new catalogue rows work at once."""
    return POPULATIONS.get(keyed_by) or tuple(f"{keyed_by or 'entry'} {number}" for number in range(1, 11))


def address_of(host: str) -> str:
    """The address that belongs to a sending host."""
    return pick(IPS, "address", host)
