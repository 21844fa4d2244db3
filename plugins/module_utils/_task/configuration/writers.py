# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Changes that need other calls than their row says, or several: a function for each kind of change of parts whose rows name a ``writer``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Callable

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import CREATE, DELETE, PATH, UPDATE, Call
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._client.form import File
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.calling import Place, Write, names_of, sent, writes_for
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.comparing import entry_key, lacking
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.planning import ROWS, Change, Item

NO_ALTERNATIVE = "None"
"""What takes the place of a deleted rewrite profile in access policies (source D14)."""


def _as_usual(place: Place, change: Change) -> list[Write]:
    """The calls that the row says."""
    return writes_for(place, [change])


def changed_group(place: Place, change: Change) -> list[Write]:
    """Groups of upstream proxies are changed by one call, their servers by others: added, changed and removed apart (sources D14, PM145)."""
    writes = _server_calls(place, change) if "proxy_servers" in change.fields else []
    own = tuple(name for name in change.fields if name != "proxy_servers")
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


def added_relay(place: Place, change: Change) -> list[Write]:
    """Relays are added to a routing table, which the call names (source X125)."""
    return [place.write(Call("POST"), {**place.along, "relay_hosts": [dict(change.label)]}, [change])]


def removed_relay(place: Place, change: Change) -> list[Write]:
    """Relays are deleted as a list of pairs (source X125)."""
    names_of(place.row, [change])
    return [place.write(Call("DELETE"), [dict(change.label)], [change])]


def changed_dictionary(place: Place, change: Change) -> list[Write]:
    """Where only words differ, only they are sent: what others add meanwhile stays (sources XSOAR, KET)."""
    return _word_calls(place, change) if change.fields == ("words",) else _as_usual(place, change)


def _word_calls(place: Place, change: Change) -> list[Write]:
    new, other, gone = _entries_of(place, change, "words")
    parts = (("POST", new), ("PUT", other), ("DELETE", [word[0] for word in gone if isinstance(word, list) and word]))
    call = partial(Call, resource="dictionary_words", wrapper="data", place=PATH)
    return [place.write(call(method), {"words": words}, [change]) for method, words in parts if words]


def changed_filter(place: Place, change: Change) -> list[Write]:
    """The text of a message filter cannot be changed: it is deleted and written anew, and put back if the new text is refused (source XSOAR)."""
    if "rules_and_actions" not in change.fields:
        return _as_usual(place, change)
    if not (change.before or {}).get("rules_and_actions"):
        raise InputError(f"the appliance does not show the text of {change.label['name']}, so it could not be put back", "Nothing was written.")
    create = place.row.create or Call("POST")
    fresh = place.write(create, sent(place.row, create, replace(change, action=CREATE)), [change])
    old = replace(fresh, body={"data": sent(place.row, create, replace(change, action=CREATE, after=change.before))})
    removal = [replace(write, changes=(change,)) for write in writes_for(place, [replace(change, action=DELETE)])]
    return [*removal, replace(fresh, rescue=old)]


def changed_members(place: Place, change: Change) -> list[Write]:
    """Rows of a policy that are only added are added one by one; anything else replaces all of them (sources XSOAR, POLSCR)."""
    before, after = ((state or {}).get(ROWS, []) for state in (change.before, change.after))
    if not after:
        raise InputError(f"{place.row.name} would be left without any row, which the appliance does not allow", "Keep at least one.")
    rows = place.row.fields[ROWS]
    if lacking(before, after, rows):
        return [place.write(Call("PUT", wrapper="data"), list(after), [change])]
    return [place.write(Call("POST", wrapper="data"), row, [change]) for row in lacking(after, before, rows)]


def removed_rewriting(place: Place, change: Change) -> list[Write]:
    """A rewrite profile is deleted alone, and the call says which one takes its place in access policies (source D14)."""
    other = change.given.get("alternate_profile_name") or NO_ALTERNATIVE
    return [replace(write, query={**write.query, "alternate_profile_name": other}) for write in _as_usual(place, change)]


def changed_licensing(place: Place, change: Change) -> list[Write]:
    """Licensing is switched, connected and registered by three calls; each has to be over before the next (sources PM145, AUTOSC)."""
    given = {**change.given, **{name: (change.after or {})[name] for name in change.fields}}
    writes: list[Write] = []
    for reason, names in _LICENSING_CALLS:
        if reason in change.fields or (reason == "transport_mode" and reason in given):
            writes.append(place.write(Call("PUT"), {name: given[name] for name in names if name in given}, [change]))
    return writes


_LICENSING_CALLS = (
    ("smart_license_status", ("smart_license_status",)),
    ("transport_mode", ("transport_mode", "transport_url")),
    ("action", ("action", "registration_token", "test_interface")),
)
"""What makes each call necessary, and what goes along with it."""


def uploaded_file(method: str, place: Place, change: Change) -> list[Write]:
    """PAC files go up one by one, as files of a form (source D14). What the form calls them is not known."""
    content = str((change.after or {}).get("content", "")).encode("utf-8", "surrogatepass")
    return [place.write(Call(method, form=True), {"file": File(change.label["file_name"], content)}, [change])]


Special = Callable[[Place, Change], list[Write]]

_SPECIAL: dict[str, dict[str, Special]] = {
    "upstream_proxies": {UPDATE: changed_group},
    "relay_hosts": {CREATE: added_relay, DELETE: removed_relay},
    "dictionaries": {UPDATE: changed_dictionary},
    "message_filters": {UPDATE: changed_filter},
    "policy_members": {UPDATE: changed_members},
    "http_rewrite_profiles": {DELETE: removed_rewriting},
    "smart_licensing": {UPDATE: changed_licensing},
    "pac_files": {CREATE: partial(uploaded_file, "POST"), UPDATE: partial(uploaded_file, "PUT")},
}
"""By the name that rows of the catalogue give, and the kind of change. All other changes are made as the row's calls say."""


def _one_by_one(special: Mapping[str, Special], place: Place, changes: Iterable[Change]) -> list[Write]:
    return [write for change in changes for write in special.get(change.action, _as_usual)(place, change)]


Writer = Callable[[Place, Iterable[Change]], list[Write]]

WRITERS: dict[str, Writer] = {"": writes_for, **{name: partial(_one_by_one, special) for name, special in _SPECIAL.items()}}
"""By the name that rows give; rows without one are written as their calls say, several items at once."""
