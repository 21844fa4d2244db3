# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a simulated appliance is made of: plain, frozen descriptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ansible_collections.asyncos.api.plugins.module_utils._catalog.products import PRODUCTS, ROLES

from .certificates import CERTIFICATES

RELEASES = {"esa": "15.5.1-055", "wsa": "15.2.0-116", "sma": "15.5.1-024"}
MODELS = {"esa": "C100V", "wsa": "S100V", "sma": "M100V"}
SCHEMES = ("https", "http")
DENIAL_STATUSES = (401, 403)
ADD_MANNERS = ("refuse", "replace", "append")
WIDE_RANGE_ANSWERS = ("504", "stall")
UNKNOWN_NAME_ANSWERS = ("not_found", "invalid_value")
PARTIAL_DELETE_STATUSES = (200, 206)
ORDERS_PAST_END = ("clamp", "keep", "refuse")


@dataclass(frozen=True)
class UserSpec:
    """A local user. ``passcodes`` make it a two-factor user; each of them works once."""

    name: str
    password: str
    role: str = "Administrator"
    passcodes: tuple[str, ...] = ()
    locked: bool = False

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ValueError(f"There is no role {self.role!r}. Roles: {', '.join(ROLES)}.")


DEFAULT_USERS: tuple[UserSpec, ...] = (
    UserSpec("admin", "Admin-Demo-1"),
    UserSpec("operator", "Operator-Demo-1", "Operator"),
    UserSpec("auditor", "Auditor-Demo-1", "Read-Only Operator"),
    UserSpec("helpdesk", "Helpdesk-Demo-1", "Help Desk User"),
    UserSpec("twofactor", "Twofactor-Demo-1", "Operator", passcodes=("111111", "222222", "333333", "444444")),
    UserSpec("locked", "Locked-Demo-1", "Operator", locked=True),
)

DEFAULT_OIDC_TOKENS: Mapping[str, str] = {"demo-oidc-access-token": "auditor"}


@dataclass(frozen=True)
class ApplianceSpec:
    """One appliance.

    ``names`` are what its certificate names beside the addresses of this machine: host names and addresses.
    ``manages`` (SMA only) names the appliances whose data it holds; left out, all others of the fleet.
    ``groups`` (SMA only) are its reporting groups; left out, ``Hosted_Cluster`` and ``All_Hosts`` hold everything it manages.
    ``denial_status`` is how a role without rights is refused: which one real appliances use is unknown.
    ``two_factor_key`` and ``two_factor_encoded`` describe the body of ``login/two_factor``, which no public source shows.
    """

    name: str
    product: str
    scheme: str = "https"
    port: int = 0
    certificate: str = "valid"
    session_timeout_minutes: float = 30
    release: str = ""
    names: tuple[str, ...] = ()
    manages: tuple[str, ...] | None = None
    groups: Mapping[str, tuple[str, ...]] | None = None
    users: tuple[UserSpec, ...] = DEFAULT_USERS
    oidc_tokens: Mapping[str, str] = field(default_factory=lambda: dict(DEFAULT_OIDC_TOKENS))
    two_factor_key: str = "passCode"
    two_factor_encoded: bool = True
    denial_status: int = 403
    delay_ms: float = 0
    idle: bool = False
    refuse_encoded_colon: bool = False
    bind_user_agent: bool = False
    messages_per_hour: int = 60
    rejected_per_hour: int = 6
    web_transactions_per_hour: int = 240
    l4tm_per_hour: int = 30
    socks_per_hour: int = 30
    page_limit: int = 100
    tracking_newest_first: bool = True
    end_inclusive: bool = True
    ignores_offset: bool = False
    bad_records_percent: float = 0
    sparse_percent: float = 0
    late_percent: float = 0
    late_minutes: float = 30
    wide_range_minutes: float = 0
    wide_range_answer: str = "504"
    quarantined_spam: int = 40
    quarantined_pvo: int = 40
    listed_recipients: int = 12
    most_ids: int = 1000
    add_to_existing: str = "refuse"
    clustered: bool = False
    standalone_refuses_mode: bool = True
    cluster_reads_need_mode: bool = False
    unknown_name_answer: str = "not_found"
    partial_delete_status: int = 200
    order_past_end: str = "clamp"
    sections_replace: bool = False
    unlicensed: bool = False
    license_reads: int = 2
    license_seconds: float = 0
    cloud: bool = False
    dns_answers_servers: bool = True
    log_days_kept: int = 7

    def __post_init__(self) -> None:
        _one_of("product", self.product, PRODUCTS)
        _one_of("scheme", self.scheme, SCHEMES)
        _one_of("certificate", self.certificate, CERTIFICATES)
        _one_of("denial_status", self.denial_status, DENIAL_STATUSES)
        _one_of("add_to_existing", self.add_to_existing, ADD_MANNERS)
        _one_of("wide_range_answer", self.wide_range_answer, WIDE_RANGE_ANSWERS)
        _one_of("partial_delete_status", self.partial_delete_status, PARTIAL_DELETE_STATUSES)
        _one_of("order_past_end", self.order_past_end, ORDERS_PAST_END)
        _one_of("unknown_name_answer", self.unknown_name_answer, UNKNOWN_NAME_ANSWERS)
        for name, value in vars(self).items():
            if name.endswith("_percent") and not 0 <= value <= 100:
                raise ValueError(f"The {name} {value!r} is not between 0 and 100.")
        if not self.name or not all(character.isalnum() or character in "-_." for character in self.name):
            raise ValueError(f"The name {self.name!r} is not made of letters, digits, '-', '_' and '.'.")
        if not self.release:
            object.__setattr__(self, "release", RELEASES[self.product])

    @property
    def host_name(self) -> str:
        """The name that the appliance has for itself."""
        return f"{self.name}.example.com"


def _one_of(what: str, value: object, valid: Iterable[object]) -> None:
    choices = list(valid)
    if value not in choices:
        raise ValueError(f"There is no {what} {value!r}. Valid: {', '.join(map(str, choices))}.")


DEMO_FLEET: tuple[ApplianceSpec, ...] = (
    ApplianceSpec("esa1", "esa"),
    ApplianceSpec("esa2", "esa"),
    ApplianceSpec("wsa1", "wsa"),
    ApplianceSpec("wsa2", "wsa"),
    ApplianceSpec("sma1", "sma"),
)
