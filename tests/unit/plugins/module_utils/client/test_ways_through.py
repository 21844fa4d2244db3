# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A proxy on the way, and a server that asks for a client certificate."""

from __future__ import annotations

import socket
import ssl
import threading

import pytest
import trustme

from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, CertificateRejected, ConnectionLost, InputError, TransportError
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import Settings

ANSWER = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 12\r\nConnection: close\r\n\r\n{"data": []}'


def request_head(connection):
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(4096)
        if not piece:
            break
        head += piece
    return head.decode()


def pump(source, target):
    try:
        while True:
            piece = source.recv(65536)
            if not piece:
                break
            target.sendall(piece)
    except OSError:
        pass
    finally:
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


class Proxy:
    """Connects whoever asks with CONNECT, and remembers what was asked."""

    def __init__(self):
        self.asked = []

    def handle(self, connection):
        head = request_head(connection)
        self.asked.append(head.splitlines()[0])
        host, _colon, port = head.split()[1].rpartition(":")
        there = socket.create_connection((host, int(port)), 5)
        connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        threading.Thread(target=pump, args=(there, connection), daemon=True).start()
        pump(connection, there)


def test_https_goes_through_a_proxy_with_the_appliances_certificate_verified(fleet, settings_for, serve):
    proxy = Proxy()
    settings = settings_for(fleet["esa1"], proxy=f"http://127.0.0.1:{serve(proxy.handle)}")
    assert Client(settings).get("login/privileges", None, lambda document: bool(document["data"]))
    assert {line.rpartition(" ")[0] for line in proxy.asked} == {f"CONNECT 127.0.0.1:{fleet['esa1'].port}"}


def test_proxy_does_not_weaken_verification(fleet, settings_for, serve):
    proxy = Proxy()
    settings = settings_for(fleet["esa1"], proxy=f"http://127.0.0.1:{serve(proxy.handle)}", ca_path="")
    with pytest.raises(CertificateRejected):
        Client(settings).call("GET", "login/privileges")


class Dropping:
    """Closes every connection once it has read the request, and counts the requests."""

    def __init__(self):
        self.requests = 0

    def handle(self, connection):
        with connection:
            if request_head(connection):
                self.requests += 1


@pytest.mark.parametrize(("method", "sent"), [("POST", 1), ("GET", 3)])
@pytest.mark.parametrize("through_proxy", [False, True], ids=["directly", "through-a-proxy"])
def test_write_is_sent_once_when_its_answer_is_lost(serve, method, sent, through_proxy):
    dropping = Dropping()
    port = serve(dropping.handle)
    facts = {"proxy": f"http://127.0.0.1:{port}"} if through_proxy else {}
    settings = Settings("127.0.0.1", "esa", scheme="http", port=port, auth="basic", username="a", password="b", retries=2, **facts)
    with pytest.raises(ConnectionLost):
        Client(settings, sleep=lambda seconds: None).call(method, "quarantine/messages", body={"action": "release"} if method == "POST" else None)
    assert dropping.requests == sent


@pytest.mark.parametrize("location", ["/\xff", "http://[bad/", "http://h:99999/", "//"])
def test_location_that_is_no_url_is_refused_in_words(serve, location):
    def redirect(connection):
        with connection:
            request_head(connection)
            connection.sendall(f"HTTP/1.1 301 Moved\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode("latin-1"))

    settings = Settings("127.0.0.1", "esa", scheme="http", port=serve(redirect), auth="basic", username="a", password="b", retries=0)
    with pytest.raises(AsyncOSError) as refused:
        Client(settings).call("GET", "health")
    assert refused.value.method == "GET"


class ClientCertificates:
    """A TLS server that asks for a certificate of its own authority, and the files of one."""

    def __init__(self, folder):
        authority = trustme.CA()
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.verify_mode = ssl.CERT_REQUIRED
        authority.issue_cert("127.0.0.1").configure_cert(self.context)
        authority.configure_trust(self.context)
        mine = authority.issue_cert("somebody.example.com")
        self.ca, self.certificate, self.key, self.both = (folder / name for name in ("ca.pem", "certificate.pem", "key.pem", "both.pem"))
        authority.cert_pem.write_to_path(self.ca)
        mine.cert_chain_pems[0].write_to_path(self.certificate)
        mine.private_key_pem.write_to_path(self.key)
        mine.private_key_and_cert_chain_pem.write_to_path(self.both)

    def handle(self, connection):
        try:
            with self.context.wrap_socket(connection, server_side=True) as secured:
                request_head(secured)
                secured.sendall(ANSWER)
        except OSError:
            connection.close()


@pytest.fixture
def certificates(tmp_path):
    return ClientCertificates(tmp_path)


@pytest.fixture
def settings(certificates, serve):
    def made(**facts):
        where = {"host": "127.0.0.1", "port": serve(certificates.handle), "product": "esa", "auth": "basic", "username": "a", "password": "b"}
        return Settings(**{**where, "ca_path": str(certificates.ca), "retries": 0, "timeout": 5.0, **facts})

    return made


def test_client_certificate_and_key_are_shown(certificates, settings):
    client = Client(settings(client_cert=str(certificates.certificate), client_key=str(certificates.key)))
    assert client.call("GET", "health").status == 200


def test_key_is_looked_for_in_the_certificates_file(certificates, settings):
    assert Client(settings(client_cert=str(certificates.both))).call("GET", "health").status == 200


def test_server_that_wants_a_certificate_is_not_satisfied_without(settings):
    with pytest.raises(TransportError):
        Client(settings()).call("GET", "health")


@pytest.mark.parametrize("name", ["certificate", "missing"])
def test_certificate_that_cannot_be_used_is_named(certificates, settings, name):
    path = str(certificates.certificate.with_name(f"{name}.pem"))
    with pytest.raises(InputError, match=f"{name}.pem"):
        Client(settings(client_cert=path))
