# SPDX-License-Identifier: Apache-2.0
"""Who seals a network's blocks, as a trust list pins it."""

import json
from typing import Any

import pytest
import rfc8785

from registry.errors import InputError
from registry.verify.trust import Network, TrustList
from tests.unit.verify.build import World

A, B = "aa" * 20, "bb" * 20
FIRST = {"from_block": 10, "until_block": 19, "addresses": [A, B]}
SECOND = {"from_block": 30, "addresses": [B]}


def parsed(**members: Any) -> Network:
    content = json.loads(World().trust().to_bytes())
    content["networks"][0].update(members)
    data = rfc8785.dumps(content)
    trust = TrustList.parse(data)
    assert trust.to_bytes() == data
    return trust.networks[0]


def test_a_network_that_nobody_seals() -> None:
    network = parsed()
    assert (network.consensus, network.validators_at(5)) == ("none", ())


def test_each_block_has_the_validators_of_its_interval() -> None:
    network = parsed(consensus="qbft", validators=[FIRST, SECOND])
    both, one = (bytes.fromhex(A), bytes.fromhex(B)), (bytes.fromhex(B),)
    expected = {9: None, 10: both, 19: both, 20: None, 29: None, 30: one, 10**9: one}
    assert {number: network.validators_at(number) for number in expected} == expected


@pytest.mark.parametrize(
    "members",
    [
        {"consensus": "qbft"},
        {"validators": [SECOND]},
        {"consensus": "none", "validators": [SECOND]},
        {"consensus": "pow", "validators": [SECOND]},
        {"consensus": "qbft", "validators": []},
        {"consensus": "qbft", "validators": [SECOND, FIRST]},
        {"consensus": "qbft", "validators": [FIRST, {**SECOND, "from_block": 19}]},
        {"consensus": "qbft", "validators": [{**SECOND, "addresses": []}]},
        {"consensus": "qbft", "validators": [{**SECOND, "addresses": [A, A]}]},
        {"consensus": "qbft", "validators": [{**SECOND, "addresses": [A.upper()]}]},
        {"consensus": "qbft", "validators": [{**SECOND, "addresses": [A[2:]]}]},
        {"consensus": "qbft", "validators": [{**SECOND, "extra": 1}]},
    ],
)
def test_what_cannot_stand_is_refused(members: dict[str, Any]) -> None:
    with pytest.raises(InputError) as caught:
        parsed(**members)
    assert caught.value.code == "TRUST_LIST_FORMAT"
