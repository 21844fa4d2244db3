# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: merge_rows
short_description: Merge the rows of a keyed report of several appliances
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Makes one list of rows out of the lists that several appliances gave for the same report. Rows with the same C(key) become one.
  - Numbers are summed. Of anything else, such as the address of a console, the first value that is not V(null) stays.
positional: _input
options:
  _input:
    description: The lists of rows, each row a dictionary with C(key).
    type: list
    elements: list
    required: true
  order_by:
    description:
      - Counter to sort by, highest first. Rows with the same number are sorted by their key.
      - When it is left out, rows stay in the order in which their keys first appear.
    type: str
  counters:
    description:
      - Only these fields of the rows, beside C(key). They must include O(order_by).
      - When it is left out, all.
    type: list
    elements: str
  top:
    description: Only this many rows. When it is left out, all.
    type: int
seealso:
  - plugin: asyncos.api.sum_counters
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Show the five mail policies that matched most, over all gateways of the play
  ansible.builtin.debug:
    msg: "{{ lists | asyncos.api.merge_rows(order_by='recipients_matched', top=5) }}"
  vars:
    lists: "{{ ansible_play_hosts | map('extract', hostvars, ['mail', 'reports', 'mail_policy_incoming', 'rows']) }}"
  run_once: true
"""

RETURN = r"""
_value:
  description: The merged rows.
  type: list
  elements: dict
  sample:
    - {key: DEFAULT, recipients_matched: 7415}
    - {key: EXECUTIVES, recipients_matched: 6248}
"""

from typing import Any, Callable

from ansible_collections.asyncos.api.plugins.plugin_utils._counters import merge_rows


class FilterModule:
    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"merge_rows": merge_rows}
