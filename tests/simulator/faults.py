# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Faults: rules that make an appliance misbehave, and the book that keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from fnmatch import fnmatchcase
from threading import Lock
from typing import Any

from .routes import relative_path
from .wire import Request

KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "status": ("an error reply with this status; below 300, the normal answer under this status", ("code", "message", "retry_after")),
    "committed": ("the request is handled, and then answered with this error status", ("code", "message")),
    "meddle": ("somebody else replaces a part of the configuration, then the request is answered normally", ("part", "value")),
    "redirect": ("a redirect to `location`", ("code", "location")),
    "delay": ("waits, then answers normally", ("seconds",)),
    "stall": ("waits and never answers", ("seconds",)),
    "cut_body": ("announces the whole body, sends half of it and closes", ()),
    "damage": ("one byte of the body is another one", ()),
    "not_json": ("status 200 and a HTML page of the web interface", ()),
    "bad_json": ("status 200 and JSON that breaks off", ()),
    "wrong_shape": ("status 200 and sound JSON of another shape", ("shape",)),
    "empty": ("status 200 and `{}`", ()),
    "reset_before": ("a TCP reset instead of reading the request", ()),
    "reset_during_headers": ("a TCP reset in the middle of the headers", ()),
    "reset_after_headers": ("a TCP reset between headers and body", ()),
    "trickle": ("the body byte by byte", ("seconds",)),
    "lf_headers": ("header lines that end in LF only", ()),
    "expire_token": ("all tokens issued so far have expired", ()),
    "garble_token": ("the token is called broken", ()),
    "lock_user": ("the calling user is locked from now on", ()),
}
"""Each kind, what it does, and the parameters it takes."""

TOKEN_KINDS = frozenset({"expire_token", "garble_token"})
SHAPES = ("list", "data_string", "data_list", "result_string", "null")
LOCATIONS = ("same_host", "other_host", "other_scheme")
REDIRECTS = (300, 301, 307)
_DEFAULTS: dict[str, dict[str, Any]] = {
    "status": {"code": 503},
    "committed": {"code": 502},
    "redirect": {"code": 301, "location": "same_host"},
    "delay": {"seconds": 1.0},
    "stall": {"seconds": 30.0},
    "trickle": {"seconds": 0.01},
    "wrong_shape": {"shape": "list"},
}
_PARAMETERS = ("code", "message", "retry_after", "location", "seconds", "shape", "part", "value")


