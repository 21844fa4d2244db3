# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The control API: JSON over plain HTTP on a loopback port of its own, beside the appliances.

Wrong use is answered with status 400 and ``{"error": sentence, "valid": [...]}``.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from .clock import iso
from .delivery import Delivery
from .faults import KINDS, fault_from
from .files import appliance_facts
from .quarantine.holdings import store_of
from .quarantine.state import HOLD_KEYS, hold, quarantine_state, sender_lists_state
from .spec import ADD_MANNERS, DENIAL_STATUSES, ORDERS_PAST_END, PARTIAL_DELETE_STATUSES, UNKNOWN_NAME_ANSWERS, WIDE_RANGE_ANSWERS
from .wire import Reply, Request, json_bytes

if TYPE_CHECKING:
    from .appliance import Appliance
    from .fleet import Fleet

PREFIX = "_sim"

SETTING_TYPES: dict[str, tuple[type, ...]] = {
    "delay_ms": (int, float),
    "session_timeout_minutes": (int, float),
    "denial_status": (int,),
    "idle": (bool,),
    "refuse_encoded_colon": (bool,),
    "bind_user_agent": (bool,),
    "messages_per_hour": (int,),
    "rejected_per_hour": (int,),
    "web_transactions_per_hour": (int,),
    "l4tm_per_hour": (int,),
    "socks_per_hour": (int,),
    "page_limit": (int,),
    "tracking_newest_first": (bool,),
    "end_inclusive": (bool,),
    "ignores_offset": (bool,),
    "bad_records_percent": (int, float),
    "sparse_percent": (int, float),
    "late_percent": (int, float),
    "late_minutes": (int, float),
    "wide_range_minutes": (int, float),
    "wide_range_answer": (str,),
    "quarantined_spam": (int,),
    "quarantined_pvo": (int,),
    "listed_recipients": (int,),
    "most_ids": (int,),
    "add_to_existing": (str,),
    "clustered": (bool,),
    "standalone_refuses_mode": (bool,),
    "cluster_reads_need_mode": (bool,),
    "unknown_name_answer": (str,),
    "partial_delete_status": (int,),
    "order_past_end": (str,),
    "sections_replace": (bool,),
    "unlicensed": (bool,),
    "license_reads": (int,),
    "license_seconds": (int, float),
    "cloud": (bool,),
    "dns_answers_servers": (bool,),
    "log_days_kept": (int,),
}

SETTING_CHOICES: dict[str, tuple[object, ...]] = {
    "denial_status": DENIAL_STATUSES,
    "wide_range_answer": WIDE_RANGE_ANSWERS,
    "add_to_existing": ADD_MANNERS,
    "unknown_name_answer": UNKNOWN_NAME_ANSWERS,
    "partial_delete_status": PARTIAL_DELETE_STATUSES,
    "order_past_end": ORDERS_PAST_END,
}


class WrongUse(Exception):
    """A call that the control API does not understand, and what it would."""

    def __init__(self, sentence: str, valid: list[str]) -> None:
        super().__init__(sentence)
        self.valid = valid


class Control:
    """The site behind the control port."""

    def __init__(self, fleet: Fleet) -> None:
        self._fleet = fleet

    def welcomes(self) -> bool:
        return True

    def now(self) -> float:
        return time.time()

    def respond(self, request: Request) -> Delivery:
        try:
            return Delivery(Reply(200, json_bytes(self._act(request))))
        except WrongUse as problem:
            return Delivery(Reply(400, json_bytes({"error": str(problem), "valid": problem.valid}), reason="Bad Request"))

    def _act(self, request: Request) -> object:
        parts = request.path.strip("/").split("/")
        if parts[0] != PREFIX or len(parts) not in (2, 3):
            raise WrongUse(f"There is nothing at {request.path}.", sorted([*_FLEET_CALLS, *(f"{method} {{name}}/{what}" for method, what in _APPLIANCE_CALLS)]))
        if len(parts) == 2:
            return self._act_on_fleet(f"{request.method} {parts[1]}")
        if parts[1] not in self._fleet:
            raise WrongUse(f"There is no appliance {parts[1]!r}.", [appliance.name for appliance in self._fleet])
        call = _APPLIANCE_CALLS.get((request.method, parts[2]))
        if call is None:
            raise WrongUse(f"{request.method} {parts[2]} is not possible.", [f"{method} {what}" for method, what in _APPLIANCE_CALLS])
        return call(self._fleet[parts[1]], _body(request))

    def _act_on_fleet(self, call: str) -> object:
        if call not in _FLEET_CALLS:
            raise WrongUse(f"{call} is not possible.", list(_FLEET_CALLS))
        return _FLEET_CALLS[call](self._fleet)


