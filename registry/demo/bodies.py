# SPDX-License-Identifier: Apache-2.0
"""The demo's bodies and what the demo authority grants them. All of them are fictional."""

from dataclasses import dataclass
from datetime import UTC, datetime

from registry.core.records import Basis

# 2025-01-01 00:00 in Vietnam: the legacy example was issued in May 2025.
SINCE = int(datetime(2024, 12, 31, 17, tzinfo=UTC).timestamp())
MINISTRY, CONSTRUCTION, ACCREDITATION = 2, 3, 4


@dataclass(frozen=True, slots=True)
class DemoGrant:
    """A scope on a basis by a grantor of the trust list."""

    scope: str
    basis: Basis
    grantor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoBody:
    """A body; ``laboratory_*`` are what its DCC files may call it."""

    code: str
    name_vi: str
    name_en: str
    grants: tuple[DemoGrant, ...]
    laboratory_names: tuple[str, ...] = ()
    laboratory_codes: tuple[str, ...] = ()


_CERTIFICATION = DemoGrant("ĐKHĐ chứng nhận sản phẩm", Basis.REGISTRATION, MINISTRY)
_CALIBRATION = DemoGrant("ĐKHĐ hiệu chuẩn", Basis.REGISTRATION, MINISTRY)

CERTIFICATION_BODY = DemoBody(
    code="VD-CERT",
    name_vi="Trung tâm Chứng nhận Ví Dụ",
    name_en="Example Certification Centre",
    grants=(
        _CERTIFICATION,
        *(
            DemoGrant(scope, Basis.DESIGNATION, MINISTRY)
            for scope in ("QCVN 4:2009/BKHCN", "QCVN 9:2012/BKHCN", "QCVN 3:2019/BKHCN")
        ),
        DemoGrant("QCVN 16:2023/BXD", Basis.DESIGNATION, CONSTRUCTION),
    ),
)
LABORATORY = DemoBody(
    code="VD-LAB",
    name_vi="Phòng hiệu chuẩn mẫu",
    name_en="Example Calibration Laboratory",
    grants=(_CALIBRATION, DemoGrant("Hiệu chuẩn: áp suất", Basis.ACCREDITATION, ACCREDITATION)),
    laboratory_names=("Phòng hiệu chuẩn mẫu",),
    laboratory_codes=("VILAS 999",),
)


def stand_in(code: str, names: tuple[str, ...], codes: tuple[str, ...]) -> DemoBody:
    """A test body that stands for the laboratory of a DCC given as an argument."""
    return DemoBody(
        code=code,
        name_vi=names[0] if names else code,
        name_en=names[0] if names else code,
        grants=(_CALIBRATION, DemoGrant("Hiệu chuẩn: nhiệt độ", Basis.ACCREDITATION, ACCREDITATION)),
        laboratory_names=names,
        laboratory_codes=codes,
    )
