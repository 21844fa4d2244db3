# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What appliances are called in the inventory. Their own words are not to be trusted with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from ipaddress import ip_address

from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.managed import Managed

HOST_NAME, IP_ADDRESS, SERIAL_NUMBER = "host_name", "ip_address", "serial_number"

_NAME = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?")
_NUMBER = r"(\d+|0x[0-9a-f]+)"
_MEANS_OTHER = re.compile(rf"all|ungrouped|localhost\d?(\..*)?|.*\.localhost|{_NUMBER}(\.{_NUMBER})*", re.IGNORECASE)
"""What Ansible or resolvers take for something else: ``127.1`` is this machine, too, and so is ``2130706433``."""

Wish = Callable[[Managed], str]
Warn = Callable[[str], None]


def is_usable(text: str) -> bool:
    """Whether ``text`` can be a host's name or address: one that means nothing else to Ansible, and not this machine."""
    try:
        address = ip_address(text)
        address = getattr(address, "ipv4_mapped", None) or address
        return not (address.is_loopback or address.is_unspecified or "%" in text)  # after the sign, any text is an address
    except ValueError:
        return bool(_NAME.fullmatch(text)) and not _MEANS_OTHER.fullmatch(text)


def first_usable(texts: Iterable[str]) -> str:
    return next((text for text in texts if is_usable(text)), "")


def shown(text: str) -> str:
    """A remote text within a sentence: in quotes, control characters escaped, and not too long."""
    return repr(text if len(text) <= 80 else f"{text[:80]}...")


def described(appliance: Managed) -> str:
    """How sentences call an appliance that has no name yet."""
    known = {"serial number": appliance.serial_number, "host name": appliance.host_name, "address": appliance.ip_address}
    facts = ", ".join(f"{what} {shown(text)}" for what, text in known.items() if text) or "nothing to tell it by"
    return f"the appliance with {facts} of {' and '.join(appliance.managers)}"


def in_order(hostname: str) -> tuple[str, ...]:
    """What is tried as a name, one after the other."""
    return tuple(dict.fromkeys((hostname, HOST_NAME, IP_ADDRESS, SERIAL_NUMBER)))


def named(appliances: Sequence[Managed], hostname: str, adopted: Wish, reserved: Iterable[str], warn: Warn) -> dict[str, Managed]:
    """The appliances by the names that they get. One that can get none is left out, with a warning.

    ``adopted`` is the name that the inventory file has for an appliance, empty if it has none; nobody else gets those that are ``reserved``.
    """
    wishes = [(appliance, adopted(appliance) or _wish(appliance, hostname, warn)) for appliance in appliances]
    wanted = Counter(wish.lower() for _appliance, wish in wishes)
    closed = {name.lower() for name in reserved}
    names = {wish: appliance for appliance, wish in wishes if wish and wanted[wish.lower()] == 1 and wish.lower() not in closed}
    for appliance, wish in wishes:
        if wish and wish not in names:
            taken = closed | {name.lower() for name in (*names, *wanted)}
            name = first_usable(text for text in (appliance.serial_number, appliance.ip_address) if text.lower() not in taken)
            warn(f"Not only {described(appliance)} would be called {wish} in the inventory; it {f'is called {name}' if name else 'is left out'}.")
            names.update({name: appliance} if name else {})
    return names


def _wish(appliance: Managed, hostname: str, warn: Warn) -> str:
    """The name that the appliance would get if nobody else wanted it."""
    texts = [getattr(appliance, fact) for fact in in_order(hostname)]
    name = first_usable(texts)
    if not name or not address_of(appliance, HOST_NAME):
        warn(f"{_begun(described(appliance))} has no usable name or address and is left out of the inventory.")
        return ""
    if name != texts[0]:
        warn(f"{_begun(described(appliance))} has no {hostname.replace('_', ' ')} that a host can have; it is called {name} in the inventory.")
    return name


def address_of(appliance: Managed, preferred: str) -> str:
    """Where the appliance is reached: its host name or its IP address, empty if neither can be one."""
    texts = (appliance.host_name, appliance.ip_address)
    return first_usable(texts if preferred == HOST_NAME else reversed(texts))


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
