# SPDX-License-Identifier: Apache-2.0
"""PKCS#11 tokens: keys that are made inside and never leave. The library loads when a token is opened.

A wrong PIN is tried once and the same one never again by this process, for tokens lock after a few tries. A session
that the token ended is opened anew once. What may pass later is transient; the rest is refused.
"""

import hmac
import re
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Literal, TypeVar

from registry.errors import RefusedError, TransientError, UsageError
from registry.keys.files import Password, checked

Curve = Literal["P-256", "secp256k1"]
OIDS: dict[Curve, str] = {"P-256": "1.2.840.10045.3.1.7", "secp256k1": "1.3.132.0.10"}
_DER_OIDS = {bytes.fromhex("06082a8648ce3d030107"): "P-256", bytes.fromhex("06052b8104000a"): "secp256k1"}
# By the library's names, since it may not be installed here.
_ABSENT = ("NoSuchToken", "TokenNotPresent", "DeviceRemoved", "SlotIDInvalid", "TokenNotRecognised")
_LOST = ("SessionHandleInvalid", "SessionClosed", "UserNotLoggedIn", "KeyHandleInvalid",
         "ObjectHandleInvalid", "DeviceRemoved", "DeviceError", "TokenNotPresent")  # fmt: skip
_REFUSALS = {
    "PinIncorrect": "TOKEN_PIN_WRONG", "PinInvalid": "TOKEN_PIN_WRONG", "PinLenRange": "TOKEN_PIN_WRONG",
    "PinLocked": "TOKEN_PIN_LOCKED", "PinExpired": "TOKEN_PIN_LOCKED",
    "UserPinNotInitialized": "TOKEN_PIN_LOCKED", "NoSuchKey": "TOKEN_KEY_MISSING",
    "MultipleObjectsReturned": "TOKEN_KEY_AMBIGUOUS", "MultipleTokensReturned": "TOKEN_AMBIGUOUS",
    "MechanismInvalid": "TOKEN_CURVE", "DomainParamsInvalid": "TOKEN_CURVE",
    "FunctionNotSupported": "TOKEN_CURVE", "TokenWriteProtected": "TOKEN_READ_ONLY",
    "SessionReadOnly": "TOKEN_READ_ONLY",
}  # fmt: skip
# Refused PINs of this process by module and label, as keyed hashes: not one of them is tried twice, whoever asks,
# and a corrected PIN file helps without a restart.
_SALT = secrets.token_bytes(32)
_refused_pins: dict[tuple[str, str], tuple[bytes, str]] = {}
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A public key in a token: CKA_ID, CKA_LABEL, curve, and the point as 04 || x || y."""

    id: bytes
    label: str
    curve: str
    point: bytes


class Token:
    """The token of one label behind one module; ``pin`` is asked when a session is opened.

    Every method raises ``UsageError`` TOKEN_LIBRARY_MISSING or TOKEN_MODULE, ``TransientError`` TOKEN_ABSENT
    or TOKEN_FAILED, ``RefusedError`` TOKEN_PIN_WRONG, TOKEN_PIN_LOCKED, TOKEN_PIN_LAST_TRY, TOKEN_KEY_*.
    """

    def __init__(self, module: str, label: str, pin: Password) -> None:
        self._module = module
        self._label = label
        self._pin = pin
        self._session: Any = None
        # A session carries one operation at a time, and workers have threads.
        self._lock = threading.RLock()

    def __repr__(self) -> str:
        return f"Token({self._label!r})"

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a token is not copied or written to disk")

    def generate(self, curve: Curve, label: str) -> TokenKey:
        """Make a key pair in the token whose private half can never be read out."""
        return self._run(lambda session: _generate(session, curve, label))

    def find(self, *, label: str | None = None, key: bytes | None = None) -> TokenKey:
        """The one EC public key with this label or id. Raises TOKEN_KEY_MISSING, TOKEN_KEY_AMBIGUOUS."""
        return self._run(lambda session: _find(session, label, key))

    def sign(self, key: bytes, digest: bytes) -> bytes:
        """Raw ECDSA over ``digest`` by the private key with this CKA_ID: r || s, 64 bytes."""
        return self._run(lambda session: _sign(session, key, digest))

    def close(self) -> None:
        """End the session; the next use opens another."""
        with self._lock:
            session, self._session = self._session, None
            if session is not None:
                # It may be gone already, which is what is wanted.
                with suppress(_library().PKCS11Error):
                    session.close()

    def _run(self, action: Callable[[Any], _Result]) -> _Result:
        library = _library()
        with self._lock:
            had_session = self._session is not None
            try:
                return action(self._opened())
            except library.PKCS11Error as error:
                if not had_session or type(error).__name__ not in _LOST:
                    raise self._named(error) from error
            self.close()
            try:
                return action(self._opened())
            except library.PKCS11Error as error:
                raise self._named(error) from error

    def _opened(self) -> Any:
        if self._session is None:
            self._session = self._login(_token(self._module, self._label))
        return self._session

    def _login(self, token: Any) -> Any:
        flags, library = token.flags, _library()
        if flags & library.TokenFlag.USER_PIN_LOCKED:
            raise RefusedError("TOKEN_PIN_LOCKED", self._label)
        if flags & library.TokenFlag.USER_PIN_FINAL_TRY:
            raise RefusedError("TOKEN_PIN_LAST_TRY", self._label)
        pin = checked(self._pin)
        mark = hmac.digest(_SALT, pin, "sha256")
        refused, code = _refused_pins.get((self._module, self._label), (b"", ""))
        if refused == mark:
            raise RefusedError(code, self._label)
        try:
            return self._open(token, pin)
        except library.PKCS11Error as error:
            code = _REFUSALS.get(type(error).__name__, "")
            if code.startswith("TOKEN_PIN"):
                _refused_pins[self._module, self._label] = (mark, code)
            raise

    def _open(self, token: Any, pin: bytes) -> Any:
        try:
            return token.open(rw=True, user_pin=pin.decode())
        except _library().UserAlreadyLoggedIn:
            # The login counts for all sessions of the process, and another one of ours made it.
            return token.open(rw=True)

    def _named(self, error: Exception) -> RefusedError | TransientError:
        name = type(error).__name__
        if name in _ABSENT:
            return TransientError("TOKEN_ABSENT", self._label)
        code = _REFUSALS.get(name)
        if code is None:
            self.close()
            return TransientError("TOKEN_FAILED", self._label, reason=name)
        return RefusedError(code, self._label)


def _library() -> ModuleType:
    try:
        import pkcs11  # noqa: PLC0415 — an extra: who keeps keys in files does not install it
    except ImportError as error:
        raise UsageError("TOKEN_LIBRARY_MISSING") from error
    return pkcs11


def _token(module: str, label: str) -> Any:
    library = _library()
    try:
        loaded = library.lib(module)
    except library.PKCS11Error as error:
        raise UsageError("TOKEN_MODULE", module, reason=type(error).__name__) from error
    except (OSError, RuntimeError) as error:
        raise UsageError("TOKEN_MODULE", module, reason=str(error)) from error
    return loaded.get_token(token_label=label)


def _generate(session: Any, curve: Curve, label: str) -> TokenKey:
    library = _library()
    attribute, key = library.Attribute, secrets.token_bytes(16)
    parameters = session.create_domain_parameters(
        library.KeyType.EC,
        {attribute.EC_PARAMS: library.util.ec.encode_named_curve_parameters(OIDS[curve])},
        local=True,
    )
    private = {attribute.EXTRACTABLE: False, attribute.SENSITIVE: True, attribute.SIGN: True,
               attribute.DERIVE: False}  # fmt: skip
    public, _ = parameters.generate_keypair(
        store=True, label=label, id=key, mechanism=library.Mechanism.EC_KEY_PAIR_GEN,
        private_template=private,
    )  # fmt: skip
    return _key(public)


def _find(session: Any, label: str | None, key: bytes | None) -> TokenKey:
    library = _library()
    public = session.get_key(
        object_class=library.ObjectClass.PUBLIC_KEY, key_type=library.KeyType.EC, label=label, id=key
    )
    found = _key(public)
    # The private half must be there as well, or the first signature would tell.
    session.get_key(object_class=library.ObjectClass.PRIVATE_KEY, id=found.id)
    return found


def _key(public: Any) -> TokenKey:
    attribute = _library().Attribute
    curve = _DER_OIDS.get(bytes(public[attribute.EC_PARAMS]))
    # CKA_EC_POINT is the point in an OCTET STRING (PKCS#11 §6.3.3); some tokens leave the wrapping out.
    match = re.fullmatch(rb"(?s)(?:\x04\x41)?(\x04.{64})", bytes(public[attribute.EC_POINT]))
    if curve is None or match is None:
        raise RefusedError("TOKEN_CURVE", str(public[attribute.LABEL]))
    return TokenKey(bytes(public[attribute.ID]), str(public[attribute.LABEL]), curve, match[1])


def _sign(session: Any, key: bytes, digest: bytes) -> bytes:
    library = _library()
    private = session.get_key(object_class=library.ObjectClass.PRIVATE_KEY, id=key)
    return bytes(private.sign(digest, mechanism=library.Mechanism.ECDSA))
