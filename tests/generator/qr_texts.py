# SPDX-License-Identifier: Apache-2.0
"""What scanners hand over: our own QR texts and everything else that looks like one."""

import base64
from typing import Any

from registry.core.code import code_of
from registry.core.constants import MAX_SIGNED_SUMMARY_BYTES
from registry.core.signed_summary import sign_summary
from tests.generator.summaries import CONFORMITY
from tests.reference.naive_cbor import encode
from tests.unit.core.samples import Key


def vectors() -> list[dict[str, Any]]:
    key, summary = Key(2), encode(CONFORMITY)
    signed = sign_summary(summary, key.jwk.thumbprint(), key.sign).to_bytes()
    code, payload = code_of(summary), base64.b32encode(signed).decode().rstrip("=")
    host = "ANTIN.EXAMPLE.VN"
    good = {"origin": "https://antin.example.vn", "host": "antin.example.vn", "code": code}
    short, full = f"HTTPS://{host}/C/{code}", f"HTTPS://{host}/C/{code}#{payload}"
    cases: list[tuple[str, str, dict[str, Any]]] = [
        ("short", short, good),
        ("signed", full, {**good, "signed_summary": signed.hex()}),
        ("lower case, as a browser writes it", short.lower(), good),
        ("grouped", f"https://antin.example.vn/C/{'-'.join(code[i : i + 4] for i in range(0, 32, 4))}", good),
        ("white space around it", f" {short}\r\n", good),
        ("a slash at the end", short + "/", good),
        (
            "a port, no TLS",
            f"HTTP://127.0.0.1:8000/C/{code}",
            {"origin": "http://127.0.0.1:8000", "host": "127.0.0.1:8000", "code": code},
        ),
        (
            "a foreign host",
            f"HTTPS://ANTIN.EXAMPLE.NET/C/{code}",
            {"origin": "https://antin.example.net", "host": "antin.example.net", "code": code},
        ),
    ]
    return [
        {"desc": desc, "text": text, "expected": expected}
        for desc, text, expected in [*cases, *_bad(short, full, code, payload)]
    ]


def _bad(short: str, full: str, code: str, payload: str) -> list[tuple[str, str, dict[str, Any]]]:
    too_long = base64.b32encode(bytes(MAX_SIGNED_SUMMARY_BYTES + 1)).decode().rstrip("=")
    form = [
        ("nothing", ""),
        ("a number", "8938501234568"),
        ("the code alone", code),
        ("another scheme", f"ftp://antin.example.vn/C/{code}"),
        ("another path", f"https://antin.example.vn/X/{code}"),
        ("a path in front", f"https://antin.example.vn/a/C/{code}"),
        ("a query", short + "?at=2026-01-01"),
        ("a user name in front of the host", f"https://antin.example.vn@evil.example/C/{code}"),
        ("a long s in the scheme", "HTTPſ" + short[5:]),
        ("the Kelvin sign in the host", f"https://\u212antin.example/C/{code}"),
        ("a host in another script", f"https://аntin.example.vn/C/{code}"),
        ("a line end inside", short + "\n#" + payload),
        ("an empty fragment", short + "#"),
        ("a fragment in lower case", short + "#" + payload.lower()),
        ("a fragment with padding", short + "#" + payload + "="),
        ("a fragment that is not base32", short + "#" + payload[:-1] + "1"),
        ("a fragment with letters outside ASCII", short + "#" + payload[:-1] + "é"),
        ("spare bits set in the fragment", short + "#" + _spare(payload)),
        ("a fragment over the bound", short + "#" + too_long),
        ("longer than any QR code", full + "A" * 4_296),
        ("an EU certificate", "HC1:6BFOXN"),
    ]
    codes = [
        (
            "a code with a letter changed",
            short[:-3] + ("2" if short[-3] != "2" else "3") + short[-2:],
            "MISTYPED",
        ),
        ("a code cut short", short[:-1], "LENGTH"),
        ("an underscore in the code", short[:-1] + "_", "CHARACTER"),
    ]
    return [
        *((desc, text, {"error": "QR_FORMAT"}) for desc, text in form),
        *((desc, text, {"error": f"CODE_{error}"}) for desc, text, error in codes),
    ]


def _spare(payload: str) -> str:
    """The same bytes to a lax decoder: the last character's unused bits are set."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    if len(payload) % 8 == 0:
        raise AssertionError("this payload has no spare bits")
    return payload[:-1] + alphabet[alphabet.index(payload[-1]) + 1]
