# SPDX-License-Identifier: Apache-2.0
"""The slow twin of records and layout: bits as a text, mapping slots with eth-abi's words spelled out."""

from collections.abc import Sequence

from eth_utils.crypto import keccak


def pack(widths: Sequence[int], values: Sequence[int]) -> bytes:
    """Fields from the low bits up: the first field is written last."""
    bits = "".join(format(v, f"0{w}b") for w, v in reversed(list(zip(widths, values, strict=True))))
    return int(bits, 2).to_bytes(32, "big")


def mapping(slot: int, *keys: bytes | int) -> bytes:
    """The place of a nested mapping's entry (Solidity, "Layout of state variables in storage")."""
    place = slot.to_bytes(32, "big")
    for key in keys:
        word = key.to_bytes(32, "big") if isinstance(key, int) else key
        place = keccak(word + place)
    return bytes(place)
