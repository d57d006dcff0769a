# SPDX-License-Identifier: Apache-2.0
"""Body keys on chain: their records, the domain they sign for, and the X.509 chains kept beside them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from registry.cli.options import read_file, write_file

if TYPE_CHECKING:
    from registry.bootstrap import Workplace
    from registry.core.anchor import Domain
    from registry.core.records import KeyRecord
    from registry.keys.x5c import SignerChain


def domain_of(place: "Workplace") -> "Domain":
    """The EIP-712 domain of the network in use."""
    from registry.core.anchor import Domain

    return Domain(chain_id=place.network.chain_id, contract=place.contract)


def chain_key(identity: bytes) -> bytes:
    """The bytes32 under which the contract keeps a thumbprint or an address."""
    return identity.rjust(32, b"\0")


def records(place: "Workplace", body: str, keys: Sequence[bytes]) -> "list[KeyRecord | None]":
    """The contract's current record of each thumbprint or address."""
    from registry.core import layout
    from registry.core.hashing import body_id
    from registry.core.records import KeyRecord

    reader = place.checked_reader()
    slots = [layout.key_slot(body_id(body), chain_key(key)) for key in keys]
    return [KeyRecord.decode(value) for value in reader.slots(place.contract, slots, reader.head())]


def checked_chain(place: "Workplace", pem: bytes, jwk) -> "SignerChain":  # type: ignore[no-untyped-def]
    """The chain as it holds now under the registry's own signer roots. Raises what ``keys.x5c`` raises."""
    from registry.cli.signer_roots import read_roots
    from registry.keys.x5c import check_chain

    return check_chain(pem, read_roots([], place.home.signer_roots), jwk, place.clock.now())


def chain_path(place: "Workplace", body: str, thumbprint: bytes) -> Path:
    """Where the checked chain of a registered credential key is kept; public, as certificates are."""
    return place.home.key_chains / f"{body}-{thumbprint.hex()}.pem"


def chains_of(place: "Workplace", body: str) -> list[str]:
    """Thumbprints in hexadecimal of the body's keys that a chain is kept for."""
    names = (path.stem for path in sorted(place.home.key_chains.glob(f"{body}-*.pem")))
    return [name.removeprefix(f"{body}-") for name in names if len(name) == len(body) + 65]


def keep_chain(place: "Workplace", body: str, thumbprint: bytes, chain: "SignerChain") -> None:
    """Keep it; a renewed certificate of the same key takes the old one's place."""
    write_file(chain_path(place, body, thumbprint), chain.pem, force=True)


def kept_chain(place: "Workplace", body: str, thumbprint: bytes) -> "SignerChain | None":
    """The chain kept for a key, if any."""
    from registry.keys.x5c import MAX_CHAIN_BYTES, describe

    path = chain_path(place, body, thumbprint)
    return describe(read_file(path, MAX_CHAIN_BYTES)) if path.exists() else None
