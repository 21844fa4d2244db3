# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Facts of one appliance -> checks, each with a level. What an appliance does not have is none; what could not be read is unknown."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import Any

from ansible_collections.asyncos.api.plugins.plugin_utils._counters import is_number
from ansible_collections.asyncos.api.plugins.plugin_utils._health_limits import CRITICAL, OK, UNKNOWN, WARNING, Rules, level_of

Facts = Mapping[str, Any]
Check = dict[str, Any]
"""``check``, ``object``, ``level``, ``value``, ``unit``, ``warning``, ``critical`` and ``message``, which is one line of ASCII."""

LOAD = (
    ("queue", "percentage_queue_utilization", "percent", "queue in use"),
    ("cpu", "percentage_cpu_load", "percent", "CPU load"),
    ("memory", "percentage_ram_utilization", "percent", "memory in use"),
    ("swap", "percentage_swap_utilization", "percent", "swap in use"),
    ("disk_io", "percentage_diskio", "percent", "disk input and output"),
    ("resource_conservation", "resource_conservation", None, "resource conservation"),
    ("work_queue", "messages_in_workqueue", "messages", "work queue"),
    ("quarantined", "messages_in_pvo_quarantines", "messages", "policy, virus and outbreak quarantines"),
)
"""Check, key of the figure, unit and words (keys: source CENT)."""

CERTIFICATES = ("presented", "appliance", "authentication", "custom_trusted", "trusted")

_OFF = ("disabled", "disable")
_COMPLIANT, _NOT_COMPLIANT, _UNUSED = ("in compliance",), ("not in compliance", "out of compliance"), ("not requested",)
_WHERE = re.compile(r"^([A-Z]+ \S+) on \S+ \(\w+\): ")
_DAYS = re.compile(r"(\d+) ?days?\b", re.IGNORECASE)
_LASTING = re.compile(r"evaluat|remain|left|expir", re.IGNORECASE)


def plain(text: Any) -> str:
    """One line of ASCII for any terminal; anything else is shown as its escape."""
    return " ".join(str(text).split()).encode("unicode_escape").decode("ascii").replace("\\\\", "\\")


def checks_of(facts: Facts, rules: Rules) -> list[Check]:
    """All checks of an appliance that answered. A subset that was not gathered has none."""
    gathered: Collection[str] = facts.get("gathered") or ()
    found = [check for subset, judge in _JUDGES.items() if subset in gathered for check in judge(facts, rules)]
    return [_check("answer", OK, "it answered"), *found]


def unanswered(msg: str, rules: Rules) -> list[Check]:
    """The only check of an appliance without facts."""
    return [_check("answer", rules.levels["answer"], f"no answer: {msg or 'no reason is known'}")]


def _check(check: str, level: str, message: str, about: str | None = None, value: Any = None, unit: str | None = None) -> Check:
    return {"check": check, "object": about, "level": level, "value": value, "unit": unit, "warning": None, "critical": None, "message": plain(message)}


def _measured(rules: Rules, check: str, value: float, unit: str | None, words: str, about: str | None = None, amount: float | None = None) -> Check:
    """A check against thresholds. ``amount`` is what is compared, if that is not the value itself."""
    limits = rules.thresholds[check]
    level = level_of(check, value if amount is None else amount, limits)
    reached = f", {level} at {limits[level]}" if level in (WARNING, CRITICAL) else ""
    return {**_check(check, level, words + reached, about, value, unit), **limits}


def _reason(facts: Facts, place: str) -> tuple[str, str]:
    """Kind and message of why a fact is missing, without the address that the table has as a name; empty if there is none."""
    reasons: Mapping[str, Mapping[str, str]] = facts.get("unavailable") or {}
    reason = reasons.get(place) or reasons.get(place.partition(".")[0]) or {}
    return reason.get("kind", ""), _WHERE.sub(r"\1: ", reason.get("msg", ""))


