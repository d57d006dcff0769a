# SPDX-License-Identifier: Apache-2.0
"""A bundle from the real chain: flip any one byte and it is never VALID."""

import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from registry.core.bundle import decode_bundle, encode_bundle
from registry.core.types import Address
from registry.demo.bodies import LABORATORY, SINCE
from registry.demo.documents import write_sample_dcc
from registry.demo.stage import enter_body
from registry.ports.chain import BlockRef, ChainIdentity, ChainReader
from registry.verify import Report, TrustList, Verdict, recognise, verify
from tests.acceptance.papers import RICE_COOKER, papers, roster
from tests.acceptance.town import Town


class Remembering:
    """Asks the node once for each thing, so that ten thousand verifications need not."""

    def __init__(self, reader: ChainReader) -> None:
        self.identity = cache(reader.identity)
        self.head = cache(reader.head)
        self.block_at = cache(reader.block_at)
        self.code_hash = cache(reader.code_hash)
        self._reader = reader
        self._slots: dict[tuple[Address, bytes], bytes] = {}

    def slots(self, contract: Address, slots: Sequence[bytes], block: BlockRef) -> list[bytes]:
        assert block == self.head()
        if missing := [slot for slot in slots if (contract, slot) not in self._slots]:
            found = self._reader.slots(contract, missing, block)
            self._slots.update(zip([(contract, slot) for slot in missing], found, strict=True))
        return [self._slots[contract, slot] for slot in slots]


class Judge:
    """Verifies bytes at one block and one time of day."""

    def __init__(self, town: Town) -> None:
        self.reader = Remembering(town.place.readers[0])
        self.trust: TrustList = town.trust
        self.now = max(int(time.time()), self.reader.head().timestamp)
        self.identity: ChainIdentity = self.reader.identity()

    def report(self, data: bytes) -> Report:
        readers: list[ChainReader] = [self.reader]
        return verify(recognise(data, "x"), trust=self.trust, readers=readers, bundles=None, now=self.now)


def flipped(data: bytes, position: int, mask: int) -> bytes:
    return data[:position] + bytes([data[position] ^ mask]) + data[position + 1 :]


@pytest.fixture(scope="module")
def conformity(town: Town, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = Path(tmp_path_factory.mktemp("flips"))
    body = town.body().code
    path = roster(folder / "roster.xlsx", papers(body))
    issued = town.call("issue", path, "--body", body, "--out", folder, "--json")
    assert issued.exit_code == 0, issued.err
    return Path(issued.json()["certificates"][RICE_COOKER]["bundle"]).read_bytes()


@pytest.fixture(scope="module")
def calibration(town: Town, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = Path(tmp_path_factory.mktemp("flips"))
    enter_body(town.place, LABORATORY, SINCE)
    path = write_sample_dcc(town.folder)
    issued = town.call("issue", path, "--body", LABORATORY.code, "--out", folder, "--json")
    assert issued.exit_code == 0, issued.err
    return Path(issued.json()["certificates"][0]["bundle"]).read_bytes()


def test_every_byte_of_a_calibration_bundle(town: Town, calibration: bytes) -> None:
    judge = Judge(town)
    assert judge.report(calibration).verdict is Verdict.VALID
    passed = [
        (position, mask)
        for position in range(len(calibration))
        for mask in ((1, 0x80) if position % 31 == 0 else (1,))
        if judge.report(flipped(calibration, position, mask)).verdict is Verdict.VALID
    ]
    assert passed == []
    assert judge.report(calibration).verdict is Verdict.VALID


def test_bytes_of_a_conformity_bundle(town: Town, conformity: bytes) -> None:
    judge = Judge(town)
    assert judge.report(conformity).verdict is Verdict.VALID
    passed = [
        (position, mask)
        for position in range(0, len(conformity), 5)
        for mask in (1 << position // 5 % 8,)
        if judge.report(flipped(conformity, position, mask)).verdict is Verdict.VALID
    ]
    assert passed == []


def test_a_bundle_is_not_another_ones(town: Town, conformity: bytes, calibration: bytes) -> None:
    """Members of two genuine bundles in one: well formed, and worth nothing."""
    judge = Judge(town)
    one, other = decode_bundle(conformity), decode_bundle(calibration)
    for changes in (
        {"credential": other.credential},
        {"signed_summary": other.signed_summary},
        {"key": other.key},
        {"anchors": other.anchors},
        {"inclusion": other.inclusion, "anchors": other.anchors},
    ):
        mixed = encode_bundle(replace(one, **changes))
        assert judge.report(mixed).verdict is not Verdict.VALID, list(changes)
