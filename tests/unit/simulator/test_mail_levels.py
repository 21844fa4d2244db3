# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The levels of a cluster: which configuration is read and changed with ``mode``, and who needs it."""

from __future__ import annotations

from typing import Any

import pytest

MACHINE = "mode=machine&host_name=esa1.example.com"
OTHER_MACHINE = "mode=machine&host_name=branch.example.com"
GROUP = "mode=group&group_name=Main_Group"
OTHER_GROUP = "mode=group&group_name=Branch_Group"
CLUSTER = "mode=cluster"


def lists(client: Any, level: str = "") -> list[str]:
    answer = client.get(f"config/url_lists?device_type=esa{level and '&'}{level}")
    assert answer.status == 200, client.appliance.requests[-1].complaint
    return [row["name"] for row in answer.json["data"]]


def add(client: Any, name: str, level: str = "") -> Any:
    return client.write("POST", f"config/url_lists/{name}?device_type=esa{level and '&'}{level}", {"data": {"urls": [f"{name}.example"]}})


@pytest.fixture
def cluster(esa: Any) -> Any:
    esa.appliance.settings.clustered = True
    return esa


AT_FIRST = ["bypass_urls", "partners", "test"]


class TestInACluster:
    def test_changes_need_a_mode(self, cluster: Any) -> None:
        answer = add(cluster, "new")
        assert (answer.status, answer.message) == (404, "Missing attribute - mode.")
        assert lists(cluster) == AT_FIRST

    def test_without_a_mode_the_cluster_is_read(self, cluster: Any) -> None:
        assert add(cluster, "new", CLUSTER).status == 201
        assert add(cluster, "own", MACHINE).status == 201
        assert lists(cluster) == lists(cluster, CLUSTER) == [*AT_FIRST, "new"]
        cluster.appliance.settings.cluster_reads_need_mode = True
        assert cluster.get("config/url_lists?device_type=esa").message == "Missing attribute - mode."

    def test_every_level_has_what_the_one_above_has(self, cluster: Any) -> None:
        add(cluster, "new", CLUSTER)
        for level in (GROUP, OTHER_GROUP, MACHINE, OTHER_MACHINE):
            assert lists(cluster, level) == [*AT_FIRST, "new"]

    def test_a_machine_goes_before_its_group_and_that_before_the_cluster(self, cluster: Any) -> None:
        add(cluster, "of_group", GROUP)
        assert lists(cluster, MACHINE) == lists(cluster, GROUP) == [*AT_FIRST, "of_group"]
        add(cluster, "of_machine", MACHINE)
        add(cluster, "of_cluster", CLUSTER)
        assert lists(cluster, MACHINE) == [*AT_FIRST, "of_group", "of_machine"]
        assert lists(cluster, GROUP) == [*AT_FIRST, "of_group"]
        assert lists(cluster, OTHER_MACHINE) == lists(cluster, OTHER_GROUP) == lists(cluster, CLUSTER) == [*AT_FIRST, "of_cluster"]

    def test_parts_have_levels_of_their_own(self, cluster: Any) -> None:
        add(cluster, "own", MACHINE)
        query = f"device_type=esa&{MACHINE}"
        assert cluster.write("DELETE", f"config/dictionaries/profanity?{query}", b"").status == 200
        assert [row["name"] for row in cluster.get(f"config/dictionaries?{query}").json["data"]] == ["competitors", "payment_terms"]
        assert len(cluster.get(f"config/dictionaries?device_type=esa&{CLUSTER}").json["data"]) == 3
        assert set(cluster.appliance.configuration.part("cluster_levels")) == {"url_lists", "dictionaries"}

    def test_a_refused_change_leaves_the_level_as_it_was(self, cluster: Any) -> None:
        assert add(cluster, "test", MACHINE).message == "test already exists."
        assert cluster.appliance.configuration.part("cluster_levels") == {}
        add(cluster, "new", CLUSTER)
        assert lists(cluster, MACHINE) == [*AT_FIRST, "new"]

    @pytest.mark.parametrize(
        ("level", "message"),
        [
            ("mode=group", "Missing attribute - group_name."),
            ("mode=machine", "Missing attribute - host_name."),
            ("mode=machine&host_name=nobody.example.com", "Invalid value for attribute - host_name."),
            ("mode=group&group_name=Nobodys", "Invalid value for attribute - group_name."),
            ("mode=cluster&group_name=Main_Group", "Invalid value for attribute - group_name."),
            ("mode=group&group_name=Main_Group&host_name=esa1.example.com", "Invalid value for attribute - host_name."),
            ("mode=everything", "Invalid value for attribute - mode."),
        ],
    )
    def test_wrong_levels(self, cluster: Any, level: str, message: str) -> None:
        assert add(cluster, "new", level).message == message
        assert cluster.get(f"config/url_lists?device_type=esa&{level}").message == message

    @pytest.mark.parametrize(
        "path",
        ["dictionaries", "file_hash_lists", "message_filters", "incoming_mail_policies/FINANCE/senders_and_recipients"],
    )
    def test_every_part_with_levels_takes_a_mode(self, cluster: Any, path: str) -> None:
        assert cluster.get(f"config/{path}?device_type=esa&{MACHINE}").status == 200

    def test_quarantines_have_no_levels(self, cluster: Any) -> None:
        assert cluster.get("config/local_quarantines/Policy").status == 200
        assert cluster.get(f"config/local_quarantines/Policy?{CLUSTER}").message == "Unsupported attribute."


class TestAlone:
    @pytest.mark.parametrize("level", [CLUSTER, MACHINE, GROUP, "host_name=esa1.example.com"])
    def test_a_mode_is_refused(self, esa: Any, level: str) -> None:
        assert add(esa, "new", level).message == "Invalid value for attribute - mode."
        assert esa.get(f"config/url_lists?device_type=esa&{level}").status == 404
        assert lists(esa) == AT_FIRST

    def test_or_passed_over(self, esa: Any) -> None:
        esa.appliance.settings.standalone_refuses_mode = False
        assert add(esa, "new", MACHINE).status == 201
        assert lists(esa) == lists(esa, CLUSTER) == [*AT_FIRST, "new"]
        assert esa.appliance.configuration.part("cluster_levels") == {}
