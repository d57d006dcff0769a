# SPDX-License-Identifier: Apache-2.0
"""The UNTP Digital Conformity Credential 0.7.0 around ``antin`` and ``antinDetails``.

One pure function writes it at issue and, at verification, says what it must have been: so every UNTP member
that states a thing which ``antin`` states agrees with it, and none says more. The envelope of version 1 is
frozen; another envelope needs another context address. No ``Measure`` is written, since its numbers are
binary; results stay in the DCC file.
"""

from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from registry.core.credential import addresses as a

CONFIDENTIAL_NAME = "Không công bố"
_TITLES = {
    "hop_quy": "Giấy chứng nhận hợp quy",
    "hop_chuan": "Giấy chứng nhận hợp chuẩn",
    "calibration": "Giấy chứng nhận hiệu chuẩn",
}
_SCHEMES = {"hop_quy": "Chứng nhận hợp quy", "hop_chuan": "Chứng nhận hợp chuẩn"}
_ISO_17025 = {
    "type": ["ConformityScheme"],
    "id": "https://www.iso.org/standard/66912.html",
    "name": "ISO/IEC 17025:2017",
}


class EnvelopeFacts(Struct, frozen=True):
    """Everything that the envelope follows from; the last two are a calibration's."""

    public_url: str
    antin: dict[str, Any]
    details: dict[str, Any]
    issuer_name: str
    status_index: int
    party_id: str | None = None
    dcc_digest: bytes | None = None

    @property
    def id(self) -> str:
        """The credential's URI."""
        m = self.antin
        return a.credential_id(self.public_url, m["body"], m["number"], m["revision"])


def envelope(f: EnvelopeFacts) -> dict[str, Any]:
    """The whole credential as JSON."""
    body = f.antin["body"]
    address, position = a.status_list(f.public_url, body, f.status_index)
    return {
        "@context": [a.W3C_CONTEXT, a.UNTP_CONTEXT, f.public_url + a.CONTEXT_PATH],
        "type": ["DigitalConformityCredential", "VerifiableCredential"],
        "id": f.id,
        "issuer": {
            "type": ["CredentialIssuer"],
            "id": a.body_did(f.public_url, body),
            "name": f.issuer_name,
        },
        **_period(f.antin),
        "name": f"{_TITLES[f.details.get('scheme', 'calibration')]} số {f.antin['number']}",
        "credentialStatus": {
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": position,
            "statusListCredential": address,
        },
        "credentialSubject": _attestation(f),
    }


def _period(antin: dict[str, Any]) -> dict[str, str]:
    """Days of Vietnam: 00:00 of the first, and of the day after the last (protocol §3.2)."""
    validity = antin.get("validity")
    if validity is None:
        return {"validFrom": _midnight(antin["issued"])}
    end = date.fromisoformat(validity["last"]) + timedelta(days=1)
    return {"validFrom": _midnight(validity["first"]), "validUntil": _midnight(end.isoformat())}


def _midnight(day: str) -> str:
    return f"{day}T00:00:00+07:00"


def _attestation(f: EnvelopeFacts) -> dict[str, Any]:
    calibration = f.antin["kind"] == "calibration"
    subject: dict[str, Any] = {
        "type": ["ConformityAttestation"],
        "id": f"{f.id}#attestation",
        "name": f.antin["subject"]["name"],
        "assessorLevel": "3rdParty",
        "assessmentLevel": _assessment_level(f.details),
        "attestationType": "calibration" if calibration else "certification",
        "issuedToParty": _party(f),
        "referenceScheme": _ISO_17025 if calibration else _scheme(f),
    }
    if f.dcc_digest is not None:
        subject["conformityCertificate"] = _dcc_link(f.dcc_digest, f.details["dcc"]["schema_version"])
    subject["conformityAssessment"] = [_assessment(f)]
    return {**subject, "antin": f.antin, "antinDetails": f.details}


def _assessment_level(details: dict[str, Any]) -> str:
    """What the certificate claims; whether it is so, the grants on chain tell."""
    if details.get("scheme") == "hop_quy":
        return "authority-mandate"
    cited = {decision["basis"] for decision in details.get("issuer_authority", ())}
    return "authority-globalmra" if "accreditation" in cited else "scheme-cab"


