# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Configuration of the WSA in version 2.0: certificates, the HTTPS proxy, alerts, keys, mail relays, time and archived reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

import pytest
import urllib3
from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12

from ansible_collections.asyncos.api.tests.simulator.configuration.web_v2.pem import bundle, certificate

CERTIFICATES, SYSTEM, HTTPS = "configure/network/certificates", "configure/system", "configure/security_services/proxy/https"
OCSP, INTERFACES = "configure/security_services/proxy/ocsp", "configure/network/interfaces"
ALERTS, KEYS, SMTP, TIME = f"{SYSTEM}/alerts", f"{SYSTEM}/feature_key", f"{SYSTEM}/smtp", f"{SYSTEM}/time"
DAY = 86400
FORM = "%b %d %H:%M:%S %Y GMT"


def read(client: Any, path: str) -> Any:
    answer = client.get(path)
    assert (answer.status, answer.json["res_code"]) == (200, 200), answer.json
    return answer.json["res_data"]


def change(client: Any, method: str, path: str, body: Any) -> tuple[int, Any]:
    answer = client.write(method, path, body)
    assert answer.status == 200, client.appliance.requests[-1].complaint
    return answer.json["res_code"], answer.json.get("res_data", answer.json["res_message"])


def form(client: Any, method: str, path: str, fields: Any) -> tuple[int, Any]:
    body, content_type = urllib3.encode_multipart_formdata(fields)
    headers = {"Authorization": "Basic YWRtaW46QWRtaW4tRGVtby0x", "Content-Type": content_type}
    answer = client.send(client.prefix + path, headers, method, body)
    assert answer.status == 200, client.appliance.requests[-1].complaint
    return answer.json["res_code"], answer.json.get("res_data", answer.json["res_message"])


def moment(text: str) -> float:
    return datetime.strptime(text, FORM).replace(tzinfo=timezone.utc).timestamp()


@pytest.fixture
def snapshot(wsa: Any) -> Callable[[], Any]:
    return wsa.appliance.configuration.snapshot


@pytest.fixture
def own_pem() -> bytes:
    return certificate({"common_name": "own.example.com", "organization": "Own", "country": "CH"}, 1_700_000_000, 2_000_000_000)


