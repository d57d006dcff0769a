# SPDX-License-Identifier: Apache-2.0
"""Do file statements agree with their signed bytes, their certificate and their place? For ``check_everything``."""

from collections.abc import Iterator

from registry.core.jwk import PublicJwk
from registry.core.signed_summary import parse_signed_summary
from registry.core.summary import FileSummary, decode_summary, leaf_hash
from registry.errors import Finding, RegistryError
from registry.ports.publishing import StoredStatement
from registry.ports.store import UnitOfWork


def check_statements(work: UnitOfWork) -> Iterator[Finding]:
    """EVERY_STATEMENT for each statement that is not what its row says, or stands in no batch."""
    for row in work.statements.each():
        if not (_says(work, row) and _placed(work, row)):
            yield Finding("EVERY_STATEMENT", "error", row.leaf.hex())


def _says(work: UnitOfWork, row: StoredStatement) -> bool:
    certificate, key = work.certificates.by_leaf(row.certificate), work.bodies.key(row.key)
    if certificate is None or key is None:
        return False
    try:
        signed = parse_signed_summary(row.signed_summary)
        facts = decode_summary(signed.summary)
    except RegistryError:
        return False
    jwk = PublicJwk(key.x, key.y)
    return (
        isinstance(facts, FileSummary)
        and (facts.body, facts.leaf, facts.sha256) == (certificate.body, row.certificate, row.sha256)
        and leaf_hash(signed.summary) == row.leaf
        and jwk.thumbprint() == row.key
        and jwk.verifies(signed.signature, signed.to_be_signed())
    )


def _placed(work: UnitOfWork, row: StoredStatement) -> bool:
    certificate, place = work.certificates.by_leaf(row.certificate), work.batches.of_leaf(row.leaf)
    return certificate is not None and place is not None and place[0].body == certificate.body
