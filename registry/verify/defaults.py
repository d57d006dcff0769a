# SPDX-License-Identifier: Apache-2.0
"""The rows that a new trust list starts with: grant policies, scopes and grantors of Vietnam.

Data with dates and legal basis, as read on 22 November 2026, not legal advice; a row says what in it is
doubtful. Whoever operates the registry replaces them by publishing a new list.
"""

from datetime import date
from typing import Any

from registry.core.records import Basis
from registry.verify.fields import Words
from registry.verify.policy import NO_MARK, PolicyRow
from registry.verify.trust import Grantor, ScopeRow

_REGISTRATION = frozenset({Basis.REGISTRATION})
_DESIGNATED = frozenset({Basis.REGISTRATION, Basis.DESIGNATION})
_ACCREDITED = frozenset({Basis.REGISTRATION, Basis.ACCREDITATION})
_RECOGNISED = frozenset({Basis.RECOGNITION})

# On this day three risk levels replaced groups 1 and 2 (NĐ 37/2026 Điều 97, TT 36/2026 Điều 7).
RISK_LEVELS_FROM = date(2026, 7, 1)
_LAST_DAY_BEFORE = date(2026, 6, 30)

_GOODS_LAW = "Luật Chất lượng sản phẩm, hàng hóa 05/2007/QH12, sửa đổi 35/2018/QH14, 78/2025/QH15"
_STANDARDS_LAW = "Luật Tiêu chuẩn và Quy chuẩn kỹ thuật 68/2006/QH11, sửa đổi 35/2018/QH14, 70/2025/QH15"
_MEASUREMENT_LAW = "Luật Đo lường 04/2011/QH13"
_SERVICES = "NĐ 107/2016/NĐ-CP, sửa đổi NĐ 154/2018/NĐ-CP (điều kiện kinh doanh dịch vụ đánh giá sự phù hợp)"
_METROLOGY_SERVICES = "NĐ 105/2016/NĐ-CP, sửa đổi NĐ 154/2018/NĐ-CP (dịch vụ hiệu chuẩn, thử nghiệm)"
_RISK = "NĐ 37/2026/NĐ-CP (mức độ rủi ro)"
_LISTS = "TT 36/2026/TT-BKHCN (danh mục theo mức độ rủi ro, từ 01/07/2026)"

_SUCCESSOR_UNKNOWN = Words(
    vi="Chưa tìm thấy văn bản thay thế NĐ 107/2016; đăng ký hoạt động được hiểu là vẫn bắt buộc.",
    en="No successor of NĐ 107/2016 was found; registration is taken to be still mandatory.",
)


def default_policies() -> tuple[PolicyRow, ...]:
    """Rows in the order in which they are tried."""
    return (*_risk_rows(), *_earlier_rows(), *_standard_rows(), _calibration_row())


def _row(row_id: str, vi: str, en: str, **members: Any) -> PolicyRow:
    return PolicyRow(id=row_id, title=Words(vi=vi, en=en), **members)


