# SPDX-License-Identifier: Apache-2.0
"""The writing service as an office meets it: keys by the command, two people, a real chain, the log at the end."""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import urllib3

from registry.demo.bodies import DemoBody
from registry.intake.roster_json import dump_roster
from tests.acceptance.pages import antin_called, commands
from tests.acceptance.papers import papers
from tests.acceptance.town import Town
from tests.support import ROOT

PATIENCE = 180.0  # seconds; on a busy machine other batches of the same registry come first


class Office:
    """The service's address, and a key for each role."""

    def __init__(self, url: str, keys: dict[str, str]) -> None:
        self.url, self.keys = url, keys
        self._http = urllib3.PoolManager(timeout=30.0, retries=False)

    def ask(self, who: str, method: str, path: str, **more: Any) -> tuple[int, Any]:
        headers = {"authorization": f"Bearer {self.keys[who]}", **more.pop("headers", {})}
        answer = self._http.request(method, self.url + path, headers=headers, **more)
        return answer.status, json.loads(answer.data) if "json" in answer.headers[
            "content-type"
        ] else answer.data

    def until(self, who: str, path: str, done: Any) -> Any:
        """Ask until ``done`` says so."""
        end = time.monotonic() + PATIENCE
        while True:
            _, document = self.ask(who, "GET", path)
            if done(document):
                return document
            assert time.monotonic() < end, document
            time.sleep(0.1)


def hired(town: Town, role: str, holder: str, body: str | None = None) -> str:
    options = ["--body", body] if body else []
    ran = town.call("api-key", "create", "--role", role, "--holder", holder, *options, "--json")
    assert ran.exit_code == 0, ran.err
    return str(ran.json()["key"])


