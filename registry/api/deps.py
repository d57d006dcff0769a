# SPDX-License-Identifier: Apache-2.0
"""What the service is handed: ports and two functions of the doors. Concretes are wired in bootstrap only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from registry.core.certificate.calibration import CalibrationCertificate
from registry.ports.bundles import BundleSource
from registry.ports.chain import ChainReader
from registry.ports.clock import Clock
from registry.ports.lookup import Lookup
from registry.service.pauses import Pause
from registry.service.publishing import Publishing
from registry.verify.trust import ListOrigin, TrustList

DecodePicture = Callable[[bytes], list[str]]
"""The texts of all QR codes in a picture; empty where none is readable.

Raises ``InputError`` for bytes that are no picture or whose pixels exceed a bound (decompression bombs).
"""

ReadDcc = Callable[[bytes, str], CalibrationCertificate | None]
"""The facts and results of a PTB DCC file (bytes, file name); ``None`` for a file that is none.

Raises ``InputError`` for a DCC that cannot be read. Used for display with the file in hand only.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiDeps:
    """``readers`` are asked in order and as the trust list's network demands; ``public_url`` is what QR
    codes print for ever. Every call may come from several threads at once.
    """

    lookup: Lookup
    bundles: BundleSource
    readers: Sequence[ChainReader]
    trust: TrustList
    clock: Clock
    public_url: str
    decode_picture: DecodePicture
    read_dcc: ReadDcc
    list_origin: Callable[[], ListOrigin] | None = None
    """How ``trust`` came here, asked anew for each verdict."""
    pause: Callable[[], Pause | None] | None = None
    """The contract's pause now, if there is one; raises as the readers do."""
    publishing: Publishing | None = None
    """Status lists, DID documents and share links; without it their addresses are not there."""
