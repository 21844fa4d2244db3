# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a task says about configuration, checked and spelt as the appliance spells it.

Every complaint names the place, as in ``config[2].proxy_servers[0].port``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import (
    BIT,
    DECIMAL,
    DICT,
    DIGITS,
    LIST,
    NEVER,
    NUMBER,
    RAW,
    SWITCH,
    TEXT,
    TRUTH,
    TYPES,
    WORD,
    Field,
    Fields,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.reports import nearest
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import REDACTED
from ansible_collections.asyncos.api.plugins.module_utils._task.masking import is_masked_within, is_secret

_TRUE = ("true", "yes", "on", "enable", "1")
_FALSE = ("false", "no", "off", "disable", "0")
_PAIRS: dict[str, tuple[Any, Any]] = {TRUTH: (True, False), SWITCH: ("enable", "disable"), BIT: (1, 0), WORD: ("true", "false")}
"""How types with two values are spelt."""

ANYTHING = Field(RAW)


class Checker:
    """Checks values against fields. With ``lenient`` a key that no row knows is taken as it is: appliances are newer than any table."""

    def __init__(self, lenient: bool) -> None:
        self._lenient = lenient

    def dictionary(self, value: Any, fields: Fields, path: str, others: Field = ANYTHING) -> dict[str, Any]:
        """The keys that are given and can be set. What the appliance alone tells, and secrets that were read masked, are left out.

        ``others`` is what keys hold that are not declared.
        """
        if not isinstance(value, Mapping):
            raise InputError(f"{path} is {_kind(value)}, but must be a dictionary")
        if fields and not self._lenient:
            self._refuse_unknown(value, fields, path)
        checked = {}
        for key, inner in value.items():
            field = fields.get(key, others)
            if inner is None or field.only == NEVER or inner == REDACTED:
                continue
            checked[str(key)] = self.value(inner, field, f"{path}.{key}", str(key))
        return checked

    def value(self, value: Any, field: Field, path: str, name: str = "") -> Any:
        """``value`` in the spelling of the appliance."""
        if isinstance(value, str) and is_masked_within(value):
            raise InputError(f"{path} holds a private key that was masked when it was read", "Leave it out, or give it as a whole.")
        if field.type == RAW:
            return value
        if field.type == DICT:
            return self.dictionary(value, field.fields, path, field.elements or ANYTHING)
        if field.type == LIST:
            return self._list(value, field, path, name)
        spelt = _SPELLERS[field.type](value)
        if spelt is None:
            raise InputError(f"{path} is {_kind(value)}, but must be {TYPES[field.type]}")
        if field.choices and spelt not in field.choices:
            return self._chosen(spelt, field, path, name)
        return spelt

    def _list(self, value: Any, field: Field, path: str, name: str) -> Any:
        if field.choices and value in field.choices:
            return value
        if not isinstance(value, (list, tuple)):
            raise InputError(f"{path} is {_kind(value)}, but must be a list", "Put a dash before each of its entries.")
        element = field.elements or ANYTHING
        return [self.value(inner, element, f"{path}[{number}]", name) for number, inner in enumerate(value) if inner not in (None, REDACTED)]

    def _chosen(self, spelt: Any, field: Field, path: str, name: str) -> Any:
        alike = [choice for choice in field.choices if field.caseless and choice.lower() == str(spelt).lower()]
        if alike:
            return alike[0]
        shown = REDACTED if is_secret(name, field) else repr(spelt)
        raise InputError(f"{path} is {shown}, but must be one of {', '.join(field.choices)}")

    def _refuse_unknown(self, value: Mapping[str, Any], fields: Fields, path: str) -> None:
        for key in value:
            if key not in fields:
                likely = nearest(str(key), list(fields))
                meant = f"Did you mean {' or '.join(likely)}?" if likely else f"It has {', '.join(fields)}."
                raise InputError(f"{path} has no {key!r}", f"{meant} allow_unknown sends keys that this collection does not know.")


def _kind(value: Any) -> str:
    """What a value is, without saying the value: it may be a secret."""
    kinds: dict[Any, str] = {
        bool: "true or false",
        (int, float): "a number",
        str: "a text",
        (list, tuple): "a list",
        Mapping: "a dictionary",
        type(None): "empty",
    }
    return next((name for kind, name in kinds.items() if isinstance(value, kind)), type(value).__name__)


def _text(value: Any) -> str | None:
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else None


def _number(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    try:
        return int(str(value)) if isinstance(value, (int, str)) else None
    except ValueError:
        return None


def _digits(value: Any) -> str | None:
    number = _number(value)
    return None if number is None else str(number)


def _decimal(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        return float(value)
    except ValueError:
        return None


def _one_of_two(kind: str) -> Callable[[Any], Any]:
    yes, no = _PAIRS[kind]

    def spelt(value: Any) -> Any:
        if not isinstance(value, (bool, int, str)):
            return None
        word = str(value).lower()
        return yes if word in _TRUE else no if word in _FALSE else None

    return spelt


_SPELLERS: dict[str, Callable[[Any], Any]] = {TEXT: _text, NUMBER: _number, DIGITS: _digits, DECIMAL: _decimal, **{kind: _one_of_two(kind) for kind in _PAIRS}}
