# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From the form in which a part of the configuration is read to that in which it is written."""

from __future__ import annotations

from typing import Any, Callable

from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.policy_shape import policies

USUAL_WEIGHT = 1
"""The weight of a word of a dictionary that is written without one (source XSOAR)."""


def by_serial_number(value: Any) -> Any:
    """``[{serial: {...}}]`` as a list of dictionaries that hold their serial number (form: source NRPM)."""
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        return value
    return [{"serial_number": serial, **facts} if isinstance(facts, dict) else {"serial_number": serial} for entry in value for serial, facts in entry.items()]


def by_id(value: Any) -> Any:
    """``[{id: {...}}]`` as a list of dictionaries that hold their id (form: inferred)."""
    if not isinstance(value, list) or not all(isinstance(entry, dict) and all(isinstance(facts, dict) for facts in entry.values()) for entry in value):
        return value
    return [{"id": number, **facts} for entry in value for number, facts in entry.items()]


def one_item(value: Any) -> Any:
    """The only item of an answer about one, as a list of items (form: source SWG)."""
    return [value] if isinstance(value, dict) else value


def one_key(value: Any) -> Any:
    """Settings, without the key that is around them in most answers of version 3.0: of some it is not known whether they have it."""
    inner = next(iter(value.values())) if isinstance(value, dict) and len(value) == 1 else None
    return inner if isinstance(inner, dict) else value


def dictionary_words(value: Any) -> Any:
    """Dictionaries whose words are lists with term and weight (form: sources XSOAR, KET)."""
    return _with_words(value, lambda word: [*word, USUAL_WEIGHT] if isinstance(word, list) and len(word) == 1 else word)


def words_as_lists(value: Any) -> Any:
    """Dictionaries whose words are lists. What a task says nothing of, such as the weight, is left to what is there, or to the appliance."""
    return _with_words(value, lambda word: word)


def _with_words(value: Any, act: Callable[[Any], Any]) -> Any:
    if not isinstance(value, list):
        return value
    return [
        {**entry, "words": [act([word] if isinstance(word, str) else word) for word in entry["words"]]}
        if isinstance(entry, dict) and isinstance(entry.get("words"), list)
        else entry
        for entry in value
    ]


def pac_files(value: Any) -> Any:
    """Items with a ``file_name``, from a list of names or of dictionaries, with or without a key around it: no public source shows the answer."""
    if isinstance(value, dict) and len(value) == 1:
        value = next(iter(value.values()))
    if not isinstance(value, list):
        return value
    return [{"file_name": entry} if isinstance(entry, str) else _named_file(entry) for entry in value]


def _named_file(entry: Any) -> Any:
    name = next((entry[key] for key in ("file_name", "filename", "pac_filename", "name") if entry.get(key)), None) if isinstance(entry, dict) else None
    return entry if name is None else {**entry, "file_name": name}


def smart_licensing(value: Any) -> Any:
    """The status with ``smart_license_status`` and ``action`` as they are written: what was requested counts as done (source AUTOSC)."""
    if not isinstance(value, dict) or not isinstance(value.get("smart_software_licensing_status"), str):
        return value
    on = value["smart_software_licensing_status"] in ("Enabled", "ENABLE_REQUESTED")
    registered = str(value.get("registration_status", "")).rstrip(".") in ("Registered", "Product Registration is initiated")
    return {**value, "smart_license_status": "enable" if on else "disable", "action": "register" if registered else "deregister"}


SHAPES: dict[str, Callable[[Any], Any]] = {
    "by_id": by_id,
    "by_serial_number": by_serial_number,
    "dictionary_words": dictionary_words,
    "one_item": one_item,
    "one_key": one_key,
    "pac_files": pac_files,
    "policies": policies,
    "smart_licensing": smart_licensing,
}
"""By the name that rows of the catalogue give."""

ALSO_GIVEN: dict[str, Callable[[Any], Any]] = {"dictionary_words": words_as_lists, "policies": policies}
"""What tasks give, in the form in which it is written, by the same names: they may say it shorter, or as it is read."""
