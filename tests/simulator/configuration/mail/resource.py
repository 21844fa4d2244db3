# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``config/...`` of ESA and SMA: which function answers which resource, and what each part is filled with at first."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING

from ...logs.subscriptions import seed as log_subscriptions
from ...wire import Reply
from ..store import Seed
from . import dictionaries, facts, levels, lists, message_filters, policies, quarantines

if TYPE_CHECKING:
    from ...routes import Call

Answer = Callable[["Call"], Reply]


def _alone(answer: Answer) -> Answer:
    """The answer while nobody else looks at or changes the configuration."""

    @wraps(answer)
    def act(call: Call) -> Reply:
        with call.appliance.configuration.lock():
            return answer(call)

    return act


_ANSWERS: dict[str, Answer] = {
    "centralized_services": facts.centralized_services,
    "dictionaries": dictionaries.dictionaries,
    "dictionary": dictionaries.dictionary,
    "dictionary_words": dictionaries.dictionary_words,
    "file_hash_list": lists.file_hash_list,
    "file_hash_lists": lists.file_hash_lists,
    "local_quarantines": quarantines.local_quarantine,
    "message_filter": message_filters.message_filter,
    "message_filters": message_filters.message_filters,
    "new_local_quarantines": quarantines.new_local_quarantines,
    "policy_members": policies.policy_members,
    "quarantine_filters": quarantines.quarantine_filters,
    "quarantine_users": quarantines.quarantine_users,
    "quarantines": quarantines.quarantines,
    "sdr_categories": facts.sdr_categories,
    "sdr_threat_levels": facts.sdr_threat_levels,
    "url_list": lists.url_list,
    "url_lists": lists.url_lists,
}
ANSWERS: dict[str, Answer] = {name: _alone(answer) for name, answer in _ANSWERS.items()}
"""By the resource's name in the catalogue."""

SMA_SEEDS: dict[str, Seed] = {"local_quarantines": quarantines.seed, "mail_log_subscriptions": log_subscriptions}
ESA_SEEDS: dict[str, Seed] = {
    **SMA_SEEDS,
    "cluster_levels": levels.seed,
    "dictionaries": dictionaries.seed,
    "file_hash_lists": lists.seed_hashes,
    "message_filters": message_filters.seed,
    "policy_members": policies.seed,
    "url_lists": lists.seed_urls,
}
"""By the name of the part, which is that of the resource where it is read; ``cluster_levels`` is what differs from the level of the cluster."""
