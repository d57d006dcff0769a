# SPDX-License-Identifier: Apache-2.0
"""Fictional certificates for templates, the demonstration and tests (domain §2.1).

Nothing here exists: every name says "Ví Dụ" (example), and the tax codes 00000000xx fail their check digit on
purpose, so that an example that is left in a roster is noticed by its warnings.
"""

from typing import Any, Literal

from registry.core.certificate.conformity import ConformityCertificate

TemplateKind = Literal["hop-quy", "hop-chuan"]
BODY = "VD-CERT"
_ISSUER = {
    "name": "Trung tâm Chứng nhận Ví Dụ",
    "address": "Số 1 đường Ví Dụ, phường Ví Dụ, TP. Hà Nội",
    "phone": "024 0000 0000",
}
_DESIGNATED = [
    {"basis": "designation", "number": "000/QĐ-VIDU", "date": "2026-01-05"},
    {"basis": "registration", "number": "0000/ĐK-VIDU"},
]
_ACCREDITED = [{"basis": "accreditation", "number": "VICAS 000-PRO", "date": "2025-03-01"}]
_COMMON: dict[str, Any] = {
    "body": BODY,
    "issuer": _ISSUER,
    "signatory_role": "Giám đốc",
}
_HOP_QUY: dict[str, Any] = {
    **_COMMON,
    "scheme": "hop_quy",
    "mark": "CR",
    "mark_licence": "Được sử dụng dấu hợp quy CR",
    "issuer_authority": _DESIGNATED,
    "legal_basis": ["Nghị định 37/2026/NĐ-CP", "Thông tư 14/2026/TT-BKHCN", "Thông tư 36/2026/TT-BKHCN"],
}
_HOP_CHUAN: dict[str, Any] = {
    **_COMMON,
    "scheme": "hop_chuan",
    "mark": "CS",
    "mark_licence": "Được sử dụng dấu hợp chuẩn",
    "issuer_authority": _ACCREDITED,
    "legal_basis": ["Luật 68/2006/QH11", "Nghị định 22/2026/NĐ-CP", "Thông tư 14/2026/TT-BKHCN"],
}


def example_certificates(kind: TemplateKind) -> tuple[ConformityCertificate, ...]:
    """Methods 5, 7, 8 and an older method 5 for hợp quy; methods 1 and 5 for hợp chuẩn."""
    rows = (
        (_rice_cookers(), _dolls(), _drills(), _cement()) if kind == "hop-quy" else (_water_pipes(), _boxes())
    )
    return tuple(ConformityCertificate.model_validate(row) for row in rows)


def _rice_cookers() -> dict[str, Any]:
    appliance_maker = {
        "name": "Example Appliance Factory Co., Ltd",
        "address": "No. 1 Example Road, Example City",
        "country": "CN",
    }
    shared = {
        "brand": "Ví Dụ Home", "hs_codes": ["85166010"], "origin": "CN", "manufacturer": appliance_maker,
        "site": "No. 1 Example Road, Example City, Trung Quốc",
    }  # fmt: skip
    return {
        **_HOP_QUY,
        "number": "VD-CERT/HQ-2026-000123",
        "holder": {
            "name": "Công ty TNHH Ví Dụ Điện Gia Dụng", "tax_code": "0000000011",
            "address": "Phường Ví Dụ, TP. Hà Nội", "country": "VN",
        },
        "title": {"vi": "Nồi cơm điện Ví Dụ Home", "en": "Rice cooker Ví Dụ Home"},
        "products": [
            {
                **shared, "models": ["VD-RC18A", "VD-RC18B"],
                "name": {"vi": "Nồi cơm điện 1,8 lít", "en": "Rice cooker 1.8 L"},
                "characteristics": {"vi": "220 V, 50 Hz, 700 W", "en": "220 V, 50 Hz, 700 W"},
            },
            {
                **shared, "models": ["VD-RC10A"],
                "name": {"vi": "Nồi cơm điện 1,0 lít", "en": "Rice cooker 1.0 L"},
                "characteristics": {"vi": "220 V, 50 Hz, 500 W", "en": "220 V, 50 Hz, 500 W"},
            },
        ],
        "importers": [{"name": "Công ty TNHH Ví Dụ Điện Gia Dụng", "tax_code": "0000000011"}],
        "norms": [{"code": "QCVN 4:2009/BKHCN", "amendments": ["Sửa đổi 1:2016"]}],
        "method": 5, "risk": "CAO",
        "scope_text": {
            "vi": "Chứng nhận sản phẩm nồi cơm điện phù hợp QCVN 4:2009/BKHCN và Sửa đổi 1:2016",
            "en": "Rice cookers certified to QCVN 4:2009/BKHCN and amendment 1:2016",
        },
        "issued": "2026-07-15", "validity": {"first": "2026-07-15", "last": "2029-07-14"},
        "surveillance": {"months": 12, "first_due": "2027-07-15"},
        "test_reports": [
            {"number": "VD-LAB/2026-4471", "date": "2026-07-01", "laboratory": "Phòng thử nghiệm Ví Dụ"}
        ],
    }  # fmt: skip


