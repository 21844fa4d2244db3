# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Log subscriptions and their files, over the simulated clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

import pytest

from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec, Fleet
from ansible_collections.asyncos.api.tests.simulator.logs.subscriptions import METHODS

NOON = datetime(2026, 5, 13, 12, 0, 1, tzinfo=timezone.utc)
HOUR = 3600


@pytest.fixture(autouse=True)
def at_noon(fleet: Fleet) -> None:
    for appliance in fleet:
        appliance.clock.set(NOON)


def files(client: Any, query: str = "", name: str = "mail_logs") -> list[dict[str, Any]]:
    answer = client.get(f"logs/{name}?{query}")
    assert answer.status == 200, client.appliance.requests[-1].complaint
    assert answer.json["meta"] == {"totalCount": len(answer.json["data"])}
    return list(answer.json["data"])


def content(client: Any, name: str, subscription: str = "mail_logs") -> bytes:
    answer = client.get(f"logs/{subscription}/{name}")
    assert (answer.status, answer.headers["Content-type"]) == (200, "text/plain")
    return bytes(answer.body)


class TestSubscriptions:
    @pytest.mark.parametrize(("product", "own"), [("esa", "antispam"), ("sma", "smad_logs")])
    def test_list(self, request: pytest.FixtureRequest, product: str, own: str) -> None:
        answer = request.getfixturevalue(product).get("config/logs/subscriptions").json
        assert answer["meta"] == {"totalCount": len(answer["data"])}
        assert all(set(row) == {"name", "type", "retrievalMethod"} and row["retrievalMethod"] in METHODS for row in answer["data"])
        assert {own, "mail_logs", "system_logs"} <= {row["name"] for row in answer["data"]}

    def test_by_retrieval_method(self, esa: Any) -> None:
        every = esa.get("config/logs/subscriptions").json["data"]
        for method in METHODS:
            answer = esa.get(f"config/logs/subscriptions?retrievalMethod={method}").json
            assert answer["data"] == [row for row in every if row["retrievalMethod"] == method]
            assert answer["meta"]["totalCount"] == len(answer["data"])
        assert esa.get("config/logs/subscriptions?retrievalMethod=post").message == "Invalid value for attribute - retrievalMethod."
        assert esa.get("config/logs/subscriptions?device_type=esa").message == "Unsupported attribute."

    def test_another_administrator_adds_one(self, esa: Any) -> None:
        esa.appliance.configuration.put("mail_log_subscriptions", [{"name": "bounces", "type": "Bounce Logs", "retrievalMethod": "manual"}])
        assert esa.get("config/logs/subscriptions").json["meta"] == {"totalCount": 1}
        assert files(esa, name="bounces")[0]["name"].startswith("bounces.@")
        assert esa.get("logs/mail_logs").status == 404


class TestList:
    def test_names_sizes_and_times(self, esa: Any) -> None:
        found = files(esa)
        assert [file["name"] for file in found][-3:] == ["mail_logs.@20260513T000000.s", "mail_logs.@20260513T060000.s", "mail_logs.@20260513T120000.c"]
        assert [file["name"][-1] for file in found] == ["s"] * (len(found) - 1) + ["c"]
        for file in found:
            assert set(file) == {"name", "size", "modificationDate", "downloadUrl"}
            assert file["downloadUrl"] == f"/esa/api/v2.0/logs/mail_logs/{file['name']}"
            assert file["modificationDate"] <= NOON.timestamp()
        assert [file["modificationDate"] for file in found] == sorted(file["modificationDate"] for file in found)

    def test_hashes_are_those_of_the_files(self, esa: Any) -> None:
        found = files(esa, "computeHash=True")
        for file in (found[0], found[-1]):
            raw = content(esa, file["name"])
            assert (len(raw), sha256(raw).hexdigest()) == (file["size"], file["fileHash"])
        assert "fileHash" not in files(esa, "computeHash=False")[0]
        assert esa.get("logs/mail_logs?computeHash=true").message == "Invalid value for attribute - computeHash."

    @pytest.mark.parametrize(
        ("query", "hours"),
        [
            ("startDate=2026-05-13T00:00:00.000Z", ["18", "00", "06", "12"]),
            ("startDate=2026-05-13T00:00:01Z", ["00", "06", "12"]),
            ("startDate=2026-05-13T01:00:00%2B01:00&endDate=2026-05-13T06:00:00.000Z", ["18", "00"]),
            ("startDate=2026-05-13&endDate=2026-05-13T11:59:59Z", ["18", "00"]),
            ("startDate=2026-05-13T12:00:02Z", []),
        ],
    )
    def test_by_time_of_the_last_change(self, esa: Any, query: str, hours: list[str]) -> None:
        assert [file["name"].split("T")[1][:2] for file in files(esa, query)] == hours

    @pytest.mark.parametrize("name", ["startDate", "endDate"])
    @pytest.mark.parametrize("value", ["yesterday", "", "2026-13-01T00:00:00Z", "1778673600"])
    def test_a_bad_date_is_400(self, esa: Any, name: str, value: str) -> None:
        answer = esa.get(f"logs/mail_logs?{name}={value}")
        assert (answer.status, answer.message) == (400, f"Invalid value for attribute - {name}.")

    def test_what_is_pushed_is_not_kept(self, esa: Any, sma: Any) -> None:
        assert [file["name"][-1] for file in files(esa, name="archive_mail")] == ["c"]
        assert [file["name"][-1] for file in files(sma, name="slbld_logs")] == ["c"]
        assert files(esa, name="siem_mail") == []

    def test_unknown_parameters(self, esa: Any) -> None:
        assert esa.get("logs/mail_logs?limit=5").message == "Unsupported attribute."
        assert esa.get("logs/mail_logs/mail_logs.@20260513T120000.c?limit=5").message == "Unsupported attribute."


