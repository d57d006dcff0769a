# SPDX-License-Identifier: Apache-2.0
"""Proof of possession: the file that a body sends to the authority to have a key registered (docs/spec/keys.md).

A credential key signs a text that names body, network, contract and itself; an anchor key signs its own
registration, which the contract checks. So nobody has a key registered that he does not hold, and a proof for
one body or network is none for another.
"""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import rfc8785

from registry.core import strict_json
from registry.core.anchor import Domain, typed_digest
from registry.core.hashing import body_id, sha256
from registry.core.jwk import PublicJwk
from registry.core.types import Address
from registry.errors import InputError, RefusedError
from registry.keys.recoverable import recover
from registry.ports.keys import AnchorSigner, CredentialSigner

FORMAT = "antin-key-proof"
VERSION = 1
MAX_PROOF_BYTES = 128 * 1024
PREFIX = b"antin-key-proof\n"
"""Before the text: no JWS signing input and no COSE structure begins so, hence a proof signs nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyProof:
    """``kind`` with ``jwk`` for a credential key or ``address`` for an anchor key; ``x5c`` in DER, leaf first."""

    kind: Literal["credential", "anchor"]
    body: str
    network: str
    domain: Domain
    jwk: PublicJwk | None = None
    address: Address | None = None
    x5c: tuple[bytes, ...] = ()
    signature: bytes = b""

    @property
    def key(self) -> bytes:
        """The key's thumbprint or address."""
        return self.jwk.thumbprint() if self.jwk else bytes(self.address or b"")

    def to_bytes(self) -> bytes:
        """The file."""
        content = {**self._facts(), "signature": self.signature.hex()}
        if self.jwk:
            content |= {
                "jwk": self.jwk.to_mapping(),
                "x5c": [base64.b64encode(der).decode() for der in self.x5c],
            }
        return rfc8785.dumps(content) + b"\n"

    def challenge(self) -> bytes:
        """What a credential key signs: the facts and the SHA-256 of each certificate of its chain."""
        return PREFIX + rfc8785.dumps({**self._facts(), "x5c": [sha256(der).hex() for der in self.x5c]})

    def check(self, network: str, domain: Domain) -> None:
        """Raises ``RefusedError`` KEY_PROOF_ELSEWHERE for another network or contract, KEY_PROOF_WRONG where
        the key did not sign this.
        """
        if (self.network, self.domain) != (network, domain):
            raise RefusedError("KEY_PROOF_ELSEWHERE", network=self.network)
        if self.jwk is not None:
            good = self.jwk.verifies(self.signature, self.challenge())
        else:
            good = recover(registration_digest(domain, self.body, self.key), self.signature) == self.address
        if not good:
            raise RefusedError("KEY_PROOF_WRONG", body=self.body, key=self.key.hex())

    def _facts(self) -> dict[str, Any]:
        return {
            "format": FORMAT, "version": VERSION, "kind": self.kind, "body": self.body, "network": self.network,
            "chain_id": str(self.domain.chain_id), "contract": self.domain.contract.hex(), "key": self.key.hex(),
        }  # fmt: skip


def prove_credential_key(
    signer: CredentialSigner, body: str, network: str, domain: Domain, x5c: Sequence[bytes] = ()
) -> KeyProof:
    """The proof of a credential key."""
    fields: dict[str, Any] = {"kind": "credential", "body": body, "network": network, "domain": domain,
                              "jwk": signer.jwk, "x5c": tuple(x5c)}  # fmt: skip
    return KeyProof(**fields, signature=signer.sign(KeyProof(**fields).challenge()))


def prove_anchor_key(signer: AnchorSigner, body: str, network: str, domain: Domain) -> KeyProof:
    """The proof of an anchor key: its signed registration, in effect from its block on."""
    signature = signer.sign_digest(registration_digest(domain, body, signer.address))
    return KeyProof(kind="anchor", body=body, network=network, domain=domain, address=signer.address,
                    signature=signature)  # fmt: skip


def registration_digest(domain: Domain, body: str, address: bytes) -> bytes:
    """What an anchor key signs to be registered from the block's time on."""
    return typed_digest(domain, "RegisterAnchorKey", {"body": body_id(body), "key": address, "validFrom": 0})


def parse_proof(data: bytes, where: str = "") -> KeyProof:
    """From a file; the signature is not checked here. Raises ``InputError`` KEY_PROOF_FORMAT."""
    try:
        return _parse(strict_json.loads(data, limit=MAX_PROOF_BYTES, where=where))
    except (KeyError, TypeError, ValueError, InputError) as error:
        raise InputError("KEY_PROOF_FORMAT", where) from error


def _parse(content: Any) -> KeyProof:
    own = {"jwk", "x5c"} if content["kind"] == "credential" else set()
    names = {"format", "version", "kind", "body", "network", "chain_id", "contract", "key", "signature"} | own
    texts = [v for k, v in content.items() if k not in ("version", "jwk", "x5c")]
    if set(content) != names or not all(isinstance(v, str) for v in texts):
        raise ValueError
    if (content["format"], content["version"]) != (FORMAT, VERSION) or content["kind"] not in (
        "credential",
        "anchor",
    ):
        raise ValueError
    if not re.fullmatch(r"[1-9][0-9]{0,77}", content["chain_id"]):
        raise ValueError
    domain = Domain(chain_id=int(content["chain_id"]), contract=Address(_octets(content["contract"], 20)))
    proof = KeyProof(
        kind=content["kind"], body=content["body"], network=content["network"], domain=domain,
        jwk=PublicJwk.from_mapping(content["jwk"]) if own else None,
        address=None if own else Address(_octets(content["key"], 20)),
        x5c=tuple(base64.b64decode(text, validate=True) for text in content.get("x5c", ())),
        signature=_octets(content["signature"], 64 if own else 65),
    )  # fmt: skip
    if proof.key.hex() != content["key"]:
        raise ValueError
    return proof


def _octets(text: str, size: int) -> bytes:
    if not re.fullmatch(r"[0-9a-f]*", text) or len(text) != 2 * size:
        raise ValueError
    return bytes.fromhex(text)
