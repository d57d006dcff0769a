# SPDX-License-Identifier: Apache-2.0
"""What a credential says: the summary that follows from it, what contradicts itself in it, what to show.

Payloads come from anybody: every function here survives any JSON object.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, cast

from msgspec.structs import replace

from registry.core.credential import addresses as a
from registry.core.credential.envelope import EnvelopeFacts, envelope
from registry.core.credential.members import ANTIN, DETAILS
from registry.core.credential.model import Credential, digest_of
from registry.core.credential.shapes import defect
from registry.core.credential.subject import subject_of
from registry.core.summary import CertificateSummary, Kind, encode_summary
from registry.errors import InputError

_SUBJECT = "credentialSubject"
KEPT = 32
"""Credentials whose members are kept once they are checked: one verification asks for them again and again."""
# CR belongs to hợp quy, CS to hợp chuẩn.
_OTHER_MARK = {"hop_quy": "CS", "hop_chuan": "CR"}


def summary_of(credential: Credential) -> CertificateSummary:
    """The summary that this credential must have, at issue and when it is verified (protocol §6, check 4).

    Raises ``InputError`` CREDENTIAL_FORMAT where ``antin`` or the DCC's digest cannot be read.
    """
    summary = stated_summary(credential)
    try:
        encode_summary(summary)
    except InputError as error:
        raise _bad(str(error.params.get("reason", error.code))) from error
    return summary


def stated_summary(credential: Credential) -> CertificateSummary:
    """The same without asking whether it has a byte form: for comparing with one that was read from bytes."""
    antin = _antin(credential)
    subject, validity = antin["subject"], antin.get("validity")
    return CertificateSummary(
        kind=cast(Kind, antin["kind"]),
        body=antin["body"],
        number=antin["number"],
        revision=antin["revision"],
        name=subject["name"],
        model=subject.get("model"),
        serial=subject.get("serial"),
        holder=antin.get("holder"),
        grants=tuple(antin["grants"]),
        scopes=tuple(antin["scopes"]),
        issued=date.fromisoformat(antin["issued"]),
        validity=validity and (date.fromisoformat(validity["first"]), date.fromisoformat(validity["last"])),
        previous=bytes.fromhex(antin["previous"]) if "previous" in antin else None,
        network=antin["network"],
        credential_sha256=digest_of(credential.jws),
        dcc_sha256=_dcc_digest(credential.payload) if antin["kind"] == "calibration" else None,
        method=antin.get("method"),
        risk=antin.get("risk"),
        mark=antin.get("mark"),
    )


def untp_disagreements(credential: Credential) -> list[str]:
    """The members that contradict ``antin``, by path; empty for a credential that agrees with itself.

    Number, dates, issuer, names, norms within the scopes, status entry, product and DCC digests: the
    envelope is written again from ``antin`` and ``antinDetails`` and compared member by member.
    """
    try:
        facts = _envelope_facts(credential)
    except InputError as error:
        return [str(error.params["reason"])]
    expected = envelope(facts)
    # Agreement is the common case, and quick to tell where no path needs to be written.
    same = _same(expected, credential.payload)
    places = [] if same else _differences(expected, credential.payload, "")
    return [*_inner(facts.antin, facts.details), *places]


@lru_cache(maxsize=KEPT)
def public_facts(credential: Credential) -> Mapping[str, Any]:
    """What may be shown of the certificate beside the summary: the members of ``antinDetails`` under their
    names, ``kind``, ``issuer_name`` and, for a later revision, ``change``; a calibration's ``dcc`` with its
    ``sha256`` in hexadecimal. Empty where ``antinDetails`` cannot be read. For reading only: they are the
    credential's own members.
    """
    try:
        antin = _antin(credential)
        details = _details(credential)
        if antin["kind"] == "calibration":
            digest = _dcc_digest(credential.payload).hex()
            details = {**details, "dcc": {**details["dcc"], "sha256": digest}}
    except InputError:
        return {}
    facts = {"kind": antin["kind"], "issuer_name": _at(credential.payload, "issuer", "name"), **details}
    return {**facts, "change": antin["change"]} if "change" in antin else facts


@lru_cache(maxsize=KEPT)
def _antin(credential: Credential) -> dict[str, Any]:
    path = f"{_SUBJECT}.antin"
    antin = _at(credential.payload, _SUBJECT, "antin")
    kind = _at(antin, "kind")
    if kind not in ("conformity", "calibration"):
        raise _bad(f"{path}.kind")
    if place := defect(ANTIN[kind], antin, path):
        raise _bad(place)
    if (antin["revision"] > 0) != ("change" in antin):
        raise _bad(f"{path}.change")
    return cast(dict[str, Any], antin)


@lru_cache(maxsize=KEPT)
def _details(credential: Credential) -> dict[str, Any]:
    """Raises as ``_antin``, too."""
    details = _at(credential.payload, _SUBJECT, "antinDetails")
    if place := defect(DETAILS[_antin(credential)["kind"]], details, f"{_SUBJECT}.antinDetails"):
        raise _bad(place)
    return cast(dict[str, Any], details)


def _dcc_digest(payload: dict[str, Any]) -> bytes:
    text = _at(payload, _SUBJECT, "conformityCertificate", "digestMultibase")
    try:
        return a.from_multibase(text if isinstance(text, str) else "")
    except ValueError as error:
        raise _bad(f"{_SUBJECT}.conformityCertificate.digestMultibase") from error


def _envelope_facts(credential: Credential) -> EnvelopeFacts:
    """What the envelope follows from. Raises CREDENTIAL_FORMAT with the unreadable member's path."""
    payload, antin = credential.payload, _antin(credential)
    public_url, name = _public_url(payload), _at(payload, "issuer", "name")
    if not isinstance(name, str) or not 1 <= len(name) <= 300:
        raise _bad("issuer.name")
    facts = EnvelopeFacts(
        public_url=public_url,
        antin=antin,
        details=_details(credential),
        issuer_name=name,
        status_index=_status_index(payload, public_url, antin["body"]),
    )
    if antin["kind"] == "conformity":
        return facts
    return replace(facts, party_id=_confidential_party(payload), dcc_digest=_dcc_digest(payload))


