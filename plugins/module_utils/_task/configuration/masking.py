# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Secrets in configuration: never shown.

Appliances answer some of them, encoded or encrypted. What a row calls a secret is one, and so is what is named like one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import Field, Fields
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import REDACTED

_NAMED_SO = re.compile(r"passw|passphrase|passcode|secret|(private|api|shared|feature)_?key|keyvalue|token$|^community$", re.IGNORECASE)
_HARMLESS = re.compile(r"(action|status|enabled?|policy|length|expiry|method|type|interval)$", re.IGNORECASE)
_ELEMENT = re.compile(r"<(?P<tag>[\w.:-]*(?:passw|passphrase|secret|private_?key)[\w.:-]*)(?P<more>[^<>]*)>[^<]+</(?P=tag)>", re.IGNORECASE)


def is_secret(name: str, field: Field | None) -> bool:
    """Whether the value under ``name`` is one, by its declaration or its name."""
    if field and field.secret:
        return True
    return bool(_NAMED_SO.search(name)) and not _HARMLESS.search(name)


def masked(value: Any, fields: Fields, name: str = "", field: Field | None = None) -> Any:
    """``value`` with every secret in it replaced. ``fields`` are the declared keys of the dictionaries in it."""
    if isinstance(value, dict):
        if name and is_secret(name, field):
            return REDACTED
        known = field.fields if field else fields
        return {key: masked(inner, known, str(key), known.get(key)) for key, inner in value.items()}
    if isinstance(value, list):
        element = field.elements if field else Field(fields=fields)
        return [REDACTED if name and is_secret(name, field) else masked(inner, fields, "", element) for inner in value]
    if isinstance(value, str) and not name and not field:
        return without_secret_elements(value)
    return REDACTED if value not in ("", None) and not isinstance(value, bool) and name and is_secret(name, field) else value


def without_secret_elements(text: str) -> str:
    """A configuration file in XML whose passwords and keys are replaced."""
    return _ELEMENT.sub(lambda found: f"<{found['tag']}{found['more']}>{REDACTED}</{found['tag']}>", text)


def secrets_in(value: Any, fields: Fields, name: str = "", field: Field | None = None) -> set[str]:
    """The secret texts in ``value``, to be kept out of everything that is shown."""
    if isinstance(value, Mapping):
        known = field.fields if field else fields
        return {text for key, inner in value.items() for text in secrets_in(inner, known, str(key) if not is_secret(name, field) else name, known.get(key))}
    if isinstance(value, (list, tuple)):
        element = field.elements if field else Field(fields=fields)
        return {text for inner in value for text in secrets_in(inner, fields, name, field if is_secret(name, field) else element)}
    return {str(value)} if value not in ("", None, REDACTED) and not isinstance(value, bool) and is_secret(name, field) else set()
