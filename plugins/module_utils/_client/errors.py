# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Everything that can go wrong in a call, as one tree.

.. code-block:: text

    AsyncOSError
    ├── InputError                 refused before any request was made
    ├── TransportError             no complete HTTP answer
    │   ├── Unreachable            no connection: name, address, port, proxy; nothing was sent
    │   ├── CertificateRejected    the TLS certificate could not be trusted; nothing was sent
    │   ├── ConnectionLost         the connection broke before the answer was complete
    │   ├── ReplyTimeout           the appliance did not answer in time
    │   └── RedirectRefused        the answer points to another origin
    ├── AuthenticationError        the appliance does not accept who is asking
    │   └── SecondFactorRequired   the account has two-factor login and no usable passcode was given
    ├── PermissionDenied           the user's role does not allow the call
    ├── NotFound                   the appliance has no such resource
    ├── RequestRejected            the appliance refuses the request as it stands
    ├── PartlyDone                 some parts of a change succeeded and some failed
    ├── ApplianceFault             the appliance failed while working on the request
    ├── ApplianceUnavailable       the appliance, or what stands before it, is too busy or restarting
    ├── MalformedReply             an answer came, but it is not what the API answers
    └── LocalFileError             a file on the machine that runs the task cannot be read or written
"""

from __future__ import annotations

import re
from typing import Any

PORT_HINT = "Check host, port and scheme: the AsyncOS API listens on 6443 (https) or 6080 (http), the web interface elsewhere."


class AsyncOSError(Exception):
    """Base of the tree.

    ``said`` is what happened, in words without a final dot. ``hint`` is what to do about it, as a full sentence.
    The call's facts (appliance, method, path, attempts) are filled in by the client on the way up.
    """

    default_hint = ""
    hopeless = False
    """Whether everything else that the task has to do would meet it, too."""

    def __init__(self, said: str, hint: str = "", status: int | None = None, code: str = "") -> None:
        super().__init__(said)
        self.said = said.rstrip(".")
        self.hint = hint or self.default_hint
        self.status = status
        self.code = code
        self.appliance = ""
        self.method = ""
        self.path = ""
        self.attempts = 0
        self.details: dict[str, Any] = {}

    def met_on(self, appliance: str, method: str, path: str, attempts: int) -> AsyncOSError:
        """This error with the facts of its call, unless a call further in has given its own."""
        if not self.method:
            self.appliance, self.method, self.path, self.attempts = appliance, method, path, attempts
        return self

    @property
    def kind(self) -> str:
        """The class's name in snake case, as users see it in results."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(self).__name__).lower().replace("async_oserror", "asyncos_error")

    @property
    def sentence(self) -> str:
        """The call and what happened, without what to do about it."""
        where = f" on {self.appliance}" if self.appliance else ""
        what = f"{self.method} {self.path}{where}: " if self.method else f"{self.appliance}: " if self.appliance else ""
        tries = f" ({self.attempts} attempts)" if self.attempts > 1 else ""
        sentence = f"{what}{self.said}{tries}"
        stop = "" if sentence.endswith((".'", "?", "!")) else "."
        return f"{sentence}{stop}"

    def __str__(self) -> str:
        return f"{self.sentence}{' ' + self.hint if self.hint else ''}"


class InputError(AsyncOSError):
    """Refused before any request was made."""


class TransportError(AsyncOSError):
    """No complete HTTP answer."""


class Unreachable(TransportError):
    """No connection could be made. Nothing was sent."""

    hopeless = True
    default_hint = f"{PORT_HINT} It is off until it is enabled on an IP interface; a firewall may be in the way, too."


class CertificateRejected(TransportError):
    """The certificate of the appliance could not be trusted. Nothing was sent."""

    hopeless = True


class ConnectionLost(TransportError):
    """The connection broke before the answer was complete."""

    default_hint = (
        "If this repeats, look at the appliance's load and at what stands between here and it. "
        "If no call ever worked, check host, port and scheme, too (6443 is https, 6080 is http)."
    )


class ReplyTimeout(TransportError):
    """The appliance did not answer in time."""

    default_hint = "Ask for less at once (a shorter window, fewer rows) or raise the timeout option."


class RedirectRefused(TransportError):
    """The answer points to another origin. Credentials are never sent there."""

    default_hint = PORT_HINT


class AuthenticationError(AsyncOSError):
    """The appliance does not accept who is asking."""

    hopeless = True
    default_hint = "Check username, password and product, and that the account may use the API and is not locked."


class SecondFactorRequired(AuthenticationError):
    """The account has two-factor login and no usable passcode was given."""

    default_hint = "Give a fresh passcode in the passcode option; a passcode works once and then serves the whole run."


class PermissionDenied(AsyncOSError):
    """The user's role does not allow the call."""


class NotFound(AsyncOSError):
    """The appliance has no such resource."""

    default_hint = "The product or its release may not have this resource."


class RequestRejected(AsyncOSError):
    """The appliance refuses the request as it stands."""


class PartlyDone(AsyncOSError):
    """Some parts of a change succeeded and some failed."""

    default_hint = "See error.details for what failed; what succeeded stays in effect."


class ApplianceFault(AsyncOSError):
    """The appliance failed while working on the request."""

    default_hint = "Look at the appliance's own logs; if it repeats, open a case with the vendor."


class ApplianceUnavailable(AsyncOSError):
    """The appliance, or a proxy before it, is too busy or restarting."""

    default_hint = "Try again later, raise the retries option, or lower concurrency."


class MalformedReply(AsyncOSError):
    """An answer came, but it is not what the API answers."""

    default_hint = "Look at what stands between here and the appliance, and at the raw answer with asyncos.api.request."


class LocalFileError(AsyncOSError):
    """A file on the machine that runs the task cannot be read or written, or is not what it should be."""


def every_kind(base: type[AsyncOSError] = AsyncOSError) -> list[type[AsyncOSError]]:
    """All classes below ``base``, parents first; for documentation and tests."""
    found: list[type[AsyncOSError]] = []
    for child in base.__subclasses__():
        found += [child, *every_kind(child)]
    return found
