# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options of fleet_report. Its page is rendered from them."""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.files import FORMATS
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.totals import ALWAYS, AUTO, NEVER

ANSWERS = "answers"

OPTIONS: dict[str, Option] = {
    ANSWERS: Option(
        "dict",
        (
            "What M(asyncos.api.report_info) returned, by host, in the order in which the appliances are shown.",
            "A host that was not asked for anything is left out, unless it is one of O(failed_hosts).",
        ),
        required=True,
    ),
    "products": Option("dict", ("The product of each host, V(esa), V(wsa) or V(sma), for those whose answer does not tell it.",), default={}),
    "failed_hosts": Option("list", ("Hosts that cannot be asked any more, because they failed earlier in the play.",), default=[], elements="str"),
    "compare": Option(
        "bool",
        (
            "Whether the totals are compared with those of the time before. Only appliances with numbers on both times are compared.",
            "The reports on the time before are in O(answers) with the labels that P(asyncos.api.reports_with_before#filter) gives.",
        ),
        default=False,
    ),
    "before": Option("dict", ("C(start) and C(end) of the time before. When it is left out, nothing is compared.",), default={}),
    "not_compared": Option("str", ("Why there is no time before.",), default=""),
    "managers_in_totals": Option(
        "str",
        (
            "Whether the numbers of an SMA count in the totals. They are the numbers of its gateways.",
            "V(auto) counts its mail when no ESA, and its web traffic when no WSA is in the play.",
        ),
        choices=(AUTO, ALWAYS, NEVER),
        default=AUTO,
    ),
    "title": Option("str", ("Title of the page.",), default="Mail and web security report"),
    "top": Option("int", ("Number of rows that a table of the page shows at most.",), default=10),
    "formats": Option(
        "list",
        (
            "What is written. V(html) is C(report.html), V(json) is C(report.json), V(csv) is one file for each label in the folder C(csv).",
            "CSV files from earlier that are not written this time are removed.",
        ),
        elements="str",
        choices=FORMATS,
        default=list(FORMATS),
    ),
    "folder": Option("path", ("Folder on the machine of Ansible. It is made if it is missing.", "When it is left out, nothing is written."), default=""),
    "folder_mode": Option("str", ("Mode of folders that are made, as four octal digits in quotes.",), default="0700"),
    "file_mode": Option("str", ("Mode of the files, as four octal digits in quotes.",), default="0600"),
}
