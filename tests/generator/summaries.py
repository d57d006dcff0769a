# SPDX-License-Identifier: Apache-2.0
"""Summaries, good ones written by the naive CBOR twin, and what must be refused."""

import hashlib
import unicodedata
from collections.abc import Iterator
from typing import Any

from registry.core.code import code_of
from registry.core.signed_summary import sign_summary
from tests.generator.mutate import broken, flip, spread
from tests.reference.naive_cbor import encode
from tests.unit.core.samples import Key

CONFORMITY: dict[Any, Any] = {
    0: 1,
    1: "conformity",
    2: "VD-CERT",
    3: "VD-CERT/HQ-2026-000123",
    4: 0,
    5: ['Nồi cơm điện "Ví Dụ Home"', "VD-RC18A, VD-RC18B", None],
    6: "Công ty TNHH Ví Dụ Điện Gia Dụng",
    7: [1, 4],
    8: ["ĐKHĐ chứng nhận sản phẩm", "QCVN 4:2009/BKHCN"],
    9: "2026-07-15",
    10: ["2026-07-15", "2029-07-14"],
    12: "antin-demo",
    13: hashlib.sha256(b"credential").digest(),
    15: [5, "CAO", "CR"],
}
CALIBRATION: dict[Any, Any] = {
    0: 1,
    1: "calibration",
    2: "VD-LAB",
    3: "VD-LAB/HC-2026-01902",
    4: 0,
    5: ["Áp kế hiện số", "EXP-70", "EXP70-11"],
    7: [2],
    8: ["Hiệu chuẩn áp suất"],
    9: "2026-09-10",
    12: "antin-demo",
    13: hashlib.sha256(b"another credential").digest(),
    14: hashlib.sha256(b"dcc").digest(),
}
FILE: dict[Any, Any] = {
    0: 1,
    1: "file",
    2: "VD-CERT",
    12: "antin-demo",
    16: hashlib.sha256(b"leaf").digest(),
    17: hashlib.sha256(b"pdf").digest(),
    18: "application/pdf",
    19: "vi",
    20: bytes(range(16)),
}


def without(fields: dict[Any, Any], *keys: int) -> dict[Any, Any]:
    return {key: value for key, value in fields.items() if key not in keys}


def good_summaries() -> list[tuple[str, bytes]]:
    revised = {**CONFORMITY, 4: 1, 11: hashlib.sha256(b"previous leaf").digest()}
    full = {**CONFORMITY, 7: list(range(1, 9)), 8: [f"QCVN {i}:2026/BKHCN" for i in range(8)]}
    maps = [
        ("conformity", CONFORMITY),
        ("a later revision", revised),
        ("a lot, no validity", {**without(CONFORMITY, 10), 5: ["Búp bê", None, "LOT-EX-0926"]}),
        ("no method, risk level or mark", without(CONFORMITY, 15)),
        ("a mark alone", {**CONFORMITY, 15: [None, None, "CS"]}),
        ("eight grants and scopes", full),
        ("longest name", {**CONFORMITY, 5: ["ệ" * 160, None, None]}),
        ("calibration", CALIBRATION),
        ("calibration of an unnamed model", {**CALIBRATION, 5: ["Áp kế", None, None]}),
        ("file", FILE),
        ("file without a language", without(FILE, 19)),
    ]
    return [(desc, encode(fields)) for desc, fields in maps]


