# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Configuration as data: any number of its parts, or all that an appliance has, read at once over one connection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Union

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import Configuration, Fields
from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, AuthenticationError, NotFound, PermissionDenied
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.asking import Wanted, wanted
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.levels import OPTIONS as LEVEL_OPTIONS
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.levels import REQUIRED_IF
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.reading import Found, Question, explained, fetched, found_in
from ansible_collections.asyncos.api.plugins.module_utils._task.denial import are_good, denial_of, is_of_resource
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import REDACTED, error_dict, with_failures
from ansible_collections.asyncos.api.plugins.module_utils._task.masking import masked, secrets_in
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job, Operation, Result
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option
from ansible_collections.asyncos.api.plugins.module_utils._task.parallel import run_all

OPTIONS: dict[str, Option] = {
    "resources": Option(
        "list",
        (
            "The parts of the configuration to read. Each is a name, or a dictionary. The page on configuration lists all names.",
            "V(all) stands for everything that the appliance has. What it does not have, or the role may not read, does not fail the task then.",
            "Parts that are read for one thing at a time, such as V(policy_members), are not in V(all), but may be named beside it.",
            "A dictionary has the key C(name), and may have C(names), a list of the items to read, and C(query), further parameters as on the wire.",
            "Where the API has pages, it may have C(limit), how many items to read at most, and C(offset), how many to leave out before them.",
            "Parts that are read for one thing at a time take its name under a key of its own, such as C(policy), or several in C(names).",
            "A misspelt name, and one of another product, is refused before any request.",
        ),
        required=True,
        elements="raw",
    ),
    **LEVEL_OPTIONS,
    "show_secrets": Option(
        "bool",
        (
            "Whether passwords, keys and the like are in the result as the appliance answers them. Add C(no_log: true) to such a task.",
            "Otherwise each of them is replaced with V(********), and RV(meta.name.masked) says whether there were any.",
            "What the catalogue declares as a secret is one, and so is what has the name of one, such as C(passphrase).",
        ),
        default=False,
    ),
    "ignore_failed_items": Option(
        "bool",
        (
            "Whether the task succeeds when some parts could not be read. Either way RV(failed_items) names them, and the others are there.",
            "An appliance that cannot be reached, or that refuses the login, fails the task all the same.",
        ),
        default=False,
    ),
}

_NOT_SUPPORTED = 501

Answer = Union[Reply, AsyncOSError]


@dataclass
class Collected:
    """What became of the parts, in the order in which they were asked for."""

    configuration: dict[str, Any] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=dict)
    unavailable: list[dict[str, Any]] = field(default_factory=list)
    failed_items: list[dict[str, Any]] = field(default_factory=list)
    absent: list[AsyncOSError] = field(default_factory=list)
    errors: list[AsyncOSError] = field(default_factory=list)


def run(job: Job) -> Result:
    parts = wanted(job.params)
    answers = _answers(job.client, parts)
    collected = Collected()
    for part in parts:
        _collect(job, part, answers, collected)
    _warn(job, parts, collected)
    result: Result = {
        "changed": False,
        "configuration": collected.configuration,
        "unavailable": collected.unavailable,
        "failed_items": collected.failed_items,
        "meta": collected.meta,
    }
    errors = collected.errors if collected.configuration else collected.errors + collected.absent
    asked = sum(len(part.questions) for part in parts)
    return with_failures(result, errors, asked, "parts of the configuration", job.params["ignore_failed_items"], job.client.secrets, "read")


def _answers(client: Client, parts: Iterable[Wanted]) -> dict[str, Answer]:
    """The answers by target: parts that are read by the same call share it. Raises what every call would meet."""
    product = client.settings.product
    questions = {question.target(product): question for part in parts for question in part.questions.values()}
    answers = _asked(client, questions, fetched)
    refused = {target: questions[target] for target, answer in answers.items() if is_of_resource(answer)}
    if refused and (any(isinstance(answer, Reply) for answer in answers.values()) or are_good(client)):
        answers.update(_asked(client, refused, _fetched_if_allowed))
    errors = [answer for answer in answers.values() if isinstance(answer, AsyncOSError)]
    if len(errors) == len(answers):
        for error in errors:
            if error.hopeless:
                raise error
    return answers


def _asked(client: Client, questions: Mapping[str, Question], ask: Callable[[Client, Question], Reply]) -> dict[str, Answer]:
    return dict(zip(questions, run_all([partial(ask, client, question) for question in questions.values()], client.settings.concurrency)))


