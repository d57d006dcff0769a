# SPDX-License-Identifier: Apache-2.0
"""Asks a node of our own on the loopback whether it is up: one question, no answer is ``None``."""

import json
from typing import Any

import urllib3
from urllib3.exceptions import HTTPError

_SECONDS = 5.0


def ask(url: str, method: str, *params: object) -> Any:
    """The result, or ``None`` where the node is away, busy or refuses. For readiness only, never for a verdict."""
    question = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
    with urllib3.PoolManager(retries=False, timeout=_SECONDS) as pool:
        try:
            answer = pool.request(
                "POST",
                url,
                body=question,
                headers={"content-type": "application/json", "connection": "close"},
            )
            return json.loads(answer.data).get("result")
        except (HTTPError, ValueError, AttributeError):
            return None


def head_of(url: str) -> int | None:
    """Number of the newest block."""
    number = ask(url, "eth_blockNumber")
    return int(number, 16) if isinstance(number, str) else None