def bad_fields() -> Iterator[tuple[str, dict[Any, Any]]]:
    """Well encoded, but not a summary."""
    for key in (0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 13):
        yield f"field {key} missing", without(CONFORMITY, key)
    for key in (16, 17, 18, 20):
        yield f"file: field {key} missing", without(FILE, key)
    yield "unknown version", {**CONFORMITY, 0: 2}
    yield "unknown kind", {**CONFORMITY, 1: "verification"}
    yield "unknown field", {**CONFORMITY, 21: 0}
    yield "a calibration names a holder", {**CALIBRATION, 6: "Nhà máy mẫu"}
    yield "a conformity certificate names a DCC file", {**CONFORMITY, 14: bytes(32)}
    yield "a file statement with a certificate's field", {**FILE, 3: "1"}
    yield "revision 1 without a previous leaf", {**CONFORMITY, 4: 1}
    yield "revision 0 with a previous leaf", {**CONFORMITY, 11: bytes(32)}
    yield "digest of 31 bytes", {**CONFORMITY, 13: bytes(31)}
    yield "no grants", {**CONFORMITY, 7: []}
    yield "nine grants", {**CONFORMITY, 7: list(range(1, 10))}
    yield "grants not ascending", {**CONFORMITY, 7: [4, 1]}
    yield "a grant twice", {**CONFORMITY, 7: [1, 1]}
    yield "grant 0", {**CONFORMITY, 7: [0, 1]}
    yield "grant 65536", {**CONFORMITY, 7: [1, 65536]}
    yield "no scopes", {**CONFORMITY, 8: []}
    yield "a scope twice", {**CONFORMITY, 8: ["QCVN 4:2009/BKHCN"] * 2}
    yield "an empty scope", {**CONFORMITY, 8: [""]}
    yield "an empty number", {**CONFORMITY, 3: ""}
    yield "a number of 65 characters", {**CONFORMITY, 3: "1" * 65}
    yield "a name of 161 characters", {**CONFORMITY, 5: ["x" * 161, None, None]}
    yield "a name in NFD", {**CONFORMITY, 5: [unicodedata.normalize("NFD", "Nồi"), None, None]}
    yield "a subject of two values", {**CONFORMITY, 5: ["Nồi", None]}
    yield "a body that is not text", {**CONFORMITY, 2: 7}
    yield "30 February", {**CONFORMITY, 9: "2026-02-30"}
    yield "a date with a time", {**CONFORMITY, 9: "2026-07-15T00:00"}
    yield "a date in digits of another script", {**CONFORMITY, 9: "２０２６-07-15"}
    yield "validity ends before it begins", {**CONFORMITY, 10: ["2026-07-15", "2026-07-14"]}
    yield "validity without an end", {**CONFORMITY, 10: ["2026-07-15"]}
    yield "an empty field 15", {**CONFORMITY, 15: [None, None, None]}
    yield "a null field", {**CONFORMITY, 6: None}
    yield "a key that is text", {**CONFORMITY, "3": "x"}
    yield "more than 2,048 bytes", {**CONFORMITY, 8: [chr(0x1EA0 + i) * 80 for i in range(0, 16, 2)]}


def bad_encodings() -> Iterator[tuple[str, bytes]]:
    """The right facts in another form, or no CBOR at all."""
    good = encode(CONFORMITY)
    yield from broken(good)
    yield "key 1 written as true", _with_key_1(b"\xf5")
    yield "key 1 written as 1.0", _with_key_1(b"\xf9\x3c\x00")
    yield "version in two bytes", good.replace(b"\x00\x01\x01", b"\x00\x18\x01\x01", 1)
    yield "indefinite length", b"\xbf" + good[1:] + b"\xff"
    yield "tagged", b"\xd9\xd9\xf7" + good
    yield "a date with a tag", good.replace(b"\x09\x6a2026", b"\x09\xc0\x6a2026", 1)
    yield "two keys exchanged", _exchanged()
    yield "a key twice", b"\xaf" + good[1:] + good[-len(encode(CONFORMITY[15])) - 1 :]
    yield "an array", encode(list(CONFORMITY.values()))
    yield "revision as a float", good.replace(b"\x04\x00\x05", b"\x04\xf9\x00\x00\x05", 1)
    yield "text that is not UTF-8", good.replace(b"VD-CERT/HQ", b"VD-CERT/\xff\xfe", 1)
    yield "an array of 2^64 - 1 values", b"\x9b" + b"\xff" * 8
    yield "a regular expression", b"\xd8\x23\x63[[a"


