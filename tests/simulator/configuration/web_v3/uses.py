# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who refers to whom. What is in use cannot be deleted, and new names are followed (both inferred from the web interface)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .outcome import Item

if TYPE_CHECKING:
    from ...appliance import Appliance

POLICY_PARTS = ("access_policies", "decryption_policies", "routing_policies")


def _policies(appliance: Appliance) -> list[tuple[str, Item]]:
    return [(part.replace("_policies", " policy"), policy) for part in POLICY_PARTS for policy in appliance.configuration.part(part)]


def users_of_profile(appliance: Appliance, name: str) -> list[str]:
    """The policies that are for an identification profile."""
    return [
        f"{kind} {policy['policy_name']}"
        for kind, policy in _policies(appliance)
        if any(name in entry for entry in policy.get("membership", {}).get("identification_profiles", []))
    ]


def rename_profile(appliance: Appliance, old: str, new: str) -> None:
    for _kind, policy in _policies(appliance):
        membership = policy.get("membership", {})
        entries = membership.get("identification_profiles", [])
        membership["identification_profiles"] = [{new if name == old else name: facts for name, facts in entry.items()} for entry in entries]
        for conditions in membership.values():
            for condition in conditions if isinstance(conditions, list) else []:
                if condition.get("id_profile") == old:
                    condition["id_profile"] = new


def users_of_spoofing(appliance: Appliance, name: str) -> list[str]:
    """The routing policies that use an IP spoofing profile."""
    return [policy["policy_name"] for policy in appliance.configuration.part("routing_policies") if policy.get("ip_spoofing") == name]


def rename_spoofing(appliance: Appliance, old: str, new: str) -> None:
    for policy in appliance.configuration.part("routing_policies"):
        if policy.get("ip_spoofing") == old:
            policy["ip_spoofing"] = new


def replace_rewriting(appliance: Appliance, old: str, new: str) -> None:
    """Access policies get another rewrite profile: the one that takes the place of a deleted one (source D14)."""
    for policy in appliance.configuration.part("access_policies"):
        if policy.get("http_rewrite_profile") == old:
            policy["http_rewrite_profile"] = new
