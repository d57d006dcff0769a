# SPDX-License-Identifier: Apache-2.0
"""Seals real or made-up headers with validator keys of the tests, as QBFT, IBFT 2.0 and Clique networks do.

No node of the first two runs in the tests: a running network's headers, with its real state roots, are sealed
again here. Only what the consensus owns is replaced: extra data, mix hash, difficulty and, on Clique, the link to the
header below.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coincurve import PrivateKey

from registry.core.chainproof import bft, clique, ibft2, qbft
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
class BftSealer(ABC):
    """``keys`` are the validators that the header lists, ``round`` the round that it names."""

    keys: tuple[PrivateKey, ...]
    round: int = 0

    @property
    def validators(self) -> tuple[Address, ...]:
        """Their addresses."""
        return tuple(address_of(key) for key in self.keys)

    def seal(
        self, header: Header, signers: Sequence[PrivateKey] | None = None, *, signed_round: int | None = None,
        vote: tuple[Address, bool] | None = None,
    ) -> Header:  # fmt: skip
        """The header with seals by ``signers`` (default: a quorum), made for ``signed_round``. ``vote`` is whom its
        proposer, the header's coinbase, wants to add (true) or to drop.
        """
        prepared = _with(header, {DIFFICULTY: encode_number(bft.DIFFICULTY), MIX_HASH: bft.MIX_HASH})
        number = self.round if signed_round is None else signed_round
        content: list[Item] = [_VANITY, list(self.validators), self._vote(vote)]
        digest = prepared.with_extra(encode([*content, *self._signed(number)])).hash()
        chosen = self.keys[: bft.quorum(len(self.keys))] if signers is None else signers
        seals: list[Item] = [key.sign_recoverable(digest, hasher=None) for key in chosen]
        sealed = prepared.with_extra(encode([*content, self._round(self.round), seals]))
        bft.read_extra(sealed.extra, self._form)
        return sealed

    def seal_each(self, headers: Sequence[Header]) -> list[Header]:
        """Each by a quorum."""
        return [self.seal(header) for header in headers]

    @property
    @abstractmethod
    def _form(self) -> bft.Form: ...

    @abstractmethod
    def _vote(self, vote: tuple[Address, bool] | None) -> Item: ...

    @abstractmethod
    def _round(self, number: int) -> bytes: ...

    @abstractmethod
    def _signed(self, number: int) -> list[Item]:
        """What validators sign after the vote."""


class QbftSealer(BftSealer):
    """Drops by an empty word; seals sign an empty list of seals."""

    @property
    def _form(self) -> bft.Form:
        return qbft.FORM

    def _vote(self, vote: tuple[Address, bool] | None) -> Item:
        return [] if vote is None else [vote[0], b"\xff" if vote[1] else b""]

    def _round(self, number: int) -> bytes:
        return encode_number(number)

    def _signed(self, number: int) -> list[Item]:
        return [self._round(number), []]


class Ibft2Sealer(BftSealer):
    """Drops by a zero byte; seals sign nothing in the place of seals."""

    @property
    def _form(self) -> bft.Form:
        return ibft2.FORM

    def _vote(self, vote: tuple[Address, bool] | None) -> Item:
        return b"" if vote is None else [vote[0], b"\xff" if vote[1] else b"\0"]

    def _round(self, number: int) -> bytes:
        return number.to_bytes(4, "big")

    def _signed(self, number: int) -> list[Item]:
        return [self._round(number)]


@dataclass(frozen=True)
class CliqueSealer:
    """``keys`` are the sealers, ascending by address."""

    keys: tuple[PrivateKey, ...]

    @property
    def validators(self) -> tuple[Address, ...]:
        """Their addresses."""
        return tuple(address_of(key) for key in self.keys)

    def seal(self, header: Header, key: PrivateKey, *, listed: Sequence[Address] = ()) -> Header:
        """The header sealed by ``key``, in turn or not; ``listed`` is what an epoch block repeats. Coinbase and
        nonce, the vote, stay as they are.
        """
        in_turn = self.keys[header.number % len(self.keys)].secret == key.secret
        extra = _VANITY + b"".join(listed)
        difficulty = clique.IN_TURN if in_turn else clique.OUT_OF_TURN
        changes = {DIFFICULTY: encode_number(difficulty), MIX_HASH: bytes(32), EXTRA: extra}
        prepared = _with(header, changes)
        return prepared.with_extra(extra + key.sign_recoverable(keccak256(prepared.encode()), hasher=None))

    def seal_run(self, headers: Sequence[Header]) -> tuple[Header, ...]:
        """The headers linked to one another, each sealed by whose turn it is."""
        run: list[Header] = []
        for header in headers:
            linked = _with(header, {PARENT: run[-1].hash()}) if run else header
            run.append(self.seal(linked, self.keys[header.number % len(self.keys)]))
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