class TestCertificates:
    LISTS = ("trusted", "custom_trusted", "auth")

    def test_some_have_expired_and_some_soon_will(self, wsa: Any) -> None:
        now = wsa.appliance.now()
        left = [(moment(row["valid_to"]) - now) / DAY for name in (*self.LISTS, "appliance") for row in read(wsa, f"{CERTIFICATES}/{name}?summary=false")]
        assert any(days < 0 for days in left)
        assert any(0 < days < 30 for days in left)
        assert any(days > 200 for days in left)
        begun = [moment(row["valid_from"]) < now for name in (*self.LISTS, "appliance") for row in read(wsa, f"{CERTIFICATES}/{name}?summary=false")]
        assert all(begun)

    @pytest.mark.parametrize("name", LISTS)
    def test_status_follows_the_clock(self, wsa: Any, name: str) -> None:
        before = [row["status"] for row in read(wsa, f"{CERTIFICATES}/{name}")]
        wsa.appliance.clock.offset_seconds = 6000 * DAY
        assert "active" in before
        assert {row["status"] for row in read(wsa, f"{CERTIFICATES}/{name}")} == {"expired"}

    def test_short_rows_are_the_default(self, wsa: Any) -> None:
        short, full = read(wsa, f"{CERTIFICATES}/trusted"), read(wsa, f"{CERTIFICATES}/trusted?summary=False")
        assert [row["certificate_id"] for row in short] == [row["certificate_id"] for row in full]
        assert set(short[0]) < set(full[0])
        assert read(wsa, f"{CERTIFICATES}/trusted?summary=true") == short

    def test_filters(self, wsa: Any) -> None:
        def ids(query: str) -> list[str]:
            return [row["certificate_id"] for row in read(wsa, f"{CERTIFICATES}/trusted?{query}")]

        assert ids("cert_id=2,4") == ["2", "4"]
        assert ids("cert_name=Southern%20Root") == ["5"]
        assert ids("filter_by=expired") == ["4", "6"]
        assert ids("filter_by=trusted&offset=1&limit=2") == ["2", "3"]
        assert ids("filter_by=overridden") == []
        assert wsa.get(f"{CERTIFICATES}/auth?filter_by=overridden").status == 404

    def test_override(self, wsa: Any) -> None:
        assert change(wsa, "PUT", f"{CERTIFICATES}/trusted", {"certificate_id": "3", "override": True})[0] == 200
        assert [row["certificate_id"] for row in read(wsa, f"{CERTIFICATES}/trusted?filter_by=overridden")] == ["3"]
        assert change(wsa, "PUT", f"{CERTIFICATES}/trusted", {"certificate_id": "99", "override": True})[0] == 400
        assert change(wsa, "PUT", f"{CERTIFICATES}/trusted", {"certificate_id": "3", "override": "true"})[0] == 400

    @pytest.mark.parametrize("name", LISTS)
    def test_files_say_what_the_list_says(self, wsa: Any, name: str) -> None:
        row = read(wsa, f"{CERTIFICATES}/{name}?summary=false&cert_id=1")[0]
        answer = wsa.get(f"{CERTIFICATES}/{name}/download?cert_id=1")
        found = x509.load_pem_x509_certificate(answer.body)
        assert found.not_valid_after_utc.timestamp() == moment(row["valid_to"])
        assert row["common_name"] in str(found.subject)
        assert wsa.get(f"{CERTIFICATES}/{name}/download?cert_id=1").body == answer.body
        assert wsa.get(f"{CERTIFICATES}/{name}/download?cert_id=99").json["res_code"] == 400

    @pytest.mark.parametrize("name", LISTS[1:])
    def test_upload_download_delete(self, wsa: Any, own_pem: bytes, name: str) -> None:
        count = len(read(wsa, f"{CERTIFICATES}/{name}"))
        code, data = form(wsa, "POST", f"{CERTIFICATES}/{name}", [("certificate", ("a.pem", own_pem)), ("certificate", ("b.pem", b"none"))])
        assert (code, len(data["add_success"]), len(data["add_failure"])) == (206, 1, 1)
        number = data["add_success"][0]["certificate_id"]
        assert data["add_success"][0]["common_name"] == "own.example.com"
        assert "pem" not in data["add_success"][0]
        assert wsa.get(f"{CERTIFICATES}/{name}/download?cert_id={number}").body == own_pem
        assert form(wsa, "POST", f"{CERTIFICATES}/{name}", [("certificate", ("a.pem", own_pem))])[0] == 400
        assert change(wsa, "DELETE", f"{CERTIFICATES}/{name}", {"cert_to_delete": [number]})[0] == 200
        assert len(read(wsa, f"{CERTIFICATES}/{name}")) == count
        assert change(wsa, "DELETE", f"{CERTIFICATES}/{name}", {"cert_to_delete": "delete_all"})[0] == 200
        assert read(wsa, f"{CERTIFICATES}/{name}") == []

    def test_json_is_no_upload(self, wsa: Any) -> None:
        assert change(wsa, "POST", f"{CERTIFICATES}/auth", {"certificate": "x"})[0] == 400

    def test_stats_count(self, wsa: Any) -> None:
        assert read(wsa, f"{CERTIFICATES}/stats")["custom_trusted_certificates"] == {"total": 3, "expired": 1}
        assert len(read(wsa, f"{CERTIFICATES}/blocked")) == 1


