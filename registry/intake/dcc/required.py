# SPDX-License-Identifier: Apache-2.0
"""What domain §2.2 requires beyond the schema: each absent field is a warning of its own."""

from lxml import etree

from registry.core.certificate.calibration import CalibrationCertificate
from registry.intake.dcc.names import Notes, child, children, has_ref_type, raw_text


def check_required(certificate: CalibrationCertificate, root: etree._Element, notes: Notes) -> None:
    """Warning findings DCC_FIELD_MISSING, with the field's label in both languages."""
    item = child(root, "administrativeData", "items", "item")
    core = child(root, "administrativeData", "coreData")
    results = child(root, "measurementResults")
    instrument = certificate.instrument
    for present, element, vi, en in (
        (instrument.manufacturer, item, "Nhà sản xuất", "Manufacturer"),
        (instrument.model, item, "Kiểu", "Model"),
        (
            instrument.serial or instrument.asset_id,
            item,
            "Số sản xuất hoặc mã quản lý",
            "Serial number or ID",
        ),
        (instrument.measuring_range, item, "Phạm vi đo", "Range"),
        (instrument.resolution, item, "Độ phân giải", "Resolution"),
        (certificate.received, core, "Ngày nhận", "Received"),
        (certificate.procedures, results, "Quy trình thực hiện", "Procedure"),
        (_ambient(root, "temperature"), results, "Nhiệt độ môi trường", "Ambient temperature"),
        (_ambient(root, "humidity"), results, "Độ ẩm môi trường", "Ambient humidity"),
        (certificate.standards, results, "Chuẩn sử dụng", "Standards used"),
        (certificate.traceability, results, "Liên kết chuẩn", "Traceability"),
        (certificate.signatory_role, None, "Chức vụ người ký", "Signatory role"),
    ):
        if not present:
            notes.warn("DCC_FIELD_MISSING", element, field=f"{vi} / {en}")
    _check_tables(certificate, results, notes)


def _ambient(root: etree._Element, word: str) -> bool:
    conditions = [] if child(root, "measurementResults") is None else list(root.iter("{*}influenceCondition"))
    return any(has_ref_type(condition, word) or word in _names(condition) for condition in conditions)


def _names(condition: etree._Element) -> str:
    return " ".join(raw_text(content) for content in children(condition, "name", "content")).casefold()


def _check_tables(certificate: CalibrationCertificate, results: etree._Element | None, notes: Notes) -> None:
    """Coverage factor and probability belong to every expanded uncertainty (domain §2.2, results[])."""
    quantities = [q for t in certificate.results for c in t.columns for q in c.quantities if q.uncertainty]
    if any(q.coverage_factor is None for q in quantities):
        notes.warn("DCC_FIELD_MISSING", results, field="Hệ số phủ k / Coverage factor k")
    if any(q.coverage_probability is None and q.coverage_factor != "1" for q in quantities):
        notes.warn("DCC_FIELD_MISSING", results, field="Xác suất phủ / Coverage probability")
