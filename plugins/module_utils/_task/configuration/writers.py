# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Changes that need other calls than their row says, or several: a function for each name that rows give as ``writer``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any, Callable

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import CREATE, DELETE, NOTHING, PATH, UPDATE, Call
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._client.form import File
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.calling import Place, Write, deletion, names_of, sent, writes_for
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.comparing import entry_key, lacking
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.planning import ROWS, Change, Item

NO_ALTERNATIVE = "None"
"""What takes the place of a deleted rewrite profile in access policies (source D14)."""


def upstream_proxies(place: Place, changes: Iterable[Change]) -> list[Write]:
    """Groups are changed by one call, their servers by others: added, changed and removed apart (sources D14, PM145)."""
    writes: list[Write] = []
    for change in changes:
        if change.action != UPDATE:
            writes += writes_for(place, [change])
            continue
        own = tuple(name for name in change.fields if name != "proxy_servers")
        if "proxy_servers" in change.fields:
            writes += _server_calls(place, change)
        if own:
            group = replace(change, fields=own, given={name: value for name, value in change.given.items() if name != "proxy_servers"})
            writes += [replace(write, changes=(change,)) for write in writes_for(place, [group])]
    return writes


def _server_calls(place: Place, change: Change) -> list[Write]:
    """New servers come before old ones go, so that a group is never without any."""
    new, other, gone = _entries_of(place, change, "proxy_servers")
    parts = (("POST", new), ("PUT", [_renewed(server) for server in other]), ("DELETE", gone))
    call, name = partial(Call, resource="upstream_proxy_servers"), change.label["group_name"]
    return [place.write(call(method), [{"group_name": name, "proxy_servers": some}], [change]) for method, some in parts if some]


def _entries_of(place: Place, change: Change, name: str) -> tuple[list[Any], list[Any], list[Any]]:
    """The entries of a list with a key that are new, those that become other ones, and those that go."""
    field = place.row.fields[name]
    before, after = (_listed(state, name) for state in (change.before, change.after))
    known, wanted = ({entry_key(entry, field) for entry in entries} for entries in (before, after))
    return (
        [entry for entry in after if entry_key(entry, field) not in known],
        [entry for entry in lacking(after, before, field) if entry_key(entry, field) in known],
        [entry for entry in before if entry_key(entry, field) not in wanted],
    )


def _listed(item: Item | None, name: str) -> list[Any]:
    """The list under a key of an item; an empty one if there is none."""
    value = (item or {}).get(name)
    return value if isinstance(value, list) else []


def _renewed(server: dict[str, Any]) -> dict[str, Any]:
    """A server as PUT wants it: what it is found by, and what it becomes."""
    return {"host": server.get("host"), "port": server.get("port"), "new_retries": server.get("retries")}


def relay_hosts(place: Place, changes: Iterable[Change]) -> list[Write]:
    """Relays are added to a routing table, which the call names; they are deleted as a list of pairs (source X125)."""
    writes: list[Write] = []
    for change in changes:
        if change.action == CREATE:
            call = Call("POST")
            writes.append(place.write(call, {**place.along, "relay_hosts": [dict(change.label)]}, [change]))
        else:
            names_of(place.row, [change])
            writes.append(place.write(Call("DELETE"), [dict(change.label)], [change]))
    return writes


def dictionaries(place: Place, changes: Iterable[Change]) -> list[Write]:
    """Where only words differ, only they are sent: what others add meanwhile stays (sources XSOAR, KET)."""
    writes: list[Write] = []
    for change in changes:
        if change.action == UPDATE and change.fields == ("words",):
            writes += _word_calls(place, change)
        else:
            writes += writes_for(place, [change])
    return writes


def _word_calls(place: Place, change: Change) -> list[Write]:
    new, other, gone = _entries_of(place, change, "words")
    parts = (("POST", new), ("PUT", other), ("DELETE", [word[0] for word in gone if isinstance(word, list) and word]))
    call = partial(Call, resource="dictionary_words", wrapper="data", place=PATH)
    return [place.write(call(method), {"words": words}, [change]) for method, words in parts if words]


