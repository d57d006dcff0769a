# SPDX-License-Identifier: Apache-2.0
"""What of a node's address the published trust list may carry, and what is said where it carries none."""

import pytest
from msgspec.structs import replace

from registry.cli.network import public_endpoints, tell_nodes
from registry.cli.output import Output
from registry.core.types import Address
from registry.verify.pinned import Network, PinnedContract

NODE = "http://127.0.0.1:8545"
NETWORK = Network(
    name="told", demo=False, chain_id=7, genesis_hash=bytes(32), block_period=1, finality=0, agree=2, max_age=60,
    contracts=(PinnedContract(address=Address(bytes(20)), code_hash=bytes(32), from_block=0),),
)  # fmt: skip


@pytest.mark.parametrize("url", ["http://127.0.0.1:8545", "https://node.example.vn/rpc"])
def test_a_plain_address_is_pinned(url: str) -> None:
    assert public_endpoints(url) == (url,)


@pytest.mark.parametrize(
    "url", ["http://user:secret@10.0.0.1:8545", "https://token@node.example", "https://node.example/?key=abc"]
)
def test_an_address_with_a_secret_is_left_out(url: str) -> None:
    assert public_endpoints(url) == ()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_deploying_ends_with_the_line_that_later_commands_need(
    lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    tell_nodes(Output(lang, as_json=False), NETWORK, NODE)
    lines = capsys.readouterr().out.splitlines()
    assert f"export ANTIN_RPC_URLS={NODE}" in lines
    assert "2" in lines[-1], "one node alone makes no answer here"
    tell_nodes(Output(lang, as_json=False), replace(NETWORK, endpoints=(NODE,)), NODE)
    assert capsys.readouterr().out == "", "the list names it"


def test_an_address_with_a_secret_is_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    tell_nodes(Output("en", as_json=False), NETWORK, "https://node.example/?key=abc")
    shown = capsys.readouterr()
    assert "abc" not in shown.out + shown.err
    assert "ANTIN_RPC_URLS" in shown.err
