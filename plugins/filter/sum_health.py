# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: sum_health
short_description: Sum the health of several appliances
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Makes one state, the number of appliances in each state, all findings with the worst first, and a table for the terminal out of what
    P(asyncos.api.judge_health#filter) found for several appliances.
positional: _input
options:
  _input:
    description: The appliances, each a dictionary with C(name), C(product), C(state) and C(checks).
    type: list
    elements: dict
    required: true
seealso:
  - plugin: asyncos.api.judge_health
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Show the health of the fleet as a table
  ansible.builtin.debug:
    msg: "{{ (appliances | asyncos.api.sum_health).lines }}"
  vars:
    appliances: "{{ ansible_play_hosts | map('extract', hostvars, ['health_appliance']) }}"
  run_once: true
"""

RETURN = r"""
_value:
  description: C(state), C(counts), C(findings), which are the checks that are neither ok nor ignored, and C(lines).
  type: dict
  sample:
    state: warning
    counts: {critical: 0, warning: 1, unknown: 0, ok: 1}
    findings:
      - appliance: esa2
        product: esa
        check: cpu
        object: null
        level: warning
        value: 68
        unit: percent
        warning: 60
        critical: 90
        message: "CPU load: 68 percent, warning at 60"
    lines:
      - "2 appliances: 0 critical, 1 warning, 0 unknown, 1 ok"
      - ""
      - "WARNING  esa2  esa  cpu  CPU load: 68 percent, warning at 60"
      - "OK       esa1  esa  -    13 checks"
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Callable

from ansible.errors import AnsibleFilterError

from ansible_collections.asyncos.api.plugins.module_utils._task.failure import some
from ansible_collections.asyncos.api.plugins.plugin_utils._health import plain
from ansible_collections.asyncos.api.plugins.plugin_utils._health_limits import IGNORED, OK, UNKNOWN, WORST_FIRST, worst

Appliance = Mapping[str, Any]
Finding = Mapping[str, Any]

AT_MOST = 4
"""Names that a line about several unknown checks has."""


LONGEST = 120
"""Characters of a message in the table; the findings have all of it."""


def sum_health(appliances: Iterable[Appliance]) -> dict[str, Any]:
    if isinstance(appliances, (str, Mapping)) or not isinstance(appliances, Iterable):
        raise AnsibleFilterError(f"sum_health takes a list of appliances, not a {type(appliances).__name__}")
    several = list(appliances)
    states = [appliance["state"] for appliance in several]
    counts = {level: states.count(level) for level in WORST_FIRST if level != IGNORED}
    findings = sorted(_findings(several), key=lambda finding: WORST_FIRST.index(finding["level"]))
    return {"state": worst(states), "counts": counts, "findings": findings, "lines": [_headline(counts), "", *_table(_rows(several, findings))]}


def _findings(appliances: Sequence[Appliance]) -> Iterator[dict[str, Any]]:
    for appliance in sorted(appliances, key=lambda appliance: str(appliance["name"])):
        for check in appliance["checks"]:
            if check["level"] not in (OK, IGNORED):
                yield {"appliance": appliance["name"], "product": appliance["product"], **check}


def _headline(counts: Mapping[str, int]) -> str:
    number = sum(counts.values())
    return f"{number} appliance{'' if number == 1 else 's'}: {', '.join(f'{count} {level}' for level, count in counts.items())}"


def _rows(appliances: Sequence[Appliance], findings: Sequence[Finding]) -> Iterator[tuple[str, ...]]:
    """One row for each finding, but one for all unknown objects of a check; then one for each appliance without any."""
    for place, same in groupby(findings, key=lambda finding: (finding["level"], finding["appliance"], finding["product"], finding["check"])):
        level, name, product, check = place
        several = list(same)
        messages = [_together(several)] if level == UNKNOWN and len(several) > 1 else [finding["message"] for finding in several]
        yield from ((level.upper(), str(name), str(product), check, message) for message in messages)
    found = {finding["appliance"] for finding in findings}
    for appliance in sorted(appliances, key=lambda appliance: str(appliance["name"])):
        if appliance["name"] not in found:
            yield appliance["state"].upper(), str(appliance["name"]), str(appliance["product"]), "-", _number_of(appliance["checks"])


def _together(several: Sequence[Finding]) -> str:
    names = [str(finding["object"]) for finding in several]
    return f"{len(names)} cannot be judged: {some(names, AT_MOST)}"


def _number_of(checks: Sequence[Mapping[str, Any]]) -> str:
    ignored = sum(check["level"] == IGNORED for check in checks)
    return f"{len(checks) - ignored} check{'' if len(checks) - ignored == 1 else 's'}{f', {ignored} ignored' if ignored else ''}"


def _table(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Columns as wide as they have to be; the last one is cut."""
    cells = [tuple(plain(cell) for cell in row) for row in rows]
    widths = [max(len(row[column]) for row in cells) for column in range(4)] if cells else []
    return ["  ".join([*(cell.ljust(width) for cell, width in zip(row, widths)), _cut(row[-1])]) for row in cells]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


class FilterModule:
    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"sum_health": sum_health}
