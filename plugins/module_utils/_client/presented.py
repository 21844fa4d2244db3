# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The TLS certificate that the port of the API presents."""

from __future__ import annotations

import socket
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._client import breakage, tls
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import Settings


def presented_certificate(settings: Settings) -> dict[str, Any]:
    """The certificate as :meth:`ssl.SSLSocket.getpeercert` decodes it; empty if it is not verified, because then ``ssl`` decodes nothing.

    A connection of its own, in which nothing is sent: an appliance closes those of calls with each answer. It trusts what calls trust.
    """
    host = settings.host.strip("[]")
    context = tls.context_for(settings)
    try:
        with socket.create_connection((host, settings.port), settings.timeout) as plain, context.wrap_socket(plain, server_hostname=host) as secure:
            return dict(secure.getpeercert() or {})
    except (OSError, UnicodeError) as exc:
        raise breakage.error_for(exc, settings.timeout) from exc
