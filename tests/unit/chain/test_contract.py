# SPDX-License-Identifier: Apache-2.0
"""The shipped contract, the check that a chain carries it, and refusals found by selector."""

import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from registry.chain.calls import signature_of
from registry.chain.contract import ACCESS_MANAGER, EXTENSION, artifact, check_contract, extension_of
from registry.chain.deploy import Deployment
from registry.chain.errors import CODES, refusal, revert_data
from registry.chain.roles import Holders
from registry.chain.rpc import RpcFaultError
from registry.core.anchor import TYPES, type_string
from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.errors import EvidenceError, InputError, RefusedError
from registry.ports.chain import ChainIdentity, check_chain
from registry.testing.fake_chain import FakeChain
from registry.texts import catalogue


def selector(name: str) -> bytes:
    entry = next(e for e in artifact().abi if e["type"] == "error" and e["name"] == name)
    return signature_of(entry)[0]


def test_the_base_install_reads_the_chain() -> None:
    script = (
        "import sys; import registry.chain.reader, registry.chain.contract\n"
        "banned = {'web3', 'eth_abi', 'eth_account', 'eth_keyfile', 'coincurve', 'sqlalchemy', 'pydantic'}\n"
        "sys.exit(str(sorted(banned & set(sys.modules))) if banned & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_artifact_is_whole() -> None:
    for name in ("Antin", ACCESS_MANAGER):
        shipped = artifact(name)
        assert shipped.name == name
        assert len(shipped.code_hash) == 32
        assert len(shipped.bytecode) > 5_000
        assert shipped.compiler["settings"]["evmVersion"] == "london"


def test_every_custom_error_has_a_code_and_every_code_words_in_both_languages() -> None:
    names = {e["name"] for e in artifact().abi if e["type"] == "error"}
    assert names == set(CODES)
    codes = {c for value in CODES.values() for c in (value if isinstance(value, tuple) else (value,))}
    for code in codes:
        text = catalogue()[code]
        assert text.en
        assert text.vi


def test_a_contract_that_is_missing_or_another() -> None:
    chain = FakeChain()
    known = keccak256(chain.ledger.codes[chain.contract])
    check_contract(chain, chain.contract, known)
    with pytest.raises(EvidenceError) as missing:
        check_contract(chain, Address(b"\x01" * 20), known)
    assert missing.value.code == "CONTRACT_MISSING"
    with pytest.raises(EvidenceError) as different:
        check_contract(chain, chain.contract)
    assert different.value.code == "CONTRACT_DIFFERENT"


def test_the_extension_of_the_shipped_contract_is_looked_at_too(monkeypatch: pytest.MonkeyPatch) -> None:
    chain = FakeChain()
    shipped = {
        chain.contract: artifact().code_hash,
        extension_of(chain.contract): artifact(EXTENSION).code_hash,
    }
    monkeypatch.setattr(chain, "code_hash", lambda address, _: shipped[address])
    check_contract(chain, chain.contract)
    shipped[extension_of(chain.contract)] = keccak256(b"another")
    with pytest.raises(EvidenceError) as different:
        check_contract(chain, chain.contract)
    assert different.value.code == "CONTRACT_DIFFERENT"


def test_the_extension_is_the_first_contract_that_the_contract_created() -> None:
    # EIP-161: a contract's nonce begins at 1. The address is of a published example with that nonce.
    creator = Address(bytes.fromhex("6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0"))
    assert extension_of(creator).hex() == "343c43a37d37dff08ae8c4a11544c718abb4fcf8"


def test_an_account_without_code_is_missing_even_if_nothing_is_pinned_by_mistake() -> None:
    with pytest.raises(EvidenceError) as error:
        check_contract(FakeChain(), Address(b"\x01" * 20), keccak256(b""))
    assert error.value.code == "CONTRACT_MISSING"


def test_a_chain_id_alone_does_not_make_the_chain() -> None:
    chain = FakeChain(1337)
    identity = chain.identity()
    check_chain(chain, identity)
    for pinned in (ChainIdentity(1338, identity.genesis_hash), ChainIdentity(1337, b"\x01" * 32)):
        with pytest.raises(EvidenceError) as error:
            check_chain(chain, pinned)
        assert error.value.code == "WRONG_CHAIN"
        assert "1337" in error.value.text("vi")


def fault(data: Any, message: str = "execution reverted") -> RpcFaultError:
    return RpcFaultError("http://node", 3, message, data)


def not_active(grant: int) -> str:
    words = b"\x0b" * 32 + grant.to_bytes(32, "big") + (99).to_bytes(32, "big")
    return "0x" + (selector("AntinNotActive") + words).hex()


@pytest.mark.parametrize(
    "place",
    [
        lambda d: d,
        lambda d: d.upper().replace("0X", "0x"),
        lambda d: {"result": d, "hash": "0x" + "01" * 32, "reason": None},
        lambda d: {"data": d},
        lambda d: {"0x" + "02" * 32: {"return": d, "error": "revert"}},
    ],
    ids=["plain", "upper case", "result", "data", "by transaction"],
)
def test_revert_data_is_found_where_nodes_put_it(place: Any) -> None:
    found = refusal(fault(place(not_active(2))), body="VD-CERT")
    assert isinstance(found, RefusedError)
    assert (found.code, found.params["grant"], found.params["body"]) == ("GRANT_NOT_ACTIVE", 2, "VD-CERT")


def test_grant_zero_is_the_body_itself() -> None:
    found = refusal(fault(not_active(0)))
    assert found.code == "BODY_NOT_ACTIVE"
    assert found.params["body"] == "0x" + "0b" * 32


def test_a_reason_that_is_unknown_is_still_a_refusal() -> None:
    assert refusal(fault("0x12345678")).code == "CHAIN_REVERTED"
    assert refusal(fault("0x4e487b71" + "00" * 31 + "11")).code == "CHAIN_REVERTED"
    assert refusal(fault(None)).code == "CHAIN_REVERTED"
    assert refusal(fault(not_active(0)[:-64])).code == "BODY_NOT_ACTIVE"


def test_a_fault_that_is_no_revert_stays_cannot_tell() -> None:
    found = refusal(fault(None, "header not found"))
    assert isinstance(found, RpcFaultError)
    assert found.exit_code == 2


@pytest.mark.parametrize(
    "value", [None, 7, "", "0x", "0x1234", "revert", "0x" + "01" * 32, [], {"a": 1}, "0xgg345678"]
)
def test_what_is_no_revert_data(value: Any) -> None:
    assert revert_data(value) is None


def test_type_strings_name_referred_structs_last() -> None:
    assert type_string("SetStatusMany") == (
        "SetStatusMany(bytes32 body,StatusItem[] items,uint64 deadline)"
        "StatusItem(bytes32 subject,uint16 n,uint8 state,uint8 reason,uint40 effectiveFrom,bytes32 ref)"
    )
    assert all(type_string(name).startswith(f"{name}(") for name in TYPES)


RECORD = Deployment(
    network="demo", chain_id=1337, genesis_hash=b"\x01" * 32, contract=Address(b"\x02" * 20),
    access_manager=Address(b"\x03" * 20), block=2, code_hash=b"\x04" * 32,
    compiler={"version": "0.8", "settings": {"viaIR": True}}, transaction_hash=b"\x05" * 32,
)  # fmt: skip


def test_a_deployment_record_comes_back() -> None:
    data = RECORD.to_bytes()
    assert Deployment.parse(data) == RECORD
    assert Deployment.parse(data).to_bytes() == data
    holders = Holders(
        admin=Address(b"\x07" * 20),
        officer=Address(b"\x08" * 20),
        guardian=Address(b"\x09" * 20),
        delay=3_600,
    )
    told = replace(RECORD, holders=holders)
    assert Deployment.parse(told.to_bytes()) == told
    for old, new in (('"delay": 3600', '"delay": -1'), ('"officer"', '"oficer"'), ("0x" + "08" * 20, "0x08")):
        with pytest.raises(InputError, match="DEPLOYMENT_FORMAT"):
            Deployment.parse(told.to_bytes().replace(old.encode(), new.encode()))
    assert RECORD.identity == ChainIdentity(1337, b"\x01" * 32)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("antin-deployment", "other"),
        ('"version": 1\n', '"version": 2\n'),
        ('"chain_id": 1337', '"chain_id": -1'),
        ('"chain_id": 1337', '"chain_id": true'),
        ("0x" + "02" * 20, "0x" + "02" * 19),
        ("04" * 32, "zz" * 32),
        ('"block"', '"blok"'),
        ('"demo"', '""'),
    ],
)
def test_a_damaged_deployment_record(old: str, new: str) -> None:
    data = RECORD.to_bytes().decode()
    assert old in data
    with pytest.raises(InputError) as error:
        Deployment.parse(data.replace(old, new).encode(), where="deployment.json")
    assert (error.value.code, error.value.where) == ("DEPLOYMENT_FORMAT", "deployment.json")


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'{"a":1,"a":2}'])
def test_what_is_no_deployment_record(data: bytes) -> None:
    with pytest.raises(InputError):
        Deployment.parse(data)
