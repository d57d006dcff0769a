# SPDX-License-Identifier: Apache-2.0
"""``antin network validators`` on nodes that show a chain of votes: what it prints, writes and ends with."""

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from registry.core.chainproof import qbft
from registry.core.chainproof.header import Header
from registry.core.hashing import keccak256
from registry.verify.defaults import packaged_list
from registry.verify.pinned import Network, PinnedContract, ValidatorSet
from registry.verify.trust import TrustList
from tests.acceptance.town import Ran, called
from tests.unit.chain.node import Exchange, node, unused_port
from tests.voting import ADDRESSES, VotingChain

FOUR, NEW = tuple(sorted(ADDRESSES[:4])), ADDRESSES[4]
CONTRACT, CODE = ADDRESSES[8], b"\x60\x00"
_NAMES = ("parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot", "receiptsRoot", "logsBloom",
          "difficulty", "number", "gasLimit", "gasUsed", "timestamp", "extraData", "mixHash", "nonce",
          "baseFeePerGas")  # fmt: skip
_NUMBERS = {"difficulty", "number", "gasLimit", "gasUsed", "timestamp", "baseFeePerGas"}


class Chain:
    """Answers JSON-RPC for a chain in which NEW is voted in at block 5; the head is block 8 and of now."""

    def __init__(self) -> None:
        chain = VotingChain("qbft", FOUR, began=int(time.time()) - 8)
        for number in range(9):
            chain.make(about=NEW if number in (3, 4, 5) else None)
        self.headers = chain.headers

    def __call__(self, exchange: Exchange) -> None:
        asked = exchange.body if isinstance(exchange.body, list) else [exchange.body]
        exchange.result(*[self._answer(one["method"], one["params"]) for one in asked])

    def _answer(self, method: str, params: list[Any]) -> Any:
        if method == "eth_chainId":
            return "0x7"
        if method == "eth_getCode":
            return "0x" + CODE.hex()
        assert method == "eth_getBlockByNumber"
        number = len(self.headers) - 1 if params[0] == "latest" else int(params[0], 16)
        return _told(self.headers[number])


def _told(header: Header) -> dict[str, str]:
    members = dict(zip(_NAMES, header.items, strict=True))
    told = {n: hex(int.from_bytes(v, "big")) if n in _NUMBERS else "0x" + v.hex() for n, v in members.items()}
    return {**told, "hash": "0x" + qbft.block_hash(header).hex()}


@pytest.fixture(scope="module")
def chain() -> Chain:
    return Chain()


@pytest.fixture(scope="module")
def urls(chain: Chain) -> Iterator[str]:
    with ExitStack() as held:
        running = [held.enter_context(node(chain)).url for _ in range(2)]
        yield ",".join([f"http://127.0.0.1:{unused_port()}", *running])


def pinned(chain: Chain, *sets: ValidatorSet) -> TrustList:
    contract = PinnedContract(address=CONTRACT, code_hash=keccak256(CODE), from_block=0)
    network = Network(
        name="told", demo=False, chain_id=7, genesis_hash=qbft.block_hash(chain.headers[0]),
        contracts=(contract,), block_period=1, finality=0, agree=2, max_age=3_600, consensus="qbft", validators=sets,
    )  # fmt: skip
    return replace(packaged_list(), networks=(network,))


def run(folder: Path, trust: TrustList, urls: str, *options: object) -> Ran:
    (folder / "trust-list.json").write_bytes(trust.to_bytes())
    given = ["network", "validators", "--home", str(folder), *map(str, options)]
    return called(given, {"ANTIN_RPC_URLS": urls, "ANTIN_LANG": "en", "ANTIN_RPC_TIMEOUT": "5"})


STALE = ValidatorSet(addresses=FOUR, from_block=0)
TRUE = [
    {"from_block": 0, "until_block": 5, "addresses": [address.hex() for address in FOUR]},
    {"from_block": 6, "addresses": [address.hex() for address in sorted((*FOUR, NEW))]},
]


def test_intervals_in_the_form_of_the_trust_list_which_can_be_written(
    chain: Chain, urls: str, tmp_path: Path
) -> None:
    stale, target = pinned(chain, STALE), tmp_path / "corrected.json"
    ran = run(tmp_path, stale, urls, "--out", target)
    assert ran.exit_code == 1, ran.err
    assert json.loads(ran.out) == {"validators": TRUE}
    assert "Other than the trust list" in ran.err
    corrected = TrustList.parse(target.read_bytes())
    again = run(tmp_path, corrected, urls, "--json")
    assert again.exit_code == 0, again.err
    told = again.json()
    assert (told["as_pinned"], told["validators"], told["last_block"]) == (True, TRUE, 8)
    unlike = replace(corrected.networks[0], validators=stale.networks[0].validators)
    assert replace(corrected, networks=(unlike,)) == stale, "nothing else was changed"
    assert run(tmp_path, stale, urls, "--out", target, "--json").json()["error"]["code"] == "FILE_EXISTS"
    written = target.read_bytes()
    target.write_bytes(b"old")
    assert run(tmp_path, stale, urls, "--out", target, "--force").exit_code == 1
    assert target.read_bytes() == written, "as the remedy says"


def test_cannot_tell(chain: Chain, urls: str, tmp_path: Path) -> None:
    away = run(tmp_path, pinned(chain, STALE), urls.split(",", maxsplit=1)[0], "--json")
    assert (away.exit_code, away.code) == (2, "CHAIN_UNREACHABLE")
    wrong = ValidatorSet(addresses=FOUR[:3], from_block=0)
    ran = run(tmp_path, pinned(chain, wrong), urls, "--json")
    assert (ran.exit_code, ran.code) == (2, "VOTES_OTHER_VALIDATORS")


def test_misuse(chain: Chain, urls: str, tmp_path: Path) -> None:
    ran = run(tmp_path, pinned(chain, STALE), urls, "--from-block", 3, "--json")
    assert (ran.exit_code, ran.code) == (64, "VALIDATORS_FROM_BLOCK")
