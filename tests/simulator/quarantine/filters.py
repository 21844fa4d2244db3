# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The filters of ``quarantine/messages``: the parameters of each kind of quarantine, and which messages pass them.

Letter case does not count (inferred). A filter of which a part is missing is refused (inferred).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ..parameters import one_of, require, whole_number
from ..refusals import invalid_value
from .message import KILOBYTE, Message
from .store import PVO, SPAM

Test = Callable[[Message], bool]
Texts = Callable[[Message], Iterable[str]]


def _contains(own: str, wanted: str) -> bool:
    return wanted in own


def _equals(own: str, wanted: str) -> bool:
    return own == wanted


Operators = Mapping[str, tuple[Callable[[str, str], bool], bool]]
"""Each operator: how it compares, and whether that has to hold for one of several texts, or must not for any of them."""

SPAM_OPERATORS: Operators = {
    "contains": (_contains, True),
    "is": (_equals, True),
    "begins_with": (str.startswith, True),
    "ends_with": (str.endswith, True),
    "does_not_contain": (_contains, False),
}
PVO_OPERATORS: Operators = {
    "contains": (_contains, True),
    "starts_with": (str.startswith, True),
    "ends_with": (str.endswith, True),
    "matches_exactly": (_equals, True),
    "does_not_contain": (_contains, False),
    "does_not_start_with": (str.startswith, False),
    "does_not_end_with": (str.endswith, False),
    "does_not_match": (_equals, False),
}

SPAM_FIELDS: dict[str, Texts] = {
    "from_address": lambda message: (message.from_header,),
    "to_address": lambda message: message.addressees,
    "subject": lambda message: (message.subject,),
}
PVO_FILTERS: dict[str, Texts] = {
    "subject": lambda message: (message.subject,),
    "envelopeRecipient": lambda message: message.recipients,
    "envelopeSender": lambda message: (message.sender,),
}

_SIZE = ("attachmentSizeFilterBy", "attachmentSizeFromValue", "attachmentSizeToValue")
_SIZES_NEEDED = {"range": _SIZE[1:], "more_than": _SIZE[1:2], "less_than": _SIZE[2:]}
_RECIPIENT = ("envelopeRecipientFilterOperator", "envelopeRecipientFilterValue")

PARAMETERS: dict[str, tuple[str, ...]] = {
    SPAM: ("filterBy", "filterOperator", "filterValue", *_RECIPIENT),
    PVO: (
        "quarantines",
        *(f"{stem}{end}" for stem in PVO_FILTERS for end in ("FilterBy", "FilterValue")),
        "originatingEsaIp",
        "attachmentName",
        *_SIZE,
    ),
}
"""What only one kind of quarantine takes, as the catalogue says. That the other kind refuses it is inferred."""


def spam_tests(parameters: Mapping[str, str]) -> tuple[Test, ...]:
    tests = []
    if any(name in parameters for name in PARAMETERS[SPAM][:3]):
        require(parameters, "filterBy")
        texts = SPAM_FIELDS[one_of(parameters, "filterBy", SPAM_FIELDS)]
        tests.append(_text_test(parameters, SPAM_OPERATORS, "filterOperator", "filterValue", texts))
    if any(name in parameters for name in _RECIPIENT):
        tests.append(_text_test(parameters, SPAM_OPERATORS, *_RECIPIENT, lambda message: message.recipients))
    return tuple(tests)


def pvo_tests(parameters: Mapping[str, str], names: Sequence[str]) -> tuple[Test, ...]:
    """``names`` are the quarantines that there are."""
    tests = []
    for stem, texts in PVO_FILTERS.items():
        operator, value = f"{stem}FilterBy", f"{stem}FilterValue"
        if operator in parameters or value in parameters:
            tests.append(_text_test(parameters, PVO_OPERATORS, operator, value, texts))
    if "quarantines" in parameters:
        tests.append(_quarantine_test(require(parameters, "quarantines"), names))
    if "originatingEsaIp" in parameters:
        tests.append(_gateway_test(require(parameters, "originatingEsaIp")))
    if "attachmentName" in parameters:
        tests.append(_attachment_name_test(require(parameters, "attachmentName")))
    if any(name in parameters for name in _SIZE):
        tests.append(_attachment_size_test(parameters))
    return tuple(tests)


def _text_test(parameters: Mapping[str, str], operators: Operators, operator: str, value: str, texts: Texts) -> Test:
    require(parameters, operator)
    compare, wished = operators[one_of(parameters, operator, operators)]
    wanted = require(parameters, value).lower()
    return lambda message: any(compare(text.lower(), wanted) for text in texts(message)) is wished


def _quarantine_test(text: str, names: Sequence[str]) -> Test:
    """A blank in a name may be a plus sign as well (source SPL). What is said to an unknown name is inferred."""
    wanted = {name.strip() for name in text.replace("+", " ").split(",")}
    unknown = sorted(wanted - set(names))
    if unknown:
        raise invalid_value("quarantines", f"there is no quarantine {', '.join(unknown)}; there are {', '.join(names)}")
    return lambda message: not wanted.isdisjoint(message.stays)


def _gateway_test(address: str) -> Test:
    return lambda message: message.gateway_ip == address


def _attachment_name_test(text: str) -> Test:
    """A part of the name is enough (inferred)."""
    wanted = text.lower()
    return lambda message: any(wanted in part.name.lower() for part in message.attachments)


def _attachment_size_test(parameters: Mapping[str, str]) -> Test:
    """The size of one attachment, in units of 1024 bytes. The ends of a range belong to it, those of the others do not (inferred)."""
    require(parameters, _SIZE[0])
    comparison = one_of(parameters, _SIZE[0], _SIZES_NEEDED)
    for name in _SIZES_NEEDED[comparison]:
        require(parameters, name)
    low, high = ((whole_number(parameters, name) or 0) * KILOBYTE for name in _SIZE[1:])
    fits: dict[str, Callable[[int], bool]] = {
        "range": lambda size: low <= size <= high,
        "more_than": lambda size: size > low,
        "less_than": lambda size: size < high,
    }
    return lambda message: any(fits[comparison](part.size) for part in message.attachments)
