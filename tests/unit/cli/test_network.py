# SPDX-License-Identifier: Apache-2.0
"""What of a node's address the published trust list may carry."""

import pytest

from registry.cli.network import public_endpoints


@pytest.mark.parametrize("url", ["http://127.0.0.1:8545", "https://node.example.vn/rpc"])
def test_a_plain_address_is_pinned(url: str) -> None:
    assert public_endpoints(url) == (url,)


@pytest.mark.parametrize(
    "url", ["http://user:secret@10.0.0.1:8545", "https://token@node.example", "https://node.example/?key=abc"]
)
def test_an_address_with_a_secret_is_left_out(url: str) -> None:
    assert public_endpoints(url) == ()
