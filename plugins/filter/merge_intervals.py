# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: merge_intervals
short_description: Merge the time series of several appliances
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Makes one list of intervals out of the lists that several appliances gave for a report with C(query_type=export).
    Intervals with the same C(begin) become one with the sum of their counters.
  - Works on the C(intervals) of summary reports, which have C(counters). Those of keyed reports have C(rows), which are left out.
positional: _input
options:
  _input:
    description: The lists of intervals, each interval a dictionary with C(begin), C(end) and C(counters).
    type: list
    elements: list
    required: true
  counters:
    description:
      - Only these counters.
      - When it is left out, all.
    type: list
    elements: str
  at_most:
    description:
      - Join neighbouring intervals, always the same number of them, until there are no more than this many. Useful for charts.
      - When it is left out, intervals stay as they are.
    type: int
seealso:
  - plugin: asyncos.api.sum_counters
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Show the busiest interval of all gateways of the play
  ansible.builtin.debug:
    msg: "{{ lists | asyncos.api.merge_intervals | sort(attribute='counters.total_recipients') | last }}"
  vars:
    lists: "{{ ansible_play_hosts | map('extract', hostvars, ['mail', 'reports', 'over_time', 'intervals']) }}"
  run_once: true
"""

RETURN = r"""
_value:
  description: The merged intervals in time order.
  type: list
  elements: dict
  sample:
    - begin: "2026-11-20T10:00:00Z"
      end: "2026-11-20T11:00:00Z"
      counters: {total_recipients: 5628, blocked_reputation: 1583}
    - begin: "2026-11-20T11:00:00Z"
      end: "2026-11-20T12:00:00Z"
      counters: {total_recipients: 6867, blocked_reputation: 2242}
"""

from typing import Any, Callable

from ansible_collections.asyncos.api.plugins.plugin_utils._counters import merge_intervals


class FilterModule:
    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"merge_intervals": merge_intervals}
