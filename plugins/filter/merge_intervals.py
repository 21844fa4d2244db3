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

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Callable

from ansible.errors import AnsibleFilterError

from ansible_collections.asyncos.api.plugins.filter.sum_counters import items_of, only, sum_counters

Interval = Mapping[str, Any]


def merge_intervals(several: Iterable[Iterable[Interval]], counters: Collection[str] | None = None, at_most: int | None = None) -> list[dict[str, Any]]:
    same_begin: dict[str, list[Interval]] = {}
    for interval in items_of(several, "merge_intervals", "intervals", "begin"):
        begin = str(interval["begin"])
        slim = {"begin": begin, "end": interval.get("end"), "counters": only(interval.get("counters") or {}, counters)}
        same_begin.setdefault(begin, []).append(slim)
    merged = [_joined(same_begin[begin]) for begin in sorted(same_begin)]
    if at_most is None or len(merged) <= at_most:
        return merged
    if at_most < 1:
        raise AnsibleFilterError(f"merge_intervals takes an at_most of 1 or more, not {at_most}")
    size = -(-len(merged) // at_most)
    return [_joined(merged[place : place + size]) for place in range(0, len(merged), size)]


def _joined(intervals: Sequence[Interval]) -> dict[str, Any]:
    """Intervals that stand side by side or over each other as one."""
    ends = [interval["end"] for interval in intervals if interval["end"]]
    return {
        "begin": min(interval["begin"] for interval in intervals),
        "end": max(ends, key=str) if ends else None,
        "counters": sum_counters(interval["counters"] for interval in intervals),
    }


class FilterModule:
    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"merge_intervals": merge_intervals}
