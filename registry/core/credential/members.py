# SPDX-License-Identifier: Apache-2.0
"""The members of ``credentialSubject.antin`` and ``credentialSubject.antinDetails``, version 1.

``antin`` holds what the summary copies, verbatim, and nothing else (protocol §3.2). ``antinDetails`` holds
the certificate's other public facts under the names that the certificate models use. A calibration's holds
neither customer nor person nor result (ISO/IEC 17025 §4.2); those open with the DCC file in hand.
"""

from registry.core import constants as c
from registry.core.credential.shapes import HEX_32, Day, Items, Object, Shape, Text, Whole, obj

LINE = Text(300)
_DAY = Day()
BILINGUAL = obj({"vi": Text()}, {"en": Text()})
PARTY = obj(
    {"name": Text(c.MAX_HOLDER)}, {"tax_code": Text(14), "address": LINE, "country": Text(2, "[A-Z]{2}")}
)
ATTACHMENTS = Items(
    obj(
        {"title": LINE, "media_type": Text(100), "sha256": Text(64, HEX_32)},
        {"pages": Whole(1, 10_000)},
    ),
    500,
)
# Titles of annexes are free text, so a calibration's name none.
BARE_ATTACHMENTS = Items(
    obj({"media_type": Text(100), "sha256": Text(64, HEX_32)}, {"pages": Whole(1, 10_000)}), 500
)

_ANTIN: dict[str, Shape] = {
    "kind": Text(16, "conformity|calibration"),
    "body": Text(c.MAX_BODY_CODE, "[A-Z0-9][A-Z0-9.-]*"),
    "number": Text(c.MAX_NUMBER),
    "revision": Whole(0, 999),
    "subject": obj(
        {"name": Text(c.MAX_SUBJECT_NAME)}, {"model": Text(c.MAX_MODEL), "serial": Text(c.MAX_SERIAL)}
    ),
    "grants": Items(Whole(1, 0xFFFF), c.MAX_GRANTS),
    "scopes": Items(Text(c.MAX_SCOPE), c.MAX_SCOPES),
    "issued": _DAY,
    "network": Text(c.MAX_NETWORK),
}
_REVISED: dict[str, Shape] = {
    "previous": Text(64, HEX_32),
    "change": Text(24, "correction|holder_change|scope_extended|scope_reduced|validity_extended|replaced"),
}
ANTIN: dict[str, Object] = {
    "conformity": obj(
        {**_ANTIN, "holder": Text(c.MAX_HOLDER)},
        {
            **_REVISED,
            "method": Whole(1, 8),
            "risk": Text(16),
            "mark": Text(8),
            "validity": obj({"first": _DAY, "last": _DAY}),
        },
    ),
    "calibration": obj(_ANTIN, _REVISED),
}

_HEADER: dict[str, Shape] = {
    "issuer_authority": Items(obj({"basis": Text(16), "number": LINE}, {"date_of": _DAY}), 50),
    "legal_basis": Items(LINE, 50),
    "replaces": Text(c.MAX_NUMBER),
}
_ISSUER = obj({"name": LINE}, {"address": LINE, "phone": Text(40)})
_PRODUCT = obj(
    {
        "name": BILINGUAL,
        "brand": LINE,
        "models": Items(Text(c.MAX_MODEL), 200),
        "characteristics": BILINGUAL,
        "origin": Text(2, "[A-Z]{2}"),
        "manufacturer": PARTY,
        "site": LINE,
    },
    {"hs_codes": Items(Text(8, r"\d{6}|\d{8}"), 100), "gtin": Text(14, r"\d{8}|\d{12,14}")},
)
_LOT = obj(
    {"number": Text(c.MAX_SERIAL), "quantity": Text(80), "unit": LINE},
    {
        "declaration_number": Text(12, r"\d{12}"),
        "bill_of_lading": LINE,
        "contract_number": LINE,
        "invoice_number": LINE,
        "import_from": _DAY,
        "import_to": _DAY,
        "port": LINE,
    },
)
DETAILS: dict[str, Object] = {
    "conformity": obj(
        {
            "scheme": Text(16, "hop_quy|hop_chuan"),
            "issuer": _ISSUER,
            "holder": PARTY,
            "title": BILINGUAL,
            "products": Items(_PRODUCT, 500),
            "norms": Items(
                obj({"code": Text(c.MAX_SCOPE)}, {"year": Whole(1950, 2100), "amendments": Items(LINE, 50)}),
                c.MAX_SCOPES,
            ),
            "scope_text": BILINGUAL,
        },
        {
            **_HEADER,
            "change_note": LINE,
            "signatory_role": LINE,
            "attachments": ATTACHMENTS,
            "importers": Items(obj({"name": LINE, "tax_code": Text(14)}), 500),
            "test_reports": Items(obj({"number": LINE, "issued": _DAY, "laboratory": LINE}), 500),
            "surveillance": obj({"months": Whole(1, 36), "first_due": _DAY}, {"last": _DAY}),
            "lot": _LOT,
            "serials": Items(Text(c.MAX_SERIAL), 50),
            "serials_file": obj(
                {"file_name": LINE, "sha256": Text(64, HEX_32), "count": Whole(1, 1_000_000)}
            ),
            "mark_licence": LINE,
        },
    ),
    "calibration": obj(
        {
            "issuer": _ISSUER,
            "instrument": obj(
                {"name": BILINGUAL},
                {
                    "manufacturer": LINE,
                    "model": Text(c.MAX_MODEL),
                    "serial": Text(c.MAX_SERIAL),
                    "asset_id": Text(c.MAX_SERIAL),
                },
            ),
            "performed_from": _DAY,
            "performed_to": _DAY,
            "place": Text(32),
            "dcc": obj({"size": Whole(1, 1 << 40), "schema_version": LINE, "validated_with": LINE}),
        },
        {**_HEADER, "attachments": BARE_ATTACHMENTS},
    ),
}