def _confidential_party(payload: dict[str, Any]) -> str:
    party = _at(payload, _SUBJECT, "issuedToParty", "id")
    if not isinstance(party, str) or not a.is_digest_uri(party):
        raise _bad(f"{_SUBJECT}.issuedToParty.id")
    return party


def _public_url(payload: dict[str, Any]) -> str:
    contexts = payload.get("@context")
    last = contexts[-1] if isinstance(contexts, list) and contexts else None
    public_url = last.removesuffix(a.CONTEXT_PATH) if isinstance(last, str) else ""
    if public_url == last or a.host_of(public_url) is None:
        raise _bad("@context")
    return public_url


def _status_index(payload: dict[str, Any], public_url: str, body: str) -> int:
    address = _at(payload, "credentialStatus", "statusListCredential")
    position = _at(payload, "credentialStatus", "statusListIndex")
    number = a.status_list_number(public_url, body, address) if isinstance(address, str) else None
    if number is None or type(position) is not int or not 0 <= position < a.LIST_SIZE:
        raise _bad("credentialStatus")
    return number * a.LIST_SIZE + position


def _inner(antin: dict[str, Any], details: dict[str, Any]) -> list[str]:
    """Where ``antin`` contradicts ``antinDetails``."""
    places = _differences(subject_of(antin["kind"], details), antin["subject"], f"{_SUBJECT}.antin.subject")
    if antin["kind"] == "calibration":
        return places
    if antin["holder"] != details["holder"]["name"]:
        places.append(f"{_SUBJECT}.antin.holder")
    if antin.get("mark") == _OTHER_MARK[details["scheme"]]:
        places.append(f"{_SUBJECT}.antin.mark")
    norms = enumerate(details["norms"])
    path = f"{_SUBJECT}.antinDetails.norms"
    return places + [f"{path}[{i}].code" for i, norm in norms if norm["code"] not in antin["scopes"]]


def _same(expected: Any, actual: Any) -> bool:
    """Whether ``_differences`` finds none."""
    if type(expected) is not type(actual):
        return False
    if type(expected) is dict:
        if expected.keys() != actual.keys():
            return False
        pairs = [(value, actual[name]) for name, value in expected.items()]
    elif type(expected) is list:
        if len(expected) != len(actual):
            return False
        pairs = list(zip(expected, actual, strict=True))
    else:
        return bool(expected == actual)
    # Most members are texts or the credential's own: no call for each of them.
    return all(x is y or (x == y if type(x) is str else _same(x, y)) for x, y in pairs)


def _differences(expected: Any, actual: Any, path: str) -> list[str]:
    """Paths where two JSON values differ; 1 and true are different values."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        names = [*expected, *(name for name in actual if name not in expected)]
        pairs = [(_join(path, name), name in expected and name in actual, name) for name in names]
        return [
            place
            for inner, both, name in pairs
            for place in (_differences(expected[name], actual[name], inner) if both else [inner])
        ]
    if isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        both_items = enumerate(zip(expected, actual, strict=True))
        return [place for i, (x, y) in both_items for place in _differences(x, y, f"{path}[{i}]")]
    return [] if type(expected) is type(actual) and expected == actual else [path]


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _at(value: Any, *names: str) -> Any:
    """The member at the end of ``names``, or ``None`` where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _bad(reason: str) -> InputError:
    return InputError("CREDENTIAL_FORMAT", reason=reason)