def _risk_rows() -> tuple[PolicyRow, ...]:
    since: dict[str, Any] = {"kind": "conformity", "issued_from": RISK_LEVELS_FROM}
    return (
        _row(
            "hop-quy-high", "Hợp quy, rủi ro cao", "Regulation, high risk", **since, risks=("CAO",),
            any_of=(_DESIGNATED,), legal_basis=(_GOODS_LAW, _RISK, _LISTS + ", Phụ lục I", _SERVICES),
            doubt=_SUCCESSOR_UNKNOWN,
        ),
        _row(
            "hop-quy-medium", "Hợp quy, rủi ro trung bình", "Regulation, medium risk", **since,
            risks=("TRUNG_BINH",), any_of=(_DESIGNATED, _ACCREDITED, _RECOGNISED),
            legal_basis=(_GOODS_LAW, _RISK, _LISTS + ", Phụ lục II", "TT 41/2026/TT-BXD Điều 12"),
            doubt=Words(
                vi="TT 36/2026 chỉ nói được công nhận hoặc chỉ định; đăng ký hoạt động lấy theo "
                   "NĐ 107/2016 (vật liệu xây dựng: NĐ 22/2026 chương V).",
                en="TT 36/2026 says accredited or designated; registration is added from NĐ 107/2016 "
                   "(building materials: NĐ 22/2026 chapter V).",
            ),
        ),
        _row(
            "hop-quy-low", "Hợp quy, rủi ro thấp", "Regulation, low risk", **since, risks=("THAP",),
            any_of=(_REGISTRATION, _RECOGNISED), legal_basis=(_GOODS_LAW, _RISK, _SERVICES),
            doubt=_SUCCESSOR_UNKNOWN,
        ),
        *(
            _row(
                f"hop-quy-no-risk-{suffix}", "Hợp quy, không ghi mức rủi ro",
                "Regulation, risk level not stated",
                **since, **condition, any_of=(_DESIGNATED,), legal_basis=(_GOODS_LAW, _RISK),
                doubt=Words(
                    vi="Thiếu mức rủi ro thì áp dụng yêu cầu chặt nhất.",
                    en="Where the risk level is missing the strictest demand applies.",
                ),
            )
            for suffix, condition in (("mark", {"marks": ("CR",)}), ("scope", {"scope_prefix": "QCVN"}))
        ),
    )  # fmt: skip


def _earlier_rows() -> tuple[PolicyRow, ...]:
    doubt = Words(
        vi="Quy chuẩn nào đòi hỏi tổ chức được chỉ định thì theo từng QCVN; ngày chuyển tiếp khác nhau "
           "theo thông tư (TT 16/2026/TT-BNV: 28/07/2026).",
        en="Whether a designated body was needed depended on each QCVN; the transition date differs "
           "by circular (TT 16/2026/TT-BNV: 28 July 2026).",
    )  # fmt: skip
    return tuple(
        _row(
            f"hop-quy-before-2026-07-{suffix}", "Hợp quy cấp trước 01/07/2026",
            "Regulation, issued before 1 July 2026", kind="conformity", **condition,
            issued_until=_LAST_DAY_BEFORE, earlier_rules=True, doubt=doubt,
            any_of=(_REGISTRATION, frozenset({Basis.DESIGNATION}), _RECOGNISED),
            legal_basis=("TT 28/2012/TT-BKHCN, sửa đổi TT 02/2017/TT-BKHCN",
                         "TT 36/2026/TT-BKHCN Điều 7", _SERVICES),
        )
        for suffix, condition in (("mark", {"marks": ("CR",)}), ("scope", {"scope_prefix": "QCVN"}))
    )  # fmt: skip


def _standard_rows() -> tuple[PolicyRow, ...]:
    return (
        _row(
            "hop-chuan", "Hợp chuẩn", "Standard", kind="conformity", marks=("CS", NO_MARK),
            any_of=(_REGISTRATION, _RECOGNISED),
            legal_basis=(_STANDARDS_LAW, "NĐ 22/2026/NĐ-CP", "TT 28/2012/TT-BKHCN, TT 14/2026/TT-BKHCN",
                         _SERVICES),
            doubt=Words(
                vi="Nơi in dấu công nhận thì cần thêm quyền công nhận; tóm tắt không ghi dấu đó "
                   "nên dòng này không xét.",
                en="Where an accreditation symbol is shown accreditation is needed too; the summary does not "
                   "say so, hence this row does not judge it.",
            ),
        ),
    )  # fmt: skip


def _calibration_row() -> PolicyRow:
    return _row(
        "calibration", "Hiệu chuẩn", "Calibration", kind="calibration",
        any_of=(_REGISTRATION, frozenset({Basis.ACCREDITATION}), frozenset({Basis.DESIGNATION})),
        legal_basis=(_MEASUREMENT_LAW, _METROLOGY_SERVICES, "ISO/IEC 17025:2017"),
        doubt=Words(
            vi="Sửa đổi Luật Đo lường dự kiến năm 2026 chưa rõ kết quả.",
            en="The outcome of the amendment of the Measurement Law planned for 2026 is not known.",
        ),
    )  # fmt: skip


