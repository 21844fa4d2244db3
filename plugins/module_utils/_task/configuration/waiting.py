# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Waiting for what an appliance goes on with after it has answered, and for an appliance that comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Callable

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import Configuration
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import ApplianceFault, AsyncOSError, ReplyTimeout
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.sending import IN_DOUBT

EVERY_SECONDS = 5.0

Items = Sequence[Mapping[str, Any]]


class Patience:
    """Looks again and again, for ``seconds`` in all, and says so. ``sleep`` and ``monotonic`` are those of the task."""

    def __init__(self, seconds: float, tell: Callable[[str], None], sleep: Callable[[float], None], monotonic: Callable[[], float]) -> None:
        self._seconds = seconds
        self._tell = tell
        self._sleep = sleep
        self._monotonic = monotonic

    def settled(self, row: Configuration, look: Callable[[], Items], keys: Sequence[Mapping[str, Any]]) -> None:
        """Until nothing of ``row`` that has one of ``keys`` is pending any more. Raises for what failed, or is still pending at the end."""
        until = self._monotonic() + self._seconds
        while True:
            states = [state for item in look() if not row.is_list or _is_one_of(item, keys) for state in _states(row, item)]
            failed = [text for kind, text in states if kind == "failed"]
            pending = [text for kind, text in states if kind == "pending"]
            if failed:
                raise ApplianceFault(
                    f"{row.name} did not come about: {'; '.join(failed)}", "Look at the appliance's own page for it; the cause is not in the API."
                )
            if not pending:
                return
            if self._monotonic() >= until:
                raise ReplyTimeout(
                    f"after {self._seconds:g} seconds {row.name} is still on its way: {'; '.join(pending)}", "Raise wait_timeout, or look later."
                )
            self._tell(f"waiting for {row.name}: {'; '.join(pending)}")
            self._sleep(EVERY_SECONDS)

    def back(self, look: Callable[[], Items]) -> Items:
        """What ``look`` finds as soon as the appliance answers again: some changes restart its services."""
        until = self._monotonic() + self._seconds
        while True:
            try:
                return look()
            except AsyncOSError as exc:
                if not _may_pass(exc) or self._monotonic() >= until:
                    raise
                self._tell(f"waiting for the appliance to answer again: {exc.said}")
            self._sleep(EVERY_SECONDS)


def _may_pass(error: AsyncOSError) -> bool:
    return isinstance(error, IN_DOUBT) or error.kind == "unreachable"


def _is_one_of(item: Mapping[str, Any], keys: Sequence[Mapping[str, Any]]) -> bool:
    return any(all(item.get(name) == value for name, value in key.items()) for key in keys)


def _states(row: Configuration, item: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the fields say that tell how far it has come: ``pending`` or ``failed``, and their words."""
    found = []
    for wait in row.waits:
        text = str(item.get(wait.field, ""))
        kind = "pending" if text in wait.pending else "failed" if text in wait.failed else ""
        if kind:
            name = " ".join(str(item.get(key, "")) for key in row.key)
            found.append((kind, f"{wait.field}{f' of {name}' if name else ''} is '{text.rstrip('.')}'"))
    return found