class TestApplianceCertificates:
    PATH = f"{CERTIFICATES}/appliance"
    NEW = {
        "common_name": "new.example.com",
        "organization": "Example",
        "org_unit": "Web",
        "city": "Bern",
        "state": "BE",
        "country": "CH",
        "expiration": 90,
        "priv_key_size": 2048,
        "overwrite": False,
    }

    def test_generate(self, wsa: Any) -> None:
        code, data = change(wsa, "POST", self.PATH, self.NEW)
        assert (code, data["add_success"][0]["cert_name"]) == (201, "new.example.com")
        assert moment(data["add_success"][0]["valid_to"]) == pytest.approx(wsa.appliance.now() + 90 * DAY, abs=60)
        assert change(wsa, "POST", self.PATH, self.NEW)[0] == 400
        assert change(wsa, "POST", self.PATH, {**self.NEW, "overwrite": True})[0] == 201

    @pytest.mark.parametrize("name", NEW)
    def test_everything_is_needed(self, wsa: Any, name: str) -> None:
        assert change(wsa, "POST", self.PATH, {key: value for key, value in self.NEW.items() if key != name})[0] == 400

    def test_rename_and_delete(self, wsa: Any) -> None:
        assert change(wsa, "PUT", self.PATH, {"old_cert_name": "old", "new_cert_name": "surrogate"})[0] == 400
        assert change(wsa, "PUT", self.PATH, {"old_cert_name": "old", "new_cert_name": "older"})[0] == 200
        assert [row["cert_name"] for row in read(wsa, f"{self.PATH}?status=expired")] == ["older"]
        assert change(wsa, "DELETE", self.PATH, {"cert_name": "older"})[0] == 200
        assert [row["cert_name"] for row in read(wsa, self.PATH)] == ["web-interface", "surrogate"]

    def test_signing(self, wsa: Any, own_pem: bytes) -> None:
        found = x509.load_pem_x509_csr(wsa.get(f"{self.PATH}/sign?cert_name=surrogate").body)
        assert "login.wsa1.example.com" in str(found.subject)
        assert form(wsa, "PUT", f"{self.PATH}/sign", {"surrogate": ("s.pem", own_pem)})[0] == 200
        assert form(wsa, "PUT", f"{self.PATH}/sign", {"surrogate": ("s.pem", b"none")})[0] == 400
        assert form(wsa, "PUT", f"{self.PATH}/intermediate", {"nobody": ("s.pem", own_pem)})[0] == 400
        assert form(wsa, "PUT", f"{self.PATH}/intermediate", {"surrogate": ("s.pem", own_pem)})[0] == 200

    def test_a_bundle_needs_its_password(self, wsa: Any) -> None:
        answer = wsa.get(f"{self.PATH}/pkcs?cert_name=surrogate&cert_pass=Geheim-1&file_name=s.p12")
        assert answer.headers["Content-Disposition"].endswith("s.p12")
        key, found, _others = pkcs12.load_key_and_certificates(answer.body, b"Geheim-1")
        assert key is not None
        assert found is not None

    def test_upload_of_a_bundle(self, wsa: Any) -> None:
        content = bundle({"common_name": "other.example.com"}, 1_700_000_000, 2_000_000_000, "Geheim-1")
        assert form(wsa, "POST", f"{self.PATH}/pkcs", {"wrong": ("o.p12", content)})[0] == 400
        assert form(wsa, "POST", f"{self.PATH}/pkcs", {"Geheim-1": ("o.p12", content)})[0] == 201
        assert "other.example.com" in [row["cert_name"] for row in read(wsa, self.PATH)]


