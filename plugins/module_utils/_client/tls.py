# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""TLS: one context for each way of trusting, shared by every connection of the process."""

from __future__ import annotations

import ssl
from functools import cache
from pathlib import Path

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import (
    PORT_HINT,
    AsyncOSError,
    CertificateRejected,
    InputError,
    TransportError,
)
from ansible_collections.asyncos.api.plugins.module_utils._client.libraries import urllib3
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import Settings

_HOSTNAME_MISMATCH = (62, 64)
_EXPIRED = (9, 10)


def context_for(settings: Settings) -> ssl.SSLContext:
    return _context(settings.validate_certs, settings.ca_path, settings.client_cert, settings.client_key)


@cache
def _context(validate_certs: bool, ca_path: str, client_cert: str, client_key: str) -> ssl.SSLContext:
    try:
        context = _trusting(ca_path)
    except (OSError, ssl.SSLError) as exc:
        raise InputError(f"ca_path {ca_path!r} cannot be used: {exc}", "Give a file of certificates in PEM form.") from exc
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.verify_flags &= ~getattr(ssl, "VERIFY_X509_STRICT", 0)  # Python 3.13 refuses many an own CA otherwise
    if urllib3 and int(urllib3.__version__.split(".")[0]) < 2:
        context.check_hostname = False  # urllib3 1.26 compares the name by itself, and cannot give an address to the context
    if not validate_certs:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if client_cert:
        try:
            context.load_cert_chain(client_cert, client_key or None)
        except (OSError, ssl.SSLError) as exc:
            raise InputError(f"client_cert {client_cert!r} cannot be used: {exc}") from exc
    return context


def _trusting(ca_path: str) -> ssl.SSLContext:
    """A context that trusts ``ca_path``, a file or a folder, and nothing else; or the system's store if it is empty."""
    if not ca_path:
        return ssl.create_default_context()
    return ssl.create_default_context(capath=ca_path) if Path(ca_path).is_dir() else ssl.create_default_context(cafile=ca_path)


def error_for(failure: ssl.SSLError) -> AsyncOSError:
    """The error that a failed TLS handshake stands for."""
    if isinstance(failure, ssl.SSLCertVerificationError):
        return _rejected(failure.verify_code, failure.verify_message)
    if "WRONG_VERSION_NUMBER" in str(failure) or "HTTP_REQUEST" in str(failure) or "RECORD_LAYER" in str(failure):
        return TransportError("the port does not speak TLS", PORT_HINT)
    return TransportError(f"the TLS handshake failed: {failure.reason or failure}")


def wrong_name() -> AsyncOSError:
    """The error for a certificate that is for another host."""
    return _rejected(_HOSTNAME_MISMATCH[0], "it is for another host")


def _rejected(code: int, words: str) -> CertificateRejected:
    if code in _HOSTNAME_MISMATCH:
        hint = "Use the name that is in the certificate as host (asyncos_host or ansible_host)."
    elif code in _EXPIRED:
        hint = "Renew the certificate on the appliance (certconfig), and check the clock of this machine."
    else:
        hint = "If the certificate comes from your own CA or is self-signed, give that certificate in ca_path."
    return CertificateRejected(f"the appliance's certificate is not trusted: {words}", hint)
