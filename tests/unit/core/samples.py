# SPDX-License-Identifier: Apache-2.0
"""Certificates, keys and contexts that the tests of the core share; all of it fictional and fixed."""

from datetime import date
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from registry.core.certificate import CalibrationCertificate, ConformityCertificate
from registry.core.credential import (
    Credential,
    IssueContext,
    build_payload,
    parse_credential,
    sign_credential,
)
from registry.core.jwk import PublicJwk

QCVN = "QCVN 4:2009/BKHCN"
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class Key:
    """A P-256 key from a small number; signatures are deterministic (RFC 6979), so that vectors repeat."""

    def __init__(self, secret: int = 1) -> None:
        self._key = ec.derive_private_key(secret, ec.SECP256R1())
        self.private_key = self._key

    @property
    def jwk(self) -> PublicJwk:
        return PublicJwk.from_public_key(self._key.public_key())

    def sign(self, message: bytes) -> bytes:
        der = self._key.sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
        r, s = decode_dss_signature(der)
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")


CONFORMITY: dict[str, Any] = {
    "body": "VD-CERT",
    "number": "VD-CERT/HQ-2026-000123",
    "issuer": {"name": "Trung tâm Chứng nhận Ví Dụ", "address": "Phường Ví Dụ, TP. Hà Nội"},
    "issuer_authority": [{"basis": "designation", "number": "000/QĐ-VIDU", "date": "2026-01-05"}],
    "issued": "2026-07-15",
    "validity": {"first": "2026-07-15", "last": "2029-07-14"},
    "legal_basis": ["TT 36/2026/TT-BKHCN"],
    "signatory_role": "Giám đốc",
    "attachments": [
        {"title": "Phụ lục danh mục", "media_type": "application/pdf", "sha256": "ab" * 32, "pages": 2}
    ],
    "scheme": "hop_quy",
    "holder": {"name": "Công ty TNHH Ví Dụ Điện Gia Dụng", "tax_code": "0000000011", "country": "VN"},
    "title": {"vi": 'Nồi cơm điện "Ví Dụ Home"', "en": "Rice cooker"},
    "products": [
        {
            "name": {"vi": "Nồi cơm điện", "en": "Rice cooker"},
            "brand": "Ví Dụ Home",
            "models": ["VD-RC18A", "VD-RC18B"],
            "characteristics": {"vi": "220 V, 700 W"},
            "hs_codes": ["85166010"],
            "gtin": "8938501234568",
            "origin": "CN",
            "manufacturer": {"name": "Example Appliance Factory Co., Ltd", "country": "CN"},
            "site": "1 Example Road, Example City",
        }
    ],
    "importers": [{"name": "Công ty TNHH Ví Dụ Điện Gia Dụng", "tax_code": "0000000011"}],
    "norms": [{"code": QCVN, "year": 2009, "amendments": ["Sửa đổi 1:2016"]}],
    "method": 5,
    "risk": "CAO",
    "mark": "CR",
    "scope_text": {"vi": "Nồi cơm điện dùng trong gia đình"},
    "test_reports": [{"number": "VD-LAB/2026-4471", "date": "2026-07-01", "laboratory": "Phòng TN Ví Dụ"}],
    "surveillance": {"months": 12, "first_due": "2027-07-14"},
    "mark_licence": "Quyết định 12/QĐ-VD",
}

CALIBRATION: dict[str, Any] = {
    "body": "VD-LAB",
    "number": "VD-LAB/HC-2026-01902",
    "issuer": {"name": "Phòng hiệu chuẩn Ví Dụ"},
    "issuer_authority": [{"basis": "accreditation", "number": "VILAS 000"}],
    "issued": date(2026, 9, 10),
    "instrument": {
        "name": {"vi": "Áp kế hiện số", "en": "Digital pressure gauge"},
        "manufacturer": "Example Instruments",
        "model": "EXP-70",
        "serial": "EXP70-11",
        "measuring_range": "(0÷70) MPa",
    },
    "laboratory_names": ["Phòng hiệu chuẩn Ví Dụ"],
    "performed_from": "2026-09-08",
    "performed_to": "2026-09-09",
    "place": "laboratory",
    "procedures": ["ĐLVN 76:2001"],
    "attachments": [{"title": "Ảnh cho Nhà máy mẫu", "media_type": "image/jpeg", "sha256": "cd" * 32}],
    "dcc": {
        "sha256": "0123456789abcdef" * 4,
        "size": 6612,
        "schema_version": "3.3.0",
        "validated_with": "kiểm tra cấu trúc",
    },
}


def conformity(**changes: Any) -> ConformityCertificate:
    return ConformityCertificate.model_validate({**CONFORMITY, **changes})


def calibration(**changes: Any) -> CalibrationCertificate:
    return CalibrationCertificate.model_validate({**CALIBRATION, **changes})


def context(**changes: Any) -> IssueContext:
    fields: dict[str, Any] = {
        "public_url": "https://antin.example.vn",
        "network": "antin-demo",
        "grants": (1, 4),
        "scopes": ("ĐKHĐ chứng nhận sản phẩm", QCVN),
        "status_index": 94567,
        "salt": bytes(range(16)),
        "previous_leaf": None,
        "body_name": "Trung tâm Chứng nhận Ví Dụ",
    }
    return IssueContext(**{**fields, **changes})


def calibration_context(**changes: Any) -> IssueContext:
    fields: dict[str, Any] = {
        "grants": (2,),
        "scopes": ("Hiệu chuẩn áp suất",),
        "body_name": "Phòng hiệu chuẩn Ví Dụ",
        "customer": "Nhà máy mẫu",
    }
    return context(**{**fields, **changes})


def conformity_payload() -> dict[str, Any]:
    return build_payload(conformity(), context())


def calibration_payload() -> dict[str, Any]:
    return build_payload(calibration(), calibration_context())


def signed(payload: dict[str, Any], key: Key | None = None) -> Credential:
    return parse_credential(sign_credential(payload, key or Key()))
