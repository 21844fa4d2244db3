# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Connections: certificates, slow and broken clients, crowds."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from ansible_collections.asyncos.api.tests.simulator.fleet import DEMO_FLEET, ApplianceSpec, Fleet

PATH = "login/privileges"


@pytest.mark.parametrize(
    ("certificate", "reason"),
    [("expired", "certificate has expired"), ("wrong_name", "IP address mismatch"), ("other_ca", "unable to get local issuer")],
)
def test_bad_certificates(client_of: Callable[..., Any], certificate: str, reason: str) -> None:
    client = client_of(ApplianceSpec("esa1", "esa", certificate=certificate))
    with pytest.raises(ssl.SSLCertVerificationError, match=reason):
        client.get(PATH)


def test_own_authority_is_needed(esa: Any) -> None:
    with socket.create_connection(("127.0.0.1", esa.appliance.port)) as plain, pytest.raises(ssl.SSLCertVerificationError):
        ssl.create_default_context().wrap_socket(plain, server_hostname="127.0.0.1")


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1")
def test_old_tls_is_refused(esa: Any) -> None:
    context = ssl.create_default_context(cafile=esa.ca_path)
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    with socket.create_connection(("127.0.0.1", esa.appliance.port)) as plain, pytest.raises((ssl.SSLError, OSError)):
        context.wrap_socket(plain, server_hostname="127.0.0.1")


def test_http_against_the_https_port_ends_without_a_reply(esa: Any) -> None:
    with socket.create_connection(("127.0.0.1", esa.appliance.port), timeout=5) as plain:
        plain.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        try:
            assert not plain.recv(65536).startswith(b"HTTP/")
        except ConnectionResetError:
            pass
    assert esa.get(PATH).status == 200


def test_clients_that_stay_silent_hold_up_nobody(esa: Any) -> None:
    silent = [socket.create_connection(("127.0.0.1", esa.appliance.port)) for _number in range(20)]
    start = time.monotonic()
    assert esa.get(PATH).status == 200
    assert time.monotonic() - start < 1
    for connection in silent:
        connection.close()


def test_a_crowd_of_connections_at_once(esa: Any) -> None:
    with ThreadPoolExecutor(64) as crowd:
        answers = list(crowd.map(lambda _number: esa.get(PATH).status, range(200)))
    assert answers == [200] * 200


def test_one_request_per_connection(esa: Any) -> None:
    answer = esa.get(PATH)
    assert answer.headers["Connection"] == "close"
    assert answer.raw.count(b"HTTP/1.1") == 1


def test_tls_ends_in_order(esa: Any) -> None:
    """Python reports a connection that ends without a TLS goodbye when told not to look away."""
    context = ssl.create_default_context(cafile=esa.ca_path)
    plain = socket.create_connection(("127.0.0.1", esa.appliance.port), timeout=5)
    with context.wrap_socket(plain, server_hostname="127.0.0.1", suppress_ragged_eofs=False) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n\r\n")
        while connection.recv(65536):
            pass


def test_fleet_starts_and_stops_quickly() -> None:
    start = time.monotonic()
    with Fleet(DEMO_FLEET) as fleet:
        ports = [appliance.port for appliance in fleet]
        assert time.monotonic() - start < 1
    assert time.monotonic() - start < 1.5
    for port in ports:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=1)


def test_fleet_can_start_again() -> None:
    fleet = Fleet([ApplianceSpec("esa1", "esa", scheme="http")])
    for _round in range(2):
        with fleet, socket.create_connection(("127.0.0.1", fleet["esa1"].port), timeout=5) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\n\r\n")
            assert connection.recv(65536).startswith(b"HTTP/1.1 401 ")


def test_delay_of_every_reply(esa: Any) -> None:
    esa.appliance.settings.delay_ms = 120
    start = time.monotonic()
    esa.get(PATH)
    assert time.monotonic() - start >= 0.12


def test_large_fleet() -> None:
    with Fleet([ApplianceSpec(f"esa{number}", "esa") for number in range(20)]) as fleet:
        assert len({appliance.port for appliance in fleet}) == 20


@pytest.mark.parametrize(
    ("specs", "words"),
    [
        ([], "at least one"),
        ([ApplianceSpec("a", "esa"), ApplianceSpec("a", "wsa")], "only once"),
        ([ApplianceSpec("a", "sma", manages=("b",))], "cannot manage b"),
    ],
)
def test_senseless_fleets(specs: list[ApplianceSpec], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Fleet(specs)


@pytest.mark.parametrize("values", [{"product": "xyz"}, {"scheme": "ftp"}, {"certificate": "none"}, {"denial_status": 404}, {"name": "a b"}])
def test_senseless_appliances(values: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\."):
        ApplianceSpec(**{"name": "a", "product": "esa", **values})


def test_fixed_port(start_fleet: Callable[..., Fleet]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert start_fleet(ApplianceSpec("esa1", "esa", port=port))["esa1"].url == f"https://127.0.0.1:{port}"


def test_taken_port(start_fleet: Callable[..., Fleet]) -> None:
    taken = start_fleet(ApplianceSpec("esa1", "esa"))["esa1"].port
    with pytest.raises(OSError, match="in use"):
        start_fleet(ApplianceSpec("esa1", "esa", port=taken))
