# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The answers of version 2.0: HTTP status 200 nearly always, and the outcome in ``res_code`` (forms: source XSOAR).

What is answered for ``domain_map`` is recorded; for all others the same form is inferred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from ...wire import Reply, json_bytes

if TYPE_CHECKING:
    from ...routes import Call

OK, CREATED, PARTLY, FAILED = 200, 201, 206, 400

SECRETS = frozenset({"ftp_password", "anonymization_passphrase", "keyvalue", "client_secret", "password"})
"""Keys that are kept and never answered."""

INTERNAL = frozenset({"pem", "key"})
"""Keys of the simulator's own."""

Item = dict[str, Any]
Act = Callable[[Any], Any]


class Rejected(Exception):
    """An entry that is not taken, with what the appliance says about it."""


class Missing(Rejected):
    """An entry about something that is not there."""


def shown(value: Any) -> Any:
    """A copy of what is kept, as it is answered."""
    if isinstance(value, Mapping):
        return {name: shown(inner) for name, inner in value.items() if name not in SECRETS | INTERNAL}
    return [shown(inner) for inner in value] if isinstance(value, list) else deepcopy(value)


def found(data: Any, bare: bool = False) -> Reply:
    """The answer to GET. A ``bare`` one has ``res_data`` only, as the recorded one of domain_map."""
    if bare:
        return _reply({"res_data": data})
    return _reply({"res_code": OK, "res_message": "Success", "res_data": data})


def refused(message: str, complaint: str = "") -> Reply:
    """A request that is refused as a whole: no ``res_data``, as recorded for a failed update."""
    return _reply({"res_message": message, "res_code": FAILED}, complaint or message)


def each(verb: str, entries: Iterable[Any], act: Act, nothing: str) -> Reply:
    """Do something with every entry: some may succeed while others fail. ``nothing`` is said if none of them is there."""
    done: list[Any] = []
    failed: list[Item] = []
    missing = 0
    for entry in entries:
        try:
            done.append(shown(act(entry)))
        except Rejected as problem:
            missing += isinstance(problem, Missing)
            failed.append({"content": entry, "error_msg": str(problem)})
    if failed and missing == len(failed) and not done:
        return refused(nothing, _complaint(failed))
    code = (CREATED if verb == "add" else OK) if not failed else PARTLY if done else FAILED
    data = {f"{verb}_failure": failed, f"{verb}_success": done}
    return _reply({"res_code": code, "res_data": data, "res_message": _count(len(done), len(failed))}, _complaint(failed))


def deletion(call: Call, names: Iterable[Any], remove: Act) -> Reply:
    """Remove every name. Failures come as one object, unlike those of other changes; the HTTP status of a partial deletion is a setting."""
    done: list[Any] = []
    failed: list[Any] = []
    messages: list[str] = []
    for name in names:
        try:
            remove(name)
            done.append(name)
        except Rejected as problem:
            failed.append(name)
            messages.append(str(problem))
    data: Item = {"delete_success": done}
    if failed:
        data["delete_failure"] = {"content": failed, "error_msg": " ".join(dict.fromkeys(messages))}
    code = OK if not failed else PARTLY if done else FAILED
    status = call.appliance.settings.partial_delete_status if code == PARTLY else OK
    return _reply({"res_data": data, "res_message": _count(len(done), len(failed)), "res_code": code}, " ".join(messages), status)


def _count(done: int, failed: int) -> str:
    return f"Success: {done}, Failure: {failed}"


def _complaint(failed: Iterable[Item]) -> str:
    return " ".join(entry["error_msg"] for entry in failed)


def _reply(payload: Item, complaint: str = "", status: int = OK) -> Reply:
    return Reply(status, json_bytes(payload), reason="OK" if status == OK else "Partial Content", complaint=complaint)
