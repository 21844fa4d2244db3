# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``network/dns`` with its four lists of servers, and ``network/dns/dnssec``.

Whether the answer to GET holds the lists is unknown, so it is a setting of the simulator.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...parameters import allow_only
from ...wire import Reply
from . import checks
from .checks import Checks, list_of
from .incoming import WrongBody, an_object, wrapped_list
from .outcome import Missing, Rejected, deletion, each, found, shown
from .settings import settings

if TYPE_CHECKING:
    from ...routes import Call

Item = dict[str, Any]

_SETTINGS: Checks = {
    "domain_search": list_of(checks.host),
    "routing_table": checks.one_of_caseless("Management", "Data"),
    "ip_address_preference": checks.one_of("Prefer IPv4", "Prefer IPv6", "Use IPv4 only"),
    "wait_time_RDNS_lookups": checks.number,
}
_change_settings = settings("dns", "DNS settings", _SETTINGS)
dnssec = settings("dnssec", "Secure DNS", {"secure_dns": checks.truth}, ("secure_dns",))


@dataclass(frozen=True)
class Servers:
    """One list. ``key`` are the keys that tell its entries apart; a change may name the existing ones, with ``existing_`` before them."""

    part: str
    key: tuple[str, ...]
    checks: Checks
    deleted_by: str
    keeps_one: bool = False


PRIMARY = Servers("primary_dns", ("ip_address",), {"ip_address": checks.address, "priority": checks.within(0, 10)}, "ip_address_list", keeps_one=True)
SECONDARY = Servers("secondary_dns", ("ip_address",), {"ip_address": checks.address, "priority": checks.within(0, 10)}, "ip_address_list")
ALTERNATE = Servers("alternate_dns", ("domain",), {"domain": list_of(checks.host, 1), "ip_address": list_of(checks.address, 1)}, "domain_list")
ROOT = Servers(
    "int_root_dns",
    ("FQDN", "domain", "ip_address"),
    {"FQDN": checks.host, "domain": checks.host, "ip_address": checks.address},
    "int_root_dns",
)
LISTS = (PRIMARY, SECONDARY, ALTERNATE, ROOT)


def dns(call: Call) -> Reply:
    if call.request.method == "PUT":
        return _change_settings(call)
    allow_only(call.parameters, ())
    hidden = () if call.appliance.settings.dns_answers_servers else tuple(servers.part for servers in LISTS)
    return found(shown({name: value for name, value in call.appliance.configuration.part("dns").items() if name not in hidden}))


def list_of_servers(servers: Servers) -> Callable[[Call], Reply]:
    """The answering function of one list, which can be changed but not read."""

    def answer(call: Call) -> Reply:
        if call.request.method == "DELETE":
            return _delete(call, servers)
        verb, act = {"POST": ("add", _added), "PUT": ("update", _updated)}[call.request.method]
        nothing = f"No {servers.part} records found."
        return each(verb, wrapped_list(call, servers.part), lambda entry: act(call, servers, entry), nothing)

    return answer


def _entries(call: Call, servers: Servers) -> list[Item]:
    entries: list[Item] = call.appliance.configuration.part("dns").setdefault(servers.part, [])
    return entries


def _added(call: Call, servers: Servers, entry: Any) -> Item:
    checks.check("DNS server", entry, servers.checks, servers.checks)
    _check_free(_entries(call, servers), servers, entry)
    item = dict(entry)
    _entries(call, servers).append(item)
    return item


def _updated(call: Call, servers: Servers, entry: Any) -> Item:
    existing = {f"existing_{name}": servers.checks[name] for name in servers.key}
    checks.check("DNS server", entry, {**servers.checks, **existing}, ())
    wanted = tuple(entry.get(f"existing_{name}", entry.get(name)) for name in servers.key)
    entries = _entries(call, servers)
    item = next((item for item in entries if _key(item, servers) == wanted), None)
    if item is None:
        raise Missing(f"There is no DNS server {wanted}.")
    changed = {**item, **{name: value for name, value in entry.items() if name in servers.checks}}
    _check_free([other for other in entries if other is not item], servers, changed)
    item.update(changed)
    return item


def _key(item: Item, servers: Servers) -> tuple[Any, ...]:
    return tuple(item.get(name) for name in servers.key)


def _check_free(entries: list[Item], servers: Servers, item: Item) -> None:
    """No entry twice; of alternate servers, no domain twice."""
    if any(_key(other, servers) == _key(item, servers) for other in entries):
        raise Rejected(f"The DNS server {', '.join(map(str, _key(item, servers)))} exists already.")
    if servers is ALTERNATE:
        taken = {domain for other in entries for domain in other["domain"]}
        twice = [domain for domain in item["domain"] if domain in taken]
        if twice:
            raise Rejected(f"The domain {', '.join(twice)} has a DNS server already.")


def _delete(call: Call, servers: Servers) -> Reply:
    """By addresses, domains or whole entries. The word for all of them is a text, and primary servers have none (source X125)."""
    body = an_object(call)
    if "is_delete_all" in body and not servers.keeps_one:
        if body != {"is_delete_all": "true"}:
            raise WrongBody('is_delete_all is not "true".')
        return deletion(call, list(_names(call, servers)), lambda name: _remove(call, servers, name))
    return deletion(call, wrapped_list(call, servers.deleted_by), lambda name: _remove(call, servers, name))


def _names(call: Call, servers: Servers) -> list[Any]:
    entries = _entries(call, servers)
    if servers is ALTERNATE:
        return [domain for entry in entries for domain in entry["domain"]]
    return [dict(entry) if servers is ROOT else entry["ip_address"] for entry in entries]


def _remove(call: Call, servers: Servers, name: Any) -> None:
    entries = _entries(call, servers)
    if name not in _names(call, servers):
        raise Missing(f"There is no DNS server {name}.")
    if servers.keeps_one and len(entries) == 1:
        raise Rejected("At least one primary DNS server is needed.")
    if servers is ALTERNATE:
        for entry in entries:
            entry["domain"] = [domain for domain in entry["domain"] if domain != name]
        entries[:] = [entry for entry in entries if entry["domain"]]
    else:
        entries[:] = [entry for entry in entries if name not in (entry, entry["ip_address"])]
