# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Version 2.0 of the WSA's configuration: certificates.

They are uploaded as files, which is not offered here: no answer is known to hold what such a file could be compared with.
"""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import (
    FROM_ZERO,
    ITEM,
    NAMES,
    PLAIN,
    TRUTH,
    UPDATE,
    Call,
    Configuration,
    Field,
    Reading,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v2_common import (
    ALL_VERBS,
    LIKE_WRITTEN,
    PAGED,
    X125,
    resource,
)

_CHOICE = (*PAGED, "summary", "cert_name", "cert_id", "filter_by")
_EVERYTHING = {"summary": "false"}
_UPLOAD = "POST takes PEM files as multipart/form-data, which is not offered here."
_DOWNLOAD = "cert_id is the id of one certificate."


def _download(name: str, title: str, path: str) -> Configuration:
    return Configuration(
        name, title, resource(name, f"network/certificates/{path}/download", required=("cert_id",), note=_DOWNLOAD), Reading(X125, PLAIN), in_all=False
    )


def _uploaded(name: str, title: str, path: str) -> Configuration:
    """A list of certificates that came as files: they can only be looked at and deleted."""
    return Configuration(
        name,
        title,
        resource(name, f"network/certificates/{path}", ("GET", "POST", "DELETE"), optional=_CHOICE, note=f"{_UPLOAD} filter_by is all, expired or trusted."),
        Reading(LIKE_WRITTEN, names="cert_id", paging=FROM_ZERO, query=_EVERYTHING),
        key=("certificate_id",),
        delete=Call("DELETE", NAMES, names="cert_to_delete"),
    )


CERTIFICATES: tuple[Configuration, ...] = (
    Configuration(
        "certificate_stats",
        "Numbers of certificates",
        resource("certificate_stats", "network/certificates/stats"),
        Reading(LIKE_WRITTEN),
    ),
    Configuration(
        "blocked_certificates",
        "Certificates that are blocked",
        resource("blocked_certificates", "network/certificates/blocked"),
        Reading(LIKE_WRITTEN),
    ),
    Configuration(
        "trusted_certificates",
        "Trusted root certificates that came with the appliance",
        resource(
            "trusted_certificates",
            "network/certificates/trusted",
            ("GET", "PUT"),
            optional=_CHOICE,
            note="filter_by is all, expired, overridden or trusted. PUT says whether trust in one certificate is overridden.",
        ),
        Reading(LIKE_WRITTEN, names="cert_id", paging=FROM_ZERO, query=_EVERYTHING),
        key=("certificate_id",),
        fields={"certificate_id": Field(), "override": Field(TRUTH)},
        update=Call("PUT", ITEM),
    ),
    _download("trusted_certificate_download", "One trusted root certificate, as a file", "trusted"),
    _uploaded("custom_trusted_certificates", "Custom trusted root certificates", "custom_trusted"),
    _download("custom_trusted_certificate_download", "One custom trusted root certificate, as a file", "custom_trusted"),
    _uploaded("authentication_certificates", "Certificates for authentication", "auth"),
    _download("authentication_certificate_download", "One certificate for authentication, as a file", "auth"),
    Configuration(
        "appliance_certificates",
        "Certificates of the appliance",
        resource(
            "appliance_certificates",
            "network/certificates/appliance",
            ALL_VERBS,
            optional=(*PAGED, "status", "cert_name", "summary"),
            note="PUT renames. POST generates a key and a certificate; it is not offered here, as nobody knows what to compare it with.",
        ),
        Reading(LIKE_WRITTEN, names="cert_name", paging=FROM_ZERO, query=_EVERYTHING),
        key=("cert_name",),
        fields={"cert_name": Field(), "new_cert_name": Field(only=UPDATE)},
        update=Call("PUT", ITEM, spelt={"cert_name": "old_cert_name"}),
        delete=Call("DELETE", NAMES, names="cert_name"),
        others=(
            resource(
                "appliance_certificate_intermediate",
                "network/certificates/appliance/intermediate",
                ("PUT",),
                note="A file as multipart/form-data; the name of its part is that of the certificate.",
            ),
        ),
    ),
    Configuration(
        "appliance_certificate_csr",
        "Signing request of one certificate of the appliance, as a file",
        resource(
            "appliance_certificate_csr",
            "network/certificates/appliance/sign",
            ("GET", "PUT"),
            required=("cert_name",),
            note="PUT takes the signed certificate as multipart/form-data, which is not offered here.",
        ),
        Reading(X125, PLAIN),
        in_all=False,
    ),
    Configuration(
        "appliance_certificate_pkcs",
        "One certificate of the appliance with its key, as a PKCS file that is encrypted with a password",
        resource(
            "appliance_certificate_pkcs",
            "network/certificates/appliance/pkcs",
            ("GET", "POST"),
            required=("cert_name", "cert_pass", "file_name"),
            note="The password is in the query. POST takes such a file as multipart/form-data, which is not offered here.",
        ),
        Reading(X125, PLAIN),
        secret=True,
        in_all=False,
    ),
)
