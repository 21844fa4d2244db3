# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: reports_with_before
short_description: Ask for reports, and for some of them on the time before, too
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Adds entries to a list for O(asyncos.api.report_info#module:reports), which ask the same on the time before. Their labels begin with C(before:).
  - Entries with a time of their own and those with C(query_type) have none added.
positional: _input
options:
  _input:
    description: The list of entries, as M(asyncos.api.report_info) takes it.
    type: list
    elements: raw
    required: true
  before:
    description: C(start) and C(end) of the time before. When it is empty, nothing is added.
    type: dict
    required: true
  labels:
    description:
      - Labels of the entries that are asked for once more; a report without a label has its name for one. V(*) stands for all.
    type: list
    elements: str
    default: ["*"]
seealso:
  - plugin: asyncos.api.report_window
    plugin_type: filter
  - module: asyncos.api.fleet_report
"""

EXAMPLES = r"""
- name: Get the mail of the last day, and of the day before
  asyncos.api.report_info:
    reports: "{{ ['mail_incoming_traffic_summary'] | asyncos.api.reports_with_before(window.before) }}"
    start: "{{ window.start }}"
    end: "{{ window.end }}"
  vars:
    window: "{{ '1d' | asyncos.api.report_window }}"
"""

RETURN = r"""
_value:
  description: The entries, and those on the time before.
  type: list
  elements: raw
  sample:
    - mail_incoming_traffic_summary
    - name: mail_incoming_traffic_summary
      label: "before: mail_incoming_traffic_summary"
      start: "2026-11-19T10:00:00Z"
      end: "2026-11-20T10:00:00Z"
"""

from collections.abc import Iterable, Mapping
from typing import Any, Callable

from ansible.errors import AnsibleFilterError

from ansible_collections.asyncos.api.plugins.module_utils._task.reporting.earlier import ALL, questions_before


def reports_with_before(entries: Iterable[Any], before: Mapping[str, str], labels: Iterable[str] = (ALL,)) -> list[Any]:
    if isinstance(entries, (str, Mapping)) or not isinstance(entries, Iterable):
        raise AnsibleFilterError(f"reports_with_before takes a list of reports, not a {type(entries).__name__}")
    given = list(entries)
    return [*given, *questions_before(given, before, labels)] if before else given


class FilterModule:
    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"reports_with_before": reports_with_before}