def _with_key_1(key: bytes) -> bytes:
    """Sorted as it should be, with another value that a hash table takes for 1."""
    pairs = {encode(k): encode(v) for k, v in CONFORMITY.items()}
    pairs[key] = pairs.pop(b"\x01")
    return encode(CONFORMITY)[:1] + b"".join(k + pairs[k] for k in sorted(pairs))


def _exchanged() -> bytes:
    pairs = [encode(key) + encode(value) for key, value in CONFORMITY.items()]
    pairs[2], pairs[3] = pairs[3], pairs[2]
    return encode(CONFORMITY)[:1] + b"".join(pairs)


def summary_vectors() -> list[dict[str, Any]]:
    good = [
        {
            "desc": desc,
            "summary": data.hex(),
            "expected": {"leaf": hashlib.sha256(b"\0" + data).hexdigest(), **_code(data)},
        }
        for desc, data in good_summaries()
    ]
    bad = [*((desc, encode(fields)) for desc, fields in bad_fields()), *bad_encodings()]
    return good + [
        {"desc": desc, "summary": data.hex(), "expected": {"error": "SUMMARY_FORMAT"}} for desc, data in bad
    ]


def _code(data: bytes) -> dict[str, str]:
    """A file has no code (protocol §3.4)."""
    return {} if b"\x01\x64file" in data[:9] else {"code": code_of(data)}


def signed_summary_vectors() -> list[dict[str, Any]]:
    key = Key(2)
    signed = sign_summary(encode(CONFORMITY), key.jwk.thumbprint(), key.sign)
    data = signed.to_bytes()
    good = {"key_id": signed.key_id.hex(), "summary": signed.summary.hex(), "signature_holds": True}
    cases: list[tuple[str, bytes, dict[str, Any]]] = [("good", data, good)]
    for position in spread(64, 3):
        changed = flip(data, len(data) - 64 + position)
        cases.append((f"signature byte {position} changed", changed, {**good, "signature_holds": False}))
    altered = data.replace(b"HQ-2026-000123", b"HQ-2026-000124")
    summary = encode({**CONFORMITY, 3: "VD-CERT/HQ-2026-000124"})
    cases.append(("number changed", altered, {**good, "summary": summary.hex(), "signature_holds": False}))
    cases += [(desc, wrong, {"error": "SIGNED_SUMMARY_FORMAT"}) for desc, wrong in _bad_cose(data)]
    jwk = key.jwk.to_mapping()
    return [
        {"desc": desc, "signed_summary": value.hex(), "jwk": jwk, "expected": expected}
        for desc, value, expected in cases
    ]


def _bad_cose(data: bytes) -> Iterator[tuple[str, bytes]]:
    yield from broken(data)
    summary, signature = encode(CONFORMITY), data[-64:]
    key_id = data[8:16]
    protected = b"\xa2\x01\x26\x04\x48" + key_id
    tag = b"\xd2"
    yield "no tag", data[1:]
    yield "the tag of COSE_Mac0", b"\xd1" + data[1:]
    yield "algorithm ES384", tag + encode([b"\xa2\x01\x38\x22\x04\x48" + key_id, {}, summary, signature])
    yield "no key id", tag + encode([b"\xa1\x01\x26", {}, summary, signature])
    yield "a key id of 7 bytes", tag + encode([b"\xa2\x01\x26\x04\x47" + key_id[:7], {}, summary, signature])
    yield "an unprotected header", tag + encode([protected, {4: key_id}, summary, signature])
    yield (
        "a third protected header",
        tag + encode([b"\xa3" + protected[1:] + b"\x03\0", {}, summary, signature]),
    )
    yield "a signature of 63 bytes", tag + encode([protected, {}, summary, signature[:63]])
    yield "a signature in DER length", tag + encode([protected, {}, summary, signature + bytes(6)])
    yield "a payload that is text", tag + encode([protected, {}, "summary", signature])
    yield "no payload", tag + encode([protected, {}, None, signature])
    yield "three values", tag + encode([protected, {}, summary])
    yield "five values", tag + encode([protected, {}, summary, signature, b""])
    yield "protected header as a map", tag + encode([{1: 7}, {}, summary, signature])
