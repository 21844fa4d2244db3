# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Everything that can break between a call and its answer, on the simulator: each ends in its kind and one clear sentence."""

from __future__ import annotations

import socket
import ssl
import time
from datetime import datetime, timezone

import pytest
import trustme

from ansible_collections.asyncos.api.plugins.module_utils._client import errors
from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._task.reporting.result import report_data
from ansible_collections.asyncos.api.plugins.module_utils._task.window import window_from
from ansible_collections.asyncos.api.tests.simulator.faults import Fault
from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec

DAY = {**window_from("1d", None, None, datetime.now(timezone.utc)).query(), "device_type": "esa"}
REPORT = "reporting/mail_incoming_traffic_summary"


def read_report(client):
    return client.get(REPORT, DAY, lambda document: report_data(document, None))


def failure(client, kind, call=read_report):
    """The error of a failing call, which is of exactly this kind and one sentence or a few."""
    with pytest.raises(errors.AsyncOSError) as failed:
        call(client)
    assert failed.value.__class__ is kind
    sentence = str(failed.value)
    assert failed.value.appliance in sentence
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    assert "object at 0x" not in sentence
    assert "HTTPSConnectionPool" not in sentence
    return failed.value


# Broken connections and answers

BROKEN = [
    pytest.param(Fault("reset_before", times=0), {}, errors.ConnectionLost, "the connection was reset", id="reset-before-the-headers"),
    pytest.param(Fault("reset_during_headers", path="reporting/*"), {}, errors.ConnectionLost, "the ", id="reset-during-the-headers"),
    pytest.param(Fault("reset_after_headers", path="reporting/*"), {}, errors.ConnectionLost, "the ", id="reset-after-the-headers"),
    pytest.param(Fault("cut_body", path="reporting/*"), {}, errors.ConnectionLost, "the answer was cut off after", id="cut-off-body"),
    pytest.param(Fault("stall", path="reporting/*"), {"timeout": 0.3}, errors.ReplyTimeout, "no answer within 0.3 seconds", id="stall-past-the-timeout"),
    pytest.param(Fault("stall", path="login"), {"timeout": 0.3}, errors.ReplyTimeout, "no answer within 0.3 seconds", id="stalled-login"),
    pytest.param(Fault("not_json", path="reporting/*"), {}, errors.MalformedReply, "is a web page, not JSON", id="web-page"),
    pytest.param(Fault("not_json", path="login"), {}, errors.MalformedReply, "is a web page, not JSON", id="web-page-for-the-login"),
    pytest.param(Fault("bad_json", path="reporting/*"), {}, errors.MalformedReply, "is not valid JSON", id="json-that-breaks-off"),
    pytest.param(Fault("empty", path="login"), {}, errors.MalformedReply, "the answer to the login has no", id="empty-login"),
    *(
        pytest.param(Fault("wrong_shape", path="reporting/*", shape=shape), {}, errors.MalformedReply, "no data.resultSet", id=f"wrong-shape-{shape}")
        for shape in ("list", "data_string", "data_list", "result_string", "null")
    ),
    *(
        pytest.param(Fault("wrong_shape", path="login", shape=shape), {}, errors.MalformedReply, "the answer to the login has no", id=f"wrong-login-{shape}")
        for shape in ("list", "data_string", "data_list", "result_string", "null")
    ),
]


@pytest.mark.parametrize(("fault", "facts", "kind", "words"), BROKEN)
def test_broken_answer_ends_in_its_kind_and_words(connect, fleet, fault, facts, kind, words):
    fleet["esa1"].faults.add(fault)
    error = failure(connect(retries=0, **facts), kind)
    assert words in str(error)
    assert error.method in ("GET", "POST")
    assert error.path in (REPORT, "login")


@pytest.mark.parametrize("fault", [case.values[0] for case in BROKEN if case.values[2] is errors.ConnectionLost], ids=lambda fault: fault.kind)
def test_broken_connection_is_mended_by_another_try(connect, fleet, fault):
    fleet["esa1"].faults.add(Fault(fault.kind, path=fault.path, times=1))
    assert read_report(connect())["shape"] == "summary"