def _dolls() -> dict[str, Any]:
    return {
        **_HOP_QUY,
        "number": "VD-CERT/HQ-L-2026-000884",
        "holder": {"name": "Công ty Cổ phần Đồ Chơi Ví Dụ", "tax_code": "0000000022", "country": "VN"},
        "title": {"vi": "Búp bê Bé Ví Dụ BVD-02", "en": "Doll Bé Ví Dụ BVD-02"},
        "products": [
            {
                "name": {"vi": "Búp bê", "en": "Doll"}, "brand": "Bé Ví Dụ", "models": ["BVD-02"],
                "characteristics": {"vi": "Nhựa mềm, cao 30 cm, cho trẻ từ 36 tháng"},
                "hs_codes": ["95030021"], "origin": "CN",
                "manufacturer": {"name": "Example Toys Factory", "country": "CN"},
                "site": "No. 2 Example Road, Example City, Trung Quốc",
            }
        ],
        "importers": [{"name": "Công ty Cổ phần Đồ Chơi Ví Dụ", "tax_code": "0000000022"}],
        "norms": [{"code": "QCVN 3:2019/BKHCN"}],
        "method": 7, "risk": "CAO",
        "scope_text": {"vi": "Chứng nhận lô hàng búp bê nhập khẩu LOT-EX-0926", "en": "Lot LOT-EX-0926"},
        "issued": "2026-10-02",
        "test_reports": [
            {"number": "VD-LAB/2026-6120", "date": "2026-09-28", "laboratory": "Phòng thử nghiệm Ví Dụ"}
        ],
        "lot": {
            "number": "LOT-EX-0926", "quantity": "12000", "unit": "chiếc",
            "declaration_number": "000000000001", "bill_of_lading": "EXBL0001",
            "contract_number": "EX-2026-09", "invoice_number": "EXINV0926",
            "import_from": "2026-09-20", "import_to": "2026-09-22", "port": "Cảng Ví Dụ",
        },
    }  # fmt: skip


def _drills() -> dict[str, Any]:
    return {
        **_HOP_QUY,
        "number": "VD-CERT/HQ-U-2026-000031",
        "holder": {"name": "Công ty TNHH Máy Công Nghiệp Ví Dụ", "tax_code": "0000000044", "country": "VN"},
        "title": {"vi": "Máy khoan điện VD-D26", "en": "Electric drill VD-D26"},
        "products": [
            {
                "name": {"vi": "Máy khoan điện", "en": "Electric drill"}, "brand": "Ví Dụ Tools",
                "models": ["VD-D26"], "characteristics": {"vi": "220 V, 800 W", "en": "220 V, 800 W"},
                "origin": "VN",
                "manufacturer": {"name": "Nhà máy Ví Dụ", "tax_code": "0000000044", "country": "VN"},
                "site": "Khu công nghiệp Ví Dụ, tỉnh Ví Dụ",
            }
        ],
        "norms": [{"code": "QCVN 9:2012/BKHCN", "amendments": ["Sửa đổi 1:2018"]}],
        "method": 8, "risk": "TRUNG_BINH",
        "scope_text": {"vi": "Chứng nhận ba máy khoan theo số sê-ri", "en": "Three drills by serial number"},
        "issued": "2026-09-15", "serials": ["VDD26-0001", "VDD26-0002", "VDD26-0003"],
        "test_reports": [
            {"number": "VD-LAB/2026-5801", "date": "2026-09-10", "laboratory": "Phòng thử nghiệm Ví Dụ"}
        ],
    }  # fmt: skip