class TestFiles:
    def test_lines(self, esa: Any) -> None:
        lines = content(esa, "mail_logs.@20260513T060000.s").decode().splitlines()
        assert lines[0] == "Wed May 13 06:00:00 2026 Info: Begin Logfile"
        assert esa.appliance.serial in lines[1]
        assert lines[-1] == "Wed May 13 12:00:00 2026 Info: End Logfile"
        times = [datetime.strptime(f"{line[:24]} +0000", "%a %b %d %H:%M:%S %Y %z") for line in lines]
        assert times == sorted(times)
        assert len(lines) > 300

    def test_some_text_is_not_ascii(self, esa: Any) -> None:
        assert any(byte > 127 for byte in content(esa, "mail_logs.@20260513T060000.s"))

    def test_api_logs_have_the_recorded_form(self, esa: Any) -> None:
        line = content(esa, "api_logs.@20260512T000000.s", "api_logs").decode().splitlines()[3]
        assert "Info: " in line
        assert " - - 12/May/2026:00:05:00 +0000 GET /esa/api/v2.0/" in line
        assert line.endswith(" -")

    def test_the_current_file_grows_and_is_saved_under_another_name(self, esa: Any) -> None:
        esa.appliance.clock.set(NOON + timedelta(hours=1))
        young = content(esa, "mail_logs.@20260513T120000.c")
        esa.appliance.clock.set(NOON + timedelta(hours=5))
        old = content(esa, "mail_logs.@20260513T120000.c")
        assert old.startswith(young)
        assert len(old) > len(young)
        esa.appliance.clock.set(NOON + timedelta(hours=6))
        assert esa.get("logs/mail_logs/mail_logs.@20260513T120000.c").status == 404
        assert content(esa, "mail_logs.@20260513T120000.s").startswith(old)

    def test_saved_files_never_change(self, esa: Any) -> None:
        before = {file["name"]: file["fileHash"] for file in files(esa, "computeHash=True") if file["name"].endswith("s")}
        esa.appliance.reset()
        esa.appliance.clock.set(NOON + timedelta(days=2))
        after = {file["name"]: file["fileHash"] for file in files(esa, "computeHash=True")}
        shared = set(before) & set(after)
        assert len(shared) > 10
        assert {name: after[name] for name in shared} == {name: before[name] for name in shared}

    def test_old_files_vanish(self, esa: Any) -> None:
        first = files(esa)[0]["name"]
        esa.appliance.clock.set(NOON + timedelta(hours=6))
        assert first not in [file["name"] for file in files(esa)]
        assert esa.get(f"logs/mail_logs/{first}").status == 404
        assert len(files(esa)) == 7 * 4 + 1
        esa.appliance.settings.log_days_kept = 0
        assert [file["name"][-1] for file in files(esa)] == ["c"]

    def test_names_may_be_percent_encoded(self, esa: Any) -> None:
        assert content(esa, "mail_logs.%4020260513T060000.s") == content(esa, "mail_logs.@20260513T060000.s")

    def test_idle_appliances_write_nothing(self, esa: Any) -> None:
        esa.appliance.settings.idle = True
        assert len(content(esa, "mail_logs.@20260513T060000.s").splitlines()) == 5

    def test_the_same_seed_gives_the_same_files(self, start_fleet: Callable[..., Fleet], client_for: Any) -> None:
        def first(seed: int) -> bytes:
            running = start_fleet(ApplianceSpec("esa1", "esa"), seed=seed)
            running["esa1"].clock.set(NOON)
            return content(client_for(running["esa1"], running.ca_path), "mail_logs.@20260513T060000.s")

        assert first(4) == first(4) != first(5)

    @pytest.mark.parametrize(("answer", "message"), [("not_found", "Not Found."), ("invalid_value", "Invalid value for attribute - {}.")])
    @pytest.mark.parametrize(
        ("path", "parameter"),
        [
            ("logs/nothing", "subscription_name"),
            ("logs/nothing/mail_logs.@20260513T060000.s", "subscription_name"),
            ("logs/mail_logs/mail_logs.@20260513T060001.s", "log_file_name"),
            ("logs/mail_logs/..%2Fconfig", "log_file_name"),
        ],
    )
    def test_unknown_names(self, esa: Any, path: str, parameter: str, answer: str, message: str) -> None:
        esa.appliance.settings.unknown_name_answer = answer
        found = esa.get(path)
        assert (found.status, found.message) == (404, message.format(parameter))


def test_roles(esa: Any) -> None:
    assert esa.get("logs/mail_logs", "auditor").status == 200
    for path in ("config/logs/subscriptions", "logs/mail_logs", "logs/mail_logs/mail_logs.@20260513T060000.s"):
        assert esa.get(path, "helpdesk").status == 403


@pytest.mark.parametrize(("release", "status"), [("13.5.3-010", 404), ("14.0.0-698", 200)])
def test_older_releases_have_no_logs(client_of: Callable[..., Any], release: str, status: int) -> None:
    client = client_of(ApplianceSpec("sma1", "sma", release=release))
    assert {client.get(path).status for path in ("config/logs/subscriptions", "logs/mail_logs")} == {status}


def test_the_wsa_has_none_of_it(wsa: Any) -> None:
    assert wsa.get("logs/mail_logs").message == "Not Found."
