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

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Callable

from ansible.errors import AnsibleFilterError


def sum_counters(several: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    if isinstance(several, (str, Mapping)) or not isinstance(several, Iterable):
        raise AnsibleFilterError(f"sum_counters takes a list of dictionaries, not a {type(several).__name__}")
    sums: dict[str, Any] = {}
    for counters in several:
        if not isinstance(counters, Mapping):
            raise AnsibleFilterError(f"sum_counters takes dictionaries of counters, not a {type(counters).__name__}")
        for name, value in counters.items():
            if is_number(value):
                sums[name] = sums.get(name, 0) + value
    return sums


def items_of(several: Any, name: str, noun: str, key: str) -> Iterator[Mapping[str, Any]]:
    """The dictionaries with ``key`` in a list of lists; what is none is refused in the name of the filter ``name``."""
    if isinstance(several, (str, Mapping)) or not isinstance(several, Iterable):
        raise AnsibleFilterError(f"{name} takes a list of lists of {noun}, not a {type(several).__name__}")
    for items in several:
        if isinstance(items, (str, Mapping)) or not isinstance(items, Iterable):
            raise AnsibleFilterError(f"{name} takes lists of {noun}, not a {type(items).__name__}")
        for item in items:
            if not isinstance(item, Mapping) or key not in item:
                raise AnsibleFilterError(f"{name} takes {noun} that are dictionaries with '{key}'")
            yield item


def only(fields: Mapping[str, Any], names: Collection[str] | None) -> Mapping[str, Any]:
    return fields if names is None else {name: fields[name] for name in names if name in fields}


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


class FilterModule:
    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"sum_counters": sum_counters}