def test_headers_that_end_in_line_feeds_only_are_understood(connect, fleet):
    fleet["esa1"].faults.add(Fault("lf_headers", times=0))
    assert read_report(connect())["shape"] == "summary"


def test_empty_object_is_an_empty_report(connect, fleet):
    fleet["esa1"].faults.add(Fault("empty", path="reporting/*"))
    assert read_report(connect()) == {"shape": "empty", "counters": {}, "rows": []}


def test_answer_that_trickles_ends_at_the_deadline(settings_for, fleet):
    fleet["esa1"].faults.add(Fault("trickle", path="reporting/*", seconds=0.05, times=0))
    client = Client(settings_for(fleet["esa1"], deadline=0.4))
    began = time.monotonic()
    error = failure(client, errors.ReplyTimeout)
    assert time.monotonic() - began < 3
    assert "the answer was still coming in when the deadline ended" in str(error)


def test_slow_answer_within_the_deadline_is_waited_for(connect, fleet):
    fleet["esa1"].faults.add(Fault("trickle", path="reporting/*", seconds=0.0001))
    assert read_report(connect())["shape"] == "summary"


# Wrong places


def test_closed_port_is_told(connect, closed_port, watch):
    error = failure(connect(port=closed_port), errors.Unreachable)
    assert "the connection was refused (4 attempts)" in str(error)
    assert "6443 (https) or 6080 (http)" in str(error)


