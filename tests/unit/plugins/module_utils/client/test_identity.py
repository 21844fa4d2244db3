# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a token says about the machine that issued it, and the certificate of the port."""

from __future__ import annotations

from base64 import b64encode, encodebytes

import jwt
import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import CertificateRejected, ConnectionLost
from ansible_collections.asyncos.api.plugins.module_utils._client.identity import identity_in
from ansible_collections.asyncos.api.plugins.module_utils._client.presented import presented_certificate
from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec


def token(*parts, **claims):
    cookie = encodebytes(";".join(b64encode(part.encode()).decode() for part in parts).encode()).decode()
    return jwt.encode({"cookie": cookie, **claims}, "key-that-nobody-knows-but-the-appliance", algorithm="HS256")


def test_recorded_form_is_read():
    """The parts as they were decoded from a recorded token, whose cookie has line feeds."""
    found = identity_in(token("17", "application/json", "192.0.2.1:6443", "PostmanRuntime/7.26.1", "M000V;12.0.0-452;42380000-0000", "admin"))
    assert found == ("M000V", "12.0.0-452", "42380000-0000")


def test_end_of_the_token_does_not_matter():
    assert identity_in(token("M000V;12.0.0-452;42380000", exp=1)) == ("M000V", "12.0.0-452", "42380000")


@pytest.mark.parametrize(
    "unknown",
    [
        "",
        "no token",
        "a.b.c",
        token("17", "admin"),
        token("M000V;twelve;42380000"),
        token("text/html;q=0.9;x"),
        token("M000V;12.0.0-452;42380000", cookie="not base64 !"),
        token("M000V;12.0.0-452;42380000", cookie=17),
        token("M000V;12.0.0-452;42380000", cookie=None),
        token("M000V;12.0.0-452;42380000", cookie="/w=="),
        jwt.encode({}, "key-that-nobody-knows-but-the-appliance", algorithm="HS256"),
    ],
)
def test_what_is_not_in_the_known_form_says_nothing(unknown):
    assert identity_in(unknown) is None


def test_client_knows_the_machine_that_it_has_logged_in_to(connect, fleet):
    client = connect("wsa1")
    assert client.identity == ("S100V", fleet["wsa1"].spec.release, fleet["wsa1"].serial)
    assert client.role == "ReadOnlyOperator"


@pytest.mark.parametrize("settings", [{"auth": "basic"}, {"auth": "oidc", "token": "demo-oidc-access-token"}])
def test_without_a_login_nothing_is_known(connect, settings):
    client = connect("esa1", **settings)
    client.call("GET", "login/privileges")
    assert (client.identity, client.role) == (None, "")


def test_given_token_is_read_as_well(connect, fleet):
    taken = connect("esa1")
    given = connect("esa1", auth="token", token=taken._auth.headers()["jwtToken"])
    assert given.identity == taken.identity != None  # noqa: E711


def test_certificate_of_the_port_is_decoded(settings_for, fleet):
    found = presented_certificate(settings_for(fleet["esa1"]))
    assert ("DNS", "localhost") in found["subjectAltName"]
    assert {"subject", "issuer", "notAfter", "serialNumber"} <= set(found)


def test_looking_at_the_certificate_sends_nothing(settings_for, fleet):
    before = len(fleet["esa1"].requests)
    presented_certificate(settings_for(fleet["esa1"]))
    assert len(fleet["esa1"].requests) == before


def test_certificate_that_is_not_verified_is_not_told(settings_for, fleet):
    assert presented_certificate(settings_for(fleet["esa1"], validate_certs=False)) == {}


@pytest.mark.parametrize("certificate", ["expired", "other_ca"])
def test_certificate_that_is_not_trusted_is_refused(settings_for, start_fleet, fleet, certificate):
    bad = start_fleet(ApplianceSpec("bad", "esa", certificate=certificate))
    with pytest.raises(CertificateRejected):
        presented_certificate(settings_for(bad["bad"], ca_path=bad.ca_path))


def test_port_that_nobody_listens_on(settings_for, fleet, closed_port):
    with pytest.raises(ConnectionLost):
        presented_certificate(settings_for(fleet["esa1"], port=closed_port))
