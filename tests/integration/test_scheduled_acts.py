# SPDX-License-Identifier: Apache-2.0
"""A contract whose authority has to wait, on a chain of its own whose time can be moved: deployed, used and guarded
from the command line.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from registry.chain.deploy import Deployment
from registry.chain.ganache import DEMO_AUTHORITY_KEY, DEMO_RELAYER_KEY, Ganache
from registry.chain.rpc import JsonRpc
from registry.config import Home
from registry.demo.stage import KDF_COST
from registry.keys.files import password_from_file
from registry.keys.keyring import KeyRing
from registry.keys.signers import FileAccount
from tests.acceptance.town import PUBLIC_URL, Ran, called
from tests.chain_stage import STRANGER_KEY
from tests.conftest import needs_ganache
from tests.support import ROOT

pytestmark = pytest.mark.chain
DELAY, WEEK = 3_600, 7 * 86_400
GUARDIAN = "0x" + FileAccount(STRANGER_KEY).address.hex()


@dataclass
class Office:
    """One folder with one account's key."""

    home: Path
    rpc: JsonRpc
    url: str

    def antin(self, *arguments: object) -> Ran:
        environment = {
            "ANTIN_HOME": str(self.home), "ANTIN_PUBLIC_URL": PUBLIC_URL, "ANTIN_LANG": "en",
            "ANTIN_KEY_PASSWORD_FILE": str(self.home / "password"), "COLUMNS": "200",
            "PATH": "/usr/bin:/bin", "ANTIN_RPC_URLS": self.url,
        }  # fmt: skip
        return called([str(argument) for argument in arguments], environment)

    def scheduled(self, *arguments: object) -> str:
        """The id under which the act waits now."""
        ran = self.antin(*arguments, "--json")
        (act,) = ran.json()["scheduled"]
        assert (ran.exit_code, act["new"], act["expires_at"] - act["ready_at"]) == (0, True, WEEK)
        return str(act["operation"])

    def stages(self, *options: str) -> dict[str, str]:
        rows = self.antin("authority", "scheduled", *options, "--json").json()["scheduled"]
        return {row["operation"]: row["stage"] for row in rows}

    def later(self, seconds: int) -> None:
        self.rpc.call("evm_increaseTime", seconds)
        self.rpc.call("evm_mine")


def office(folder: Path, key: bytes, rpc: JsonRpc, url: str) -> Office:
    folder.mkdir()
    password = folder / "password"
    password.write_text("only for tests\n", encoding="ascii")
    password.chmod(0o600)
    keyring = KeyRing(Home(folder).keys, password_from_file(password), demo_network=True, cost=KDF_COST)
    keyring.import_demo_account("authority", key)
    return Office(folder, rpc, url)


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Office, Office]]:
    """The authority, which has deployed with a delay of an hour, the guardian, and somebody without a role."""
    needs_ganache()
    folder = tmp_path_factory.mktemp("scheduled")
    with Ganache.start(folder / "chain", project=ROOT) as chain, closing(JsonRpc(chain.url)) as rpc:
        keys = {"authority": DEMO_AUTHORITY_KEY, "guardian": STRANGER_KEY, "nobody": DEMO_RELAYER_KEY}
        authority, *others = (office(folder / name, key, rpc, chain.url) for name, key in keys.items())
        done = authority.antin(
            "network", "deploy", "--rpc", chain.url, "--name", "waits", "--block-period", 0, "--demo",
            "--guardian", GUARDIAN, "--delay", "1h",
        )  # fmt: skip
        assert done.exit_code == 0, done.err
        assert f"GUARDIAN   {GUARDIAN}" in done.out
        assert "(after 1 h)" in done.out
        assert authority.antin("db", "upgrade").exit_code == 0
        for other in others:
            shutil.copy(Home(authority.home).trust_list, Home(other.home).trust_list)
        yield authority, others[0], others[1]


Offices = tuple[Office, Office, Office]


def test_the_record_says_who_holds_what(offices: Offices) -> None:
    record = Deployment.parse(Home(offices[0].home).deployment.read_bytes())
    assert record.holders is not None
    assert (record.holders.delay, "0x" + record.holders.guardian.hex()) == (DELAY, GUARDIAN)
    assert record.holders.admin == record.holders.officer == FileAccount(DEMO_AUTHORITY_KEY).address


