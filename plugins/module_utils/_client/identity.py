# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which machine issued a token: an appliance writes its model, release and serial number into it."""

from __future__ import annotations

import base64
import binascii
import re
from typing import NamedTuple

from ansible_collections.asyncos.api.plugins.module_utils._client.libraries import jwt

_MACHINE = re.compile(r"(?P<model>[^;]+);(?P<release>\d+\.\d+[\w.-]*);(?P<serial>[^;\s]+)")


class Identity(NamedTuple):
    """What an appliance says about itself."""

    model: str
    release: str
    serial_number: str


def identity_in(token: str) -> Identity | None:
    """The machine that a token names; ``None`` if it names none in the known form.

    The claim ``cookie`` is MIME base64 of texts in base64, with semicolons between them, and one of these is ``model;release;serial``
    (decoded from a token of an SMA 12.0, source NRPM). Only the appliance can verify a token, so this is what the token says, and no more.
    """
    try:
        cookie = jwt.decode(token, options={"verify_signature": False}).get("cookie")
        texts = [_decoded(part) for part in _decoded(cookie).split(";")]
    except (jwt.InvalidTokenError, binascii.Error, UnicodeError, TypeError, ValueError, AttributeError):
        return None
    found = [match for match in map(_MACHINE.fullmatch, texts) if match]
    return Identity(*found[0].group("model", "release", "serial")) if found else None


def _decoded(text: str) -> str:
    return base64.b64decode(text).decode()
