# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The names that profiles and policies choose from: some of those of a real appliance (source XSOAR)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...reporting.chance import words

if TYPE_CHECKING:
    from ...appliance import Appliance

PREDEFINED_CATEGORIES = words(
    "Adult|Advertisements|Alcohol|Arts|Auctions|Business and Industry|Chat and Instant Messaging|Computer Security|Computers and Internet|Cryptomining|"
    "Dating|Education|Entertainment|File Transfer Services|Filter Avoidance|Finance|Gambling|Games|Government and Law|Hacking|Illegal Activities|"
    "Infrastructure and Content Delivery Networks|Job Search|News|Online Communities|Online Storage and Backup|Peer File Transfer|Pornography|"
    "Search Engines and Portals|Shopping|Social Networking|Software Updates|Streaming Video|Travel|Web-based Email",
    "|",
)
YOUTUBE_CATEGORIES = words(
    "Film & Animation|Autos & Vehicles|Music|Pets & Animals|Sports|Travel & Events|Gaming|People & Blogs|Comedy|Entertainment|News & Politics|"
    "Howto & Style|Education|Science & Technology|Nonprofits & Activism",
    "|",
)
MALWARE_CATEGORIES = words(
    "Trojan Phisher|Generic Spyware|Adware|Browser Helper Object|Hijacker|System Monitor|Trojan Downloader|Trojan Horse|Dialer|"
    "Commercial System Monitor|PUA|Other Malware|Virus|Worm|Phishing URL",
    "|",
)
OTHER_CATEGORIES = ("Encrypted File", "Outbreak Heuristics", "Unscannable")
APPLICATIONS: dict[str, tuple[str, ...]] = {
    "Blogging": ("Blogger", "Disqus", "LiveJournal", "Medium", "Tumblr", "Wordpress"),
    "Facebook": ("Facebook Events", "Facebook General", "Facebook Messages and Chat", "Facebook Photos and Videos"),
    "File Sharing": ("BitTorrent", "Box.net", "Dropbox", "MediaFire", "WeTransfer"),
    "Games": ("Evony", "Game Center", "Pogo"),
    "Instant Messaging": ("Google Talk", "Mibbit", "WebQQ"),
    "Media": ("Dailymotion", "Deezer", "Hulu", "Netflix", "SoundCloud", "Vimeo", "YouTube"),
    "Social Networking": ("Instagram", "Pinterest", "Quora", "Reddit", "Twitter"),
    "Webmail": ("Fastmail", "Gmail", "Outlook.com", "Yahoo Mail"),
}
LIMITED_APPLICATIONS = ("Facebook", "Media")
"""Types of applications that have a bandwidth limit, which is empty at first."""

OBJECT_TYPES: dict[str, tuple[str, ...]] = {
    "Archives": ("ARC", "ARJ", "BinHex", "LHARC", "StuffIt"),
    "Document Types": ("Microsoft Office", "OASIS Open Document Format", "Portable Document Format (PDF)", "Rich Text Format (RTF)", "XML Document"),
    "Executable Code": ("Java Applet", "UNIX Executable", "Windows Executable"),
    "Inspectable Archives": ("7zip", "BZIP2", "CPIO", "GZIP", "LHA", "Microsoft CAB", "RAR", "TAR", "ZIP Archive"),
    "Installers": ("UNIX/LINUX Packages",),
    "Media": ("Audio", "Photographic Images", "Video"),
    "Miscellaneous": ("Calendar Data",),
    "P2P Metafiles": ("BitTorrent Links (.torrent)",),
    "Web Page Content": ("Flash", "Images"),
}
INSPECTABLE = "Inspectable Archives"
USER_AGENTS = words("Firefox MSIE/10 MSIE/11 Safari Chrome/48 Firefox/40 Opera windows_updater adobe_updater")

_CUSTOM_CATEGORIES = ("Partners", "Blocked sites", "Never decrypt")


def custom_categories(appliance: Appliance) -> list[str]:
    """The categories that version 2.0 keeps, by name; a few of its own where it keeps none."""
    if "url_categories" not in appliance.configuration.names:
        return list(_CUSTOM_CATEGORIES)
    return [str(category["category_name"]) for category in appliance.configuration.part("url_categories")]