@contextmanager
def serving(town: Town, keys: dict[str, str]) -> Iterator[Office]:
    """``antin serve --writing`` as a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-X",
        "utf8",
        "-m",
        "registry.cli.main",
        "serve",
        "--writing",
        "--port",
        str(port),
    ]
    process = subprocess.Popen(
        command, env=town.environment(), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    office = Office(f"http://127.0.0.1:{port}", keys)
    try:
        _wait_for(process, port)
        yield office
    finally:
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode in (0, 130), out.decode()
    assert b"Traceback" not in out, out.decode()


def _wait_for(process: "subprocess.Popen[bytes]", port: int) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None
        assert time.monotonic() < end, "the service did not come up"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def body(town: Town) -> DemoBody:
    return town.body()


@pytest.fixture(scope="module")
def office(town: Town, body: DemoBody) -> Iterator[Office]:
    keys = {
        "preparer": hired(town, "preparer", "Nguyễn Văn An", body.code),
        "approver": hired(town, "approver", "Trần Thị Bình", body.code),
        "auditor": hired(town, "auditor", "Bùi Thị Khanh"),
        "authority": hired(town, "authority", "Vũ Thị Giang"),
        "second": hired(town, "authority", "Đỗ Văn Hải"),
    }
    with serving(town, keys) as office:
        yield office


def test_two_people_issue_and_suspend_and_the_auditor_reads_it(
    town: Town, body: DemoBody, office: Office, tmp_path: Path
) -> None:
    roster = dump_roster(papers(body.code, "hop-quy"))
    sent = {"fields": {"file": ("roster.json", roster)}, "headers": {"idempotency-key": "one"}}
    status, made = office.ask("preparer", "POST", "/api/v1/proposals/issue", **sent)
    assert status == 201, made
    status, done = office.ask("approver", "POST", made["links"]["self"] + "/approve")
    assert (status, done["state"]) == (202, "DONE"), done
    seen = office.until(
        "preparer", made["links"]["self"], lambda p: all(b["stage"] == "final" for b in p["progress"])
    )
    code = seen["certificates"][0]["code"]
    status, shown = office.ask("auditor", "GET", f"/api/v1/certificates/{code}")
    assert shown["status"]["verdict"] == "VALID"

    wanted = json.dumps({"codes": [code], "state": "suspended", "reason": 2}).encode()
    headers = {"idempotency-key": "two", "content-type": "application/json"}
    status, change = office.ask("preparer", "POST", "/api/v1/proposals/status", body=wanted, headers=headers)
    assert status == 201, change
    assert change["preview"]["counts"]["after"] == {"SUSPENDED": 1}
    status, _ = office.ask("approver", "POST", change["links"]["self"] + "/approve")
    assert status == 202
    office.until("preparer", change["links"]["self"], lambda p: p["state"] == "DONE")
    status, shown = office.ask("auditor", "GET", f"/api/v1/certificates/{code}")
    assert (shown["status"]["verdict"], shown["status"]["outcome"]) == ("INVALID", "SUSPENDED")

    day = shown["issued"]
    status, report = office.ask("preparer", "GET", f"/api/v1/reports/certificates?from={day}&to={day}")
    assert code in report.decode("utf-8-sig")
    checked = town.call("db", "log", "--limit", "1000", "--json")
    assert (checked.exit_code, checked.json()["findings"]) == (0, [])
    _, log = office.ask("auditor", "GET", "/api/v1/audit-log?limit=500")
    assert log["items"] == checked.json()["rows"]
    kept = town.call("db", "log", "--known", checked.json()["head"], "--json")
    assert kept.exit_code == 0
    everything = json.dumps(log)
    assert not any(key[22:] in everything for key in office.keys.values()), "no secret is in the log"
    assert town.call("db", "check", "--json").exit_code == 0


def test_the_page_for_two_persons_does_what_it_says(
    town: Town, body: DemoBody, office: Office, tmp_path: Path
) -> None:
    script = commands(ROOT / "docs/howto/two-persons-over-http.md")
    script = script.replace("http://127.0.0.1:8081", office.url).replace("VD-CERT", body.code)
    script = antin_called(script, lambda arguments: town.call(*arguments).out, tmp_path)
    ran = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]
    assert (tmp_path / "lap.header").stat().st_mode & 0o077 == 0, "a key that others can read"
    assert '"ROLE_REFUSED"' in (tmp_path / "tu-choi.json").read_text(encoding="utf-8")


def test_the_authority_orders_and_retracts_by_two(town: Town, body: DemoBody, office: Office) -> None:
    def sent(who: str, path: str, key: str, **fields: Any) -> Any:
        headers = {"idempotency-key": key, "content-type": "application/json"}
        data = json.dumps({"body": body.code, "reason": 11, **fields}).encode()
        status, document = office.ask(who, "POST", f"/api/v1/{path}", body=data, headers=headers)
        assert status in (200, 201), document
        return document

    def decided(who: str, proposal: Any) -> Any:
        status, document = office.ask(who, "POST", proposal["links"]["self"] + "/approve")
        assert (status, document["state"]) == (202, "DONE"), document
        return document["acts"][0]

    order = {"action": "review", "number": "34/QĐ-VIDU"}
    counted = sent("authority", "previews/order", "a", **order)["preview"]["matches"]
    assert (counted["unknown_batches"], counted["matched"]) == (0, counted["of"])
    assert counted["of"] > 0
    own, problem = office.ask(
        "authority",
        "POST",
        (made := sent("authority", "proposals/order", "b", **order))["links"]["self"] + "/approve",
    )
    assert (own, problem["code"]) == (403, "OWN_PROPOSAL")
    act = decided("second", made)
    listed = town.call("order", "list", "--body", body.code, "--json").json()["orders"]
    assert [(one["n"], one["number"]) for one in listed] == [(act["n"], "34/QĐ-VIDU")]
    decided("authority", sent("second", "proposals/order-retraction", "c", n=act["n"], number="35/QĐ-VIDU"))
    suspend = sent("authority", "proposals/standing", "d", act="body.suspend", order="36/QĐ-VIDU")
    assert decided("second", suspend)["block"] is not None
    assert town.on_chain(body.code).suspended_from > 0


def test_a_revoked_key_is_refused_by_the_running_service(town: Town, body: DemoBody, office: Office) -> None:
    office.keys["gone"] = hired(town, "preparer", "Người Cũ", body.code)
    assert office.ask("gone", "GET", "/api/v1/me")[0] == 200
    assert town.call("api-key", "revoke", office.keys["gone"][6:22]).exit_code == 0
    status, problem = office.ask("gone", "GET", "/api/v1/me")
    assert (status, problem["code"]) == (401, "API_KEY_REFUSED")
    listed = town.call("api-key", "list", "--json")
    assert not any(key[23:] in listed.out for key in office.keys.values())
    assert "revoked" in town.call("api-key", "list").out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("serve", "--writing", "--host", "0.0.0.0"), "WRITING_NEEDS_TLS"),
        (("serve", "--writing", "--host", "registry.example"), "WRITING_NEEDS_TLS"),
        (("serve", "--writing", "--behind-proxy", "nonsense"), "PROXY_ADDRESS"),
        (("api-key", "create", "--role", "king", "--holder", "A", "--json"), "ROLE_UNKNOWN"),
        (("api-key", "create", "--role", "preparer", "--holder", "A", "--json"), "API_KEY_BODY"),
        (("api-key", "create", "--role", "auditor", "--holder", "A", "--expires", "01/01/2020", "--json"),
         "API_KEY_EXPIRED"),
        (("api-key", "create", "--role", "auditor", "--holder", "A", "--expires", "soon", "--json"), "OPTION_DATE"),
        (("db", "log", "--known", "1:zz", "--json"), "LOG_KNOWN"),
    ],
)  # fmt: skip
def test_misuse_of_the_writing_commands_is_64(town: Town, arguments: tuple[str, ...], code: str) -> None:
    ran = town.call(*arguments)
    assert ran.exit_code == 64
    assert code in ran.out + ran.err


def test_a_log_that_was_changed_ends_with_1(town: Town, office: Office) -> None:
    head = town.call("db", "log", "--json").json()
    assert head["count"] > 0
    ran = town.call("db", "log", "--known", f"{head['count'] + 5}:{'0' * 64}", "--json")
    assert (ran.exit_code, ran.codes()) == (1, {"LOG_CUT"})


def test_unknown_keys_are_refused_with_1(town: Town) -> None:
    ran = town.call("api-key", "revoke", "0" * 16, "--json")
    assert (ran.exit_code, ran.code) == (1, "API_KEY_UNKNOWN")