def _fetched_if_allowed(client: Client, question: Question) -> Reply:
    """The answer to a question of credentials that are good."""
    try:
        return fetched(client, question)
    except AuthenticationError as exc:
        if not is_of_resource(exc):
            raise
        raise denial_of(exc) from exc


def _collect(job: Job, part: Wanted, answers: Mapping[str, Answer], collected: Collected) -> None:
    """Put what became of one part where it belongs."""
    found: dict[str, Found] = {}
    for name, question in part.questions.items():
        outcome = _found(job, question, answers[question.target(job.client.settings.product)])
        if isinstance(outcome, Found):
            found[name] = outcome
        elif not part.by_name and is_unavailable(outcome):
            collected.unavailable.append(_unavailable(part.row, job.client.settings.product, outcome))
            collected.absent.append(outcome)
        else:
            collected.failed_items.append({"resource": part.row.name, "name": name or None, "msg": str(outcome), "error": error_dict(outcome)})
            collected.errors.append(outcome)
    if found:
        value = _joined(part, found)
        shown = value if job.params["show_secrets"] else REDACTED if part.row.secret else masked(value, _declared(part.row))
        collected.configuration[part.row.name] = shown
        collected.meta[part.row.name] = {**_meta(part, found, job.client.settings.product), **_about(part, value), "masked": shown != value}


def _found(job: Job, question: Question, answer: Answer) -> Found | AsyncOSError:
    """What an answer says about a part; an error in words for it, without secrets that the appliance answers beside a failure."""
    try:
        if isinstance(answer, Reply):
            return found_in(job.client, question, answer)
        error = explained(answer, question, job.client.settings.product)
    except AsyncOSError as exc:
        error = exc
    if not job.params["show_secrets"]:
        error.details = masked(error.details, _declared(question.row))
    return error


def is_unavailable(error: AsyncOSError) -> bool:
    """Whether it is the appliance or the role that does not have a part, rather than the call that went wrong."""
    return isinstance(error, (NotFound, PermissionDenied)) or error.status == _NOT_SUPPORTED


def _declared(row: Configuration) -> Fields:
    return row.elements.fields if row.elements else row.fields


def _joined(part: Wanted, found: Mapping[str, Found]) -> Any:
    """One value of what was read at once or one at a time. Items bear their names; anything else is put under them."""
    if not part.one_at_a_time:
        return found[""].value
    if part.row.is_list:
        return [item for one in found.values() for item in (one.value if isinstance(one.value, list) else [one.value])]
    return {name: one.value for name, one in found.items()}


def _meta(part: Wanted, found: Mapping[str, Found], product: str) -> dict[str, Any]:
    row = part.row
    return {
        "path": row.resource.path if part.one_at_a_time else part.questions[""].path(),
        "api_version": row.resource.api_version,
        "since": row.resource.since.get(product),
        "level": part.level,
        "key": list(row.key),
        "can_be": list(row.can_be),
        "fits": all(one.fits for one in found.values()),
        "confidence": row.reading.evidence.confidence,
        "base64": any(one.encoded for one in found.values()),
    }


def _about(part: Wanted, value: Any) -> dict[str, Any]:
    """How much came, and which of the names that were asked for at once did not."""
    names = () if part.one_at_a_time else part.questions[""].names
    there = {str(item.get(part.row.key[0])) for item in value if isinstance(item, dict)} if part.row.is_list and isinstance(value, list) else set(names)
    return {
        "returned": len(value) if isinstance(value, (list, dict)) else None,
        "missing": [name for name in names if name not in there],
    }


def _unavailable(row: Configuration, product: str, error: AsyncOSError) -> dict[str, Any]:
    return {"resource": row.name, "since": row.resource.since.get(product), "kind": error.kind, "msg": str(error)}


def _warn(job: Job, parts: Iterable[Wanted], collected: Collected) -> None:
    other = [name for name, meta in collected.meta.items() if not meta["fits"]]
    if other:
        job.warn(f"The answers about {', '.join(other)} have another form than the catalogue expects; they are returned as they came.")
    for name, meta in collected.meta.items():
        if meta["missing"]:
            job.warn(f"{name} has no {', '.join(meta['missing'])}.")
    for part in parts:
        if part.strange:
            job.warn(f"{part.row.name}: the catalogue does not know the parameter {', '.join(part.strange)}; an appliance may overlook what it does not know.")


def secrets(params: Mapping[str, Any]) -> set[str]:
    """What the task gives to be kept secret, such as the password that a file is to be encrypted with."""
    return secrets_in(params.get("resources"), {})


CONFIG_INFO = Operation(options=OPTIONS, run=run, constraints={"required_if": REQUIRED_IF}, secrets=secrets)
