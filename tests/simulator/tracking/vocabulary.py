# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names and texts that messages are made of: documentation addresses, made-up people, subjects of every kind."""

from __future__ import annotations

from ..reporting.keys import MALWARE, USERS
from .outcomes import evenly

NETWORKS = ("192.0.2", "198.51.100", "203.0.113")
OWN_DOMAIN = "example.com"
SENDER_DOMAINS = ("example.net", "example.org", "news.example.net", "shop.example.org", "mail.example.net", "lists.example.org", "partner.example.net")
COUNTRIES = ("Austria", "Brazil", "Canada", "France", "Germany", "India", "Japan", "Kenya", "Norway", "United States")

OWN_PEOPLE = evenly([f"{user}@{OWN_DOMAIN}" for user in USERS])
STRANGERS = evenly([f"{user.replace('.', '-')}@" for user in USERS] + ["news@", "billing@", "no-reply@", "=cmd@", "+tag@", "-dash@"])
DOMAINS = evenly(SENDER_DOMAINS)
POLICIES = evenly(["DEFAULT", "DEFAULT", "DEFAULT", "EXECUTIVES", "FINANCE", "PARTNERS"])

_PLAIN = (
    "Invoice|Order|Payment reminder|Weekly report|Meeting notes|Contract draft|Travel plan|Newsletter|Your ticket|Minutes|Offer|Delivery note|"
    "Release plan|Question about the order|Re: Statement|Fwd: Voucher|Re: Re: Photos|Holiday rota|Security notice|Password expires|Timesheet|"
    'Budget, second draft|Lunch; then talk|"Quoted" words|Single \' quote|Back\\slash|Trailing blank |  Leading blanks|{"json": true}|<b>bold</b>'
).split("|")
_FOREIGN = ("Rechnung für Müller", "Réunion à Orléans", "Отчёт за неделю", "請求書", "Žádost o schůzku", "فاتورة", "Party 🎉", "Ελληνικά", "Ünïcödé")
_CONTROL = ("Bell\x07 rings", "Tab\there", "Line\nbreak", "Return\rhere", "Escape\x1b[31m red", "Null\x00inside", "Separator\u2028here", "Delete\x7f")
_FORMULAS = ("=1+1", '=HYPERLINK("http://www.example.net")', "+49 30 1234", "-5 percent", "@everyone", "=cmd|' /C calc'!A0")
SUBJECTS = evenly([*_PLAIN * 3, *_FOREIGN, *_CONTROL, *_FORMULAS])
"""A fifth of them is no plain ASCII, has a control character, or begins like a formula of a spreadsheet."""

FILE_STEMS = ("invoice", "order", "report", "scan", "contract", "photos", "timesheet", "angebot_übersicht")
FILE_TYPES = ("pdf", "docx", "docm", "xlsm", "zip", "html", "png")
MACRO_TYPES = {"docm": "Microsoft Office Files", "xlsm": "Microsoft Office Files", "pdf": "Adobe Portable Document Format"}
"""The kind of a file in which macros can be found, by its extension. How the appliance names the kinds is inferred."""

URL_CATEGORIES = ("Business and Industry", "Computers and Internet", "Finance", "News", "Shopping", "Web-based Email")
DLP_POLICIES = ("Payment Card Data", "Personal Data", "Health Records", "Source Code")
SEVERITIES = ("low", "medium", "high", "critical")
THREATS = MALWARE
THREAT_CATEGORIES = ("Phish", "Scam", "Malware", "Virus")
FEEDS = ("own-feed", "sector-feed", "national-feed")
CONTENT_FILTERS = ("block_executables", "strip_macros", "quarantine_encrypted", "drop_bounces")
MESSAGE_FILTERS = ("mark_external", "add_disclaimer", "copy_to_archive")
FORGED_NAMES = USERS[:5]
SDR_CATEGORIES = ("Spam", "Phishing", "Malware", "Spoof", "Business Email Compromise", "Not Classified")
SDR_LEVELS = ("Untrusted", "Questionable", "Neutral", "Favorable", "Trusted")
SDR_AGES = ("3 days", "5 months", "2 years", "30 days (or greater)")
