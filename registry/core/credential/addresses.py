# SPDX-License-Identifier: Apache-2.0
"""Identifiers and addresses inside a credential: DIDs, digests as URIs, and the registry's own paths.

Everything hangs on the public address of the registry, which the third ``@context`` repeats.
"""

import base64
import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from registry.core import base64url
from registry.core.constants import MAX_HOST
from registry.errors import UsageError

W3C_CONTEXT = "https://www.w3.org/ns/credentials/v2"
UNTP_CONTEXT = "https://vocabulary.uncefact.org/untp/0.7.0/context/"
CONTEXT_PATH = "/contexts/antin/v1"
LIST_SIZE = 131_072
"""Entries of one status list: the least that W3C Bitstring Status List §6.1 allows, for privacy."""
MAX_STATUS_INDEX = 100_000 * LIST_SIZE

_ORIGIN = re.compile(r"https?://(?P<host>[a-z0-9.-]+(?::\d{1,5})?)\Z", re.ASCII)
_LIST_TAIL = re.compile(r"(0|[1-9]\d{0,4})/revocation", re.ASCII)
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_SHA256_MULTIHASH = b"\x12\x20"


def host_of(public_url: str) -> str | None:
    """``HOST`` or ``HOST:PORT`` of ``http(s)://HOST[:PORT]`` in lower case, ``None`` for another form."""
    match = _ORIGIN.match(public_url)
    return match["host"] if match else None


def origin_of(public_url: str) -> str:
    """The form that identifiers are built on: lower case, no slash at the end.

    Raises ``UsageError`` PUBLIC_URL for anything but ``http(s)://HOST[:PORT]``.
    """
    origin = public_url.rstrip("/").lower()
    if not public_url.isascii() or host_of(origin) is None:
        raise UsageError("PUBLIC_URL", url=public_url, limit=MAX_HOST)
    return origin


def body_did(public_url: str, body: str) -> str:
    """``did:web:HOST:body:CODE``; a port's colon is written %3A (did:web §3.1)."""
    host = host_of(public_url) or ""
    return f"did:web:{host.replace(':', '%3A')}:body:{body}"


def credential_id(public_url: str, body: str, number: str, revision: int) -> str:
    """The credential's own URI; it need not open for anyone without the code."""
    return f"{public_url}/body/{body}/certificate/{segment(number)}/{revision}"


def status_list(public_url: str, body: str, status_index: int) -> tuple[str, int]:
    """The revocation list that holds ``status_index``, and the position in it.

    The suspension list has the same position in ``…/suspension``.
    """
    number, position = divmod(status_index, LIST_SIZE)
    return f"{public_url}/body/{body}/status/{number}/revocation", position


def status_list_number(public_url: str, body: str, address: str) -> int | None:
    """Which of the body's lists ``address`` is, ``None`` for any other address."""
    for_body = f"{public_url}/body/{body}/status/"
    match = _LIST_TAIL.fullmatch(address.removeprefix(for_body)) if address.startswith(for_body) else None
    return int(match[1]) if match else None


@lru_cache(maxsize=64)
def segment(text: str) -> str:
    """``text`` as one path segment (RFC 3986 §3.3)."""
    return quote(text, safe="")


def party_id(public_url: str, name: str, tax_code: str | None) -> str:
    """A party by its tax code, or by the digest of its public name."""
    if tax_code:
        return f"{public_url}/party/VN/{segment(tax_code)}"
    return digest_uri(hashlib.sha256(name.encode()).digest())


def confidential_party_id(salt: bytes, name: str | None) -> str:
    """A party not to be guessed from its name: SHA-256 over the salt and the NFC name (protocol §3.5)."""
    return digest_uri(hashlib.sha256(salt + unicodedata.normalize("NFC", name or "").encode()).digest())


def digest_uri(digest: bytes) -> str:
    """``ni:///sha-256;…`` (RFC 6920 §3) of a SHA-256 digest."""
    return f"ni:///sha-256;{base64url.encode(digest)}"


def is_digest_uri(text: str) -> bool:
    """Whether ``text`` is a ``digest_uri``."""
    head, _, tail = text.partition(";")
    try:
        return head == "ni:///sha-256" and len(base64url.decode(tail)) == 32
    except ValueError:
        return False


def multibase(digest: bytes) -> str:
    """``digestMultibase`` of a SHA-256 digest: z, then base58btc of its multihash."""
    number, text = int.from_bytes(_SHA256_MULTIHASH + digest, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = _BASE58[rest] + text
    return "z" + text


def from_multibase(text: str) -> bytes:
    """The digest of a ``multibase`` text. Raises ``ValueError`` for any other form."""
    if len(text) > 64 or not text.startswith("z"):
        raise ValueError("not base58btc multibase")
    number = 0
    for char in text[1:]:
        number = number * 58 + _BASE58.index(char)
    data = number.to_bytes(48, "big").lstrip(b"\0")
    if not data.startswith(_SHA256_MULTIHASH) or multibase(data[2:]) != text or len(data) != 34:
        raise ValueError("not a SHA-256 multihash")
    return data[2:]


def hex_to_uri(sha256_hex: str) -> str:
    """``digest_uri`` of a hexadecimal SHA-256."""
    return digest_uri(base64.b16decode(sha256_hex, casefold=True))