def _unread(facts: Facts, place: str, check: str, about: str | None = None, always: bool = False) -> Iterator[Check]:
    """For a fact that is missing: nothing if the appliance does not have it, unless it has it ``always``."""
    kind, msg = _reason(facts, place)
    if always or kind != "not_found":
        yield _check(check, UNKNOWN, f"{_titled(check, about)} could not be read: {msg or 'the answer has no known form'}", about)


def _titled(check: str, about: str | None) -> str:
    return f"{check.replace('_', ' ')} {about}" if about else check.replace("_", " ")


def _inner(facts: Facts, subset: str, part: str) -> Any:
    value = facts.get(subset)
    return value.get(part) if isinstance(value, Mapping) else None


def _clock(facts: Facts, rules: Rules) -> Iterator[Check]:
    skew = _inner(facts, "time", "skew_seconds")
    if is_number(skew):
        words = f"the clock is {abs(skew)} seconds {'behind' if skew < 0 else 'ahead'}"
        yield _measured(rules, "clock_skew", skew, "seconds", words, amount=abs(skew))
    else:
        yield from _unread(facts, "time.skew_seconds", "clock_skew", always=True)


def _load(facts: Facts, rules: Rules) -> Iterator[Check]:
    figures = facts.get("health")
    if not isinstance(figures, Mapping):
        yield from _unread(facts, "health", "health")
        return
    if not any(key in figures for _name, key, _unit, _words in LOAD):
        yield _check("health", UNKNOWN, "the answer has none of the known figures")
    for name, key, unit, words in LOAD:
        if key in figures and is_number(figures[key]):
            yield _measured(rules, name, figures[key], unit, f"{words}: {figures[key]}{f' {unit}' if unit else ''}")
        elif key in figures:
            yield _check(name, UNKNOWN, f"{words}: {figures[key]} is no number")


def _managed(facts: Facts, rules: Rules) -> Iterator[Check]:
    managed = facts.get("appliances")
    if not isinstance(managed, list):
        yield from _unread(facts, "appliances", "managed_appliance")
        return
    for entry in managed:
        told = entry if isinstance(entry, Mapping) else {}
        name = str(told.get("host_name") or told.get("serial_number") or "without a name")
        connected = told.get("connection_established")
        if connected is True:
            yield _check("managed_appliance", OK, f"{name} is connected", name, True)
        elif connected is False:
            yield _check("managed_appliance", rules.levels["managed_appliance"], f"the managed appliance {name} is not connected", name, False)
        else:
            yield _check("managed_appliance", UNKNOWN, f"whether {name} is connected is not told", name)


def _licenses(facts: Facts, rules: Rules) -> Iterator[Check]:
    """Only the words of sources AUTOSC, DGL and PM145 are known. With Smart Licensing off there is nothing to look at."""
    status = _inner(facts, "licenses", "smart_licensing")
    if not isinstance(status, Mapping):
        yield from _unread(facts, "licenses.smart_licensing", "license")
        return
    switch = status.get("smart_software_licensing_status")
    if _is(switch, _OFF):
        return
    if not _is(switch, ("enabled",)):
        yield _check("license", UNKNOWN, f"Smart Licensing reads {switch!r}")
        return
    yield _registration(status.get("registration_status"), rules)
    yield from _licensed_days(status, rules)
    names = _inner(facts, "licenses", "smart_licenses")
    if not isinstance(names, list):
        yield from _unread(facts, "licenses.smart_licenses", "license")
        return
    for entry in names:
        yield from _license(entry if isinstance(entry, Mapping) else {}, rules)


def _is(value: Any, words: Collection[str]) -> bool:
    return isinstance(value, str) and value.strip().lower() in words


def _registration(word: Any, rules: Rules) -> Check:
    level = UNKNOWN
    if isinstance(word, str) and re.match(r"(un)?registered\b", word.strip(), re.IGNORECASE):
        level = rules.levels["license"] if word.strip().lower().startswith("un") else OK
    return _check("license", level, f"the registration for Smart Licensing reads {word!r}", "registration", word)