def _body(request: Request) -> Any:
    if not request.body:
        return None
    try:
        return json.loads(request.body)
    except ValueError as problem:
        raise WrongUse(f"The body is not JSON: {problem}.", ["JSON"]) from problem


def _list(fleet: Fleet) -> object:
    return {appliance.name: appliance_facts(appliance) for appliance in fleet}


def _reset_all(fleet: Fleet) -> object:
    fleet.reset()
    return {"reset": [appliance.name for appliance in fleet]}


def _stop(fleet: Fleet) -> object:
    fleet.stop_wanted.set()
    return {"stopping": True}


def _reset(appliance: Appliance, _body: Any) -> object:
    appliance.reset()
    return {"reset": [appliance.name]}


def _requests(appliance: Appliance, _body: Any) -> object:
    return [entry.as_dict() for entry in appliance.requests]


def _clear_requests(appliance: Appliance, _body: Any) -> object:
    appliance.requests.clear()
    return []


def _logins(appliance: Appliance, _body: Any) -> object:
    return {"logins": appliance.logins}


def _faults(appliance: Appliance, _body: Any) -> object:
    return appliance.faults.report()


def _add_faults(appliance: Appliance, body: Any) -> object:
    try:
        faults = [fault_from(values) for values in (body if isinstance(body, list) else [body])]
    except ValueError as problem:
        raise WrongUse(str(problem), list(KINDS)) from problem
    unknown = [fault.part for fault in faults if fault.part and fault.part not in appliance.configuration.names]
    if unknown:
        raise WrongUse(f"The configuration has no part {unknown[0]!r}.", appliance.configuration.names)
    for fault in faults:
        appliance.faults.add(fault)
    return appliance.faults.report()


def _clear_faults(appliance: Appliance, _body: Any) -> object:
    appliance.faults.clear()
    return []


def _clock(appliance: Appliance, _body: Any) -> object:
    return {"offset_seconds": appliance.clock.offset_seconds, "now": iso(appliance.clock.now())}


def _set_clock(appliance: Appliance, body: Any) -> object:
    valid = ["offset_seconds: a number", "now: a date such as 2026-01-31T12:00:00Z"]
    if not isinstance(body, dict) or len(body) != 1 or not set(body) <= {"offset_seconds", "now"}:
        raise WrongUse("The clock takes exactly one of offset_seconds and now.", valid)
    try:
        if "now" in body:
            moment = datetime.fromisoformat(str(body["now"]).replace("Z", "+00:00"))
            appliance.clock.set(moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc))
        else:
            appliance.clock.offset_seconds = float(body["offset_seconds"])
    except (TypeError, ValueError) as problem:
        raise WrongUse(f"The value for the clock makes no sense: {problem}.", valid) from problem
    return _clock(appliance, None)


def _settings(appliance: Appliance, _body: Any) -> object:
    return asdict(appliance.settings)


def _set_settings(appliance: Appliance, body: Any) -> object:
    if not isinstance(body, dict) or not body:
        raise WrongUse("Settings are a JSON object.", list(SETTING_TYPES))
    for name, value in body.items():
        _check_setting(name, value)
    for name, value in body.items():
        setattr(appliance.settings, name, value)
    return _settings(appliance, None)


