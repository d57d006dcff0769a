# SPDX-License-Identifier: Apache-2.0
"""What a remote signer agrees to sign: its own rules, in a file that only its operator writes."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from registry.core import strict_json
from registry.core.anchor import TYPES
from registry.core.hashing import body_id
from registry.core.typed_digest import TypedDigest
from registry.core.types import Address
from registry.errors import InputError, RefusedError, UsageError

FORMAT = "antin-signer-policy"
VERSION = 1
MAX_POLICY_BYTES = 64 * 1024
MAX_DEADLINE = 86_400
"""Seconds: a signed request that is good for longer than a day could wait in a drawer for a bad moment."""


@dataclass(frozen=True, slots=True)
class SignerPolicy:
    """Contracts by chain id and address, primary types, the longest deadline in seconds, and whether the
    signer's keys are for demonstration.
    """

    contracts: frozenset[tuple[int, Address]]
    types: frozenset[str]
    max_deadline: int
    demo: bool = False

    @classmethod
    def read(cls, path: Path) -> "SignerPolicy":
        """From its JSON file. Raises ``UsageError`` SIGNER_POLICY naming the file and the member."""
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UsageError("SIGNER_POLICY", str(path), reason=error.strerror or str(error)) from error
        try:
            return cls.parse(strict_json.loads(data, limit=MAX_POLICY_BYTES, where=str(path)))
        except InputError as error:
            raise UsageError("SIGNER_POLICY", str(path), reason="not JSON") from error
        except ValueError as error:
            raise UsageError("SIGNER_POLICY", str(path), reason=str(error)) from error

    @classmethod
    def parse(cls, content: Any) -> "SignerPolicy":
        """From its members. Raises ``ValueError`` naming the wrong one."""
        names = {"format", "version", "demo", "contracts", "types", "max_deadline"}
        if not isinstance(content, dict) or set(content) != names:
            raise ValueError("members must be " + ", ".join(sorted(names)))
        if (content["format"], content["version"]) != (FORMAT, VERSION):
            raise ValueError(f"format must be {FORMAT}, version {VERSION}")
        types, seconds = content["types"], content["max_deadline"]
        if not isinstance(types, list) or not types or not all(t in TYPES for t in types):
            raise ValueError("types must name types of docs/spec/eip712.md")
        if type(seconds) is not int or not 1 <= seconds <= MAX_DEADLINE:
            raise ValueError(f"max_deadline must be 1 to {MAX_DEADLINE} seconds")
        if not isinstance(content["demo"], bool):
            raise ValueError("demo must be true or false")
        return cls(_contracts(content["contracts"]), frozenset(types), seconds, content["demo"])

    def check(self, digest: TypedDigest, body: str, now: int) -> None:
        """Raises ``RefusedError`` SIGNER_POLICY_REFUSES with the member, for a key of ``body`` at ``now``."""
        where = (digest.domain.chain_id, digest.domain.contract)
        refused = {
            "domain": where not in self.contracts,
            "primaryType": digest.primary not in self.types,
            "body": digest.message.get("body") != body_id(body),
            # RegisterAnchorKey has none: a key is registered once in a body.
            "deadline": digest.message.get("deadline", now) > now + self.max_deadline,
        }
        for member, wrong in refused.items():
            if wrong:
                raise RefusedError("SIGNER_POLICY_REFUSES", member=member)


def _contracts(rows: Any) -> frozenset[tuple[int, Address]]:
    if not isinstance(rows, list) or not rows:
        raise ValueError("contracts must be a list of {chain_id, address}")
    found = set()
    for row in rows:
        if not isinstance(row, dict) or set(row) != {"chain_id", "address"}:
            raise ValueError("a contract has chain_id and address")
        chain_id, address = row["chain_id"], row["address"]
        if type(chain_id) is not int or chain_id < 1:
            raise ValueError("chain_id must be a whole number from 1")
        if not isinstance(address, str) or not re.fullmatch(r"0x[0-9a-f]{40}", address):
            raise ValueError("address must be 0x and 40 lower-case hexadecimal digits")
        found.add((chain_id, Address(bytes.fromhex(address[2:]))))
    return frozenset(found)
