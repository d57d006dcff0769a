# SPDX-License-Identifier: Apache-2.0
"""``LogReader`` over JSON-RPC: several ranges of blocks in one HTTP request, sized by what comes back.

Answers are parsed by the plain JSON parser, which is several times faster than ours: of a node's logs
nothing is believed that the contract's running hash does not confirm.
"""

import json
from binascii import unhexlify
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NoReturn

from registry.chain.hexadecimal import data, quantity, read_data, read_quantity
from registry.chain.rpc import Call, JsonRpc, RpcFaultError
from registry.core.strict_json import is_too_deep
from registry.core.types import Address
from registry.errors import EvidenceError, TransientError
from registry.ports.chain import BlockRef
from registry.ports.logs import LogPage, RawLog

RANGES = 4
"""Ranges in one HTTP request."""
FIRST_SPAN = 16
MAX_SPAN = 100_000
PAGE_LOGS = 4_000
"""Logs to aim at in one request, some 5 MB as JSON."""
MAX_BATCH = 100


class LogRpc(JsonRpc):
    """A client for large answers without secrets in them; see the module."""

    def _parse(self, data: bytes) -> Any:
        if is_too_deep(data):
            raise self._malformed("nested too deeply")
        try:
            return json.loads(data, parse_float=_no_number, parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            raise self._malformed("not JSON") from error


class RpcLogReader:
    """Logs of one node; remembers only how many blocks a request may ask for."""

    def __init__(self, rpc: JsonRpc) -> None:
        self._rpc = rpc
        self._span = FIRST_SPAN

    def __repr__(self) -> str:
        return f"RpcLogReader({self._rpc.endpoint!r})"

    def logs(self, contract: Address, first: int, last: int) -> list[RawLog]:
        """Of blocks ``first`` to ``last``, both included."""
        return [log for page in self.pages(contract, first, last) for log in page.logs]

    def pages(self, contract: Address, first: int, last: int) -> Iterator[LogPage]:
        """The same in portions; each names its last block as the node has it. While one is worked on, the node
        is asked for the next.
        """
        if (at := first) > last:
            return
        with ThreadPoolExecutor(1) as ahead:
            job = ahead.submit(self._page, contract, at, last)
            while at <= last:
                page = job.result()
                at = page.end.number + 1 if page else at
                if at <= last:
                    job = ahead.submit(self._page, contract, at, last)
                if page:
                    yield page

    def _page(self, contract: Address, first: int, last: int) -> LogPage | None:
        """``None`` where the node refused so many blocks at once: the next try asks for fewer."""
        ranges = self._ranges(first, last)
        end = ranges[-1][1]
        calls = [_logs_call(contract, low, high) for low, high in ranges]
        try:
            *answers, block = self._rpc.batch([*calls, _block_call(end)])
        except EvidenceError as error:
            self._narrow(error)
            return None
        found = [log for answer in answers for log in _list(answer)]
        self._adapt(len(found))
        ref = _block(block, end)
        times = {ref.number: ref} | self._times(found, ref)
        return LogPage(ref, _read(found, contract, (first, end), times))

    def _ranges(self, first: int, last: int) -> list[tuple[int, int]]:
        stop = min(last, first + RANGES * self._span - 1)
        return [(low, min(low + self._span - 1, stop)) for low in range(first, stop + 1, self._span)]

    def _narrow(self, error: EvidenceError) -> None:
        """Nodes limit blocks, logs or bytes of an answer, each in words of its own: ask for less until one
        block is too much.
        """
        limited = isinstance(error, RpcFaultError) or error.code == "CHAIN_ANSWER"
        if not limited or self._span == 1:
            raise error
        self._span = max(1, self._span // 4)

    def _adapt(self, found: int) -> None:
        if found > 2 * PAGE_LOGS:
            self._span = max(1, self._span // 2)
        elif found < PAGE_LOGS // 2:
            self._span = min(MAX_SPAN, self._span * 2)

    def _times(self, found: Sequence[Any], end: BlockRef) -> dict[int, BlockRef]:
        """Blocks of logs that do not carry their time, asked for in batches."""
        numbers = {log.get("blockNumber") for log in found if "blockTimestamp" not in log}
        wanted = sorted({read_quantity(n, "block number") for n in numbers} - {end.number})
        blocks: dict[int, BlockRef] = {}
        for at in range(0, len(wanted), MAX_BATCH):
            part = wanted[at : at + MAX_BATCH]
            answers = self._rpc.batch([_block_call(number) for number in part])
            blocks |= {n: _block(answer, n) for n, answer in zip(part, answers, strict=True)}
        return blocks


def _read(
    found: Sequence[Any], contract: Address, span: tuple[int, int], blocks: dict[int, BlockRef]
) -> list[RawLog]:
    """Logs in the order given, which must be the chain's; each block has one hash and one time."""
    address, place, logs = data(contract), (-1, -1), list[RawLog]()
    known: dict[str, BlockRef] = {}
    for raw in found:
        try:
            if raw["address"].lower() != address or raw.get("removed"):
                raise _malformed("a log that was not asked for")
            ref = known.get(raw["blockHash"]) or _place(raw, blocks, known)
            here = (ref.number, int(raw["logIndex"], 16))
            log = RawLog(
                ref.number, ref.hash, ref.timestamp, _bytes(raw["transactionHash"]), here[1],
                tuple([_bytes(topic) for topic in raw["topics"]]), _bytes(raw["data"]),
            )  # fmt: skip
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise _malformed("a log that is not readable") from error
        if here <= place or not span[0] <= here[0] <= span[1]:
            raise _malformed("logs out of order")
        place = here
        logs.append(log)
    return logs


def _bytes(text: str) -> bytes:
    """Hexadecimal with 0x; unlike ``bytes.fromhex`` this takes no spaces."""
    if text[:2] != "0x":
        raise ValueError(text)
    return unhexlify(text[2:])


def _place(raw: Any, blocks: dict[int, BlockRef], known: dict[str, BlockRef]) -> BlockRef:
    """The block of a log: its header where it was asked for, else what the log says of it."""
    number = read_quantity(raw["blockNumber"], "block number")
    digest = read_data(raw["blockHash"], "block hash", size=32)
    ref = blocks.get(number)
    if ref is None:
        ref = BlockRef(number, digest, read_quantity(raw["blockTimestamp"], "block timestamp"))
        blocks[number] = ref
    if ref.hash != digest:
        raise TransientError("BLOCK_CHANGED", number=number)
    known[raw["blockHash"]] = ref
    return ref


def _block(answer: Any, number: int) -> BlockRef:
    if not isinstance(answer, dict):
        raise TransientError("BLOCK_UNKNOWN", endpoint="", number=number)
    if read_quantity(answer.get("number"), "block number") != number:
        raise TransientError("BLOCK_CHANGED", number=number)
    digest = read_data(answer.get("hash"), "block hash", size=32)
    return BlockRef(number, digest, read_quantity(answer.get("timestamp"), "block timestamp"))


def _list(answer: Any) -> list[Any]:
    if not isinstance(answer, list) or not all(isinstance(log, dict) for log in answer):
        raise _malformed("logs are not a list")
    return answer


def _logs_call(contract: Address, first: int, last: int) -> Call:
    asked = {"address": data(contract), "fromBlock": quantity(first), "toBlock": quantity(last)}
    return ("eth_getLogs", (asked,))


def _block_call(number: int) -> Call:
    return ("eth_getBlockByNumber", (quantity(number), False))


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _malformed(reason: str) -> EvidenceError:
    return EvidenceError("CHAIN_ANSWER", reason=reason)
