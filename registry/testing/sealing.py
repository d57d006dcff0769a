# SPDX-License-Identifier: Apache-2.0
"""Seals real or made-up headers with validator keys of the tests, as QBFT and Clique networks do.

No QBFT node runs in the tests: a running network's headers, with its real state roots, are sealed again here.
Only what the consensus owns is replaced: extra data, mix hash, difficulty and, on Clique, the link to the header
below.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coincurve import PrivateKey

from registry.core.chainproof import bft, clique, qbft
from registry.core.chainproof.header import DIFFICULTY, EXTRA, MIX_HASH, PARENT, Header
from registry.core.chainproof.rlp import Item, encode, encode_number
from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.ports.chain import BlockRef, ChainProver

_VANITY = bytes(32)


def address_of(key: PrivateKey) -> Address:
    """Who signs with ``key``."""
    return Address(keccak256(key.public_key.format(compressed=False)[1:])[12:])


def validator_keys(count: int, first: int = 1) -> tuple[PrivateKey, ...]:
    """Keys that everybody can make again, ascending by address as networks list them."""
    keys = (PrivateKey(n.to_bytes(32, "big")) for n in range(first, first + count))
    return tuple(sorted(keys, key=address_of))


@dataclass(frozen=True)
class QbftSealer:
    """``keys`` are the validators that the header lists, ``round`` the round that it names."""

    keys: tuple[PrivateKey, ...]
    round: int = 0

    @property
    def validators(self) -> tuple[Address, ...]:
        """Their addresses."""
        return tuple(address_of(key) for key in self.keys)

    def seal(
        self, header: Header, signers: Sequence[PrivateKey] | None = None, *, signed_round: int | None = None
    ) -> Header:
        """The header with seals by ``signers`` (default: a quorum), made for ``signed_round``."""
        prepared = _with(header, {DIFFICULTY: encode_number(bft.DIFFICULTY), MIX_HASH: bft.MIX_HASH})
        number = self.round if signed_round is None else signed_round
        digest = prepared.with_extra(self._extra(number, [])).hash()
        chosen = self.keys[: bft.quorum(len(self.keys))] if signers is None else signers
        seals = [key.sign_recoverable(digest, hasher=None) for key in chosen]
        sealed = prepared.with_extra(self._extra(self.round, list(seals)))
        bft.read_extra(sealed.extra, qbft.FORM)
        return sealed

    def _extra(self, number: int, seals: list[Item]) -> bytes:
        return encode([_VANITY, list(self.validators), [], encode_number(number), seals])


@dataclass(frozen=True)
class CliqueSealer:
    """Seals a run of headers, each by the sealer whose turn it is."""

    keys: tuple[PrivateKey, ...]

    @property
    def validators(self) -> tuple[Address, ...]:
        """Their addresses."""
        return tuple(address_of(key) for key in self.keys)

    def seal_run(self, headers: Sequence[Header]) -> tuple[Header, ...]:
        """The headers linked to one another."""
        run: list[Header] = []
        for header in headers:
            changes = {DIFFICULTY: encode_number(clique.IN_TURN), MIX_HASH: bytes(32), EXTRA: _VANITY}
            if run:
                changes[PARENT] = run[-1].hash()
            prepared = _with(header, changes)
            key = self.keys[header.number % len(self.keys)]
            signature = key.sign_recoverable(keccak256(prepared.encode()), hasher=None)
            run.append(prepared.with_extra(_VANITY + signature))
        return tuple(run)


class SealingProver:
    """``ports.chain.ChainProver``: a node's own state and headers, sealed again by ``seal``."""

    def __init__(self, prover: ChainProver, seal: Callable[[Sequence[Header]], Sequence[Header]]) -> None:
        self._prover, self._seal = prover, seal

    def head(self) -> BlockRef:
        """The node's newest block, under the hash that the node knows it by."""
        return self._prover.head()

    def headers(self, first: int, count: int) -> tuple[bytes, ...]:
        """The node's headers with other seals."""
        headers = [Header.parse(raw) for raw in self._prover.headers(first, count)]
        return tuple(header.encode() for header in self._seal(headers))

    def nodes(self, contract: Address, slots: Sequence[bytes], number: int) -> tuple[bytes, ...]:
        """The node's own."""
        return self._prover.nodes(contract, slots, number)


def _with(header: Header, changes: dict[int, bytes]) -> Header:
    return Header(tuple(changes.get(position, item) for position, item in enumerate(header.items)))
