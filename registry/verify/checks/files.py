# SPDX-License-Identifier: Apache-2.0
"""Check 11: files in hand match, by a digest in the credential or summary, or by a file statement.

A file that nobody bound, a scan of the paper for instance, is never called tampered.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from registry.core.credential import public_facts
from registry.verify.checks.case import Case
from registry.verify.checks.statements import binding_defect
from registry.verify.claim import Claim
from registry.verify.results import CheckResult, passed, skipped, undecided


def check_files(case: Case) -> CheckResult:
    """11: every file asked about; skipped when none was."""
    if not case.files:
        return skipped(11, "NO_FILE_ASKED")
    if case.claim.certificate is None:
        return skipped(11) if case.claim.file is None else undecided(11, "FILE_NOT_BOUND", name=_names(case))
    digests = set(digests_of(case.claim))
    for digest, name in case.files.items():
        if digest not in digests and (defect := binding_defect(case, digest)):
            return undecided(11, defect, name=name or digest.hex())
    return passed(11, "FILES_OK", files=list(case.files.values()))


def _names(case: Case) -> str:
    return ", ".join(name or digest.hex() for digest, name in case.files.items())


def digests_of(claim: Claim) -> Iterator[bytes]:
    """SHA-256 of the files that credential and summary bind by themselves."""
    if claim.certificate is not None and claim.certificate.dcc_sha256 is not None:
        yield claim.certificate.dcc_sha256
    if claim.credential is not None:
        facts = public_facts(claim.credential)
        for item in (*facts.get("attachments", ()), facts.get("serials_file")):
            if isinstance(item, Mapping):
                yield bytes.fromhex(_hex(item))


def _hex(item: Mapping[str, Any]) -> str:
    return str(item["sha256"])