def _party(f: EnvelopeFacts) -> dict[str, Any]:
    if f.party_id is not None:
        return {"type": ["Party"], "id": f.party_id, "name": CONFIDENTIAL_NAME}
    holder = f.details["holder"]
    tax_code = holder.get("tax_code")
    party = {
        "type": ["Party"],
        "id": a.party_id(f.public_url, f.antin["holder"], tax_code),
        "name": f.antin["holder"],
    }
    return {**party, "registeredId": tax_code} if tax_code else party


def _scheme(f: EnvelopeFacts) -> dict[str, Any]:
    scheme, method = f.details["scheme"], f.antin.get("method")
    address, name = f"{f.public_url}/scheme/{scheme}", _SCHEMES[scheme]
    if method is not None:
        address, name = f"{address}/{method}", f"{name}, phương thức {method}"
    return {"type": ["ConformityScheme"], "id": address, "name": name}


def _dcc_link(digest: bytes, schema_version: str) -> dict[str, str]:
    return {
        "linkURL": a.digest_uri(digest),
        "linkName": f"PTB DCC {schema_version}",
        "digestMultibase": a.multibase(digest),
        "mediaType": "application/xml",
    }


def _assessment(f: EnvelopeFacts) -> dict[str, Any]:
    calibration = f.antin["kind"] == "calibration"
    codes = f.antin["scopes"] if calibration else [norm["code"] for norm in f.details["norms"]]
    regulations = [code for code in codes if code.startswith("QCVN")]
    standards = [code for code in codes if not code.startswith("QCVN")]
    assessment: dict[str, Any] = {
        "type": ["ConformityAssessment"],
        "id": f"{f.id}#assessment",
        "name": f.antin["subject"]["name"],
        "assessmentCriteria": [_norm(f, "Criterion", code) for code in codes],
        "assessmentDate": f.details["performed_to"] if calibration else f.antin["issued"],
        "assessedPerformance": [],
        "assessedProduct": _instrument(f) if calibration else _products(f),
        "conformityTopic": [],
    }
    if not calibration:
        assessment["referenceStandard"] = [_norm(f, "Standard", code) for code in standards]
        assessment["referenceRegulation"] = [_norm(f, "Regulation", code) for code in regulations]
        assessment["conformance"] = True
    if evidence := _evidence(f.details):
        assessment["evidence"] = evidence
    return assessment


def _norm(f: EnvelopeFacts, kind: str, code: str) -> dict[str, Any]:
    return {"type": [kind], "id": f"{f.public_url}/scope/{a.segment(code)}", "name": code}


def _instrument(f: EnvelopeFacts) -> list[dict[str, Any]]:
    subject = f.antin["subject"]
    product = {"type": ["Product"], "id": f"{f.id}#item", "name": subject["name"]}
    if "model" in subject:
        product["modelNumber"] = subject["model"]
    if "serial" in subject:
        product["itemNumber"] = subject["serial"]
    return [{"product": product}]


def _products(f: EnvelopeFacts) -> list[dict[str, Any]]:
    shared: dict[str, str] = {}
    if "lot" in f.details:
        shared["batchNumber"] = f.details["lot"]["number"]
    if len(serials := f.details.get("serials", ())) == 1:
        shared["itemNumber"] = serials[0]
    return [
        {
            "product": {
                "type": ["Product"],
                "id": _product_id(f.id, position, product.get("gtin")),
                "name": product["name"]["vi"],
                "modelNumber": ", ".join(product["models"]),
                **shared,
            }
        }
        for position, product in enumerate(f.details["products"], start=1)
    ]


def _product_id(credential: str, position: int, gtin: str | None) -> str:
    """GS1's canonical Digital Link where there is a GTIN (GS1 Digital Link §4.11)."""
    return f"https://id.gs1.org/01/{gtin.zfill(14)}" if gtin else f"{credential}#product-{position}"


def _evidence(details: dict[str, Any]) -> list[dict[str, str]]:
    """Annexes by digest; a calibration's carry no title."""
    return [
        {
            "linkURL": a.hex_to_uri(annex["sha256"]),
            "linkName": annex.get("title", f"Phụ lục {position}"),
            "digestMultibase": a.multibase(bytes.fromhex(annex["sha256"])),
            "mediaType": annex["media_type"],
        }
        for position, annex in enumerate(details.get("attachments", ()), start=1)
    ]