def default_scopes() -> tuple[ScopeRow, ...]:
    """Scopes that the examples use; the codes are those that grants name, letter by letter."""
    norms = (
        ("QCVN 1:2022/BKHCN", "Xăng, điêzen và nhiên liệu sinh học", "Petrol, diesel and biofuels"),
        ("QCVN 2:2021/BKHCN", "Mũ bảo hiểm cho người đi mô tô, xe máy", "Motorcycle helmets"),
        ("QCVN 3:2019/BKHCN", "An toàn đồ chơi trẻ em", "Safety of toys"),
        ("QCVN 4:2009/BKHCN", "An toàn thiết bị điện và điện tử", "Safety of electrical appliances"),
        ("QCVN 7:2019/BKHCN", "Thép làm cốt bê tông", "Steel for the reinforcement of concrete"),
        ("QCVN 8:2019/BKHCN", "Khí dầu mỏ hóa lỏng (LPG)", "Liquefied petroleum gas"),
        ("QCVN 9:2012/BKHCN", "Tương thích điện từ của thiết bị gia dụng", "EMC of household appliances"),
        ("QCVN 14:2018/BKHCN", "Dầu nhờn động cơ đốt trong", "Engine lubricating oils"),
        ("QCVN 16:2023/BXD", "Sản phẩm, hàng hóa vật liệu xây dựng", "Building materials"),
        ("QCVN 19:2025/BKHCN", "Sản phẩm chiếu sáng LED", "LED lighting products"),
        ("QCVN 25:2025/BKHCN", "Thiết bị đóng cắt điện hạ áp", "Low-voltage switchgear"),
        ("TCVN 6396-20:2017", "Thang máy chở người", "Passenger lifts"),
        ("TCVN 8491-2:2011", "Ống PVC-U", "PVC-U pipes"),
    )
    fields = (
        ("áp suất", "pressure"), ("khối lượng", "mass"), ("nhiệt độ", "temperature"), ("độ dài", "length"),
        ("điện", "electricity"), ("dung tích", "volume"), ("lực", "force"),
    )  # fmt: skip
    activities = (
        ("ĐKHĐ chứng nhận sản phẩm", "Đăng ký chứng nhận sản phẩm", "Registered for product certification"),
        ("ĐKHĐ hiệu chuẩn", "Đăng ký hiệu chuẩn", "Registered for calibration"),
        ("ĐKHĐ thử nghiệm", "Đăng ký thử nghiệm", "Registered for testing"),
    )  # fmt: skip
    rows = [("norm", c, vi, en, _zero_padded(c)) for c, vi, en in norms]
    rows += [
        ("field", f"Hiệu chuẩn: {vi}", f"Hiệu chuẩn {vi}", f"Calibration: {en}", ()) for vi, en in fields
    ]
    rows += [("activity", c, vi, en, ()) for c, vi, en in activities]
    return tuple(ScopeRow(kind=k, code=c, title=Words(vi, en), aliases=a) for k, c, vi, en, a in rows)


def default_grantors() -> tuple[Grantor, ...]:
    """Numbers as grant records name them."""
    names = (
        (
            "Ủy ban Tiêu chuẩn Đo lường Chất lượng Quốc gia",
            "National standards, metrology and quality authority",
        ),
        ("Bộ Khoa học và Công nghệ", "Ministry of Science and Technology"),
        ("Bộ Xây dựng", "Ministry of Construction"),
        ("Văn phòng Công nhận Chất lượng (BoA)", "Bureau of Accreditation (BoA)"),
        ("Văn phòng Công nhận AOSC", "AOSC accreditation office"),
    )
    return tuple(Grantor(number, Words(vi, en)) for number, (vi, en) in enumerate(names, start=1))


def _zero_padded(code: str) -> tuple[str, ...]:
    """Sources write both QCVN 4:2009 and QCVN 04:2009."""
    family, _, rest = code.partition(" ")
    number, colon, year = rest.partition(":")
    return (f"{family} 0{number}:{year}",) if colon and number.isdigit() and len(number) == 1 else ()
