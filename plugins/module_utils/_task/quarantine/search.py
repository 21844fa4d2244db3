# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A search of quarantined messages, from options to records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.searches import Search
from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import RequestRejected
from ansible_collections.asyncos.api.plugins.module_utils._task.envelope import total_count
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.query import DEFAULT_LAST, hint_on_names, quarantine_query, search_of
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.paging import page_query
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.search import Found, find
from ansible_collections.asyncos.api.plugins.module_utils._task.window import Window, window_from


@dataclass(frozen=True)
class Question:
    """What is searched. ``names`` are the quarantines that it is limited to, if any."""

    search: Search
    query: Mapping[str, Any]
    window: Window
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, job: Job, filters: Mapping[str, Any]) -> Question:
        """The question that the filters and the window in ``filters`` ask about the task's type of quarantine."""
        search = search_of(job.params["quarantine_type"])
        query = quarantine_query(job.params["quarantine_type"], filters)
        window = window_from(filters["last"], filters["start"], filters["end"], job.clock(), search.granule, DEFAULT_LAST)
        return cls(search, query, window, tuple(filters["quarantines"] or ()))

    def found(self, job: Job, limit: int, newest_first: bool = True) -> Found:
        with self._explained():
            return find(job, self.search, self.query, self.window, limit, newest_first)

    def total(self, client: Client) -> int | None:
        """How many messages there are in all, by the appliance's own count."""
        return client.get(self.search.path, page_query(self.search, self.window, self.query, 0, 1), total_count)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except RequestRejected as exc:
            if self.names and exc.status == 404:
                exc.hint = hint_on_names(exc, self.names)
            raise
