# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E501 - tables of words read by row
"""The columns of a roster: three sheets, or side by side in one flat CSV.

A column is found by its Vietnamese or English heading, its key, or an alias, regardless of case, diacritics
and spaces. ``path`` is where its value stands in the model's JSON.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from registry.intake import roster_kinds as k
from registry.intake.roster_kinds import Kind
from registry.intake.roster_values import fold

SheetKey = Literal["certificates", "products", "lots"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``required`` ones must stand in the sheet and are marked * in the template."""

    key: str
    vi: str
    en: str
    path: tuple[str, ...]
    kind: Kind = k.TEXT
    required: bool = False
    aliases: tuple[str, ...] = ()
    width: int = 22


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A sheet with its names and columns; the first column is always the certificate number."""

    key: SheetKey
    vi: str
    en: str
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()

    def names(self) -> set[str]:
        """Folded names under which the sheet is found."""
        return {fold(name) for name in (self.key, self.vi, self.en, *self.aliases)}


def _c(
    path: str,
    vi: str,
    en: str,
    kind: Kind = k.TEXT,
    *,
    key: str = "",
    required: bool = False,
    aliases: tuple[str, ...] = (),
    width: int = 22,
) -> Column:
    parts = tuple(path.split("."))
    return Column(key or "_".join(parts), vi, en, parts, kind, required, aliases, width)


NUMBER = _c("number", "Số giấy chứng nhận", "Certificate number", required=True, aliases=("Số", "Số GCN"), width=30)  # fmt: skip

CERTIFICATES = SheetLayout("certificates", "Giấy chứng nhận", "Certificates", (
    NUMBER,
    _c("scheme", "Loại chứng nhận", "Scheme", k.SCHEME, required=True),
    _c("title.vi", "Tên trên giấy chứng nhận", "Title (Vietnamese)", key="title", required=True, width=34),
    _c("title.en", "Tên trên giấy (tiếng Anh)", "Title (English)", width=30),
    _c("issuer.name", "Tổ chức cấp", "Issuing body", required=True, width=30),
    _c("issuer.address", "Địa chỉ tổ chức cấp", "Address of the issuing body", width=34),
    _c("issuer.phone", "Điện thoại tổ chức cấp", "Phone of the issuing body"),
    _c("issuer_authority", "Số đăng ký / công nhận / chỉ định", "Registration / accreditation / designation", k.AUTHORITIES, width=38),
    _c("holder.name", "Tổ chức được cấp", "Holder", required=True, width=34, aliases=("Chủ giấy", "Tổ chức, cá nhân được cấp")),
    _c("holder.tax_code", "Mã số thuế", "Tax code of the holder", k.TAX, aliases=("MST",)),
    _c("holder.address", "Địa chỉ tổ chức được cấp", "Address of the holder", width=34),
    _c("holder.country", "Quốc gia của tổ chức được cấp", "Country of the holder", k.COUNTRY),
    _c("norms", "Tiêu chuẩn / quy chuẩn", "Standards / regulations", k.NORMS, required=True, width=36, aliases=("TCVN / QCVN", "Phù hợp với TCVN / QCVN")),
    _c("method", "Phương thức", "Method", k.METHOD, required=True, width=13, aliases=("Phương thức đánh giá sự phù hợp",)),
    _c("risk", "Mức độ rủi ro", "Risk level", k.RISK, width=16),
    _c("mark", "Dấu", "Mark", k.MARK, width=9),
    _c("mark_licence", "Quyền sử dụng dấu", "Mark licence", width=26),
    _c("scope_text.vi", "Phạm vi chứng nhận", "Scope of certification", key="scope_text", required=True, width=40),
    _c("scope_text.en", "Phạm vi chứng nhận (tiếng Anh)", "Scope of certification (English)", width=40),
    _c("issued", "Ngày cấp", "Date of issue", k.DATE, required=True, width=13),
    _c("validity.first", "Hiệu lực từ ngày", "Valid from", k.DATE, key="valid_from", width=15),
    _c("validity.last", "Hiệu lực đến ngày", "Valid until", k.DATE, key="valid_until", width=15, aliases=("Ngày hết hạn",)),
    _c("surveillance.months", "Chu kỳ giám sát (tháng)", "Surveillance cycle (months)", k.INTEGER, width=14),
    _c("surveillance.first_due", "Kỳ giám sát đầu tiên", "First surveillance due", k.DATE, width=15),
    _c("surveillance.last", "Lần giám sát gần nhất", "Last surveillance", k.DATE, width=15),
    _c("test_reports", "Phiếu kết quả thử nghiệm", "Test reports", k.REPORTS, width=44),
    _c("importers", "Người nhập khẩu", "Importers", k.IMPORTERS, width=44),
    _c("serials", "Số sê-ri", "Serial numbers", k.SERIALS, width=30),
    _c("serials_file", "Tệp số sê-ri", "File of serial numbers", k.SERIALS_FILE, width=26),
    _c("legal_basis", "Căn cứ pháp lý", "Legal basis", k.TEXTS, width=36),
    _c("signatory_role", "Chức vụ người ký", "Role of the signatory"),
    _c("replaces", "Thay thế giấy số", "Replaces number"),
    _c("attachments", "Phụ lục", "Annexes", k.ATTACHMENTS, width=30),
    _c("revision", "Lần sửa đổi", "Revision", k.INTEGER, width=12),
    _c("change", "Lý do sửa đổi", "Change", k.CHANGE, width=18),
    _c("change_note", "Nội dung sửa đổi", "Change note", width=30),
    _c("body", "Mã tổ chức cấp", "Code of the issuing body", width=16),
))  # fmt: skip

PRODUCTS = SheetLayout("products", "Sản phẩm", "Products", (
    NUMBER,
    _c("name.vi", "Tên sản phẩm", "Product name", key="product_name", required=True, width=34, aliases=("Tên sản phẩm, hàng hóa", "Tên hàng")),
    _c("name.en", "Tên sản phẩm (tiếng Anh)", "Product name (English)", key="product_name_en", width=30),
    _c("brand", "Nhãn hiệu", "Brand", required=True),
    _c("models", "Kiểu loại / model", "Models", k.TEXTS, required=True, width=30, aliases=("Kiểu, loại", "Kiểu loại", "Model", "Kiểu, loại / Model")),
    _c("characteristics.vi", "Đặc tính kỹ thuật", "Technical characteristics", key="characteristics", required=True, width=36),
    _c("characteristics.en", "Đặc tính kỹ thuật (tiếng Anh)", "Technical characteristics (English)", width=36),
    _c("hs_codes", "Mã HS", "HS codes", k.HS, aliases=("Mã HS (8 số)", "HS")),
    _c("gtin", "Mã vạch GTIN", "GTIN", k.GTIN, width=17),
    _c("origin", "Xuất xứ", "Origin", k.COUNTRY, required=True, width=14),
    _c("manufacturer.name", "Nhà sản xuất", "Manufacturer", required=True, width=34),
    _c("manufacturer.address", "Địa chỉ nhà sản xuất", "Address of the manufacturer", width=34),
    _c("manufacturer.country", "Quốc gia của nhà sản xuất", "Country of the manufacturer", k.COUNTRY),
    _c("manufacturer.tax_code", "Mã số thuế nhà sản xuất", "Tax code of the manufacturer", k.TAX),
    _c("site", "Địa điểm sản xuất", "Production site", required=True, width=34, aliases=("Địa chỉ nơi sản xuất",)),
))  # fmt: skip

LOTS = SheetLayout("lots", "Lô hàng", "Lots", (
    NUMBER,
    _c("number", "Số lô", "Lot number", key="lot_number", required=True, width=20),
    _c("quantity", "Số lượng", "Quantity", k.DECIMAL, required=True, width=14),
    _c("unit", "Đơn vị tính", "Unit", required=True, width=12),
    _c("declaration_number", "Số tờ khai", "Customs declaration number", k.DECLARATION, aliases=("Tờ khai hàng nhập khẩu số",)),
    _c("bill_of_lading", "Số vận đơn", "Bill of lading"),
    _c("contract_number", "Số hợp đồng", "Contract number"),
    _c("invoice_number", "Số hóa đơn", "Invoice number"),
    _c("import_from", "Nhập khẩu từ ngày", "Import from", k.DATE, width=15),
    _c("import_to", "Nhập khẩu đến ngày", "Import to", k.DATE, width=15),
    _c("port", "Cửa khẩu nhập", "Port of entry"),
))  # fmt: skip

SHEETS = (CERTIFICATES, PRODUCTS, LOTS)
IGNORED_SHEETS = frozenset({fold("Hướng dẫn"), fold("Guide"), fold("Danh mục")})


@cache
def headings(sheets: tuple[SheetKey, ...]) -> dict[str, tuple[SheetKey, Column]]:
    """Folded heading, key or alias to the column, over the given sheets; the number counts once."""
    found: dict[str, tuple[SheetKey, Column]] = {}
    for sheet in SHEETS:
        if sheet.key in sheets:
            for column in sheet.columns:
                for name in (column.key, column.vi, column.en, *column.aliases):
                    found.setdefault(fold(name), (sheet.key, column))
    return found


def layout(key: SheetKey) -> SheetLayout:
    """The layout of a sheet."""
    return next(sheet for sheet in SHEETS if sheet.key == key)
