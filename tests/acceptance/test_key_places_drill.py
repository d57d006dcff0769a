# SPDX-License-Identifier: Apache-2.0
"""A body whose keys lie in a token, or behind a remote signer, issues with the same commands as any other."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec

from registry.core.jwk import PublicJwk
from registry.demo.bodies import CERTIFICATION_BODY, SINCE
from registry.demo.stage import enter_body
from tests.acceptance.papers import RICE_COOKER, papers, roster
from tests.acceptance.town import Town
from tests.certificates import Authority, pem
from tests.softhsm import Tokens
from tests.support import ROOT


def issued_is_valid(town: Town, body: str, folder: Path) -> None:
    path = roster(folder / "roster.xlsx", [papers(body)[RICE_COOKER]])
    ran = town.antin("issue", path, "--body", body, "--json")
    assert ran.exit_code == 0, ran.out + ran.err
    code = ran.json()["certificates"][0]["code"]
    assert town.call("verify", code).exit_code == 0
    withdrawn = town.antin("status", "set", code, "withdrawn", "--reason", 10, "--yes", "--json")
    assert withdrawn.exit_code == 0, withdrawn.out + withdrawn.err
    assert town.call("verify", code).exit_code == 1


def test_a_body_with_both_keys_in_a_token(town: Town, tokens: Tokens, tmp_path: Path) -> None:
    body, place = town.body().code, tokens.fresh()
    where = ("--pkcs11", place.module, "--token", place.token, "--pin-file", place.pin_file)
    for role in ("credential", "anchor"):
        made = town.antin("key", "create", "--role", role, "--body", body, "--demo", *where, "--json")
        assert made.exit_code == 0, made.out + made.err
    assert town.antin("key", "register", "--body", body).exit_code == 0
    issued_is_valid(town, body, tmp_path)
    rows = town.call("key", "show", "--body", body, "--json").json()["keys"]
    assert [r["place"] for r in rows][2:] == [f"pkcs11 {place.token}"] * 2
    assert all(r["registered"] for r in rows)


def test_a_wrong_pin_refuses_the_command(town: Town, tokens: Tokens) -> None:
    body, place = town.body().code, tokens.fresh()
    wrong = tokens.pin_file("wrong-pin")
    ran = town.antin("key", "create", "--role", "credential", "--body", body, "--demo", "--pkcs11", place.module,
                     "--token", place.token, "--pin-file", wrong, "--json")  # fmt: skip
    assert (ran.exit_code, ran.code) == (1, "TOKEN_PIN_WRONG")
    assert "wrong-pin" not in (ran.out + ran.err).replace(str(wrong), "")


@contextmanager
def signer(town: Town, folder: Path) -> Iterator[tuple[Path, str]]:
    """``antin signer serve`` as a process with a keyring of its own; its folder, and the anchor key's address."""
    home = folder / "signer"
    environment = town.environment(ANTIN_HOME=str(home))
    key = subprocess.run(
        [sys.executable, "-m", "registry.cli.main", "key", "create", "--role", "anchor", "--body", "REMOTE", "--demo",
         "--json"], env=environment, cwd=ROOT, capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    (home / "token").write_text("0123456789abcdef0123456789abcdef\n")
    (home / "token").chmod(0o600)
    contract = "0x" + town.place.contract.hex()
    (home / "policy.json").write_text(json.dumps({
        "format": "antin-signer-policy", "version": 1, "demo": True, "max_deadline": 7_200,
        "contracts": [{"chain_id": town.place.network.chain_id, "address": contract}],
        "types": ["RegisterAnchorKey", "Anchor", "SetStatus"],
    }))  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "registry.cli.main", "signer", "serve", "--listen", f"unix:{home}/socket",
         "--policy", str(home / "policy.json"), "--token-file", str(home / "token"), "--log", str(home / "log")],
        env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while not (home / "socket").exists():
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield home, json.loads(key.stdout)["id"]
    finally:
        process.terminate()
        process.wait(timeout=30)


def test_a_body_whose_anchor_key_is_on_another_machine(town: Town, tmp_path: Path) -> None:
    body = "REMOTE"
    enter_body(town.place, replace(CERTIFICATION_BODY, code=body), SINCE)
    with signer(town, tmp_path) as (home, address):
        used = town.antin("key", "use", "--role", "anchor", "--body", body, "--demo", "--signer", f"unix:{home}/socket",
                          "--signer-token", home / "token", "--address", address, "--json")  # fmt: skip
        assert used.exit_code == 0, used.out + used.err
        assert town.antin("key", "register", "--body", body).exit_code == 0
        issued_is_valid(town, body, tmp_path)
        lines = [json.loads(line) for line in (home / "log").read_bytes().splitlines()]
        signed = [line["request"]["primaryType"] for line in lines]
        assert signed == ["RegisterAnchorKey", "Anchor", "SetStatus"]
        checked = town.call("signer", "check-log", "--log", home / "log", "--json")
        assert checked.json() == {"count": 3, "hash": lines[-1]["hash"]}
    # The signer is away: the batch waits, nothing is lost, nothing is decided.
    path = roster(tmp_path / "waits.xlsx", [papers(body)[RICE_COOKER + 1]])
    away = town.antin("issue", path, "--body", body, "--json")
    assert (away.exit_code, away.code) == (2, "SIGNER_UNREACHABLE")


def test_a_credential_key_with_a_chain(town: Town, tmp_path: Path) -> None:
    """The authority sees whose certificate it is before it registers the key, and everybody afterwards."""
    body = town.body().code
    assert town.call("key", "create", "--role", "credential", "--body", body, "--demo").exit_code == 0
    jwk = town.place.keyring.credential_signer(body).jwk
    numbers = ec.EllipticCurvePublicNumbers(
        int.from_bytes(jwk.x, "big"), int.from_bytes(jwk.y, "big"), ec.SECP256R1()
    )
    root = Authority.root("Vi Du Root", at=datetime.now(UTC))
    own = root.issue("Trung tâm Chứng nhận Ví Dụ", numbers.public_key(), at=datetime.now(UTC))
    assert PublicJwk.from_public_key(numbers.public_key()) == jwk
    (tmp_path / "chain.pem").write_bytes(pem(own))
    proof = ("key", "proof", "--body", body, "--role", "credential", "--x5c", tmp_path / "chain.pem",
             "--out", tmp_path / "proof.json", "--json")  # fmt: skip
    assert town.call(*proof).code == "X5C_ROOTS_MISSING"
    roots = town.folder.home.signer_roots
    roots.mkdir()
    (roots / "root.pem").write_bytes(Authority.root("Vi Du Root", at=datetime.now(UTC)).pem)
    assert town.call(*proof).code == "X5C_NOT_TRUSTED"
    (roots / "root.pem").write_bytes(root.pem)
    try:
        assert town.call(*proof).exit_code == 0
        entered = town.call("key", "register", "--proof", tmp_path / "proof.json", "--yes", "--json")
    finally:
        (roots / "root.pem").unlink()
        roots.rmdir()
    assert entered.exit_code == 0, entered.out + entered.err
    assert re.search(r"certificate of CN=Trung tâm Chứng nhận Ví Dụ, issued by CN=Vi Du Root", entered.err)
    shown = town.call("key", "show", "--body", body, "--json").json()["keys"][-1]
    assert shown["registered"]
    assert shown["x5c"]["subject"] == "CN=Trung tâm Chứng nhận Ví Dụ"
    issued_is_valid(town, body, tmp_path)
