# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Credentials that are refused for one resource, and good for others.

Which status an appliance gives to a role without rights is not known: 401 or 403. So a refusal of credentials that are good says something about the resource.
"""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, AuthenticationError, NotFound, PermissionDenied

_LOGINS = ("login", "login/two_factor")
_HINT = "The same credentials are good for other calls, so it is this one that the role does not allow."


def is_of_resource(error: object) -> bool:
    """Whether it was the call of a resource that met the refusal, and not a login."""
    return isinstance(error, AuthenticationError) and error.path not in _LOGINS


def denial_of(error: AuthenticationError) -> AsyncOSError:
    """The refusal of good credentials as one of the resource."""
    return PermissionDenied(error.said, _HINT, error.status, error.code).met_on(error.appliance, error.method, error.path, error.attempts)


def are_good(client: Client) -> bool:
    """Whether the appliance takes the credentials for a call that every role may make."""
    try:
        client.call("GET", "login/privileges")
    except (NotFound, PermissionDenied):
        return True
    except AsyncOSError:
        return False
    return True
