# SPDX-License-Identifier: Apache-2.0
"""Holders' keys of the signed trust list: encrypted files on the holder's own machine."""

from collections.abc import Mapping, Sequence
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.options import Json, Lang, read_file, speaker, write_file
from registry.cli.output import Output
from registry.config import load_settings
from registry.errors import UsageError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric import ec
    from securesystemslib.signer import SSlibKey


def key(
    target: Annotated[Path, typer.Option("--out", metavar="FILE", help="Tệp khóa mới / the new key file.")],
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Write an encrypted P-256 key, for this machine alone, and beside it FILE.pub.json for the office."""
    out = speaker(lang, as_json)
    need_library()
    public = make_key(target, new_password())
    out.say(f"Đã ghi {target} (giữ kín) và {public} (gửi cơ quan quản lý)",
            f"Wrote {target} (keep it) and {public} (hand it to the authority's office)")  # fmt: skip
    keyid = read_keys([public])[0].keyid
    out.say(f"Khóa: {keyid[:16]}", f"Key: {keyid[:16]}")
    out.document({"key": str(target), "public": str(public), "keyid": keyid})


def need_library() -> None:
    """Raises ``UsageError`` TRUST_LIBRARY_MISSING: verifying needs no such library, so it is an extra."""
    from importlib.util import find_spec

    if find_spec("tuf") is None:
        raise UsageError("TRUST_LIBRARY_MISSING")


def make_key(path: Path, password: bytes) -> Path:
    """A new key in ``path``; returns the path of its public half. Raises ``RefusedError`` KEY_FILE_EXISTS."""
    from registry.keys import pkcs8
    from registry.keys.files import write_secret

    private = _fresh()
    write_secret(path, pkcs8.encrypt(private, password))
    return _put_public(path, private)


def keys_of(paths: Sequence[Path], password: bytes, out: Output) -> "dict[Path, ec.EllipticCurvePrivateKey]":
    """New keys in memory; where a start that was cut off left one, that one, which is never overwritten.

    Raises what ``pkcs8`` raises, for another password too.
    """
    left = [path for path in paths if path.exists()]
    for path in left:
        out.note(f"Dùng tiếp khóa của lần trước: {path}", f"Goes on with the key made before: {path}")
    return {path: _take(path, password) if path in left else _fresh() for path in paths}


def put_keys(keys: "Mapping[Path, ec.EllipticCurvePrivateKey]", password: bytes) -> None:
    """Write those that are not there yet encrypted, and beside each its public half."""
    from registry.keys import pkcs8
    from registry.keys.files import write_secret

    for path, private in keys.items():
        if not path.exists():
            write_secret(path, pkcs8.encrypt(private, password))
        _put_public(path, private)


def public_half(private: "ec.EllipticCurvePrivateKey", where: str) -> "SSlibKey":
    """The public half as a root names it."""
    from registry.update.keyfile import public_file, read_public

    return read_public(public_file(private.public_key()), where)


def read_keys(paths: list[Path]) -> "list[SSlibKey]":
    """Public halves. Raises ``InputError`` TRUST_KEY_FORM."""
    from registry.update.keyfile import MAX_KEY_BYTES, read_public

    return [read_public(read_file(path, MAX_KEY_BYTES), str(path)) for path in paths]


def open_key(path: Path) -> "ec.EllipticCurvePrivateKey":
    """A private key with the password of ANTIN_KEY_PASSWORD_FILE or the prompt. Raises what ``pkcs8`` raises."""
    from registry.bootstrap import Workplace
    from registry.keys.files import checked

    return _take(path, checked(Workplace(load_settings()).key_password()))


def new_password() -> bytes:
    """A password to encrypt with: from ANTIN_KEY_PASSWORD_FILE, or twice from the prompt, since nobody can ask
    for it again. Raises ``UsageError`` PASSWORD_MISSING, PASSWORD_DIFFERS.
    """
    from registry.bootstrap import Workplace
    from registry.keys.files import checked

    settings = load_settings()
    password = checked(Workplace(settings).key_password())
    if settings.key_password_file is None and getpass("Nhập lại / again: ").encode() != password:
        raise UsageError("PASSWORD_DIFFERS")
    return password


def _fresh() -> "ec.EllipticCurvePrivateKey":
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.generate_private_key(ec.SECP256R1())


def _take(path: Path, password: bytes) -> "ec.EllipticCurvePrivateKey":
    from registry.keys import pkcs8
    from registry.keys.files import read_secret

    return pkcs8.decrypt(read_secret(path), password, str(path))


def _put_public(path: Path, private: "ec.EllipticCurvePrivateKey") -> Path:
    from registry.update.keyfile import public_file

    public = path.with_name(path.name + ".pub.json")
    write_file(public, public_file(private.public_key()), force=True)
    return public
