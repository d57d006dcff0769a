# SPDX-License-Identifier: Apache-2.0
"""What use cases are handed, by name. The wiring is the bootstrap's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from registry.core.certificate import Certificate
from registry.core.types import Address
from registry.ports.chain import ChainIdentity, ChainReader, ChainWriter
from registry.ports.clock import Clock, Entropy
from registry.ports.keys import AnchorSigner, CredentialSigner
from registry.ports.store import Store
from registry.service.finality import SealCheck
from registry.verify.trust import TrustList


@dataclass(frozen=True, slots=True)
class Draft:
    """A certificate to be issued, with the exact bytes of the files that it binds, by SHA-256.

    ``where`` names it in findings (file, sheet, row); ``customer`` is a calibration's customer, of whom only
    a salted digest is written (ISO/IEC 17025 §4.2).
    """

    certificate: Certificate
    files: Mapping[bytes, bytes] = field(default_factory=dict)
    where: str = ""
    customer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDeps:
    """``network``, ``chain`` and ``contract`` are those of the pinned network; ``public_url`` is what gets
    printed for ever; ``anchor_key`` is the address that will sign the batch.
    """

    store: Store
    reader: ChainReader
    network: str
    chain: ChainIdentity
    contract: Address
    public_url: str
    credential_signer: CredentialSigner
    anchor_key: Address
    trust: TrustList
    clock: Clock
    entropy: Entropy


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorDeps:
    """``signer`` gives a body's anchor key and is asked only when a new request must be signed.

    ``finality`` is how many blocks must follow one until it is final (0: at once); ``pause`` waits between
    two looks at the chain, for ``interval`` seconds; ``patience`` is how long one call keeps looking. ``sealed``
    raises where the seals of a block do not hold, on networks that are final by them.
    """

    store: Store
    reader: ChainReader
    writer: ChainWriter
    chain: ChainIdentity
    contract: Address
    signer: Callable[[str], AnchorSigner]
    clock: Clock
    pause: Callable[[float], None]
    finality: int = 0
    interval: float = 1.0
    patience: int = 120
    sealed: SealCheck | None = None