class TestHttpsProxy:
    def test_changes_come_as_a_form(self, wsa: Any) -> None:
        before = read(wsa, HTTPS)
        assert change(wsa, "PUT", HTTPS, {"expired_cert": "scan"})[0] == 400
        code, data = form(wsa, "PUT", HTTPS, {"https_ports": "8080,8443", "authentication": "false", "expired_cert": "scan", "expires": "12"})
        told = {"https_ports": "8080,8443", "authentication": False, "expired_cert": "scan", "expires": 12}
        assert (code, data["update_success"]) == (200, [told])
        assert read(wsa, HTTPS) == {**before, **told}

    @pytest.mark.parametrize(
        "fields",
        [
            {"expired_cert": "ignore"},
            {"https_ports": "web"},
            {"authentication": "yes"},
            {"colour": "red"},
            {"current_cert_type": "uploaded"},
            {"current_cert_type": "generated", "common_name": ""},
            {"certificate": "no pem"},
        ],
    )
    def test_what_is_refused(self, wsa: Any, snapshot: Any, fields: Any) -> None:
        before = snapshot()
        assert form(wsa, "PUT", HTTPS, fields)[0] == 400
        assert snapshot() == before

    def test_the_licence_is_accepted_once(self, wsa: Any) -> None:
        wsa.appliance.configuration.part("https_proxy")["https_enabled"] = False
        assert form(wsa, "PUT", HTTPS, {"https_enabled": "true"})[0] == 400
        assert form(wsa, "PUT", HTTPS, {"https_enabled": "true", "accept_license": "true"})[0] == 200
        assert "accept_license" not in read(wsa, HTTPS)
        assert form(wsa, "PUT", HTTPS, {"https_enabled": "false"})[0] == 200
        assert form(wsa, "PUT", HTTPS, {"https_enabled": "true"})[0] == 200

    def test_certificates(self, wsa: Any, own_pem: bytes) -> None:
        assert x509.load_pem_x509_certificate(wsa.get(f"{HTTPS}/download?cert_type=generated").body)
        assert x509.load_pem_x509_csr(wsa.get(f"{HTTPS}/download?cert_type=csr").body)
        assert wsa.get(f"{HTTPS}/download?cert_type=uploaded").json["res_code"] == 400
        files = {"current_cert_type": "uploaded", "certificate": ("c.pem", own_pem), "key": ("k.pem", b"key"), "password": "Geheim-1"}
        assert form(wsa, "PUT", HTTPS, files)[0] == 200
        assert wsa.get(f"{HTTPS}/download?cert_type=uploaded").body == own_pem
        assert not {"certificate", "key", "password"} & set(read(wsa, HTTPS))

    def test_ocsp(self, wsa: Any) -> None:
        assert change(wsa, "PUT", OCSP, {"ocsp_result_handling": {"unknown": "drop", "revoked": "drop", "error": "drop"}})[0] == 200
        assert read(wsa, OCSP)["ocsp_result_handling"]["error"] == "drop"
        assert change(wsa, "PUT", OCSP, {"ocsp_result_handling": {"unknown": "ignore"}})[0] == 400


class TestInterfaces:
    def test_two_keys_are_always_needed(self, wsa: Any, snapshot: Any) -> None:
        before = snapshot()
        assert change(wsa, "PUT", INTERFACES, {"strict_https_mode": False})[0] == 400
        assert snapshot() == before

    def test_what_is_not_sent_along_is_gone(self, wsa: Any) -> None:
        body = {"interfaces": {"m1": {"ipv4": "192.0.2.9/24"}}, "management_services": {"SSH": {"is_enable": True, "port": 22}}}
        assert change(wsa, "PUT", INTERFACES, body)[0] == 200
        found = read(wsa, INTERFACES)
        assert (found["interfaces"], found["l4_traffic_wiring"]) == (body["interfaces"], "duplex")

    @pytest.mark.parametrize(
        "more",
        [
            {"interfaces": {"P1": {"ipv4": "192.0.2.9/24"}}},
            {"interfaces": {"m1": {"ipv4": "300.0.0.1"}}},
            {"interfaces": {"m9": {"ipv4": "192.0.2.9/24"}}},
            {"management_services": {"SSH": {"port": 22}}},
            {"management_services": {"HTTP": {"is_enable": True, "port": 80}, "SSH": {"is_enable": True, "port": 80}}},
        ],
    )
    def test_what_is_refused(self, wsa: Any, more: Any) -> None:
        values = read(wsa, INTERFACES)
        body = {"interfaces": values["interfaces"], "management_services": values["management_services"], **more}
        assert change(wsa, "PUT", INTERFACES, body)[0] == 400


