# SPDX-License-Identifier: Apache-2.0
"""Checks 1, 2, 4 and 5, and everything that passes."""

from msgspec.structs import replace

from registry.core.bundle import encode_bundle
from registry.core.certificate import ConformityCertificate
from registry.core.credential import build_payload
from registry.core.qr import short_qr, signed_qr
from registry.verify import Report, recognise
from tests.unit.core.samples import Key, conformity, context
from tests.unit.verify.build import HOST, World
from tests.unit.verify.scenes.scene import FILE, gives


@gives(1, "PASS", "FORMAT_OK", "VALID", "VALID")
@gives(2, "PASS", "SIGNATURE_OK", "VALID", "VALID")
@gives(3, "PASS", "KEYS_OK", "VALID", "VALID")
@gives(4, "PASS", "CREDENTIAL_OK", "VALID", "VALID")
@gives(5, "PASS", "INCLUSION_OK", "VALID", "VALID")
@gives(6, "PASS", "ANCHOR_OK", "VALID", "VALID")
@gives(7, "PASS", "AUTHORITY_OK", "VALID", "VALID")
@gives(8, "PASS", "STATUS_ACTIVE", "VALID", "VALID")
@gives(9, "PASS", "TODAY_OK", "VALID", "VALID")
@gives(10, "PASS", "VALIDITY_OK", "VALID", "VALID")
@gives(11, "SKIPPED", "NO_FILE_ASKED", "VALID", "VALID")
@gives(12, "PASS", "FRESH_OK", "VALID", "VALID")
def good() -> Report:
    world = World()
    return world.verify(world.issue())


@gives(1, "ERROR", "CODE_MISTYPED", "INDETERMINATE", "MALFORMED")
def mistyped() -> Report:
    return World().verify("0" * 32)


@gives(1, "ERROR", "BUNDLE_FORMAT", "INDETERMINATE", "MALFORMED")
@gives(8, "SKIPPED", "NOT_REACHED", "INDETERMINATE", "MALFORMED")
def truncated() -> Report:
    world = World()
    return world.verify(world.issue().data[:-40])


@gives(1, "WARN", "FOREIGN_HOST", "VALID", "FOREIGN_DOMAIN")
def foreign_host() -> Report:
    world = World()
    issued = world.publish(world.issue())
    return world.verify(short_qr("https://antin.example.com", issued.code))


@gives(1, "FAIL", "FILE_STATEMENT_AS_CERTIFICATE", "INVALID", "NOT_A_CERTIFICATE")
def statement_as_certificate() -> Report:
    world = World()
    issued = world.state_file(world.issue(), FILE)
    statement = issued.bundle.files[0]
    inclusion = replace(statement.inclusion, anchor=0)
    shown = replace(
        issued.bundle, signed_summary=statement.signed_summary, credential=None, inclusion=inclusion,
        anchors=issued.bundle.anchors[1:], files=(),
    )  # fmt: skip
    return world.verify(encode_bundle(shown))


@gives(1, "ERROR", "FILE_STATEMENT_FORMAT", "INDETERMINATE", "MALFORMED")
def certificate_as_statement() -> Report:
    world = World()
    issued = world.state_file(world.issue(), FILE)
    wrong = replace(issued.bundle.files[0], signed_summary=issued.bundle.signed_summary)
    return world.verify(encode_bundle(replace(issued.bundle, files=(wrong,))))


@gives(2, "ERROR", "QR_SIGNATURE_ONLY", "INDETERMINATE", "NOT_FOUND")
def signed_qr_alone() -> Report:
    world = World()
    issued = world.issue()
    return world.verify("".join(signed_qr(f"https://{HOST}", issued.code, issued.signed.to_bytes())))


@gives(2, "FAIL", "KEY_ID_DIFFERS", "INVALID", "TAMPERED")
def another_key() -> Report:
    world = World()
    issued = world.issue()
    return world.verify(encode_bundle(replace(issued.bundle, key=Key(99).jwk)))


@gives(2, "FAIL", "SUMMARY_SIGNATURE_WRONG", "INVALID", "TAMPERED")
def summary_altered() -> Report:
    world = World()
    issued = world.issue()
    altered = replace(issued.signed, summary=issued.signed.summary.replace(b"000123", b"000124"))
    return world.verify(encode_bundle(replace(issued.bundle, signed_summary=altered.to_bytes())))


@gives(2, "FAIL", "CREDENTIAL_SIGNATURE_WRONG", "INVALID", "TAMPERED")
def credential_altered() -> Report:
    world = World()
    issued, other = world.issue(), world.issue(number="VD-CERT/HQ-2026-000124")
    head, payload, _ = other.jws.split(b".")
    spliced = b".".join((head, payload, issued.jws.rpartition(b".")[2]))
    return world.verify(encode_bundle(replace(issued.bundle, credential=spliced)))


@gives(2, "FAIL", "QR_SIGNATURE_WRONG", "INVALID", "TAMPERED")
def qr_signed_by_another() -> Report:
    world = World()
    issued = world.publish(world.issue())
    signature = Key(5).sign(issued.signed.to_be_signed())
    forged = replace(issued.signed, signature=signature).to_bytes()
    return world.verify("".join(signed_qr(f"https://{HOST}", issued.code, forged)))