@pytest.mark.parametrize(
    ("number", "attempts"),
    [pytest.param(socket.EAI_NONAME, 1, id="unknown-for-good"), pytest.param(socket.EAI_AGAIN, 4, id="not-answered-for-now")],
)
def test_unknown_host_is_told(connect, monkeypatch, number, attempts):
    """Without asking a real name server."""

    def getaddrinfo(*_args, **_more):
        raise socket.gaierror(number, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    error = failure(connect(host="esa9.example.com"), errors.Unreachable)
    assert "the name cannot be resolved (Name or service not known)" in str(error)
    assert "asyncos_host or ansible_host" in str(error)
    assert error.attempts == attempts


def test_plain_http_to_the_https_port_is_told(connect):
    with pytest.raises(errors.AsyncOSError) as failed:
        read_report(connect(scheme="http", retries=0))
    assert failed.value.kind in ("connection_lost", "malformed_reply")
    assert "check host, port and scheme" in str(failed.value)


def test_https_to_the_plain_http_port_is_told(connect, start_fleet):
    plain = start_fleet(ApplianceSpec("esa9", "esa", scheme="http"))["esa9"]
    error = failure(connect(plain, scheme="https"), errors.TransportError)
    assert "the port does not speak TLS" in str(error)
    assert "6443 (https) or 6080 (http)" in str(error)


def test_plain_http_works_where_it_is_meant(connect, start_fleet):
    plain = start_fleet(ApplianceSpec("esa9", "esa", scheme="http"))["esa9"]
    assert read_report(connect(plain))["shape"] == "summary"


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (b"220 mail.example.com ESMTP\r\n", errors.MalformedReply, "does not answer with HTTP"),
        (b"", errors.ConnectionLost, "closed before any answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>Log in</html>", errors.MalformedReply, "is a web page, not JSON"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", errors.MalformedReply, "has no data"),
        (b"HTTP/1.1 200 OK\r\n", errors.ConnectionLost, "the answer was cut off before its body"),
        (b"HTTP/1.1 200 OK\r\nServer: API/2.0\r\nConten", errors.ConnectionLost, "the answer was cut off before its body"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", errors.ConnectionLost, "the"),
        (b"HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n", errors.NotFound, "answered 404"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", errors.MalformedReply, "more than 100 headers"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip", errors.MalformedReply, "the answer"),
    ],
    ids=[
        "mail-server",
        "closes-at-once",
        "web-page",
        "nothing",
        "cut-after-the-status",
        "cut-within-the-headers",
        "broken-chunks",
        "no-reason",
        "too-many-headers",
        "not-gzip",
    ],
)
def test_port_of_something_else_is_told(connect, answering, answer, kind, words):
    assert words in str(failure(connect(scheme="http", port=answering(answer), retries=0), kind))


def test_closed_proxy_is_told_as_the_proxys_fault(connect, closed_port):
    error = failure(connect(proxy=f"http://user:geheim@127.0.0.1:{closed_port}", retries=0), errors.Unreachable)
    assert "proxy" in str(error)
    assert "geheim" not in str(error)


def test_proxies_of_the_environment_are_not_used(connect, monkeypatch, closed_port):
    for name in ("http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port}")
    assert read_report(connect())["shape"] == "summary"


def test_credentials_of_the_netrc_file_are_not_used(connect, fleet, monkeypatch, tmp_path):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login admin password Admin-Demo-1\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    read_report(connect())
    assert all("Authorization" not in entry.headers for entry in fleet["esa1"].requests)


# TLS


def certified(start_fleet, certificate):
    fleet = start_fleet(ApplianceSpec("esa9", "esa", certificate=certificate))
    return fleet["esa9"], fleet.ca_path


@pytest.mark.parametrize(
    ("certificate", "words"),
    [
        ("other_ca", ["certificate is not trusted", "give that certificate in ca_path"]),
        ("expired", ["certificate is not trusted", "expired", "Renew the certificate", "clock"]),
        ("wrong_name", ["certificate is not trusted", "Use the name that is in the certificate as host"]),
    ],
)
def test_certificate_that_cannot_be_trusted_is_told_with_what_to_do(connect, start_fleet, certificate, words):
    appliance, ca_path = certified(start_fleet, certificate)
    error = failure(connect(appliance, ca_path=ca_path), errors.CertificateRejected)
    for word in words:
        assert word in str(error)
    assert len(appliance.requests) == 0
    assert error.attempts == 1


def test_unknown_ca_names_the_option_that_makes_it_known(connect, fleet):
    assert "ca_path" in str(failure(connect(ca_path=""), errors.CertificateRejected))
    assert len(fleet["esa1"].requests) == 0


@pytest.mark.filterwarnings("ignore:Unverified HTTPS request")
@pytest.mark.parametrize("certificate", ["other_ca", "expired", "wrong_name"])
def test_bad_certificate_is_accepted_when_that_is_asked_for(connect, start_fleet, certificate):
    appliance, ca_path = certified(start_fleet, certificate)
    assert read_report(connect(appliance, ca_path=ca_path, validate_certs=False))["shape"] == "summary"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"ca_path": "no-such-file.pem"}, ["ca_path 'no-such-file.pem' cannot be used"]),
        ({"ca_path": __file__}, ["cannot be used", "PEM form"]),
        ({"client_cert": "no-such-file.pem"}, ["client_cert 'no-such-file.pem' cannot be used"]),
    ],
    ids=["no-ca-file", "ca-file-is-something-else", "no-client-certificate"],
)
def test_unusable_certificate_files_are_told(connect, facts, words):
    with pytest.raises(errors.InputError) as refused:
        connect(**facts)
    for word in words:
        assert word in str(refused.value)


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_tls_older_than_1_2_is_refused(connect, answering, tmp_path):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    port = answering(b"", lambda connection: context.wrap_socket(connection, server_side=True))
    error = failure(connect(port=port, ca_path=str(tmp_path / "ca.pem"), retries=0), errors.TransportError)
    assert "the TLS handshake failed" in str(error)
    assert "VERSION" in str(error)


# Redirects


@pytest.mark.parametrize("code", [300, 301, 307])
def test_redirect_within_the_appliance_is_followed(connect, fleet, code):
    fleet["esa1"].faults.add(Fault("redirect", path="reporting/*", code=code))
    assert read_report(connect())["shape"] == "summary"


def test_redirected_call_keeps_its_credentials_and_query(connect, fleet):
    esa = fleet["esa1"]
    client = connect()
    esa.faults.add(Fault("redirect", path="reporting/*", location=f"/esa/api/v2.0/{REPORT}?device_type=esa&startDate=x"))
    with pytest.raises(errors.RequestRejected):
        read_report(client)
    assert [entry.status for entry in esa.requests] == [200, 301, 404]
    assert "jwtToken" in esa.requests[2].headers