def message_filters(place: Place, changes: Iterable[Change]) -> list[Write]:
    """The text of a filter cannot be changed: it is deleted and written anew, and put back if the new text is refused (source XSOAR)."""
    writes: list[Write] = []
    for change in changes:
        if change.action == UPDATE and "rules_and_actions" in change.fields:
            if not (change.before or {}).get("rules_and_actions"):
                raise InputError(f"the appliance does not show the text of {change.label['name']}, so it could not be put back", "Nothing was written.")
            create = place.row.create or Call("POST")
            fresh = place.write(create, sent(place.row, create, replace(change, action=CREATE)), [change])
            old = replace(fresh, body={"data": sent(place.row, create, replace(change, action=CREATE, after=change.before))})
            writes += [replace(write, changes=(change,)) for write in writes_for(place, [replace(change, action=DELETE)])]
            writes.append(replace(fresh, rescue=old))
        else:
            writes += writes_for(place, [change])
    return writes


def policy_members(place: Place, changes: Iterable[Change]) -> list[Write]:
    """Rows that are only added are added one by one; anything else replaces all of them (sources XSOAR, POLSCR)."""
    writes: list[Write] = []
    for change in changes:
        before, after = ((state or {}).get(ROWS, []) for state in (change.before, change.after))
        if not after:
            raise InputError(f"{place.row.name} would be left without any row, which the appliance does not allow", "Keep at least one.")
        rows = place.row.fields[ROWS]
        if lacking(before, after, rows):
            writes.append(place.write(Call("PUT", wrapper="data"), list(after), [change]))
        else:
            writes += [place.write(Call("POST", wrapper="data"), row, [change]) for row in lacking(after, before, rows)]
    return writes


def http_rewrite_profiles(place: Place, changes: Iterable[Change]) -> list[Write]:
    """A profile is deleted alone, and the call says which one takes its place in access policies (source D14)."""
    writes: list[Write] = []
    for change in changes:
        if change.action == DELETE:
            other = change.given.get("alternate_profile_name") or NO_ALTERNATIVE
            writes.append(replace(_one(deletion, place, change), query={"profile_name": change.label["profile_name"], "alternate_profile_name": other}))
        else:
            writes += writes_for(place, [change])
    return writes


def _one(function: Callable[..., Write], place: Place, change: Change) -> Write:
    call = place.row.delete or Call("DELETE", NOTHING)
    return function(place, call, [change])


def smart_licensing(place: Place, changes: Iterable[Change]) -> list[Write]:
    """Licensing is switched, connected and registered by three calls; each has to be over before the next (sources PM145, AUTOSC)."""
    call = Call("PUT")
    writes: list[Write] = []
    for change in changes:
        given = {**change.given, **{name: (change.after or {})[name] for name in change.fields}}
        for reason, names in _LICENSING_CALLS:
            body = {name: given[name] for name in names if name in given}
            if reason in change.fields or (reason == "transport_mode" and reason in given):
                writes.append(place.write(call, body, [change]))
    return writes


_LICENSING_CALLS = (
    ("smart_license_status", ("smart_license_status",)),
    ("transport_mode", ("transport_mode", "transport_url")),
    ("action", ("action", "registration_token", "test_interface")),
)
"""What makes each call necessary, and what goes along with it."""


def pac_files(place: Place, changes: Iterable[Change]) -> list[Write]:
    """PAC files go up one by one, as files of a form (source D14). What the form calls them is not known."""
    writes: list[Write] = []
    for change in changes:
        if change.action == DELETE:
            writes += writes_for(place, [change])
            continue
        content = str((change.after or {}).get("content", "")).encode("utf-8", "surrogatepass")
        call = Call("POST" if change.action == CREATE else "PUT", form=True)
        writes.append(place.write(call, {"file": File(change.label["file_name"], content)}, [change]))
    return writes


Writer = Callable[[Place, Iterable[Change]], list[Write]]

ALONG: dict[str, tuple[str, tuple[str, ...]]] = {"relay_hosts": ("smtp_settings", ("routing_table",))}
"""For writers that send something of another part along: which part, and which of its keys."""

WRITERS: dict[str, Writer] = {
    "": writes_for,
    "upstream_proxies": upstream_proxies,
    "relay_hosts": relay_hosts,
    "dictionaries": dictionaries,
    "message_filters": message_filters,
    "policy_members": policy_members,
    "http_rewrite_profiles": http_rewrite_profiles,
    "smart_licensing": smart_licensing,
    "pac_files": pac_files,
}
"""By the name that rows of the catalogue give; rows without one are written as their calls say."""
