# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Secrets in configuration: never shown.

Appliances answer some of them, encoded or encrypted. What a row calls a secret is one, and so is what is named like one.
Names are those of fields: a key with blanks is somebody's name for something, such as the application type *Password Managers*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import BIT, DICT, SWITCH, TRUTH, WORD, Field, Fields
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import REDACTED

_WORDS = "passw|passphrase|passcode|secret|private_?key"
_NAMED_SO = re.compile(rf"{_WORDS}|(api|shared|feature)_?key$|(^|_)pass$|keyvalue|token$|^community$", re.IGNORECASE)
_YES_OR_NO = (TRUTH, SWITCH, BIT, WORD)
_HARMLESS = re.compile(r"(action|status|enabled?|policy|length|expiry|method|type|interval)$", re.IGNORECASE)
_FIELD_NAME = re.compile(r"[\w.-]+")

_TAG = rf"[\w.:-]{{0,80}}(?:{_WORDS})[\w.:-]{{0,80}}"
_TEXT = r"(?:[^<]|<!\[CDATA\[.*?\]\]>|<!--.*?-->)+"
_ELEMENT = re.compile(rf"<(?P<tag>{_TAG})(?P<more>(?:\s[^<>]*)?)>{_TEXT}</(?P=tag)\s*>", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = re.compile(rf"(?P<name>\b{_TAG}\s*=\s*)(?P<quote>[\"'])(?:(?!(?P=quote)).)+(?P=quote)", re.IGNORECASE | re.DOTALL)
_LINE_END = r"(?:[\r\n]|\\[rn])"
_KEY = rf"(?=\s*{_LINE_END}\s*[\w+/]|\s*[\w+/=]{{20}})"
_PEM = re.compile(rf"(?P<begin>-----BEGIN [A-Z ]*PRIVATE KEY-----){_KEY}.*?(?P<end>-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.DOTALL)
"""Filters and dictionaries look for the first line of a key. That alone is none: something has to follow that can be one."""


def is_secret(name: str, field: Field | None) -> bool:
    """Whether the value under ``name`` is one, by its declaration or its name."""
    if field and (field.secret or field.type in _YES_OR_NO):
        return field.secret
    return bool(_FIELD_NAME.fullmatch(name) and _NAMED_SO.search(name)) and not _HARMLESS.search(name)


def masked(value: Any, fields: Fields) -> Any:
    """``value`` with every secret in it replaced. ``fields`` are the declared keys of the dictionaries in it. A text is a file."""
    return without_secret_parts(value) if isinstance(value, str) else _masked(value, Field(DICT, fields=fields), False)


def _masked(value: Any, field: Field | None, secret: bool) -> Any:
    if isinstance(value, Mapping):
        return {key: _masked(inner, of_key(field, key), secret or is_secret(str(key), of_key(field, key))) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_masked(inner, _of_entries(field), secret) for inner in value]
    if secret:
        return REDACTED if _can_be_secret(value) else value
    return _without_private_keys(value) if isinstance(value, str) else value


def of_key(field: Field | None, key: Any) -> Field | None:
    """What is declared about one key of a dictionary, by its name or as what all of them hold."""
    if field is None:
        return None
    return field.fields.get(key) or (field.elements if field.type == DICT else None)


def _of_entries(field: Field | None) -> Field | None:
    """What is declared about the entries of a list. What is declared about a part holds for each of its items."""
    return field.elements or field if field else None


def _can_be_secret(value: Any) -> bool:
    return value not in ("", None, REDACTED) and not isinstance(value, bool)


def without_secret_parts(text: str) -> str:
    """A file whose passwords and keys are replaced: those in XML, which the configuration file is, and private keys in PEM."""
    if text.lstrip().startswith("<"):
        text = _ELEMENT.sub(lambda found: f"<{found['tag']}{found['more']}>{REDACTED}</{found['tag']}>", text)
        text = _ATTRIBUTE.sub(lambda found: f"{found['name']}{found['quote']}{REDACTED}{found['quote']}", text)
    return _without_private_keys(text)


def _without_private_keys(text: str) -> str:
    return _PEM.sub(lambda found: f"{found['begin']}\n{REDACTED}\n{found['end']}", text) if "PRIVATE KEY-----" in text else text


def without_masked(value: Any) -> Any:
    """``value`` without secrets of which there is nothing but stars: an appliance that answers so would take them for the secret."""
    if isinstance(value, Mapping):
        return {key: without_masked(inner) for key, inner in value.items() if not is_masked(str(key), inner)}
    return [without_masked(inner) for inner in value] if isinstance(value, list) else value


def is_masked(name: str, value: Any) -> bool:
    return isinstance(value, str) and value != "" and not value.strip("*") and is_secret(name, None)


def is_masked_within(text: str) -> bool:
    """Whether a text was read with a key in it that was masked: given back, it would be destroyed."""
    return f"PRIVATE KEY-----\n{REDACTED}" in text


def secrets_in(value: Any, fields: Fields) -> set[str]:
    """The secret texts in ``value``, to be kept out of everything that is shown."""
    return set(_secrets(value, Field(DICT, fields=fields), False))


def _secrets(value: Any, field: Field | None, secret: bool) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _secrets(inner, of_key(field, key), secret or is_secret(str(key), of_key(field, key)))
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _secrets(inner, _of_entries(field), secret)
    elif secret and _can_be_secret(value):
        yield str(value)
