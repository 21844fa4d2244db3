# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who is asking: logins, their sessions and renewal, Basic, tokens, roles. All on the simulator."""

from __future__ import annotations

import threading
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client.auth import REFUSAL_LASTS, RENEW_AHEAD, LoginAuth
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, AuthenticationError, PermissionDenied, SecondFactorRequired
from ansible_collections.asyncos.api.plugins.module_utils._client.login import log_in
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply
from ansible_collections.asyncos.api.plugins.module_utils._client.session import FolderStore, Kept, MemoryStore, Session, session_key
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import USER_AGENT
from ansible_collections.asyncos.api.tests.simulator.faults import Fault

TWO_FACTOR = {"username": "twofactor", "password": "Twofactor-Demo-1"}
HELP_DESK = {"username": "helpdesk", "password": "Helpdesk-Demo-1"}
DAY = {"startDate": "2024-05-01T00:00:00.000Z", "endDate": "2024-05-02T00:00:00.000Z", "device_type": "esa"}
REPORT = "reporting/mail_incoming_traffic_summary"


@pytest.fixture
def esa(fleet):
    return fleet["esa1"]


@pytest.fixture
def folder(tmp_path):
    return FolderStore(str(tmp_path / "sessions"))


def ask(client):
    return client.call("GET", REPORT, DAY)


def paths(appliance):
    """The last part of each path that was asked for, and the status that it met."""
    return [(entry.path.rpartition("/")[2], entry.status) for entry in appliance.requests]


def logins_tried(appliance):
    return sum(path == "login" for path, _status in paths(appliance))


def in_threads(calls):
    """Run all calls at the same moment."""
    together = threading.Barrier(len(calls), timeout=10)

    def one(call):
        together.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


# One login


def test_one_login_serves_many_threads(connect, esa):
    client = connect()
    assert {reply.status for reply in in_threads([lambda: ask(client)] * 8)} == {200}
    assert esa.logins == 1


def test_one_login_serves_many_clients_over_a_folder(connect, esa, folder):
    clients = [connect(store=folder) for _client in range(6)]
    in_threads([lambda client=client: ask(client) for client in clients])
    assert esa.logins == 1


def test_users_and_appliances_do_not_share_sessions(connect, fleet, folder):
    ask(connect(store=folder))
    ask(connect(store=folder, username="admin", password="Admin-Demo-1"))
    ask(connect("sma1", store=folder))
    assert (fleet["esa1"].logins, fleet["sma1"].logins) == (2, 1)


def test_wrong_password_does_not_find_the_session_of_the_right_one(connect, folder):
    ask(connect(store=folder))
    with pytest.raises(AuthenticationError):
        ask(connect(store=folder, password="wrong"))


def test_login_and_calls_have_one_user_agent_because_tokens_are_bound_to_it(connect, esa):
    esa.settings.bind_user_agent = True
    ask(connect())
    assert {entry.headers["User-Agent"] for entry in esa.requests} == {USER_AGENT}


# Renewal