class TestAlerts:
    def test_several_are_added_and_one_is_changed(self, wsa: Any) -> None:
        body = {"recipient_address": ["a@example.com", "operations@example.com"], "amp": ["all"]}
        code, data = change(wsa, "POST", ALERTS, body)
        assert (code, len(data["add_success"]), len(data["add_failure"])) == (206, 1, 1)
        assert change(wsa, "POST", ALERTS, {**body, "recipient_address": "b@example.com"})[0] == 400
        assert change(wsa, "PUT", ALERTS, {"recipient_address": "a@example.com", "hardware": ["info"]})[0] == 200
        assert change(wsa, "PUT", ALERTS, {"recipient_address": ["a@example.com"], "hardware": ["info"]})[0] == 400
        found = read(wsa, f"{ALERTS}?recipient_address=a@example.com")[0]
        assert (found["amp"], found["hardware"], found["system"]) == (["all"], ["info"], [])

    def test_what_is_refused(self, wsa: Any) -> None:
        assert change(wsa, "POST", ALERTS, {"recipient_address": ["nobody"]})[0] == 400
        assert change(wsa, "POST", ALERTS, {"recipient_address": ["a@example.com"], "amp": ["loud"]})[0] == 400
        assert change(wsa, "PUT", ALERTS, {"recipient_address": "nobody@example.com"}) == (400, "No recipient address records found.")

    def test_delete(self, wsa: Any) -> None:
        assert change(wsa, "DELETE", ALERTS, {"recipient_address": ["security@example.com", "nobody@example.com"]})[0] == 206
        assert [row["recipient_address"] for row in read(wsa, ALERTS)] == ["operations@example.com"]

    def test_settings(self, wsa: Any) -> None:
        assert change(wsa, "PUT", f"{ALERTS}/settings", {"from_address": "user"})[0] == 400
        assert change(wsa, "PUT", f"{ALERTS}/settings", {"from_address": "user", "from_address_user": "wsa@example.com"})[0] == 200
        assert read(wsa, f"{ALERTS}/settings")["from_address_user"] == "wsa@example.com"

    def test_latest(self, wsa: Any) -> None:
        every = read(wsa, f"{ALERTS}/latest")
        assert len(every) == 12
        assert [row["time"] for row in every] == sorted((row["time"] for row in every), reverse=True)
        kind = every[0]["class"]
        assert read(wsa, f"{ALERTS}/latest?filter_by_class={kind}") == [row for row in every if row["class"] == kind]
        assert read(wsa, f"{ALERTS}/latest?filter_by_recipient=nobody@example.com") == []
        assert read(wsa, f"{ALERTS}/latest?offset=10&limit=5") == every[10:]


class TestFeatureKeys:
    def test_days_are_left_until_they_are_not(self, wsa: Any) -> None:
        rows = {row["description"]: row["time_remaining"] for row in read(wsa, KEYS)["feature_keys"]}
        assert rows["Web Proxy & DVS Engine"] == "Perpetual"
        assert rows["File Analysis"] == "Expired"
        assert rows["Anti-Malware Scanning"] in ("20 days", "21 days")
        wsa.appliance.clock.offset_seconds = 30 * DAY
        assert {row["description"]: row["time_remaining"] for row in read(wsa, KEYS)["feature_keys"]}["Anti-Malware Scanning"] == "Expired"

    def test_filters(self, wsa: Any) -> None:
        assert set(read(wsa, f"{KEYS}?type=pending_keys")) == {"pending_keys"}
        assert [row["description"] for row in read(wsa, f"{KEYS}?status=dormented")["feature_keys"]] == ["Data Security"]
        assert wsa.get(f"{KEYS}?status=dormant").status == 404

    def test_add(self, wsa: Any) -> None:
        code, _data = change(wsa, "POST", KEYS, {"feature_keys": ["ABCDE-12345-FGHIJ-67890", "no key"]})
        assert code == 206
        assert len(read(wsa, KEYS)["pending_keys"]) == 1
        assert "ABCDE-12345" not in wsa.get(KEYS).body.decode()

    def test_settings(self, wsa: Any) -> None:
        assert change(wsa, "PUT", f"{KEYS}/settings", {"autoapply": False})[0] == 200
        assert read(wsa, f"{KEYS}/settings") == {"autoapply": False, "autocheck": True}


