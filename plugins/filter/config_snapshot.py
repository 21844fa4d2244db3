# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: config_snapshot
short_description: Make files of the configuration of an appliance, and compare them with earlier ones
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Makes one text in YAML of each part that M(asyncos.api.config_info) has read, in a form that is fit for version control.
    Keys are sorted, and so are items by what tells them apart, so the same configuration is always the same text.
  - Says how the configuration differs from an earlier one. What counts is what the files say, not how they are laid out.
  - Works on texts only; the role P(asyncos.api.config_snapshot#role) reads and writes the files.
positional: _input
options:
  _input:
    description: The result of a task with M(asyncos.api.config_info). One that failed and has read nothing makes no files.
    type: dict
    required: true
  name:
    description: Name of the appliance in paths of diffs.
    type: str
    required: true
  last:
    description: The texts of the last snapshot by part.
    type: dict
    default: {}
  baseline:
    description:
      - The texts to compare with, by part.
      - When it is left out, those of O(last).
    type: dict
  exclude:
    description:
      - What is left out, because it changes by itself. An entry such as V(latest_alerts) is a part, one such as V(system_time.time)
        a key that is left out wherever it stands in the part.
    type: list
    elements: str
    default: []
  keep_order:
    description: Parts whose items stay in the order in which the appliance gives them.
    type: list
    elements: str
    default: []
  everything:
    description: Whether V(all) parts were asked for, so that the file C(_unavailable) is made, too, which says what the appliance does not have.
    type: bool
    default: true
seealso:
  - module: asyncos.api.config_info
"""

EXAMPLES = r"""
- name: Read the configuration
  asyncos.api.config_info:
    resources: all
  register: everything

- name: Show what differs from a configuration that was read before
  ansible.builtin.debug:
    msg: "{{ (everything | asyncos.api.config_snapshot(inventory_hostname, last=before.files)).diff }}"
  vars:
    before: "{{ earlier | asyncos.api.config_snapshot(inventory_hostname) }}"
"""

RETURN = r"""
_value:
  description:
    - C(files), the texts by part; C(gone), the parts of O(last) whose files are out of date, because the appliance does not have them
      any more or they are left out.
    - C(unread), a list of what could not be read this time, with C(resource), C(name), C(msg) and whether O(last) has it and is to be C(kept).
    - C(compared), whether there was anything to compare with; C(added), C(changed) and C(removed), the parts that differ;
      C(not_compared), those that nothing is known of from before.
    - C(diff), a unified diff of each part that differs; C(lines), how many lines it adds and removes.
  type: dict
  sample:
    files: {dnssec: "---\nsecure_dns: true\n"}
    gone: []
    unread: []
    compared: true
    added: []
    changed: [dnssec]
    removed: []
    not_compared: []
    diff:
      dnssec: "--- a/wsa1/dnssec.yml\n+++ b/wsa1/dnssec.yml\n@@ -1,2 +1,2 @@\n ---\n-secure_dns: false\n+secure_dns: true\n"
    lines: {dnssec: {added: 1, removed: 1}}
"""

from collections.abc import Collection, Mapping
from typing import Any, Callable

from ansible.errors import AnsibleFilterError

from ansible_collections.asyncos.api.plugins.plugin_utils._snapshot import (
    Form,
    LeftOut,
    difference,
    left_out,
    lines_changed,
    settled,
    settled_text,
    text_of,
    value_in,
)

UNAVAILABLE = "_unavailable"
_FORBIDDEN = "permission_denied"

Texts = Mapping[str, str]


def config_snapshot(
    answer: Mapping[str, Any],
    name: str,
    last: Texts | None = None,
    baseline: Texts | None = None,
    exclude: Collection[str] = (),
    keep_order: Collection[str] = (),
    everything: bool = True,
) -> dict[str, Any]:
    if not isinstance(answer, Mapping):
        raise AnsibleFilterError(f"config_snapshot takes a result of config_info, not a {type(answer).__name__}")
    last, out = last or {}, left_out(exclude)
    forms = _forms(answer, out, keep_order)
    read = answer.get("configuration") or {}
    unread = _unread(answer, out, last)
    broken = {item["resource"] for item in answer.get("failed_items") or []}
    files = {part: text_of(settled(value, forms[part])) for part, value in read.items() if part not in broken and part not in out.parts}
    absent = _absent(answer, out)
    gone = sorted(part for part in last if part in absent or part in out.parts)
    before = last if baseline is None else baseline
    compared = _compared(before, files, absent, forms, out, name)
    if everything and read:
        files[UNAVAILABLE] = _unavailable_text(answer, out, broken, last.get(UNAVAILABLE, ""))
    return {"files": files, "gone": gone, "unread": unread, **compared}


def _forms(answer: Mapping[str, Any], out: LeftOut, keep_order: Collection[str]) -> dict[str, Form]:
    """How each part that was read is put down. One in another form than expected has no items to sort."""
    metas = answer.get("meta") or {}
    forms = {}
    for part in answer.get("configuration") or {}:
        meta = metas.get(part) or {}
        sort = meta.get("fits", True) and part not in keep_order
        forms[part] = Form(tuple(str(key) for key in meta.get("key") or ()) if sort else (), out.keys.get(part, frozenset()))
    return forms


def _absent(answer: Mapping[str, Any], out: LeftOut) -> dict[str, Mapping[str, Any]]:
    """The parts that the appliance says it does not have. What the role may not read is none of them."""
    listed = answer.get("unavailable") or []
    return {item["resource"]: item for item in listed if item.get("kind") != _FORBIDDEN and item["resource"] not in out.parts}


def _unread(answer: Mapping[str, Any], out: LeftOut, last: Texts) -> list[dict[str, Any]]:
    """What could not be read this time: what failed, and what the role may not read any more."""
    forbidden = [item for item in answer.get("unavailable") or [] if item.get("kind") == _FORBIDDEN and item["resource"] in last]
    return [
        {"resource": item["resource"], "name": item.get("name"), "msg": item.get("msg", ""), "kept": item["resource"] in last}
        for item in [*(answer.get("failed_items") or []), *forbidden]
        if item["resource"] not in out.parts
    ]


def _unavailable_text(answer: Mapping[str, Any], out: LeftOut, broken: Collection[str], before: str) -> str:
    """The file that says what the appliance does not have. Of parts that could not be read, what it said before stays."""
    known = {part: fact for part, fact in _unavailable_in(before).items() if part in broken}
    now = {
        item["resource"]: {"kind": item.get("kind"), "since": item.get("since")}
        for item in answer.get("unavailable") or []
        if item["resource"] not in out.parts
    }
    return text_of(settled({**known, **now}, Form()))


def _unavailable_in(text: str) -> dict[str, Any]:
    try:
        listed = value_in(text)
    except ValueError:
        return {}
    return {str(part): fact for part, fact in listed.items() if isinstance(fact, Mapping)} if isinstance(listed, Mapping) else {}


def _compared(before: Texts, files: Texts, absent: Collection[str], forms: Mapping[str, Form], out: LeftOut, name: str) -> dict[str, Any]:
    """How the parts differ from those before. New is what was known to be absent; of all else nothing is known from before."""
    was_absent = {part for part, fact in _unavailable_in(before.get(UNAVAILABLE, "")).items() if fact.get("kind") != _FORBIDDEN}
    texts = {part: before[part] if before[part] == files[part] else settled_text(before[part], forms[part]) for part in files if part in before}
    new = sorted(part for part in files if part not in before and part in was_absent)
    changed = sorted(part for part, text in texts.items() if text != files[part])
    removed = sorted(part for part in before if part in absent)
    diff = {
        **{part: difference(None, files[part], f"{name}/{part}.yml") for part in new},
        **{part: difference(texts[part], files[part], f"{name}/{part}.yml") for part in changed},
        **{part: difference(settled_text(before[part], Form(hidden=out.keys.get(part, frozenset()))), None, f"{name}/{part}.yml") for part in removed},
    }
    return {
        "compared": bool(texts or new or removed),
        "added": new,
        "changed": changed,
        "removed": removed,
        "not_compared": sorted(part for part in files if part not in before and part not in was_absent),
        "diff": {part: diff[part] for part in sorted(diff)},
        "lines": {part: lines_changed(diff[part]) for part in sorted(diff)},
    }


class FilterModule:
    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"config_snapshot": config_snapshot}
