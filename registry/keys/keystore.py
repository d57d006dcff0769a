# SPDX-License-Identifier: Apache-2.0
"""secp256k1 keys as Ethereum keystore files (Web3 Secret Storage, version 3, scrypt)."""

import json
from typing import Any

from eth_keyfile.keyfile import create_keyfile_json, decode_keyfile_json

from registry.core import strict_json
from registry.errors import InputError, RefusedError

SCRYPT_COST = 1 << 18  # the format's usual cost: 256 MiB and most of a second for each guess
MAX_COST = 1 << 20
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
    if not isinstance(content, dict) or content.get("version") != 3 or _cost(content) > MAX_COST:
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


def _cost(content: dict[str, Any]) -> int:
    """A file's own scrypt cost, which would let it claim all memory."""
    crypto = content.get("crypto", content.get("Crypto"))
    parameters = crypto.get("kdfparams") if isinstance(crypto, dict) else None
    cost = parameters.get("n", 0) if isinstance(parameters, dict) else None
    return cost if isinstance(cost, int) else MAX_COST + 1