class TestSmtp:
    def test_relays_are_added_changed_and_removed(self, wsa: Any) -> None:
        assert change(wsa, "POST", SMTP, {"relay_hosts": [{"host": "a.example.com"}]})[0] == 400
        assert change(wsa, "POST", SMTP, {"routing_table": "management", "relay_hosts": [{"host": "a.example.com", "port": 3}]})[0] == 400
        assert change(wsa, "POST", SMTP, {"routing_table": "management", "relay_hosts": [{"host": "a.example.com", "port": "3"}]})[0] == 201
        entry = {"old_host": "a.example.com", "old_port": "3", "new_host": "b.example.com", "new_port": "4"}
        assert change(wsa, "PUT", SMTP, {"routing_table": "Data", "relay_hosts": [entry]})[0] == 200
        found = read(wsa, SMTP)
        assert (found["routing_table"], found["relay_hosts"][-1]) == ("Data", {"host": "b.example.com", "port": "4"})
        assert change(wsa, "DELETE", SMTP, [{"host": "b.example.com", "port": "4"}, {"host": "relay1.example.com"}])[0] == 200
        assert read(wsa, SMTP)["relay_hosts"] == [{"host": "relay2.example.com", "port": "587"}]

    def test_the_table_alone(self, wsa: Any) -> None:
        assert change(wsa, "PUT", SMTP, {"routing_table": "Data"})[0] == 200
        assert change(wsa, "PUT", SMTP, {"routing_table": "Elsewhere"})[0] == 400

    def test_all_go_by_a_key(self, wsa: Any) -> None:
        assert change(wsa, "DELETE", SMTP, {"relay_hosts": []})[0] == 400
        assert change(wsa, "DELETE", SMTP, {"delete_all": True})[0] == 200
        assert read(wsa, SMTP)["relay_hosts"] == []


class TestTime:
    ZONE = {"region": "Europe", "country": "Switzerland", "timezone": "Zurich"}

    def test_zone(self, wsa: Any) -> None:
        assert change(wsa, "PUT", f"{TIME}/zone", self.ZONE)[0] == 200
        assert read(wsa, f"{TIME}/zone") == self.ZONE
        assert change(wsa, "PUT", f"{TIME}/zone", {**self.ZONE, "timezone": "Bern"})[0] == 400
        assert change(wsa, "PUT", f"{TIME}/zone", {"timezone": "Zurich"})[0] == 400
        assert read(wsa, f"{TIME}/zone?zones=true")["Europe"]["Switzerland"] == ["Zurich"]
        assert read(wsa, f"{TIME}/zone?zones=false") == self.ZONE

    def test_servers(self, wsa: Any) -> None:
        assert change(wsa, "PUT", f"{TIME}/settings", {"ntp_servers": []})[0] == 400
        assert change(wsa, "PUT", f"{TIME}/settings", {"ntp_servers": [{"host": "a.example.com", "keyno": 7}]})[0] == 400
        assert change(wsa, "PUT", f"{TIME}/settings", {"ntp_servers": [{"host": "192.0.2.123", "keyno": "7"}]})[0] == 200
        assert read(wsa, f"{TIME}/settings?type=ntp")["ntp_servers"] == [{"host": "192.0.2.123", "keyno": "7"}]
        assert wsa.appliance.configuration.part("time_settings")["ntp_servers"][0]["keyvalue"] == "Ntp-Demo-1"

    def test_the_clock_is_set_by_hand_only_without_servers(self, wsa: Any) -> None:
        assert set(read(wsa, f"{TIME}/settings?type=manual")) == {"is_ntp", "datetime"}
        assert change(wsa, "PUT", f"{TIME}/settings", {"datetime": 1_800_000_000})[0] == 400
        assert change(wsa, "PUT", f"{TIME}/settings", {"is_ntp": False, "datetime": 1_800_000_000})[0] == 200
        assert read(wsa, f"{TIME}/settings")["datetime"] == pytest.approx(1_800_000_000, abs=60)


