# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One simulated appliance: its state, and the way of a request through it."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from threading import Event, Lock

from .accounts import Caller, fresh_token, identify
from .clock import Clock
from .configuration.mail import resource as mail_configuration
from .configuration.store import Configurations
from .configuration.web_v2 import resource as web_v2
from .configuration.web_v3 import resource as web_v3
from .delivery import Delivery
from .faults import FaultBook
from .journal import Journal
from .misbehaviour import calling_user, distort, prepare, substitute
from .parameters import decoded, refuse_encoded_colons, split_query
from .quarantine.pairs import SenderLists
from .quarantine.store import Quarantine
from .refusals import Refusal, Stall
from .reporting.ledger import Ledger
from .roles import may
from .routes import Call, Routes
from .server import LOOPBACK
from .spec import ApplianceSpec, UserSpec
from .tokens import Mint
from .tracking.populations import populations
from .tracking.resource import MAIL_KINDS
from .tracking.web_resource import WEB_KINDS
from .wire import Reply, Request, error

NOBODY = UserSpec("", "")
STALL_SECONDS = 600.0
_SEEDS = {"esa": mail_configuration.ESA_SEEDS, "sma": {**mail_configuration.SMA_SEEDS, **web_v2.SHARED}, "wsa": {**web_v2.SEEDS, **web_v3.SEEDS}}


@dataclass
class State:
    """What changes while an appliance runs. Sessions with a number up to ``ended_sessions`` have expired."""

    locked_users: set[str] = field(default_factory=set)
    used_passcodes: set[tuple[str, str]] = field(default_factory=set)
    sessions: int = 0
    ended_sessions: int = 0
    logins: int = 0


