# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: sum_counters
short_description: Sum the counters of several appliances
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Makes one dictionary of counters out of many, such as those of a report of several appliances.
  - Numbers are summed by name. Anything else, such as a text or V(null), does not add up and is left out.
positional: _input
options:
  _input:
    description: The dictionaries of counters. An appliance without numbers may be an empty dictionary.
    type: list
    elements: dict
    required: true
seealso:
  - plugin: asyncos.api.merge_rows
    plugin_type: filter
  - plugin: asyncos.api.merge_intervals
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Show how many messages the gateways of a play stopped by sender reputation
  ansible.builtin.debug:
    msg: "{{ (answers | asyncos.api.sum_counters).blocked_reputation }}"
  vars:
    answers: "{{ ansible_play_hosts | map('extract', hostvars, ['mail', 'reports', 'mail_incoming_traffic_summary', 'counters']) }}"
  run_once: true
"""

RETURN = r"""
_value:
  description: The sum of each counter, by name, in the order in which the names first appear.
  type: dict
  sample: {total_recipients: 79640, blocked_reputation: 37071}
"""

from typing import Any, Callable

from ansible_collections.asyncos.api.plugins.plugin_utils._counters import sum_counters


class FilterModule:
    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"sum_counters": sum_counters}
