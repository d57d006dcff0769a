# SPDX-License-Identifier: Apache-2.0
"""secp256k1 keys as Ethereum keystore files (Web3 Secret Storage, version 3, scrypt)."""

import json
from typing import Any

from eth_keyfile.keyfile import create_keyfile_json, decode_keyfile_json

from registry.core import strict_json
from registry.errors import InputError, RefusedError

SCRYPT_COST = 1 << 18  # the format's usual cost: 256 MiB and most of a second for each guess
# scrypt's N, r and p, and PBKDF2's rounds, which other programs' files may use.
MAX_COSTS = {"n": 1 << 19, "r": 16, "p": 8, "c": 10_000_000}
MAX_KEYSTORE_BYTES = 16 * 1024


def encrypt(key: bytes, password: bytes, *, cost: int = SCRYPT_COST) -> bytes:
    """The keystore file of a 32-byte key; ``cost`` is scrypt's N, a power of two."""
    content = create_keyfile_json(key, password, version=3, kdf="scrypt", iterations=cost)
    return (json.dumps(content, indent=2, sort_keys=True) + "\n").encode()


def decrypt(keystore: bytes, password: bytes, where: str) -> bytes:
    """The 32-byte key. Raises ``RefusedError`` KEY_PASSWORD_WRONG or KEY_FILE_FORMAT with ``where``."""
    try:
        content = strict_json.loads(keystore, limit=MAX_KEYSTORE_BYTES, where=where)
    except InputError as error:
        raise RefusedError("KEY_FILE_FORMAT", where) from error
    if not isinstance(content, dict) or content.get("version") != 3 or not _affordable(content):
        raise RefusedError("KEY_FILE_FORMAT", where)
    try:
        key = bytes(decode_keyfile_json(content, password))
    except ValueError as error:
        code = "KEY_PASSWORD_WRONG" if "MAC" in str(error) else "KEY_FILE_FORMAT"
        raise RefusedError(code, where) from error
    except (KeyError, TypeError) as error:
        raise RefusedError("KEY_FILE_FORMAT", where) from error
    if len(key) != 32:
        raise RefusedError("KEY_FILE_FORMAT", where)
    return key


def _affordable(content: dict[str, Any]) -> bool:
    """Whether opening stays within a few seconds and a GiB: the costs stand in the file itself."""
    crypto = content.get("crypto", content.get("Crypto"))
    parameters = crypto.get("kdfparams") if isinstance(crypto, dict) else None
    if not isinstance(parameters, dict):
        return False
    costs = [parameters.get(name, 1) for name in MAX_COSTS]
    return all(isinstance(c, int) and 0 < c <= MAX_COSTS[n] for n, c in zip(MAX_COSTS, costs, strict=True))
