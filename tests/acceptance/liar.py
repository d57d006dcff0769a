# SPDX-License-Identifier: Apache-2.0
"""A node in front of the real one that changes what it answers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import urllib3

from tests.unit.chain.node import Exchange, node

Change = Callable[[str, list[Any], Any], Any]
"""Method, parameters and true result to the result that is told."""


@contextmanager
def liar(url: str, change: Change) -> Iterator[str]:
    """The address of a node that asks ``url`` and passes its answers through ``change``."""
    http = urllib3.PoolManager()

    def answer(exchange: Exchange) -> None:
        response = http.request("POST", url, json=exchange.body)
        asked = exchange.body if isinstance(exchange.body, list) else [exchange.body]
        told = response.json()
        calls = {call["id"]: call for call in asked}
        for item in told if isinstance(told, list) else [told]:
            call = calls[item["id"]]
            if "result" in item:
                item["result"] = change(call["method"], call["params"], item["result"])
        exchange.json(told)

    with node(answer) as served:
        yield served.url
    http.clear()