@gives(2, "ERROR", "FILE_STATEMENT_KEY", "INDETERMINATE", "CANNOT_TELL")
def statement_by_another_key() -> Report:
    world = World()
    return world.verify(world.state_file(world.issue(), FILE, key=Key(2)), files={FILE: "giay.pdf"})


@gives(2, "FAIL", "FILE_STATEMENT_UNSIGNED", "INVALID", "TAMPERED")
def statement_signature_wrong() -> Report:
    world = World()
    issued = world.state_file(world.issue(), FILE)
    data = issued.bundle.files[0].signed_summary
    broken = replace(issued.bundle.files[0], signed_summary=data[:-1] + bytes([data[-1] ^ 1]))
    return world.verify(encode_bundle(replace(issued.bundle, files=(broken,))))


@gives(6, "ERROR", "SOURCE_ANSWERED_OTHER", "INDETERMINATE", "CANNOT_TELL")
def source_gives_another() -> Report:
    world = World()
    issued, other = world.issue(), world.issue(number="VD-CERT/HQ-2026-000124")
    world.source.codes[issued.code] = other.data
    return world.verify(issued.code)


@gives(4, "FAIL", "CODE_DIFFERS", "INVALID", "TAMPERED")
def bundle_of_another_code() -> Report:
    world = World()
    issued, other = world.issue(), world.issue(number="VD-CERT/HQ-2026-000124")
    return world.verify(issued, code=other.code)


@gives(6, "ERROR", "SOURCE_ANSWERED_OTHER", "INDETERMINATE", "CANNOT_TELL")
def source_gives_another_number() -> Report:
    world = World()
    world.source.numbers["VD-CERT", "VD-CERT/HQ-2026-000999"] = world.issue().data
    return world.verify(recognise("VD-CERT/HQ-2026-000999", body="VD-CERT"))


@gives(4, "FAIL", "QR_SUMMARY_DIFFERS", "INVALID", "TAMPERED")
def qr_says_otherwise() -> Report:
    world = World()
    issued, other = world.issue(), world.issue(number="VD-CERT/HQ-2026-000124")
    world.source.codes[other.code] = issued.data
    report = world.verify("".join(signed_qr(f"https://{HOST}", other.code, other.signed.to_bytes())))
    assert (report.verdict.value, report.check(6).code) == ("INDETERMINATE", "SOURCE_ANSWERED_OTHER")
    text = "".join(signed_qr(f"https://{HOST}", issued.code, other.signed.to_bytes()))
    world.publish(issued)
    return world.verify(text)


@gives(4, "FAIL", "CREDENTIAL_DIGEST_DIFFERS", "INVALID", "TAMPERED")
def another_credential() -> Report:
    world = World()
    issued, other = world.issue(), world.issue(number="VD-CERT/HQ-2026-000124")
    return world.verify(encode_bundle(replace(issued.bundle, credential=other.jws)))


@gives(4, "FAIL", "SUMMARY_DIFFERS", "INVALID", "TAMPERED")
def summary_of_something_else() -> Report:
    world = World()
    issued = world.issue()
    return world.verify(world.resign(issued, replace(issued.summary, holder="Công ty Khác")))


@gives(4, "FAIL", "CREDENTIAL_DISAGREES", "INVALID", "TAMPERED")
def contradicts_itself() -> Report:
    world = World()
    payload = build_payload(conformity(), context())
    payload["credentialSubject"]["antinDetails"]["holder"]["name"] = "Công ty Khác"
    return world.verify(world.issue_payload(payload))


@gives(4, "FAIL", "FILE_STATEMENT_OTHER", "INVALID", "TAMPERED")
def statement_about_another() -> Report:
    world = World()
    return world.verify(world.state_file(world.issue(), FILE, leaf=bytes(32)))


@gives(4, "WARN", "SCOPE_REDUCED", "VALID", "SCOPE_REDUCED")
def reduced_scope() -> Report:
    world = World()
    certificate = ConformityCertificate.model_validate(
        {**conformity().model_dump(by_alias=True), "revision": 1, "change": "scope_reduced"}
    )
    payload = build_payload(certificate, context(previous_leaf=b"\x05" * 32))
    return world.verify(world.issue_payload(payload))


@gives(5, "FAIL", "INCLUSION_WRONG", "INVALID", "TAMPERED")
def wrong_path() -> Report:
    world = World()
    issued = world.issue()
    inclusion = replace(issued.bundle.inclusion, index=0)
    return world.verify(encode_bundle(replace(issued.bundle, inclusion=inclusion)))


@gives(5, "FAIL", "FILE_STATEMENT_NOT_INCLUDED", "INVALID", "TAMPERED")
def statement_not_included() -> Report:
    world = World()
    issued = world.state_file(world.issue(), FILE)
    statement = issued.bundle.files[0]
    moved = replace(statement, inclusion=replace(statement.inclusion, index=1))
    return world.verify(encode_bundle(replace(issued.bundle, files=(moved,))))