def _license(entry: Facts, rules: Rules) -> Iterator[Check]:
    name, word = str(entry.get("license_name") or "without a name"), entry.get("auth_status")
    if not _is(word, _UNUSED):
        level = OK if _is(word, _COMPLIANT) else rules.levels["license"] if _is(word, _NOT_COMPLIANT) else UNKNOWN
        yield _check("license", level, f"the license {name} reads {word!r}", name, word)


def _licensed_days(status: Facts, rules: Rules) -> Iterator[Check]:
    """Days in a status that speaks of an end. Whether they are those that are left is not publicly known, so many of them prove nothing."""
    for key, text in status.items():
        days = _DAYS.search(text) if isinstance(text, str) and _LASTING.search(text) else None
        if days:
            found = _measured(rules, "license_days", int(days[1]), "days", f"Smart Licensing reads {text!r}", str(key))
            yield {**found, "level": UNKNOWN} if found["level"] == OK else found


def _lasting(rules: Rules, check: str, what: str, about: str, entry: Any) -> Check:
    told = entry if isinstance(entry, Mapping) else {}
    days: Any = told.get("days_left")
    if not is_number(days):
        return _check(check, UNKNOWN, f"{what}: the day of its end cannot be read", about)
    day = str(told.get("expires"))[:10]
    end = f"ended on {day}" if days < 0 else f"ends within a day, on {day}" if days == 0 else f"ends in {days} day{'s' if days != 1 else ''}, on {day}"
    return _measured(rules, check, days, "days", f"{what} {end}", about)


def _named(entry: Any, place: int) -> str:
    return str((entry.get("name") if isinstance(entry, Mapping) else None) or f"number {place}")


def _feature_keys(facts: Facts, rules: Rules) -> Iterator[Check]:
    keys = facts.get("feature_keys")
    if not isinstance(keys, list):
        yield from _unread(facts, "feature_keys", "feature_key_days")
        return
    for place, entry in enumerate(keys, 1):
        name = _named(entry, place)
        yield _lasting(rules, "feature_key_days", f"feature key {name}", name, entry)


def _certificates(facts: Facts, rules: Rules) -> Iterator[Check]:
    for name in rules.certificates:
        found = _inner(facts, "certificates", name)
        if isinstance(found, list):
            for place, entry in enumerate(found, 1):
                called = _named(entry, place)
                yield _lasting(rules, "certificate_days", f"{name} certificate {called}", f"{name}/{called}", entry)
        elif isinstance(found, Mapping):
            yield _lasting(rules, "certificate_days", f"{name} certificate", name, found)
        else:
            encrypted = name == "presented" and not str(facts.get("url")).startswith("http:")
            yield from _unread(facts, f"certificates.{name}", "certificate_days", name, always=encrypted)


def _availability(subset: str, facts: Facts, rules: Rules) -> Iterator[Check]:
    """Available, not available, or a resource that the release may not have."""
    for family in ("mail", "web"):
        value = _inner(facts, subset, family)
        available = value.get("available") if isinstance(value, Mapping) else None
        kind, msg = _reason(facts, f"{subset}.{family}")
        if available is True:
            yield _check(subset, OK, f"{subset} of {family} is available", family, True)
        elif available is False:
            level = UNKNOWN if kind == "not_found" else rules.levels[subset]
            yield _check(subset, level, f"{subset} of {family} is not available: {msg or 'no reason is known'}", family, False)
        else:
            yield from _unread(facts, f"{subset}.{family}", subset, family)


_JUDGES: dict[str, Callable[[Facts, Rules], Iterator[Check]]] = {
    "health": _load,
    "time": _clock,
    "reporting": partial(_availability, "reporting"),
    "tracking": partial(_availability, "tracking"),
    "appliances": _managed,
    "licenses": _licenses,
    "feature_keys": _feature_keys,
    "certificates": _certificates,
}
"""By subset of facts."""
