# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""JSON web tokens as the appliance makes them (claims and their order decoded from a recorded token, source NRPM)."""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode, encodebytes
from dataclasses import dataclass

import jwt

from .refusals import unauthorized
from .spec import MODELS, ApplianceSpec

ALGORITHM = "HS256"
REFRESH_SECONDS = 300
"""A call in the last five minutes of a token's life is answered with a fresh one (source ESA14)."""


@dataclass(frozen=True)
class Session:
    """What a token says. ``second_factor_open`` tokens are good for ``login/two_factor`` only."""

    number: int
    user: str
    user_agent: str
    expires: int
    second_factor_open: bool

    def seconds_left(self, now: float) -> float:
        return self.expires - now


def _encode(text: str) -> str:
    return b64encode(text.encode()).decode()


def _decode(text: str) -> str:
    return b64decode(text).decode()


class Mint:
    """Makes and checks the tokens of one appliance."""

    def __init__(self, spec: ApplianceSpec, serial: str) -> None:
        self._machine = f"{MODELS[spec.product]};{spec.release};{serial}"
        self._key = secrets.token_bytes(32)

    def issue(self, session: Session, accept: str, host: str) -> str:
        parts = (str(session.number), accept, host, session.user_agent, self._machine, session.user)
        claims = {
            "userName": session.user,
            "is2FactorCheckRequired": session.second_factor_open,
            "cookie": encodebytes(";".join(map(_encode, parts)).encode()).decode(),
            "user": "NONEUQ",
            "exp": session.expires,
        }
        return jwt.encode(claims, self._key, algorithm=ALGORITHM)

    def read(self, token: str) -> Session:
        """The session of a token that this appliance made. Whether it is still good is the caller's question."""
        try:
            claims = jwt.decode(token, self._key, algorithms=[ALGORITHM], options={"verify_exp": False})
            number, _accept, _host, user_agent, _machine, user = map(_decode, _decode(claims["cookie"]).split(";"))
            return Session(int(number), user, user_agent, claims["exp"], claims["is2FactorCheckRequired"])
        except jwt.InvalidTokenError as problem:
            raise unauthorized(f"the token is broken or from another appliance ({problem})", "InvalidTokenError.") from problem
