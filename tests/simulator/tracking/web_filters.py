# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The filters and sort keys of web tracking. Their names are the catalogue's; what passes, and in which order, is the simulator's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.web_filters import L4TM, PROXY_SERVICES, SOCKS_PROXY

from ..parameters import allow_only, one_of
from ..refusals import invalid_value
from .filters import Filters
from .populations import Kind
from .web_records import CATEGORY, CUSTOM_CATEGORIES, LOCATIONS, NOTHING, POLICY, PROXY_POLICIES, Attributes, Monitored, Relayed, Transaction, WebRecord

Texts = Callable[[Any], Iterable[str]]
SortKey = Callable[[Attributes], Any]

STATUS = "transactionStatus"
SERIAL = "serialNo"
SCORE = "wbrsScore"
VERDICTS = "ampFileVerdict"
ASKED = "userRequest"
NO_SCORE = "no score"
_RANGE = re.compile(r"(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)")


@dataclass(frozen=True)
class Service:
    """One of the services: what its filters look at, which values of them are fixed, and what each sort key means."""

    kind: Kind[Any]
    texts: Mapping[str, Texts]
    choices: Mapping[str, tuple[str, ...]]
    sort_keys: Mapping[str, SortKey]
    takes_serial: bool = True

    @property
    def names(self) -> set[str]:
        return {*self.texts, *self.choices, *([SERIAL] if self.takes_serial else [])}


def _field(name: str) -> SortKey:
    return lambda attributes: attributes[name]


def _same_row(name: str) -> Texts:
    """A filter that looks at a field of the row."""
    return lambda record: [str(record.attributes("")[name])]


_PROXY_TEXTS: dict[str, Texts] = {
    "hostName": lambda record: [record.site],
    "proxyUser": lambda record: [record.user, record.client],
    "urlCategory": _same_row("webCategory"),
    "malwareCategory": lambda record: [str(record.malware_code)],
    "malwareName": _same_row("malwareName"),
    "applicationName": lambda record: record.application[:1],
    "applicationType": lambda record: record.application[1:],
    SCORE: lambda record: [],
    "reputationThreat": _same_row("threatType"),
    "policyName": _same_row("policyName"),
    "userLocation": lambda record: [record.location],
    "ampFileName": _same_row("fileName"),
    "ampSha": _same_row("fileSHA"),
    VERDICTS: lambda record: [str(record.verdict_code)],
    ASKED: lambda record: ["1"] if record.user_asked else [],
}
_L4TM_TEXTS: dict[str, Texts] = {
    "l4tmPort": lambda record: [str(record.port)],
    "l4tmUser": lambda record: [record.client],
    "l4tmDestDomain": lambda record: [record.site, record.destination],
}
_SOCKS_TEXTS: dict[str, Texts] = {
    "urlCategory": lambda record: [record.chosen(CATEGORY, CUSTOM_CATEGORIES)],
    "socksPort": lambda record: [str(record.port)],
    "socksUser": lambda record: [record.user, record.client],
    "socksDomain": lambda record: [record.site, record.destination],
    "socksTransportProtocol": lambda record: ["all", record.protocol],
    "socksPolicyName": lambda record: [record.chosen(POLICY, PROXY_POLICIES)],
    "socksUserLocation": lambda record: [record.location],
}


def _statuses(own: Callable[[Any], str]) -> Texts:
    return lambda record: ["all", own(record)]


def _test(texts: Mapping[str, Texts]) -> Callable[[Filters], Callable[[WebRecord], bool]]:
    def make(filters: Filters) -> Callable[[WebRecord], bool]:
        tests = [_single(texts[name], name, value) for name, value in filters]
        return lambda record: all(test(record) for test in tests)

    return make


def _single(texts: Texts, name: str, value: str) -> Callable[[Any], bool]:
    """Letter case does not count, and every filter narrows (both inferred). What is empty matches nothing."""
    if name == SCORE:
        return _score_test(value)
    wanted = {part.strip().lower() for part in (value.split(",") if name == VERDICTS else [value])} - {NOTHING, ""}
    return lambda record: any(text.lower() in wanted for text in texts(record))