@pytest.mark.parametrize("code", [300, 301, 307])
@pytest.mark.parametrize("where", ["other_host", "other_scheme", "other_port", "other_name"])
@pytest.mark.parametrize("auth", ["jwt", "basic"])
def test_redirect_to_another_origin_is_refused_and_nothing_goes_there(connect, fleet, code, where, auth):
    esa, elsewhere = fleet["esa1"], fleet["wsa1"]
    location = {"other_port": f"{elsewhere.url}/esa/api/v2.0/{REPORT}", "other_name": "https://evil.example.com/x"}.get(where, where)
    esa.faults.add(Fault("redirect", path="reporting/*", code=code, location=location, times=0))
    error = failure(connect(auth=auth), errors.RedirectRefused)
    assert f"the appliance redirects ({code}) to http" in str(error)
    assert "credentials are never sent to another origin" in str(error)
    assert error.attempts == 1
    assert len(elsewhere.requests) == 0


def test_redirected_login_is_not_sent_elsewhere(connect, fleet):
    fleet["esa1"].faults.add(Fault("redirect", path="login", code=307, location=f"{fleet['wsa1'].url}/esa/api/v2.0/login"))
    failure(connect(), errors.RedirectRefused)
    assert len(fleet["wsa1"].requests) == 0


def test_redirects_without_end_are_given_up(connect, fleet):
    fleet["esa1"].faults.add(Fault("redirect", path="reporting/*", times=0))
    assert "more than 5 redirects" in str(failure(connect(), errors.RedirectRefused))


def test_redirect_without_a_place_is_told(connect, answering):
    port = answering(b"HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n\r\n")
    error = failure(connect(scheme="http", port=port, auth="basic"), errors.RedirectRefused)
    assert "answered 301 without saying where to go" in str(error)


@pytest.mark.parametrize(("code", "sent"), [(300, 1), (301, 1), (307, 2)])
def test_change_is_only_redirected_by_307_which_keeps_it_a_change(connect, fleet, code, sent):
    esa = fleet["esa1"]
    esa.faults.add(Fault("redirect", method="POST", path="config/*", code=code))
    with pytest.raises(errors.AsyncOSError):
        connect().call("POST", "config/nothing", body={"a": 1})
    posted = [entry for entry in esa.requests if "nothing" in entry.path]
    assert [entry.method for entry in posted] == ["POST"] * sent
    assert {entry.body for entry in posted} == {'{"a": 1}'}


# Statuses

STATUSES = {
    400: errors.RequestRejected,
    401: errors.AuthenticationError,
    403: errors.PermissionDenied,
    404: errors.NotFound,
    406: errors.RequestRejected,
    413: errors.RequestRejected,
    414: errors.RequestRejected,
    429: errors.ApplianceUnavailable,
    500: errors.ApplianceFault,
    501: errors.RequestRejected,
    502: errors.ApplianceUnavailable,
    503: errors.ApplianceUnavailable,
    504: errors.ApplianceUnavailable,
    505: errors.RequestRejected,
}


@pytest.mark.parametrize(("status", "kind"), STATUSES.items())
def test_each_status_ends_in_its_kind_and_quotes_the_appliance(connect, fleet, status, kind):
    fleet["esa1"].faults.add(Fault("status", path="reporting/*", code=status, times=0, message="Not Found." if status == 404 else "It is so."))
    error = failure(connect(retries=0), kind)
    assert f"GET {REPORT} on 127.0.0.1:{fleet['esa1'].port} (esa): the appliance answered {status} '" in str(error)
    assert (error.status, error.code) == (status, str(status))


@pytest.mark.parametrize("status", [200, 202, 204])
def test_success_is_success(connect, answering, status):
    port = answering(f"HTTP/1.1 {status} Fine\r\nContent-Length: 0\r\n\r\n".encode())
    assert connect(scheme="http", port=port, auth="basic").call("GET", "x").status == status


def test_bad_parameter_is_no_missing_resource(connect):
    with pytest.raises(errors.RequestRejected, match="Missing attribute"):
        connect().call("GET", REPORT)


# Retries


def test_busy_appliance_is_asked_again_with_longer_and_longer_waits(connect, fleet, watch):
    fleet["esa1"].faults.add(Fault("status", path="reporting/*", code=503, times=3))
    assert read_report(connect(retries=3))["shape"] == "summary"
    assert watch.waits == [0.5, 1.0, 2.0]