def test_a_permissive_act_waits_and_is_carried_out(offices: Offices) -> None:
    authority, guardian, _ = offices
    body = authority.scheduled("body", "register", "VD-CERT", "--name", "Ví Dụ", "--order", "01/QD")
    give = ("grant", "give", "VD-CERT", "--basis", "registration", "--scope", "QCVN 4:2009/BKHCN")
    grant = authority.scheduled(*give)
    assert authority.antin("body", "list", "--json").json()["bodies"][0]["code"] == "VD-CERT"
    listed = authority.antin("authority", "scheduled")
    assert "register body VD-CERT, order 01/QD" in listed.out
    assert "grant VD-CERT: QCVN 4:2009/BKHCN (registration)" in listed.out
    assert guardian.stages() == {body: "waiting", grant: "waiting"}  # without a store of bodies, too

    early = authority.antin(*give, "--json")
    assert (early.exit_code, early.json()["scheduled"][0]["new"]) == (2, False)
    early = authority.antin("authority", "execute", body)
    assert (early.exit_code, "can be carried out from" in early.out) == (2, True)
    # What protects the public waits for nothing.
    assert authority.antin("body", "suspend", "VD-CERT", "--reason", 1, "--json").code == "BODY_NOT_ON_CHAIN"

    authority.later(DELAY)
    assert authority.stages() == {body: "ready", grant: "ready"}
    other = guardian.antin("authority", "execute", body, "--json")
    assert (other.exit_code, other.code) == (1, "ACT_OF_ANOTHER")
    done = authority.antin("authority", "execute", body[2:12], "--json")
    assert (done.exit_code, done.json()["act"]) == (0, "registerBody")
    assert authority.antin(*give, "--json").json()["grant"] == 1  # the same command again is the other way
    assert authority.antin("authority", "execute", body, "--json").code == "ACT_EXECUTED_ALREADY"
    assert authority.antin("authority", "cancel", body, "--json").code == "ACT_EXECUTED_ALREADY"
    assert authority.stages() == {}
    assert authority.stages("--all") == {body: "executed", grant: "executed"}


def test_the_guardian_cancels_and_only_a_person_schedules_again(offices: Offices) -> None:
    authority, guardian, nobody = offices
    assert guardian.antin("network", "pause").exit_code == 0
    unpause = authority.scheduled("network", "unpause")
    refused = nobody.antin("authority", "cancel", unpause, "--json")
    assert (refused.exit_code, refused.code) == (1, "ACT_CANCEL_RIGHT")
    assert guardian.antin("authority", "cancel", unpause).exit_code == 0
    assert guardian.antin("authority", "cancel", unpause, "--json").code == "ACT_CANCELLED"
    assert authority.antin("network", "unpause", "--json").code == "ACT_CANCELLED"
    assert authority.antin("authority", "execute", unpause, "--json").code == "ACT_CANCELLED"
    assert authority.scheduled("authority", "schedule", unpause) == unpause
    assert authority.antin("authority", "schedule", unpause, "--json").code == "ACT_SCHEDULED_ALREADY"
    authority.later(DELAY)
    assert authority.antin("network", "unpause").exit_code == 0
    assert authority.scheduled("network", "unpause") == unpause  # the same act, another time
    assert authority.antin("authority", "cancel", unpause).exit_code == 0  # its own scheduler may, too


def test_an_act_that_nobody_carries_out_ends(offices: Offices) -> None:
    authority = offices[0]
    operation = authority.scheduled("body", "register", "VD-LAB", "--name", "Ví Dụ")
    authority.later(DELAY + WEEK)
    assert authority.stages() == {operation: "expired"}
    expired = authority.antin("authority", "execute", operation, "--json")
    assert (expired.exit_code, expired.code) == (1, "ACT_EXPIRED")
    assert authority.scheduled("body", "register", "VD-LAB", "--name", "Ví Dụ") == operation
    assert authority.stages() == {operation: "waiting"}


def test_an_act_that_the_contract_refuses_goes_on_waiting(offices: Offices) -> None:
    authority = offices[0]
    operation = authority.scheduled("order", "retract", 7, "--body", "VD-CERT", "--reason", 6)
    authority.later(DELAY)
    refused = authority.antin("authority", "execute", operation, "--json")
    assert (refused.exit_code, refused.code) == (1, "ORDER_UNKNOWN")
    assert authority.stages()[operation] == "ready"


@pytest.mark.parametrize("name", ["0x12", "f" * 64, "no-id"])
def test_an_unknown_act(offices: Offices, name: str) -> None:
    unknown = offices[0].antin("authority", "execute", name, "--json")
    assert (unknown.exit_code, unknown.code) == (1, "ACT_UNKNOWN")
    assert json.loads(unknown.out)["error"]["remedy"]
