# SPDX-License-Identifier: Apache-2.0
"""The demonstration as a newcomer starts it: once, again, and where something is in the way."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.acceptance.town import Ran
from tests.conftest import needs_ganache
from tests.support import ROOT, shared
from tests.unit.chain.node import unused_port

pytestmark = pytest.mark.chain

_CODE = re.compile(r"\b(?:[0-9A-Z]{4}-){7}[0-9A-Z]{4}\b")


def demo(state: Path, *options: object, lang: str = "en") -> Ran:
    """``./scripts/demo`` after its set-up, which the tests have had already."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("ANTIN_")}
    ports = [] if "--rpc-port" in options else ["--rpc-port", str(unused_port())]
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "registry.demo", "--state", str(state), "--lang", lang, *ports,
         *map(str, options)],
        capture_output=True, env=clean, cwd=ROOT, timeout=240, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@dataclass(frozen=True)
class First:
    """What the first start left."""

    state: Path
    ran: Ran


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> First:
    needs_ganache()
    state = Path(tmp_path_factory.mktemp("demo")) / "state"
    return First(state, demo(state, "--once"))


@pytest.fixture
def state(first: First, tmp_path: Path) -> Path:
    """A copy of the first start's state, to be spoiled."""
    return Path(shutil.copytree(first.state, tmp_path / "state"))


def verdicts(ran: Ran) -> list[str]:
    return re.findall(r"^(VALID|INVALID|INDETERMINATE)\b", ran.out, re.M)


def test_the_first_start_tells_the_main_path(first: First) -> None:
    assert first.ran.exit_code == 0, first.ran.out + first.ran.err
    assert verdicts(first.ran) == ["VALID", "INVALID", "INVALID"]
    assert "VD-CERT/HQ-2026-000123" in first.ran.out
    assert "issued before" not in first.ran.out
    issued = first.state / "documents" / "issued"
    assert len(list(issued.glob("*.bundle.json"))) == 5 + 1, "four conformity, one calibration, one tampered"
    assert (issued / "labels.html").is_file()


def test_secrets_are_the_owners_alone(first: First) -> None:
    secrets = [first.state / "key-password", *(first.state / "registry" / "keys").iterdir()]
    assert len(secrets) > 6
    assert {path.stat().st_mode & 0o077 for path in secrets} == {0}
    password = (first.state / "key-password").read_text().strip()
    assert password not in first.ran.out + first.ran.err


def test_the_second_start_goes_on(first: First, state: Path) -> None:
    second = demo(state, "--once")
    assert second.exit_code == 0, second.out + second.err
    codes = set(_CODE.findall(first.ran.out))
    assert len(codes) >= 5
    assert set(_CODE.findall(second.out)) == codes
    shown = [line for line in second.out.splitlines() if _CODE.search(line) and "VD-" in line]
    assert shown
    assert all("issued before" in line for line in shown)
    assert verdicts(second) == ["VALID", "INVALID", "INVALID"]


@pytest.mark.external
def test_a_given_dcc_is_issued_by_a_stand_in(state: Path) -> None:
    path = shared("dcc/samples/valid/dcc_gp_temperature_typical_v12.xml")
    ran = demo(state, "--once", path, lang="vi")
    assert ran.exit_code == 0, ran.out + ran.err
    assert "Kalibrierfirma GmbH" in ran.out
    assert "GP_DCC_temperature_typical_1.2" in ran.out
    assert "(đã cấp trước đó)" in ran.out


@contextmanager
def occupied() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield int(taken.getsockname()[1])


def test_ports_in_use_name_the_way_out(state: Path) -> None:
    with occupied() as port:
        for option in (("--rpc-port", port, "--once"), ("--port", port)):
            ran = demo(state, "--fresh", *option)
            assert ran.exit_code == 64
            assert f"port {port} is in use" in ran.err
            assert option[0] in ran.err
    assert (state / "demo.json").exists(), "nothing was begun, nothing moved aside"


def test_damaged_state_names_the_way_out(state: Path) -> None:
    (state / "demo.json").write_text("{ not json", encoding="utf-8")
    ran = demo(state, "--once")
    assert ran.exit_code == 64
    assert "DEMO_STATE_DAMAGED" in ran.err
    assert "--fresh" in ran.err


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("registry.db", "STORE_DAMAGED"),
        ("trust-list.json", "TRUST_LIST_FORMAT"),
        ("keys/keyring.json", "KEYRING_FORMAT"),
    ],
)
def test_a_damaged_registry_names_the_way_out(state: Path, name: str, code: str) -> None:
    (state / "registry" / name).write_bytes(b"junk")
    ran = demo(state, "--once")
    assert ran.exit_code != 0
    assert code in ran.err
    assert "--fresh" in ran.err
    assert "Traceback" not in ran.err


def test_a_changed_contract_names_the_way_out_and_fresh_starts_anew(first: First, state: Path) -> None:
    shutil.rmtree(state / "chain")
    ran = demo(state, "--once")
    assert ran.exit_code == 64
    assert "DEMO_CONTRACT_CHANGED" in ran.err
    assert "--fresh" in ran.err
    anew = demo(state, "--once", "--fresh")
    assert anew.exit_code == 0, anew.out + anew.err
    (aside,) = state.parent.glob("state-*")
    assert (aside / "registry" / "registry.db").read_bytes() == (
        first.state / "registry" / "registry.db"
    ).read_bytes()
    assert set(_CODE.findall(anew.out)).isdisjoint(_CODE.findall(first.ran.out))


def test_a_contract_that_is_not_the_pinned_one(first: First, state: Path) -> None:
    trust = state / "registry" / "trust-list.json"
    text = trust.read_text(encoding="utf-8")
    pinned = re.search(r'"code_hash":\s*"([0-9a-f]{64})"', text)
    assert pinned is not None
    trust.write_text(text.replace(pinned[1], "11" * 32), encoding="utf-8")
    ran = demo(state, "--once")
    assert ran.exit_code == 64
    assert "DEMO_CONTRACT_CHANGED" in ran.err


@pytest.mark.parametrize("options", [("--nonsense",), ("--lang", "fr"), ("--port", "x")])
def test_misuse_is_64(tmp_path: Path, options: tuple[str, ...]) -> None:
    ran = demo(tmp_path / "state", *options)
    assert ran.exit_code == 64
    assert "usage:" in ran.err


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    ran = demo(tmp_path / "state", "--once", tmp_path / "no.xml")
    assert ran.exit_code == 65
    assert "no.xml" in ran.err
    assert "Traceback" not in ran.err


def test_help(tmp_path: Path) -> None:
    ran = demo(tmp_path / "state", "--help")
    assert ran.exit_code == 0
    assert "--fresh" in ran.out