class Appliance:
    """Answers logins with tokens that last ``seconds``; ``now`` is everybody's clock."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.now = 1_000_000.0
        self.logins = 0

    def log_in(self, _settings, _send, now):
        self.logins += 1
        return Session(f"token-{self.logins}", "Operator", now + self.seconds)

    def clock(self):
        return self.now


@pytest.fixture
def appliance(monkeypatch):
    found = Appliance(seconds=1800)
    monkeypatch.setattr("ansible_collections.asyncos.api.plugins.module_utils._client.login.log_in", found.log_in)
    return found


@pytest.mark.parametrize(("later", "logins"), [(0, 1), (1800 - RENEW_AHEAD - 1, 1), (1800 - RENEW_AHEAD, 2), (1799, 2), (9999, 2)])
def test_token_is_renewed_ahead_of_its_end(settings_for, esa, appliance, later, logins):
    auth = LoginAuth(settings_for(esa), MemoryStore(), log_in, appliance.clock)
    auth.headers()
    appliance.now += later
    assert auth.headers() == {"jwtToken": f"token-{logins}"}
    assert appliance.logins == logins


def test_token_that_does_not_say_its_end_is_used_until_it_is_refused(settings_for, esa, appliance):
    store = MemoryStore()
    settings = settings_for(esa)
    store.save(session_key(settings), Kept(Session("endless")))
    auth = LoginAuth(settings, store, log_in, appliance.clock)
    appliance.now += 10**9
    assert auth.headers() == {"jwtToken": "endless"}


def test_session_with_a_used_passcode_is_used_to_its_very_end(settings_for, esa, appliance):
    store = MemoryStore()
    settings = settings_for(esa)
    store.save(session_key(settings), Kept(Session("precious", expires=appliance.now + 1, two_factor=True)))
    assert LoginAuth(settings, store, log_in, appliance.clock).headers() == {"jwtToken": "precious"}


def test_fresh_token_in_a_reply_is_adopted_by_everyone(settings_for, esa, appliance):
    store = MemoryStore()
    first, second = (LoginAuth(settings_for(esa), store, log_in, appliance.clock) for _client in range(2))
    first.headers()
    first.adopt(Reply(200, "OK", {"jwtToken": "fresh"}, b""))
    assert first.headers() == second.headers() == {"jwtToken": "fresh"}
    assert appliance.logins == 1


def test_fresh_token_of_the_last_five_minutes_is_taken_over(connect, esa, folder, settings_for):
    esa.settings.session_timeout_minutes = 4
    client = connect(store=folder)
    tokens = []
    for _call in range(3):
        ask(client)
        tokens.append(folder.load(session_key(settings_for(esa))).session.token)
    assert len(set(tokens)) == 3
    assert esa.logins == 1


def test_token_of_a_fast_clock_is_not_renewed_too_early_nor_of_a_slow_one_too_late(connect, esa):
    for hours in (-1, 1):
        esa.reset()
        esa.clock.offset_seconds = 3600 * hours
        client = connect()
        ask(client)
        ask(client)
        assert esa.logins == 1


@pytest.mark.parametrize("kind", ["expire_token", "garble_token"])
def test_refused_token_leads_to_one_new_login_and_one_repeat(connect, esa, kind):
    client = connect()
    ask(client)
    esa.requests.clear()
    esa.faults.add(Fault(kind))
    assert ask(client).status == 200
    name = REPORT.rpartition("/")[2]
    assert paths(esa) == [(name, 401), ("login", 200), (name, 200)]


def test_many_threads_with_an_expired_token_make_one_new_login(connect, esa, folder):
    clients = [connect(store=folder) for _client in range(6)]
    for client in clients:
        ask(client)
    esa.end_sessions()
    assert {reply.status for reply in in_threads([lambda client=client: ask(client) for client in clients])} == {200}
    assert esa.logins == 2


def test_refusal_of_every_token_is_no_loop(connect, esa):
    esa.faults.add(Fault("garble_token", times=0))
    with pytest.raises(AuthenticationError) as refused:
        ask(connect())
    assert "answered 401 'InvalidTokenError.'" in str(refused.value)
    assert "A fresh login did not help" in str(refused.value)
    assert [path for path, _status in paths(esa)] == ["login", "mail_incoming_traffic_summary"] * 2


def test_change_is_repeated_after_a_refused_token_because_nothing_was_done(connect, esa):
    client = connect()
    ask(client)
    esa.faults.add(Fault("expire_token"))
    with pytest.raises(Exception, match="config/nothing"):
        client.call("POST", "config/nothing", body={"a": 1})
    assert [entry.status for entry in esa.requests if entry.method == "POST" and "nothing" in entry.path] == [401, 404]


# Two factors


def test_passcode_is_used_once_for_a_whole_run(connect, esa, folder):
    for _task in range(3):
        ask(connect(store=folder, **TWO_FACTOR, passcode="111111"))
    assert esa.logins == 1


def test_account_with_two_factors_needs_a_passcode(connect, esa):
    with pytest.raises(SecondFactorRequired) as told:
        ask(connect(**TWO_FACTOR))
    assert "needs a second factor and no passcode is given" in str(told.value)
    assert "passcode option" in str(told.value)
    assert told.value.path == "login" or told.value.path == REPORT


def test_wrong_passcode_is_told(connect):
    with pytest.raises(SecondFactorRequired) as told:
        ask(connect(**TWO_FACTOR, passcode="000000"))
    assert "'Invalid passcode.' to the passcode, which is wrong, too old or used already" in str(told.value)


def test_session_whose_passcode_is_used_up_ends_with_what_to_do(connect, esa, folder):
    client = connect(store=folder, **TWO_FACTOR, passcode="111111")
    ask(client)
    esa.end_sessions()
    with pytest.raises(SecondFactorRequired) as told:
        ask(client)
    sentence = str(told.value)
    assert "The session of this run ended at 20" in sentence
    assert "its passcode is used up" in sentence
    assert "fresh passcode" in sentence
    assert "inactivity timeout" in sentence


def test_used_passcode_is_not_sent_a_third_time(connect, esa, folder):
    facts = {**TWO_FACTOR, "passcode": "111111"}
    ask(connect(store=folder, **facts))
    esa.end_sessions()
    for _task in range(3):
        with pytest.raises(SecondFactorRequired):
            ask(connect(store=folder, **facts))
    assert sum(path == "two_factor" for path, _status in paths(esa)) == 2


def test_passcode_is_not_repeated_after_a_broken_connection(connect, esa):
    esa.faults.add(Fault("reset_after_headers", path="login/two_factor", times=0))
    with pytest.raises(Exception, match="login/two_factor") as broken:
        ask(connect(**TWO_FACTOR, passcode="111111"))
    assert broken.value.kind == "connection_lost"
    assert sum(path == "two_factor" for path, _status in paths(esa)) == 1


# Refused logins


def test_wrong_password_is_told_with_what_to_check(connect):
    with pytest.raises(AuthenticationError) as refused:
        ask(connect(password="wrong"))
    assert "POST login on 127.0.0.1" in str(refused.value)
    assert "answered 401 'Invalid username or passphrase.'" in str(refused.value)
    assert "Check username, password and product" in str(refused.value)
    assert "wrong" not in str(refused.value)


def test_locked_user_is_told(connect):
    with pytest.raises(AuthenticationError) as refused:
        ask(connect(username="locked", password="Locked-Demo-1"))
    assert "'User account is locked.'" in str(refused.value)


def test_wrong_password_is_tried_once_in_a_run_of_many_tasks(connect, esa, folder):
    sentences = []
    for _task in range(4):
        with pytest.raises(AuthenticationError) as refused:
            ask(connect(store=folder, password="wrong"))
        sentences.append(str(refused.value))
    assert logins_tried(esa) == 1
    assert "not tried again" not in sentences[0]
    assert all("the same credentials are not tried again for" in sentence for sentence in sentences[1:])


def test_wrong_password_is_tried_once_by_many_threads(connect, esa):
    client = connect(password="wrong")

    def refused():
        with pytest.raises(AuthenticationError):
            ask(client)

    in_threads([refused] * 6)
    assert logins_tried(esa) == 1


def test_corrected_password_is_tried_at_once(connect, folder):
    with pytest.raises(AuthenticationError):
        ask(connect(store=folder, password="wrong"))
    assert ask(connect(store=folder)).status == 200


def test_fresh_passcode_is_tried_at_once(connect, folder):
    with pytest.raises(SecondFactorRequired):
        ask(connect(store=folder, **TWO_FACTOR, passcode="000000"))
    assert ask(connect(store=folder, **TWO_FACTOR, passcode="222222")).status == 200


def test_login_that_failed_for_another_reason_is_tried_again(connect, esa, folder):
    esa.faults.add(Fault("status", path="login", code=500))
    with pytest.raises(Exception, match="answered 500"):
        ask(connect(store=folder))
    assert ask(connect(store=folder)).status == 200


# Other ways to say who is asking


@pytest.fixture
def token(connect, esa, settings_for):
    """A token that the appliance gave to somebody else."""
    store = MemoryStore()
    ask(connect(store=store))
    esa.requests.clear()
    return store.load(session_key(settings_for(esa))).session.token


def test_token_of_the_user_is_sent_without_a_login(connect, esa, token):
    client = connect(auth="token", token=token, username="", password="")
    assert ask(client).status == 200
    assert logins_tried(esa) == 0


@pytest.mark.parametrize("kind", ["expire_token", "garble_token"])
def test_refused_token_of_the_user_is_told_and_not_repeated(connect, esa, token, kind):
    esa.faults.add(Fault(kind, times=0))
    with pytest.raises(AuthenticationError) as refused:
        ask(connect(auth="token", token=token))
    assert "The token given in the token option is expired, or is not one of this appliance" in str(refused.value)
    assert len(esa.requests) == 1
    assert token not in str(refused.value)


def test_fresh_token_in_a_reply_follows_the_token_of_the_user(connect, esa):
    esa.settings.session_timeout_minutes = 4
    store = MemoryStore()
    client = connect(store=store)
    ask(client)
    token = client._auth.headers()["jwtToken"]
    users = connect(auth="token", token=token)
    ask(users)
    assert users._auth.headers()["jwtToken"] != token


@pytest.mark.parametrize(("access_token", "status"), [("demo-oidc-access-token", 200), ("stolen", 401)])
def test_oidc_token_is_sent_as_bearer(connect, esa, access_token, status):
    client = connect(auth="oidc", token=access_token)
    if status == 200:
        ask(client)
    else:
        with pytest.raises(AuthenticationError, match="token option"):
            ask(client)
    assert [(entry.status, entry.headers["Authorization"]) for entry in esa.requests] == [(status, "Bearer ***")]


def test_basic_is_sent_with_each_call_and_needs_no_login(connect, esa):
    client = connect(auth="basic")
    ask(client)
    ask(client)
    assert list(paths(esa)) == [("mail_incoming_traffic_summary", 200)] * 2


def test_refused_basic_is_told_and_not_repeated(connect, esa):
    with pytest.raises(AuthenticationError) as refused:
        ask(connect(auth="basic", password="wrong"))
    assert "answered 401 'Unauthorized.'" in str(refused.value)
    assert "Check username, password and product" in str(refused.value)
    assert len(esa.requests) == 1


def test_basic_takes_names_and_passwords_of_any_alphabet(connect):
    with pytest.raises(AuthenticationError):
        ask(connect(auth="basic", username="jürgen", password="größe:\u2713"))


# Roles


@pytest.mark.parametrize("status", [403, 401])
def test_denied_role_is_named_with_what_it_may_do(connect, esa, status):
    esa.settings.denial_status = status
    with pytest.raises(PermissionDenied) as denied:
        ask(connect(**HELP_DESK))
    sentence = str(denied.value)
    assert f"answered {status} 'Permission denied.'" in sentence
    assert "The role HelpDeskUser of user helpdesk does not allow this call." in sentence
    assert "The appliance lists these privileges: e_message_tracking_messages, e_message_tracking_detail" in sentence
    assert denied.value.details["role"] == "HelpDeskUser"
    assert "e_message_tracking_messages" in denied.value.details["privileges"]
    assert esa.logins == 1


def test_denied_role_is_told_even_if_the_privileges_cannot_be_had(connect, esa):
    esa.faults.add(Fault("status", path="login/privileges", code=500, times=0))
    with pytest.raises(PermissionDenied) as denied:
        ask(connect(**HELP_DESK))
    assert "The role HelpDeskUser of user helpdesk does not allow this call. Ask for a role that does" in str(denied.value)
    assert denied.value.details["privileges"] is None


def test_denied_role_with_basic_has_no_name(connect):
    with pytest.raises(PermissionDenied) as denied:
        ask(connect(auth="basic", **HELP_DESK))
    assert "The role of this account does not allow this call." in str(denied.value)
    assert "e_message_tracking_messages" in str(denied.value)


# What a failed login means for the calls that wait for it


@pytest.mark.parametrize("code", [403, 500, 503])
def test_failed_login_is_enough_for_all_calls_of_a_task(connect, esa, code):
    esa.faults.add(Fault("status", path="login", code=code, message="No.", times=0))
    client = connect(retries=1)

    def failed():
        with pytest.raises(AsyncOSError) as error:
            ask(client)
        return error.value

    errors = in_threads([failed] * 6)
    assert logins_tried(esa) == (2 if code == 503 else 1)
    assert all(error.hopeless and error.path == "login" for error in errors)


def test_passcode_is_not_sent_twice_when_the_appliance_fails_on_it(connect, esa):
    esa.faults.add(Fault("status", path="login/two_factor", code=500, times=0))
    client = connect(**TWO_FACTOR, passcode="111111")
    for _call in range(3):
        with pytest.raises(AsyncOSError):
            ask(client)
    assert [path for path, _status in paths(esa)].count("two_factor") == 1


def test_forbidden_login_is_a_refusal_of_the_credentials(connect, esa, folder):
    esa.faults.add(Fault("status", path="login", code=403, message="User is locked."))
    for _task in range(2):
        with pytest.raises(AuthenticationError):
            ask(connect(store=folder))
    assert logins_tried(esa) == 1


@pytest.mark.parametrize("kind", ["not_json", "bad_json", "empty", "wrong_shape"])
def test_answer_to_a_login_that_is_none_is_blamed_on_the_login(connect, esa, kind):
    esa.faults.add(Fault(kind, path="login", times=0))
    with pytest.raises(AsyncOSError) as error:
        ask(connect())
    assert str(error.value).startswith("POST login on ")


def test_refusal_is_forgotten_after_a_while(settings_for, esa, folder):
    now = [1000.0]
    tried = []

    def refuse(request):
        tried.append(now[0])
        raise AuthenticationError("the appliance answered 401", status=401)

    for step in (0.0, REFUSAL_LASTS - 1, 2.0):
        now[0] += step
        with pytest.raises(AuthenticationError):
            LoginAuth(settings_for(esa), folder, refuse, lambda: now[0]).headers()
    assert tried == [1000.0, 1000.0 + REFUSAL_LASTS + 1]


def test_successful_login_ends_a_refusal(connect, esa, folder, settings_for):
    key = session_key(settings_for(esa))
    esa.faults.add(Fault("status", path="login", code=401, message="Directory is away."))
    with pytest.raises(AuthenticationError):
        ask(connect(store=folder))
    assert folder.load(key).refusal
    folder.save(key, Kept())
    ask(connect(store=folder))
    assert folder.load(key).session
    assert not folder.load(key).refusal


def test_dead_token_of_another_process_leads_to_a_login_after_all(connect, esa, folder, settings_for):
    client = connect(store=folder)
    ask(client)
    esa.end_sessions()
    folder.save(session_key(settings_for(esa)), Kept(Session("dead.as.well")))
    ask(client)
    assert esa.logins == 2


def test_echoed_token_and_basic_pair_are_known_as_secrets(connect):
    with_login, with_basic = connect(), connect(auth="basic")
    ask(with_login)
    assert any(secret.count(".") == 2 for secret in with_login.secrets)
    assert b64encode(b"auditor:Auditor-Demo-1").decode() in with_basic.secrets


def test_second_wrong_passcode_is_remembered_like_the_first(connect, esa, folder):
    for passcode in ("999999", "888888", "888888"):
        with pytest.raises(SecondFactorRequired):
            ask(connect(store=folder, **TWO_FACTOR, passcode=passcode))
    assert [path for path, _status in paths(esa)].count("two_factor") == 2