def _check_setting(name: str, value: object) -> None:
    types = SETTING_TYPES.get(name)
    if types is None:
        raise WrongUse(f"There is no setting {name!r}.", list(SETTING_TYPES))
    if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
        raise WrongUse(f"The setting {name} cannot be {value!r}.", [each.__name__ for each in types])
    if name in SETTING_CHOICES and value not in SETTING_CHOICES[name]:
        raise WrongUse(f"The setting {name} cannot be {value!r}.", [str(choice) for choice in SETTING_CHOICES[name]])
    if not isinstance(value, bool) and isinstance(value, (int, float)) and value < 0:
        raise WrongUse(f"The setting {name} cannot be negative.", ["0 or more"])
    if name.endswith("_percent") and isinstance(value, (int, float)) and value > 100:
        raise WrongUse(f"The setting {name} cannot be more than 100.", ["0 to 100"])


def _quarantine(appliance: Appliance, _body: Any) -> object:
    _check_mail(appliance)
    return quarantine_state(appliance)


def _change_quarantine(appliance: Appliance, body: Any) -> object:
    _check_mail(appliance)
    if isinstance(body, dict) and set(body) == {"hold"} and isinstance(body["hold"], dict):
        return _hold(appliance, body["hold"])
    if not isinstance(body, dict) or set(body) != {"remove_quarantine"}:
        raise WrongUse("A quarantine can be removed, or hold one more message.", ["remove_quarantine: its name", "hold: facts of a message"])
    store = store_of(appliance)
    if not store.remove_quarantine(body["remove_quarantine"]):
        raise WrongUse(f"There is no quarantine {body['remove_quarantine']!r}.", list(store.names))
    return quarantine_state(appliance)


def _hold(appliance: Appliance, facts: dict[str, Any]) -> object:
    names = ["", *store_of(appliance).names]
    if set(facts) != set(HOLD_KEYS) or facts["quarantine"] not in names:
        raise WrongUse("A message is held with all of its facts, in a quarantine that exists.", [*HOLD_KEYS, *(f"quarantine {name!r}" for name in names)])
    try:
        hold(appliance, facts)
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise WrongUse(f"A fact makes no sense: {problem}.", ["received: a date such as 2026-01-31T12:00:00Z", "recipients: a list"]) from problem
    return quarantine_state(appliance)


def _sender_lists(appliance: Appliance, _body: Any) -> object:
    _check_mail(appliance)
    return sender_lists_state(appliance)


def _configuration(appliance: Appliance, _body: Any) -> object:
    return appliance.configuration.snapshot()


def _change_configuration(appliance: Appliance, body: Any) -> object:
    names = appliance.configuration.names
    if not isinstance(body, dict) or not body or not set(body) <= set(names):
        raise WrongUse("Parts of the configuration are a JSON object: a value for each name.", names)
    for name, value in body.items():
        appliance.configuration.put(name, value)
    return {name: appliance.configuration.part(name) for name in body}


def _check_mail(appliance: Appliance) -> None:
    if appliance.spec.product == "wsa":
        raise WrongUse(f"{appliance.name} has no quarantines.", ["an ESA or SMA"])


_FLEET_CALLS: dict[str, Callable[[Fleet], object]] = {
    "GET appliances": _list,
    "POST reset": _reset_all,
    "POST stop": _stop,
}

_APPLIANCE_CALLS: dict[tuple[str, str], Callable[[Appliance, Any], object]] = {
    ("POST", "reset"): _reset,
    ("GET", "requests"): _requests,
    ("DELETE", "requests"): _clear_requests,
    ("GET", "logins"): _logins,
    ("GET", "faults"): _faults,
    ("POST", "faults"): _add_faults,
    ("DELETE", "faults"): _clear_faults,
    ("GET", "clock"): _clock,
    ("PUT", "clock"): _set_clock,
    ("GET", "settings"): _settings,
    ("PUT", "settings"): _set_settings,
    ("GET", "quarantine"): _quarantine,
    ("POST", "quarantine"): _change_quarantine,
    ("GET", "sender_lists"): _sender_lists,
    ("GET", "configuration"): _configuration,
    ("POST", "configuration"): _change_configuration,
}
