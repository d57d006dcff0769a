# SPDX-License-Identifier: Apache-2.0
"""P-256 keys as encrypted PKCS#8 PEM (RFC 5958, RFC 8018), with scrypt (RFC 7914 §7) and AES-256-CBC.

``cryptography`` reads this form but writes PBKDF2 with 2,048 rounds only, which a stolen file would not
withstand; so the few DER bytes around the ciphertext are written here. OpenSSL reads them as well.
"""

import hashlib
import os
import re
from base64 import b64encode

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from registry.errors import RefusedError

SCRYPT_COST = 1 << 18  # as the Ethereum keystore: 256 MiB and most of a second for each guess
_BLOCK_SIZE = 8
_OID_PBES2 = bytes.fromhex("06092a864886f70d01050d")
_OID_SCRYPT = bytes.fromhex("06092b06010401da47040b")
_OID_AES256_CBC = bytes.fromhex("060960864801650304012a")


def encrypt(key: ec.EllipticCurvePrivateKey, password: bytes, *, cost: int = SCRYPT_COST) -> bytes:
    """PEM of an EncryptedPrivateKeyInfo; ``cost`` is scrypt's N, a power of two."""
    salt, iv = os.urandom(16), os.urandom(16)
    derived = hashlib.scrypt(
        password, salt=salt, n=cost, r=_BLOCK_SIZE, p=1, dklen=32, maxmem=129 * cost * _BLOCK_SIZE
    )
    padder = padding.PKCS7(128).padder()
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    cipher = Cipher(algorithms.AES256(derived), modes.CBC(iv)).encryptor()
    ciphertext = cipher.update(padder.update(plain) + padder.finalize()) + cipher.finalize()
    scrypt = _sequence(_octets(salt), _number(cost), _number(_BLOCK_SIZE), _number(1))
    parameters = _sequence(_sequence(_OID_SCRYPT, scrypt), _sequence(_OID_AES256_CBC, _octets(iv)))
    return _pem(_sequence(_sequence(_OID_PBES2, parameters), _octets(ciphertext)))


def decrypt(pem: bytes, password: bytes, where: str) -> ec.EllipticCurvePrivateKey:
    """The key. Raises ``RefusedError`` KEY_PASSWORD_WRONG or KEY_FILE_FORMAT with ``where``."""
    if not re.match(rb"-----BEGIN ENCRYPTED PRIVATE KEY-----", pem):
        raise RefusedError("KEY_FILE_FORMAT", where)
    try:
        key = load_pem_private_key(pem, password)
    except ValueError as error:
        # A wrong password and a damaged file look alike: the padding does not fit.
        raise RefusedError("KEY_PASSWORD_WRONG", where) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise RefusedError("KEY_FILE_FORMAT", where)
    return key


def _der(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def _sequence(*parts: bytes) -> bytes:
    return _der(0x30, b"".join(parts))


def _octets(content: bytes) -> bytes:
    return _der(0x04, content)


def _number(value: int) -> bytes:
    # One bit more than the number needs keeps the sign bit clear.
    return _der(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def _pem(der: bytes) -> bytes:
    text = b64encode(der)
    lines = b"\n".join(text[i : i + 64] for i in range(0, len(text), 64))
    return b"-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + lines + b"\n-----END ENCRYPTED PRIVATE KEY-----\n"