def test_number_of_attempts_is_in_the_error(connect, fleet):
    fleet["esa1"].faults.add(Fault("status", path="reporting/*", code=503, times=0))
    error = failure(connect(retries=2), errors.ApplianceUnavailable)
    assert error.attempts == 3
    assert "(3 attempts)" in str(error)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_retry_after_is_obeyed(connect, fleet, watch, status):
    fleet["esa1"].faults.add(Fault("status", path="reporting/*", code=status, retry_after="7"))
    assert read_report(connect())["shape"] == "summary"
    assert watch.waits == [7.0]


def test_retry_after_beyond_the_deadline_is_not_waited_for(connect, fleet, watch):
    fleet["esa1"].faults.add(Fault("status", path="reporting/*", code=503, retry_after="60", times=0))
    assert failure(connect(deadline=30.0), errors.ApplianceUnavailable).attempts == 1
    assert watch.waits == []


def test_deadline_ends_the_retries(connect, fleet, watch):
    fleet["esa1"].faults.add(Fault("status", path="reporting/*", code=503, times=0))
    error = failure(connect(retries=1000, deadline=20.0), errors.ApplianceUnavailable)
    assert watch.waits == [0.5, 1.0, 2.0, 4.0, 8.0]
    assert error.attempts == 6


def test_login_of_a_busy_appliance_is_tried_again(connect, fleet):
    fleet["esa1"].faults.add(Fault("status", path="login", code=503, times=2))
    assert read_report(connect())["shape"] == "summary"
    assert fleet["esa1"].logins == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 500, 501, 505])
def test_answers_that_will_not_change_are_not_asked_for_again(connect, fleet, watch, status):
    fleet["esa1"].faults.add(Fault("status", path="reporting/*", code=status, times=0))
    with pytest.raises(errors.AsyncOSError):
        read_report(connect())
    assert watch.waits == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize("kind", ["status", "reset_during_headers", "reset_after_headers", "cut_body", "stall"])
def test_change_that_was_sent_is_never_repeated(connect, fleet, watch, method, kind):
    esa = fleet["esa1"]
    esa.faults.add(Fault(kind, method=method, path="config/*", times=0))
    with pytest.raises(errors.AsyncOSError) as failed:
        connect(timeout=0.3).call(method, "config/nothing", body={"a": 1})
    assert failed.value.attempts == 1
    assert sum("nothing" in entry.path for entry in esa.requests) == 1
    assert watch.waits == []


def test_change_that_was_not_sent_is_tried_again(connect, closed_port, watch):
    with pytest.raises(errors.Unreachable) as failed:
        connect(port=closed_port, auth="basic").call("POST", "config/nothing", body={})
    assert failed.value.attempts == 4
    assert len(watch.waits) == 3


# What is sent


def test_dates_blanks_and_booleans_reach_the_wire_as_appliances_want_them(connect, fleet):
    client = connect()
    with pytest.raises(errors.AsyncOSError):
        client.call("GET", "config/nothing", {"startDate": "2024-05-01T00:00:00.000Z", "q": "a b+c", "on": True})
    assert fleet["esa1"].requests[-1].query == "startDate=2024-05-01T00:00:00.000Z&q=a%20b%2Bc&on=True"


def test_body_is_sent_as_json(connect, fleet):
    with pytest.raises(errors.AsyncOSError):
        connect().call("POST", "config/nothing", body={"ä": [1, None]})
    sent = fleet["esa1"].requests[-1]
    assert sent.headers["Content-Type"] == "application/json"
    assert sent.body == '{"\\u00e4": [1, null]}'


def test_call_without_a_body_claims_none(connect, fleet):
    read_report(connect())
    assert "Content-Type" not in fleet["esa1"].requests[-1].headers
    assert fleet["esa1"].requests[-1].headers["Accept"] == "application/json"


def test_cookies_are_not_kept(connect, answering):
    heard = []
    cookie = b"HTTP/1.1 200 OK\r\nSet-Cookie: sid=1\r\nContent-Length: 2\r\n\r\n{}"
    client = connect(scheme="http", port=answering(cookie, listen=heard.append), auth="basic")
    client.call("GET", "x")
    client.call("GET", "x")
    assert [b"cookie" in request.lower() for request in heard] == [False, False]