@dataclass(frozen=True)
class Fault:
    """A rule: what to match, how often, and what to do.

    ``method`` and ``path`` are patterns with ``*``; the path is relative to the product's prefix (``reporting/*``, ``login``).
    ``query`` has to occur in the raw query. The first ``skip`` matches are let through, the next ``times`` are hit; 0 is for ever.
    Rules about tokens look at requests with a token only.
    """

    kind: str
    method: str = "*"
    path: str = "*"
    query: str = ""
    skip: int = 0
    times: int = 1
    code: int | None = None
    message: str | None = None
    retry_after: str | int | None = None
    location: str | None = None
    seconds: float | None = None
    shape: str | None = None
    part: str | None = None
    value: Any = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"There is no fault {self.kind!r}. Faults: {', '.join(KINDS)}.")
        taken = KINDS[self.kind][1]
        for name in _PARAMETERS:
            if getattr(self, name) is not None and name not in taken:
                raise ValueError(f"The fault {self.kind} does not take {name}. It takes: {', '.join(taken) or 'nothing'}.")
        for name, value in _DEFAULTS.get(self.kind, {}).items():
            if getattr(self, name) is None:
                object.__setattr__(self, name, value)
        self._check_values()

    def _check_values(self) -> None:
        if not all(isinstance(text, str) for text in (self.method, self.path, self.query, self.message or "")):
            raise ValueError("method, path, query and message are texts.")
        if self.skip < 0 or self.times < 0 or (self.seconds or 0) < 0:
            raise ValueError("skip, times and seconds are 0 or more.")
        if self.kind == "status" and not (self.is_error or 200 <= (self.code or 0) < 300):
            raise ValueError(f"The status {self.code} neither succeeds nor fails. Valid: 200 to 299 and 400 to 599.")
        if self.kind == "committed" and not self.is_error:
            raise ValueError(f"The status {self.code} is no error. Valid: 400 to 599.")
        if self.kind == "meddle" and (not self.part or self.value is None):
            raise ValueError("The fault meddle needs part and value.")
        if self.kind == "redirect" and self.code not in REDIRECTS:
            raise ValueError(f"The status {self.code} is no redirect of the API. Valid: {', '.join(map(str, REDIRECTS))}.")
        if self.kind == "redirect" and self.location not in LOCATIONS and "/" not in (self.location or ""):
            raise ValueError(f"The location {self.location!r} is unknown. Valid: {', '.join(LOCATIONS)}, a path or a URL.")
        if self.kind == "wrong_shape" and self.shape not in SHAPES:
            raise ValueError(f"The shape {self.shape!r} is unknown. Valid: {', '.join(SHAPES)}.")
        if self.kind == "reset_before" and (self.method, self.path, self.query) != ("*", "*", ""):
            raise ValueError("The fault reset_before acts before the request is read, so it cannot match method, path or query.")

    @property
    def is_error(self) -> bool:
        return 400 <= (self.code or 0) <= 599

    def matches(self, request: Request) -> bool:
        if self.kind in TOKEN_KINDS and request.headers.get("jwtToken") is None:
            return False
        return fnmatchcase(request.method, self.method) and fnmatchcase(relative_path(request.path), self.path) and self.query in request.query

    def as_dict(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value is not None}


def fault_from(values: Any) -> Fault:
    """A fault from the control API's JSON. Raises ValueError with a sentence when it makes no sense."""
    known = [each.name for each in fields(Fault)]
    if not isinstance(values, dict) or "kind" not in values:
        raise ValueError(f"A fault is a JSON object with a kind. Kinds: {', '.join(KINDS)}.")
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise ValueError(f"A fault has no {', '.join(unknown)}. Valid: {', '.join(known)}.")
    try:
        return Fault(**values)
    except TypeError as problem:
        raise ValueError(f"A value of the fault has the wrong type: {problem}.") from problem


@dataclass
class _Rule:
    fault: Fault
    seen: int = 0
    hits: int = 0

    @property
    def spent(self) -> bool:
        return 0 < self.fault.times <= self.hits

    def strikes(self) -> bool:
        """Count one match and say whether the fault acts on it."""
        self.seen += 1
        if self.seen <= self.fault.skip or self.spent:
            return False
        self.hits += 1
        return True


@dataclass
class FaultBook:
    """The faults of one appliance, in the order they were added; the first that acts on a request is the only one."""

    _rules: list[_Rule] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def add(self, fault: Fault) -> None:
        with self._lock:
            self._rules.append(_Rule(fault))

    def clear(self) -> None:
        with self._lock:
            self._rules.clear()

    def __iter__(self) -> Iterator[Fault]:
        return iter([rule.fault for rule in self._rules])

    def __len__(self) -> int:
        return len(self._rules)

    def report(self) -> list[dict[str, Any]]:
        """Every fault with how often it acted."""
        return [{**rule.fault.as_dict(), "hits": rule.hits, "spent": rule.spent} for rule in self._rules]

    def at_connect(self) -> Fault | None:
        """The fault that acts on a connection before anything is read from it."""
        if not self._rules:
            return None
        with self._lock:
            return next((rule.fault for rule in self._rules if rule.fault.kind == "reset_before" and rule.strikes()), None)

    def at_request(self, request: Request) -> Fault | None:
        if not self._rules:
            return None
        with self._lock:
            rules = (rule for rule in self._rules if rule.fault.kind != "reset_before" and rule.fault.matches(request))
            return next((rule.fault for rule in rules if rule.strikes()), None)
