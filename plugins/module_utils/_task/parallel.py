# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Several calls at once, where one that fails does not lose the others."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Callable, TypeVar

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError

T = TypeVar("T")


def run_all(calls: Sequence[Callable[[], T]], concurrency: int) -> list[T | AsyncOSError]:
    """The results of ``calls`` in their order, an error where one failed.

    After a hopeless error no further call is begun; those get the same error.
    """
    hopeless: list[AsyncOSError] = []
    lock = threading.Lock()

    def one(call: Callable[[], T]) -> T | AsyncOSError:
        with lock:
            known: AsyncOSError | None = hopeless[0] if hopeless else None
        if known:
            return known
        try:
            return call()
        except AsyncOSError as exc:
            if exc.hopeless:
                with lock:
                    hopeless.append(exc)
            return exc

    if len(calls) == 1:
        return [one(calls[0])]
    with ThreadPoolExecutor(max_workers=max(1, min(concurrency, len(calls)))) as pool:
        return list(pool.map(one, calls))
