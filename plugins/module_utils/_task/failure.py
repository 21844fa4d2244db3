# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How an error looks in a result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, InputError

REDACTED = "********"


ERROR_FIELDS: dict[str, tuple[str, str]] = {
    "kind": ("str", "What went wrong, as one of the kinds of the page on errors."),
    "appliance": ("str", "Host, port and product of the appliance, V(null) if none was asked."),
    "method": ("str", "HTTP method of the call that failed, V(null) if none was made."),
    "path": ("str", "Resource of the call that failed, V(null) if none was made."),
    "status": ("int", "HTTP status of the answer, V(null) if there was none."),
    "code": ("str", "The appliance's own code, V(null) if it gave none."),
    "attempts": ("int", "How often the call was made."),
    "said": ("str", "What happened."),
    "hint": ("str", "What to do about it, V(null) if nothing general can be said."),
    "details": ("dict", "More facts, such as the role and its privileges when a permission is missing."),
}
"""The fields of an error in a result: type and meaning."""


def error_dict(error: AsyncOSError) -> dict[str, Any]:
    """The facts of an error as data: :data:`ERROR_FIELDS`, ``None`` for what is not known."""
    facts = {field: getattr(error, field) for field in ERROR_FIELDS}
    return {field: None if value == "" else value for field, value in facts.items()}


def failure_result(error: AsyncOSError, secrets: Sequence[str]) -> dict[str, Any]:
    """A failed result. Secrets that an appliance may have echoed are taken out of its words."""
    result = {"failed": True, "msg": str(error), "error": error_dict(error)}
    return result_without_secrets(result, secrets)


def with_failures(
    result: dict[str, Any],
    errors: Sequence[AsyncOSError],
    asked: int,
    what: str,
    tolerated: bool,
    secrets: Sequence[str],
    verb: str = "had",
    names: Sequence[str] = (),
) -> dict[str, Any]:
    """The result of a task that ``asked`` for several things (``what``, in the plural), some of which could not be ``verb``.

    ``names`` are those of the failures, where errors do not tell them. The task fails unless that is ``tolerated``; what it has got stays in the
    result either way.
    """
    if not errors:
        return result
    if not tolerated:
        result = {**result, "failed": True, "msg": _summed_up(errors, asked, what, verb, names), "error": error_dict(errors[0])}
    return result_without_secrets(result, secrets)


def _summed_up(errors: Sequence[AsyncOSError], asked: int, what: str, verb: str, names: Sequence[str]) -> str:
    """One sentence for all failures; where they have one cause, that of the first says it all."""
    one_cause = errors[0].hopeless or len({error.said for error in errors}) == 1
    if len(errors) == asked and one_cause:
        return _named(errors[0], names) if asked == 1 else str(errors[0])
    listed = f": {some(names)}" if len(names) > 1 else ""
    return f"{len(errors)} of {asked} {what} could not be {verb}{listed}; the first: {_named(errors[0], names)}"


def _named(error: AsyncOSError, names: Sequence[str]) -> str:
    """An error with the name of what it is about, unless it says so itself."""
    return f"{names[0]}: {error}" if names and names[0] not in str(error) else str(error)


def some(names: Sequence[str], most: int = 5) -> str:
    """The first few of ``names``, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"


def input_failure(said: str) -> dict[str, Any]:
    """A failed result for arguments that are refused in Ansible's own words."""
    return {"failed": True, "msg": said, "error": error_dict(InputError(said))}


def result_without_secrets(result: Mapping[str, Any], secrets: Sequence[str]) -> dict[str, Any]:
    """A result without secrets. Its own keys stay: a password may be called like one of them, and Ansible looks for ``failed``."""
    return {key: without_secrets(value, secrets) for key, value in result.items()}


def without_secrets(value: Any, secrets: Sequence[str]) -> Any:
    """``value`` with every secret blotted out, the longest first, so that one within another leaves no rest."""
    if isinstance(value, str):
        for secret in sorted(secrets, key=len, reverse=True):
            value = value.replace(secret, REDACTED)
        return value
    if isinstance(value, dict):
        return {without_secrets(key, secrets): without_secrets(inner, secrets) for key, inner in value.items()}
    if isinstance(value, list):
        return [without_secrets(inner, secrets) for inner in value]
    return value
