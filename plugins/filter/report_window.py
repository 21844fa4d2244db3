# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: report_window
short_description: Find the hours that a report is on, and those just before
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - The API reports on full hours. An hour that is not over has fewer numbers than one that is, so a time that ends in it cannot be compared with another.
  - Makes a window of hours that are over out of the options that M(asyncos.api.report_info) has for the time, and another one of the same length just before.
  - A window with no other hour than the present one stays as it is, and has none to compare with.
positional: _input
options:
  _input:
    description: The time before now, such as V(1d). Not used with O(start).
    type: str
    required: true
  start:
    description: Beginning of the time, in ISO 8601.
    type: str
    default: ""
  end:
    description: End of the time, in ISO 8601. When it is left out, now.
    type: str
    default: ""
  now:
    description: The present, in ISO 8601. When it is left out, that of the clock.
    type: str
    default: ""
seealso:
  - plugin: asyncos.api.reports_with_before
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Get the mail of the last 24 hours that are over
  asyncos.api.report_info:
    reports: [mail_incoming_traffic_summary]
    start: "{{ ('1d' | asyncos.api.report_window).start }}"
    end: "{{ ('1d' | asyncos.api.report_window).end }}"
"""

RETURN = r"""
_value:
  description: C(start) and C(end); C(before) with the same keys, empty if there is nothing to compare with, and C(msg), which then says why.
  type: dict
  sample:
    start: "2026-11-20T10:00:00Z"
    end: "2026-11-21T10:00:00Z"
    before: {start: "2026-11-19T10:00:00Z", end: "2026-11-20T10:00:00Z"}
    msg: ""
"""

from datetime import datetime, timezone
from typing import Any, Callable

from ansible.errors import AnsibleFilterError

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.reporting.earlier import hours_before, hours_over
from ansible_collections.asyncos.api.plugins.module_utils._task.window import Window, iso_time, moment_in
from ansible_collections.asyncos.api.plugins.plugin_utils._plain import plain


def report_window(last: Any, start: Any = "", end: Any = "", now: Any = "") -> dict[str, Any]:
    last, start, end, now = (str(plain(value)) for value in (last, start, end, now))  # YAML makes dates of what looks like one
    try:
        present = moment_in(now, "now") if now else datetime.now(timezone.utc)
        window = hours_over(last, start, end, present)
    except InputError as exc:
        raise AnsibleFilterError(str(exc)) from exc
    before, msg = hours_before(window, present)
    return {**_texts(window), "before": _texts(before) if before else {}, "msg": msg}


def _texts(window: Window) -> dict[str, str]:
    return {"start": iso_time(window.start), "end": iso_time(window.end)}


class FilterModule:
    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"report_window": report_window}
