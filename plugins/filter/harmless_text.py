# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: harmless_text
short_description: Show text of strangers without what a terminal or a reader could be tricked with
version_added: 0.1.0
author:
  - asyncos.api contributors (@asyncos)
description:
  - Writes every character that a terminal would obey or nobody can see as an escape such as C(\x1b) or C(\u202e). These are control characters, line
    breaks, signs that turn the direction of writing, invisible signs, and characters without a meaning.
  - It does not make text safe for HTML. For a page, escape it as well.
positional: _input
options:
  _input:
    description: The text, such as a subject. V(null) becomes an empty text, and anything else what it is written as.
    type: raw
    required: true
  ascii:
    description: Whether every character outside of ASCII is written as an escape too, for a terminal or log of any kind.
    type: bool
    default: true
"""

EXAMPLES = r"""
- name: Find what came in during the last hour
  asyncos.api.message_tracking_info:
    last: 1h
    message_direction: incoming
  register: found

- name: Show subjects, which strangers have written
  ansible.builtin.debug:
    msg: "{{ found.records | map(attribute='subject', default='') | map('asyncos.api.harmless_text') }}"
"""

RETURN = r"""
_value:
  description: The text on one line.
  type: str
  sample: "Escape\\x1b[31m red 57502"
"""

from collections.abc import Callable
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._task.characters import is_unseen
from ansible_collections.asyncos.api.plugins.plugin_utils._told import never_template


def harmless_text(value: Any, ascii: bool = True) -> str:
    text = "" if value is None else str(value)
    return never_template("".join(sign if _is_harmless(sign, ascii) else _escape(sign) for sign in text))


def _is_harmless(sign: str, ascii_only: bool) -> bool:
    return " " <= sign <= "~" or not (ascii_only or is_unseen(sign))


def _escape(sign: str) -> str:
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


class FilterModule:
    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"harmless_text": harmless_text}
