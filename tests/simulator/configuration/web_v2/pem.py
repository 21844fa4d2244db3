# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Real certificates and requests for them: made from names alone, so they are the same in every run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

from ...reporting.chance import digits, whole

SECONDS_OF_DAY = 86400

_NAMES = {
    "common_name": NameOID.COMMON_NAME,
    "organization": NameOID.ORGANIZATION_NAME,
    "org": NameOID.ORGANIZATION_NAME,
    "org_unit": NameOID.ORGANIZATIONAL_UNIT_NAME,
    "city": NameOID.LOCALITY_NAME,
    "state": NameOID.STATE_OR_PROVINCE_NAME,
}


def certificate(row: Mapping[str, Any], start: float, end: float) -> bytes:
    """A certificate that the one it is for signed itself, as PEM."""
    return _certificate(row, start, end).public_bytes(Encoding.PEM)


def _certificate(row: Mapping[str, Any], start: float, end: float) -> x509.Certificate:
    key = _key(row)
    builder = x509.CertificateBuilder().subject_name(_subject(row)).issuer_name(_subject(row)).public_key(key.public_key())
    builder = builder.serial_number(whole(row.get("common_name"), int(start)))
    builder = builder.not_valid_before(_moment(start)).not_valid_after(_moment(end))
    return builder.sign(key, None)


def request_for_certificate(row: Mapping[str, Any]) -> bytes:
    return x509.CertificateSigningRequestBuilder().subject_name(_subject(row)).sign(_key(row), None).public_bytes(Encoding.PEM)


def bundle(row: Mapping[str, Any], start: float, end: float, password: str) -> bytes:
    """Certificate and key as a PKCS file. This one differs each time: it is salted."""
    name = str(row.get("common_name")).encode()
    return pkcs12.serialize_key_and_certificates(name, _key(row), _certificate(row, start, end), None, BestAvailableEncryption(password.encode()))


def is_certificate(content: bytes) -> bool:
    try:
        x509.load_pem_x509_certificate(content)
    except ValueError:
        return False
    return True


def described(content: bytes) -> dict[str, Any]:
    """What a certificate says about itself. Raises ValueError if it is none."""
    found = x509.load_pem_x509_certificate(content)
    return {**_names(found), "valid_from": found.not_valid_before_utc.timestamp(), "valid_to": found.not_valid_after_utc.timestamp()}


def described_bundle(content: bytes, password: str) -> dict[str, Any]:
    """The same of the certificate in a PKCS file. Raises ValueError if the password does not open it."""
    _key_in, found, _others = pkcs12.load_key_and_certificates(content, password.encode())
    if found is None:
        raise ValueError("there is no certificate")
    return described(found.public_bytes(Encoding.PEM))


def _names(found: x509.Certificate) -> dict[str, str]:
    known = {name.oid: str(name.value) for name in found.subject}
    wanted = {"common_name": NameOID.COMMON_NAME, "organization": NameOID.ORGANIZATION_NAME, "country": NameOID.COUNTRY_NAME}
    return {key: known.get(oid, "") for key, oid in wanted.items()}


def _subject(row: Mapping[str, Any]) -> x509.Name:
    names = [x509.NameAttribute(oid, str(row[key])) for key, oid in _NAMES.items() if row.get(key)]
    country = str(row.get("country") or "")
    return x509.Name([*names, x509.NameAttribute(NameOID.COUNTRY_NAME, country)] if len(country) == 2 else names)


def _key(row: Mapping[str, Any]) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(digits(64, "key", row.get("common_name"))))


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(int(seconds), timezone.utc)