class TestArchivedReports:
    PATH = "config/archived_reports"
    NEW = {"periodic_report_type": "coeus", "periodic_report_type_name": "Users", "periodic_report_title": "New"}

    def titles(self, client: Any, more: str = "") -> dict[str, str]:
        answer = client.get(f"{self.PATH}?device_type=wsa{more}")
        assert answer.json["meta"]["totalCount"] == len(answer.json["data"]["archived_reports"])
        return {number: report["periodic_report_title"] for row in answer.json["data"]["archived_reports"] for number, report in row.items()}

    @pytest.mark.parametrize("product", ["wsa", "sma"])
    def test_both_products_have_them(self, product: str, request: Any) -> None:
        client = request.getfixturevalue(product)
        assert list(self.titles(client)) == ["1001", "1002", "1003"]
        assert list(self.titles(client, "&filterByTitle=MONTH")) == ["1001", "1002"]
        view = client.get(f"{self.PATH}/view/1001/?device_type=wsa")
        assert view.headers["Content-type"] == "text/csv"
        assert self.titles(client)["1001"] in view.body.decode()

    def test_each_call_makes_another(self, wsa: Any) -> None:
        for _time in range(2):
            assert wsa.write("POST", f"{self.PATH}?device_type=wsa", {"data": {"archived_reports": [self.NEW]}}).status == 200
        assert list(self.titles(wsa).values()).count("New") == 2

    def test_delete(self, wsa: Any) -> None:
        answer = wsa.send(f"{wsa.prefix}{self.PATH}?device_type=wsa&id=1001,99", {"Authorization": "Basic YWRtaW46QWRtaW4tRGVtby0x"}, "DELETE")
        assert answer.message == "Invalid value for attribute - id."
        wsa.send(f"{wsa.prefix}{self.PATH}?device_type=wsa&id=1001,1003", {"Authorization": "Basic YWRtaW46QWRtaW4tRGVtby0x"}, "DELETE")
        assert list(self.titles(wsa)) == ["1002"]

    @pytest.mark.parametrize("body", [{}, {"data": {}}, {"data": []}, {"data": {"archived_reports": []}}, {"data": {"archived_reports": [{"a": 1}]}}, b"x"])
    def test_wrong_bodies(self, wsa: Any, body: Any) -> None:
        assert wsa.write("POST", f"{self.PATH}?device_type=wsa", body).status == 404
        assert len(self.titles(wsa)) == 3

    def test_the_type_of_device_is_needed(self, wsa: Any) -> None:
        assert wsa.get(self.PATH).message == "Missing attribute - device_type."
        assert wsa.get(f"{self.PATH}?device_type=esa").message == "Invalid value for attribute - device_type."


class TestUserInfo:
    ACCOUNT = {"client_id": "aWQ=", "client_secret": "c2VjcmV0", "server": "YXBqYw=="}

    def test_change(self, wsa: Any) -> None:
        answer = wsa.write("PUT", "ctr/user_info", {"data": self.ACCOUNT})
        assert (answer.status, answer.body) == (200, b"")
        assert wsa.get("ctr/user_info").json == {"client_id": "aWQ=", "server": "YXBqYw=="}
        assert wsa.appliance.configuration.part("user_info") == self.ACCOUNT

    def test_register(self, wsa: Any) -> None:
        assert wsa.write("POST", "ctr/user_info", {"data": self.ACCOUNT}).status == 400
        wsa.appliance.configuration.put("user_info", {})
        assert wsa.get("ctr/user_info").json == {}
        assert wsa.write("PUT", "ctr/user_info", {"data": self.ACCOUNT}).status == 400
        assert wsa.write("POST", "ctr/user_info", {"data": self.ACCOUNT}).status == 200

    @pytest.mark.parametrize("more", [{"server": "apjc!"}, {"client_id": ""}, {"other": "aWQ="}])
    def test_what_is_refused(self, wsa: Any, snapshot: Any, more: Any) -> None:
        before = snapshot()
        assert wsa.write("PUT", "ctr/user_info", {"data": {**self.ACCOUNT, **more}}).status == 404
        assert snapshot() == before