def _score_test(value: str) -> Callable[[Transaction], bool]:
    """``-3,3`` or ``no score`` (source X125). Both ends belong to the range (inferred)."""
    if value == NO_SCORE:
        return lambda record: record.score is None
    low, high = _score_range(value)
    return lambda record: record.score is not None and low <= record.score <= high


def _score_range(value: str) -> tuple[float, float]:
    found = _RANGE.fullmatch(value)
    low, high = map(float, found.groups()) if found else (0.0, -1.0)
    if not -10 <= low <= high <= 10:
        raise invalid_value(SCORE, f"{SCORE} is {value!r} and neither a range such as -3,3 nor {NO_SCORE!r}")
    return low, high


def _service(
    name: str, rate: str, make: type[WebRecord], texts: Mapping[str, Texts], own: Callable[[Any], str], choices: Mapping[str, tuple[str, ...]], **fields: str
) -> Service:
    every = {**texts, STATUS: _statuses(own)}
    return Service(Kind(name, rate, make, _test(every)), every, choices, {key: _field(field) for key, field in fields.items()}, name != SOCKS_PROXY)


SERVICES: dict[str, Service] = {
    PROXY_SERVICES: _service(
        PROXY_SERVICES,
        "web_transactions_per_hour",
        Transaction,
        _PROXY_TEXTS,
        lambda record: str(record.decision.status),
        {
            STATUS: ("block", "allow", "allow_monitor", "allow_warn", "all"),
            "malwareCategory": ("0", "1", "2", "3", "4", "5"),
            "userLocation": LOCATIONS,
            ASKED: ("1",),
        },
        timestamp="timestamp",
        url="url",
        page_Resources_Count="relatedTransCount",
        decision_Result="transactionStatus",
        bandwidth="bandwidth",
        src_Ip="srcIP",
    ),
    L4TM: _service(
        L4TM,
        "l4tm_per_hour",
        Monitored,
        _L4TM_TEXTS,
        lambda record: str(record.status),
        {STATUS: ("blocked", "monitored", "all")},
        timestamp="timestamp",
        l4tm_Dest_Ip_With_Domain="l4tmDestIpWithDomain",
        l4tm_Dest_Domain="l4tmDestDomain",
        l4tm_Action="l4tmAction",
        l4tm_Port="l4tmPort",
        l4tm_User="l4tmUser",
    ),
    SOCKS_PROXY: _service(
        SOCKS_PROXY,
        "socks_per_hour",
        Relayed,
        _SOCKS_TEXTS,
        lambda record: str(record.status),
        {STATUS: ("allow", "block", "all"), "socksTransportProtocol": ("tcp", "udp", "all"), "socksUserLocation": LOCATIONS},
        timestamp="timestamp",
        socks_Host_Name="socksHostName",
        socks_Decision_Result="socksDecisionResult",
        socks_Bandwidth="socksBandwidth",
        socks_Transport_Protocol="socksTransportProtocol",
        socks_Src_Ip="socksSrcIp",
    ),
}
"""By the value of ``filterBy``."""


def filters_in(service: Service, parameters: Mapping[str, str], common: Iterable[str]) -> Filters:
    """The filters of a request but that for an appliance, checked. Filters of another service are refused (inferred)."""
    allow_only(parameters, {*common, *service.names})
    given = {name: value for name, value in parameters.items() if name in service.texts}
    for name, value in given.items():
        if name in service.choices:
            one_of(given, name, service.choices[name])
        elif not value:
            raise invalid_value(name, f"{name} has no value")
        elif name == SCORE and value != NO_SCORE:
            _score_range(value)
        elif name == VERDICTS and not set(value.split(",")) <= set("12345"):
            raise invalid_value(name, f"{name} is {value!r} and not a list of codes from 1 to 5")
    return tuple((name, value) for name, value in given.items() if (name, value) != (STATUS, "all"))
