# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: judge_health
short_description: Judge the facts of an appliance by thresholds
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Makes checks out of the facts that M(asyncos.api.appliance_facts) gathers, each with a level, and the state of the appliance out of these.
  - What the appliance does not have is no check. What it has and what could not be read, or has a form that is not known, is V(unknown).
  - The role P(asyncos.api.health#role) uses it, and its page says what each check means.
positional: _input
options:
  _input:
    description: RV(asyncos.api.appliance_facts#module:ansible_facts.asyncos). An empty dictionary stands for an appliance that did not answer.
    type: dict
    required: true
  thresholds:
    description: For each check with a number a dictionary with C(warning) and C(critical). V(null) is never.
    type: dict
    required: true
  levels:
    description: For each check that is only good or bad its level when it is bad, V(critical), V(warning) or V(ignored).
    type: dict
    required: true
  certificates:
    description: The kinds of certificates that count, such as V(presented).
    type: list
    elements: str
    default: [presented, appliance, authentication, custom_trusted]
  ignore:
    description: Checks to ignore, such as V(cpu), or V(feature_key_days:Web Proxy*) for some of its objects.
    type: list
    elements: str
    default: []
  unknown_counts_as:
    description: What an unknown check is for the state of the appliance.
    type: str
    choices: [unknown, warning, critical]
    default: unknown
  msg:
    description: Why the appliance did not answer.
    type: str
    default: ""
seealso:
  - plugin: asyncos.api.sum_health
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Show what is not well
  ansible.builtin.debug:
    msg: "{{ judged.checks | rejectattr('level', 'eq', 'ok') | map(attribute='message') }}"
  vars:
    judged: "{{ ansible_facts.asyncos | asyncos.api.judge_health(thresholds=my_thresholds, levels=my_levels) }}"
"""

RETURN = r"""
_value:
  description: C(state), the worst level, and C(checks).
  type: dict
  sample:
    state: warning
    checks:
      - check: answer
        object: null
        level: ok
        value: null
        unit: null
        warning: null
        critical: null
        message: it answered
      - check: cpu
        object: null
        level: warning
        value: 68
        unit: percent
        warning: 60
        critical: 90
        message: "CPU load: 68 percent, warning at 60"
"""

from collections.abc import Collection, Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any, Callable

from ansible.errors import AnsibleFilterError

from ansible_collections.asyncos.api.plugins.plugin_utils._health import CERTIFICATES, Check, checks_of, unanswered
from ansible_collections.asyncos.api.plugins.plugin_utils._health_limits import CHECKS, CONDITIONS, CRITICAL, IGNORED, UNKNOWN, WARNING, Rules, limits_of, worst


def judge_health(
    facts: Mapping[str, Any],
    thresholds: Mapping[str, Any],
    levels: Mapping[str, str],
    certificates: Collection[str] = CERTIFICATES[:-1],
    ignore: Collection[str] = (),
    unknown_counts_as: str = UNKNOWN,
    msg: str = "",
) -> dict[str, Any]:
    if not isinstance(facts, Mapping):
        raise AnsibleFilterError(f"judge_health takes the facts of an appliance, not a {type(facts).__name__}")
    if set(levels) != set(CONDITIONS):
        raise AnsibleFilterError(f"levels have to be those of {', '.join(CONDITIONS)}")
    _require("levels", levels.values(), (CRITICAL, WARNING, IGNORED))
    _require("certificates", certificates, CERTIFICATES)
    _require("ignore", [pattern.partition(":")[0] for pattern in ignore], CHECKS)
    _require("unknown_counts_as", [unknown_counts_as], (UNKNOWN, WARNING, CRITICAL))
    rules = Rules(limits_of(thresholds), levels, certificates)
    checks = [_ignored(check, ignore) for check in (checks_of(facts, rules) if facts else unanswered(msg, rules))]
    found = {check["level"] for check in checks if check["check"] != "answer" or check["level"] != "ok"}
    return {"state": worst({unknown_counts_as if level == UNKNOWN else level for level in found}), "checks": checks}


def _require(option: str, given: Iterable[str], known: Collection[str]) -> None:
    strange = sorted({str(value) for value in given} - set(known))
    if strange:
        raise AnsibleFilterError(f"{option} has {', '.join(strange)}, and may have {', '.join(known)}")


def _ignored(check: Check, ignore: Collection[str]) -> Check:
    names = (check["check"], f"{check['check']}:{check['object'] or ''}")
    return {**check, "level": IGNORED} if any(fnmatchcase(name, pattern) for name in names for pattern in ignore) else check


class FilterModule:
    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"judge_health": judge_health}