def _cement() -> dict[str, Any]:
    return {
        **_HOP_QUY,
        "number": "VD-CERT/HQ-2025-000310",
        "legal_basis": ["Thông tư 28/2012/TT-BKHCN", "Thông tư 02/2017/TT-BKHCN"],
        "holder": {"name": "Công ty Cổ phần Xi Măng Ví Dụ", "tax_code": "0000000033", "country": "VN"},
        "title": {"vi": "Xi măng poóc lăng hỗn hợp PCB40", "en": "Blended Portland cement PCB40"},
        "products": [
            {
                "name": {"vi": "Xi măng poóc lăng hỗn hợp", "en": "Blended Portland cement"},
                "brand": "Xi Măng Ví Dụ", "models": ["PCB40"],
                "characteristics": {"vi": "Cường độ nén 28 ngày không nhỏ hơn 40 MPa"},
                "hs_codes": ["25232990"], "origin": "VN",
                "manufacturer": {"name": "Công ty Cổ phần Xi Măng Ví Dụ", "country": "VN"},
                "site": "Huyện Ví Dụ, tỉnh Ví Dụ",
            }
        ],
        "norms": [{"code": "QCVN 16:2023/BXD"}],
        "method": 5,
        "scope_text": {"vi": "Chứng nhận xi măng PCB40 sản xuất tại Nhà máy Ví Dụ"},
        "issued": "2025-05-20", "validity": {"first": "2025-05-20", "last": "2028-05-19"},
        "surveillance": {"months": 12, "first_due": "2026-05-20", "last": "2026-05-18"},
        "test_reports": [
            {"number": "VD-LAB/2025-1180", "date": "2025-05-12", "laboratory": "Phòng thử nghiệm Ví Dụ"}
        ],
    }  # fmt: skip


def _water_pipes() -> dict[str, Any]:
    return {
        **_HOP_CHUAN,
        "number": "VD-CERT/HC-2026-000045",
        "holder": {"name": "Công ty Cổ phần Nhựa Ví Dụ", "tax_code": "0000000055", "country": "VN"},
        "title": {"vi": "Ống nhựa PVC-U dùng cho cấp nước", "en": "PVC-U pipes for water supply"},
        "products": [
            {
                "name": {"vi": "Ống nhựa PVC-U", "en": "PVC-U pipe"}, "brand": "Nhựa Ví Dụ",
                "models": ["DN 63 PN10", "DN 90 PN10", "DN 110 PN10"],
                "characteristics": {"vi": "Áp suất danh nghĩa PN 10", "en": "Nominal pressure PN 10"},
                "origin": "VN",
                "manufacturer": {"name": "Công ty Cổ phần Nhựa Ví Dụ", "country": "VN"},
                "site": "Khu công nghiệp Ví Dụ, tỉnh Ví Dụ",
            }
        ],
        "norms": [{"code": "TCVN 8491-2:2011"}],
        "method": 5,
        "scope_text": {"vi": "Chứng nhận ống PVC-U sản xuất tại Nhà máy Ví Dụ", "en": "PVC-U pipes"},
        "issued": "2026-03-10", "validity": {"first": "2026-03-10", "last": "2029-03-09"},
        "surveillance": {"months": 12, "first_due": "2027-03-10"},
        "test_reports": [
            {"number": "VD-LAB/2026-0710", "date": "2026-02-25", "laboratory": "Phòng thử nghiệm Ví Dụ"}
        ],
    }  # fmt: skip


def _boxes() -> dict[str, Any]:
    return {
        **_HOP_CHUAN,
        "number": "VD-CERT/HC-2026-000052",
        "holder": {"name": "Công ty TNHH Bao Bì Ví Dụ", "tax_code": "0000000066", "country": "VN"},
        "title": {"vi": "Thùng các tông sóng Ví Dụ", "en": "Corrugated box Ví Dụ"},
        "products": [
            {
                "name": {"vi": "Thùng các tông sóng", "en": "Corrugated box"}, "brand": "Bao Bì Ví Dụ",
                "models": ["VD-B5"], "characteristics": {"vi": "Năm lớp, chịu tải 25 kg"},
                "origin": "VN",
                "manufacturer": {"name": "Công ty TNHH Bao Bì Ví Dụ", "country": "VN"},
                "site": "Khu công nghiệp Ví Dụ, tỉnh Ví Dụ",
            }
        ],
        "norms": [{"code": "TCVN VD-01:2026"}],
        "method": 1,
        "scope_text": {"vi": "Chứng nhận mẫu điển hình thùng các tông", "en": "Type test of a box"},
        "issued": "2026-08-01", "validity": {"first": "2026-08-01", "last": "2027-07-31"},
        "test_reports": [
            {"number": "VD-LAB/2026-5010", "date": "2026-07-25", "laboratory": "Phòng thử nghiệm Ví Dụ"}
        ],
    }  # fmt: skip