@dataclass
class Settings:
    """What the control API can change; it starts as the spec says."""

    delay_ms: float
    session_timeout_minutes: float
    denial_status: int
    idle: bool
    refuse_encoded_colon: bool
    bind_user_agent: bool
    messages_per_hour: int
    rejected_per_hour: int
    web_transactions_per_hour: int
    l4tm_per_hour: int
    socks_per_hour: int
    page_limit: int
    tracking_newest_first: bool
    end_inclusive: bool
    ignores_offset: bool
    bad_records_percent: float
    sparse_percent: float
    late_percent: float
    late_minutes: float
    wide_range_minutes: float
    wide_range_answer: str
    quarantined_spam: int
    quarantined_pvo: int
    listed_recipients: int
    most_ids: int
    add_to_existing: str
    clustered: bool
    standalone_refuses_mode: bool
    cluster_reads_need_mode: bool
    unknown_name_answer: str
    partial_delete_status: int
    order_past_end: str
    sections_replace: bool
    unlicensed: bool
    license_reads: int
    license_seconds: float
    cloud: bool
    dns_answers_servers: bool
    log_days_kept: int

    @classmethod
    def of(cls, spec: ApplianceSpec) -> Settings:
        return cls(**{name: getattr(spec, name) for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class Outcome:
    """A reply, with what the request log says about it. One that ``stalls`` is never sent."""

    reply: Reply
    user: str = ""
    complaint: str = ""
    stalls: bool = False


class Appliance:
    """An appliance of the fleet. ``port`` is known once the fleet has started."""

    def __init__(self, spec: ApplianceSpec, seed: int) -> None:
        self.spec = spec
        self.seed = seed
        self.serial = serial_number(seed, spec.name)
        self.host = LOOPBACK
        self.port = spec.port
        self.clock = Clock()
        self.faults = FaultBook()
        self.requests = Journal()
        self.state = State()
        self.quarantine = Quarantine()
        self.sender_lists = SenderLists(seed, spec.name)
        self.configuration = Configurations(self, _SEEDS[spec.product])
        self.settings = Settings.of(spec)
        self.stopping = Event()
        self.mint = Mint(spec, self.serial)
        self.ledger = Ledger(seed, spec.name)
        self.tracking = populations((*MAIL_KINDS, *WEB_KINDS), seed, spec.name)
        self.managed: tuple[Appliance, ...] = ()
        self._routes = Routes(spec.product)
        self._lock = Lock()
        self.reset()

    @property
    def name(self) -> str:
        return self.spec.name

    @property
    def url(self) -> str:
        return f"{self.spec.scheme}://{self.host}:{self.port}"

    @property
    def address(self) -> str:
        """A made-up address in a range for documentation, the same in every run."""
        return f"192.0.2.{blake2b(self.name.encode(), digest_size=1).digest()[0] % 254 + 1}"

    @property
    def logins(self) -> int:
        """How many logins ended with a usable token."""
        return self.state.logins

    def reset(self) -> None:
        """Back to the start: no faults, no log, clock and settings as in the spec. Tokens from before have expired."""
        self.faults.clear()
        self.requests.clear()
        self.quarantine.reset()
        self.sender_lists.reset()
        self.configuration.reset()
        self.clock.offset_seconds = 0.0
        self.settings = Settings.of(self.spec)
        locked = {user.name for user in self.spec.users if user.locked}
        self.state = State(locked_users=locked, sessions=self.state.sessions, ended_sessions=self.state.sessions)

    def next_session_number(self) -> int:
        with self._lock:
            self.state.sessions += 1
            return self.state.sessions

    def end_sessions(self) -> None:
        self.state.ended_sessions = self.state.sessions

    def count_login(self) -> None:
        with self._lock:
            self.state.logins += 1

    def spend(self, passcode: tuple[str, str]) -> bool:
        """Mark a user's passcode as used; False if it was used before."""
        with self._lock:
            fresh = passcode not in self.state.used_passcodes
            self.state.used_passcodes.add(passcode)
            return fresh

    def welcomes(self) -> bool:
        return self.faults.at_connect() is None

    def now(self) -> float:
        return self.clock.now()

    def respond(self, request: Request) -> Delivery:
        """The answer to a request, after faults and delay, noted in the request log."""
        fault = self.faults.at_request(request)
        if self.settings.delay_ms:
            self.stopping.wait(self.settings.delay_ms / 1000)
        if fault is None:
            outcome = self.answer(request)
            self._note(request, outcome)
            return Delivery(outcome.reply, "stall", STALL_SECONDS) if outcome.stalls else Delivery(outcome.reply)
        prepare(self, fault, request)
        reply = substitute(self, fault, request)
        outcome = self.answer(request) if reply is None else Outcome(reply)
        self._note(request, outcome, fault.kind)
        return distort(fault, outcome.reply)

    def answer(self, request: Request) -> Outcome:
        """The appliance's own answer. Order of checks: credentials, path, method and role, attributes (inferred, source NRPM)."""
        caller = Caller(NOBODY)
        try:
            if not self._routes.is_open(request.path):
                caller = identify(self, request)
            reply = self._answer_caller(request, caller)
        except Refusal as refusal:
            return Outcome(error(refusal.status, refusal.message), caller.user.name, refusal.complaint, isinstance(refusal, Stall))
        token = fresh_token(self, caller, request)
        user = caller.user.name or calling_user(self, request)
        return Outcome(reply.with_header("jwtToken", token) if token else reply, user, reply.complaint)

    def _answer_caller(self, request: Request, caller: Caller) -> Reply:
        route, variables = self._routes.find(request.path, self.spec.release)
        if request.method not in route.resource.methods:
            raise Refusal(501, f"Unsupported method ('{request.method}').", f"{request.path} takes {', '.join(route.resource.methods)} only")
        self.check_role(caller.user, route.answerer.area)
        raw = split_query(request.query)
        if self.settings.refuse_encoded_colon:
            refuse_encoded_colons(raw)
        return route.answerer.answer(Call(self, request, caller.user, variables, decoded(raw)))

    def check_role(self, user: UserSpec, area: str) -> None:
        """Refuse a user whose role does not reach ``area``. The text is inferred, and which status is used is unknown."""
        if not may(user.role, area):
            raise Refusal(self.settings.denial_status, "Permission denied.", f"the role {user.role} has no access to {area}")

    def _note(self, request: Request, outcome: Outcome, fault: str = "") -> None:
        self.requests.note(request, outcome.reply.status, outcome.user, outcome.complaint, self.clock.now(), fault)


def serial_number(seed: int, name: str) -> str:
    """A serial number in the form that appliances report, the same in every run with the same seed."""
    digits = blake2b(f"{seed} {name}".encode(), digest_size=13).hexdigest().upper()
    return f"42{digits[:18]}-{digits[14:26]}"
