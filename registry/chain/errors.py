# SPDX-License-Identifier: Apache-2.0
"""The contract's custom errors as coded refusals, found by selector and never by a message's words."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from eth_abi.abi import decode
from eth_abi.exceptions import DecodingError

from registry.chain.calls import signature_of
from registry.chain.contract import ACCESS_MANAGER, artifact
from registry.chain.rpc import RpcFaultError
from registry.errors import PausedError, RefusedError, RegistryError

# Where two codes stand, the first is for the body itself (grant 0), the second for one of its grants.
CODES: Mapping[str, str | tuple[str, str]] = {
    "AntinNotActive": ("BODY_NOT_ACTIVE", "GRANT_NOT_ACTIVE"),
    "AntinRecordUnknown": ("BODY_UNKNOWN", "GRANT_UNKNOWN"),
    "AntinBodyIdZero": "BODY_ID_ZERO",
    "AntinBodyExists": "BODY_EXISTS",
    "AntinBodyWithdrawn": "BODY_WITHDRAWN",
    "AntinAlreadySuspended": "ALREADY_SUSPENDED",
    "AntinNotSuspended": "NOT_SUSPENDED",
    "AntinEndsEarlier": "ENDS_EARLIER",
    "AntinIntervalNegative": "INTERVAL_NEGATIVE",
    "AntinTakesEffectLater": "TAKES_EFFECT_LATER",
    "AntinTextTooLong": "CHAIN_TEXT_TOO_LONG",
    "AntinBasisUnknown": "BASIS_UNKNOWN",
    "AntinScopeZero": "SCOPE_ZERO",
    "AntinGrantZero": "GRANT_ZERO",
    "AntinKeyZero": "KEY_ZERO",
    "AntinKeyExists": "KEY_EXISTS",
    "AntinKeyUnknown": "KEY_UNKNOWN",
    "AntinKeyRevoked": "KEY_REVOKED_ALREADY",
    "AntinKeyNotGood": "KEY_NOT_GOOD",
    "AntinKeyProofInvalid": "KEY_PROOF_INVALID",
    "AntinCompromiseNotEarlier": "COMPROMISE_NOT_EARLIER",
    "AntinDeadlinePassed": "DEADLINE_PASSED",
    "AntinGrantCount": "GRANTS_ORDER",
    "AntinGrantOrder": "GRANTS_ORDER",
    "AntinBatchSize": "BATCH_SIZE",
    "AntinBatchSizeDiffers": "BATCH_SIZE_DIFFERS",
    "AntinRootZero": "ROOT_ZERO",
    "AntinStateUnknown": "STATE_UNKNOWN",
    "AntinStatusNumber": "STATUS_NUMBER_TAKEN",
    "AntinMoveIllegal": "STATUS_MOVE_ILLEGAL",
    "AntinEffectiveNotNow": "EFFECTIVE_NOT_NOW",
    "AntinSubjectIsBatch": "SUBJECT_IS_BATCH",
    "AntinSubjectZero": "SUBJECT_ZERO",
    "AntinItemsEmpty": "ITEMS_EMPTY",
    "AntinNothingToLift": "NOTHING_TO_LIFT",
    "AntinOrderAction": "ORDER_ACTION_UNKNOWN",
    "AntinOrderUnknown": "ORDER_UNKNOWN",
    "AntinOrderRetracted": "ORDER_RETRACTED",
    "AntinSurveillanceNumber": "SURVEILLANCE_NUMBER",
    "AntinSurveillanceTimes": "SURVEILLANCE_TIMES",
    "AntinDecisionUnknown": "DECISION_UNKNOWN",
    "AntinPaused": "CONTRACT_PAUSED",
    "AntinNotPaused": "CONTRACT_NOT_PAUSED",
    "AntinExtensionDiffers": "CONTRACT_DIFFERENT",
    "AntinRetired": "CONTRACT_RETIRED",
    "AntinSuccessorInvalid": "SUCCESSOR_INVALID",
    "AccessManagedUnauthorized": "NOT_AUTHORITY",
    "AccessManagedRequiredDelay": "AUTHORITY_DELAY",
    "AccessManagedInvalidAuthority": "ACCESS_MANAGER_INVALID",
    "ECDSAInvalidSignature": "SIGNATURE_WRONG",
    "ECDSAInvalidSignatureLength": "SIGNATURE_WRONG",
    "ECDSAInvalidSignatureS": "SIGNATURE_WRONG",
}

PAUSED = "AntinPaused"
"""The one refusal that ends by itself."""

# Of the access manager, met where a role has a delay.
MANAGER_CODES: Mapping[str, str] = {
    "AccessManagerNotScheduled": "ACT_NOT_SCHEDULED",
    "AccessManagerNotReady": "ACT_NOT_READY",
    "AccessManagerExpired": "ACT_EXPIRED",
    "AccessManagerAlreadyScheduled": "ACT_SCHEDULED_ALREADY",
    "AccessManagerUnauthorizedCall": "NOT_AUTHORITY",
    "AccessManagerUnauthorizedCancel": "ACT_CANCEL_RIGHT",
}


def refusal(fault: RpcFaultError, *, body: str = "") -> RegistryError:
    """The refusal that a node's error stands for, or the fault itself where it is no revert; ``PausedError``
    where only a pause stands against the call.

    ``body`` is the body's code for the message, where the caller knows it; the contract knows its hash.
    """
    revert = revert_data(fault.data)
    if revert is None:
        return RefusedError("CHAIN_REVERTED", reason="") if "revert" in fault.message.lower() else fault
    name, arguments = _decoded(revert)
    if body:
        arguments["body"] = body
    code = CODES.get(name) or MANAGER_CODES.get(name)
    if "operationId" in arguments:
        arguments["operation"] = arguments["operationId"]
    if code is None:
        return RefusedError("CHAIN_REVERTED", reason=name or "0x" + revert[:4].hex())
    if isinstance(code, tuple):
        code = code[1] if arguments.get("grant") else code[0]
    return PausedError(code, **arguments) if name == PAUSED else RefusedError(code, **arguments)


def revert_data(value: Any) -> bytes | None:
    """Revert data wherever nodes put it: plain, or in ``result`` or ``data`` of an object."""
    if isinstance(value, dict):
        candidates = [value.get("result"), value.get("data"), *value.values()]
        return next((found for c in candidates if (found := revert_data(c)) is not None), None)
    if not isinstance(value, str) or not value.startswith("0x") or len(value) < 10:
        return None
    try:
        content = bytes.fromhex(value[2:])
    except ValueError:
        return None
    # Revert data is a selector and whole words; a transaction hash beside it in the object is not.
    return content if len(content) % 32 == 4 else None


@cache
def _errors() -> Mapping[bytes, tuple[str, tuple[str, ...], tuple[str, ...]]]:
    entries = [e for name in (ACCESS_MANAGER, "Antin") for e in artifact(name).abi if e["type"] == "error"]
    table = {}
    for entry in entries:
        selector, types = signature_of(entry)
        table[selector] = (entry["name"], types, tuple(i["name"] for i in entry["inputs"]))
    return table


def _decoded(revert: bytes) -> tuple[str, dict[str, Any]]:
    name, types, names = _errors().get(revert[:4], ("", (), ()))
    try:
        values = decode(types, revert[4:])
    except DecodingError:
        return name, {}
    readable = ("0x" + v.hex() if isinstance(v, bytes) else v for v in values)
    return name, dict(zip(names, readable, strict=True))
