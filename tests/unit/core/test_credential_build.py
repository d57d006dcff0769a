# SPDX-License-Identifier: Apache-2.0
"""From certificates to payloads: nothing lost that may be said, nothing said that must not be."""

import json
import re
from typing import Any

import pytest
from pydantic import BaseModel

from registry.core import constants as c
from registry.core.certificate import CalibrationCertificate, ConformityCertificate
from registry.core.credential import (
    antin_context,
    build_payload,
    public_facts,
    summary_of,
    untp_disagreements,
)
from registry.core.credential.jsonld import NAMESPACE
from registry.core.credential.members import ANTIN, DETAILS
from registry.core.credential.shapes import Items, Object, Shape
from registry.core.credential.subject import model_text
from registry.errors import InputError, InternalError, UsageError
from tests.unit.core import samples as s

UNITS = {"method": 8, "validity": None, "surveillance": None}
LOT = {"number": "LOT-EX-0926", "quantity": "12000", "unit": "chiếc"}


def antin(payload: dict[str, Any]) -> dict[str, Any]:
    members: dict[str, Any] = payload["credentialSubject"]["antin"]
    return members


def subject(**changes: Any) -> dict[str, str]:
    named: dict[str, str] = antin(build_payload(s.conformity(**changes), s.context()))["subject"]
    return named


def product(*models: str) -> dict[str, Any]:
    return {**s.CONFORMITY["products"][0], "models": list(models)}


def test_antin_has_the_members_of_the_protocol_and_no_others() -> None:
    assert ANTIN["conformity"].members.keys() | ANTIN["calibration"].members.keys() == {
        "kind", "body", "number", "revision", "subject", "holder", "grants", "scopes", "method", "risk",
        "mark", "issued", "validity", "previous", "change", "network",
    }  # fmt: skip


def test_absent_members_are_absent() -> None:
    first = antin(s.conformity_payload())
    assert "previous" not in first
    assert "change" not in first
    later = build_payload(s.conformity(revision=1, change="correction"), s.context(previous_leaf=b"\7" * 32))
    assert antin(later)["previous"] == "07" * 32
    assert antin(later)["change"] == "correction"
    for absent in ("holder", "method", "risk", "mark", "validity"):
        assert absent not in antin(s.calibration_payload())
    assert "null" not in json.dumps([s.conformity_payload(), s.calibration_payload()])


def test_the_summary_copies_antin() -> None:
    credential = s.signed(s.conformity_payload())
    summary = summary_of(credential)
    assert (summary.body, summary.number, summary.holder) == (
        "VD-CERT",
        "VD-CERT/HQ-2026-000123",
        "Công ty TNHH Ví Dụ Điện Gia Dụng",
    )
    assert (summary.method, summary.risk, summary.mark) == (5, "CAO", "CR")
    assert summary.grants == (1, 4)
    assert summary.dcc_sha256 is None


def test_days_are_days_of_vietnam() -> None:
    payload = s.conformity_payload()
    assert payload["validFrom"] == "2026-07-15T00:00:00+07:00"
    assert payload["validUntil"] == "2029-07-15T00:00:00+07:00"
    calibration = s.calibration_payload()
    assert calibration["validFrom"] == "2026-09-10T00:00:00+07:00"
    assert "validUntil" not in calibration


def test_a_port_is_escaped_in_the_did() -> None:
    payload = build_payload(s.conformity(), s.context(public_url="http://127.0.0.1:8000"))
    assert payload["issuer"]["id"] == "did:web:127.0.0.1%3A8000:body:VD-CERT"


def test_the_address_counts_in_one_spelling() -> None:
    assert (
        build_payload(s.conformity(), s.context(public_url="HTTPS://Antin.Example.VN/"))
        == s.conformity_payload()
    )


def test_status_lists_hold_131072_entries_each() -> None:
    def status(index: int) -> tuple[int, str]:
        entry = build_payload(s.conformity(), s.context(status_index=index))["credentialStatus"]
        return entry["statusListIndex"], entry["statusListCredential"].split("/status/")[1]

    assert status(0) == (0, "0/revocation")
    assert status(131_071) == (131_071, "0/revocation")
    assert status(131_072) == (0, "1/revocation")


class TestCalibrationConfidentiality:
    def test_no_customer_person_or_result_is_written(self) -> None:
        quantity = {"value": "35.00", "unit": r"\mega\pascal", "uncertainty": "0.03"}
        result = {"name": {"vi": "Sai số"}, "columns": [{"name": {"vi": "p"}, "quantities": [quantity]}]}
        certificate = s.calibration(
            results=[result],
            signatory_role="Trưởng phòng Nguyễn Văn Ví Dụ",
            change_note="Sửa U tại 35 MPa",
            revision=1,
            change="correction",
            next_due="2027-09-09",
        )
        context = s.calibration_context(previous_leaf=bytes(32))
        text = json.dumps(build_payload(certificate, context), ensure_ascii=False)
        for secret in ("Nhà máy mẫu", "35", "0.03", "Nguyễn", "2027-09-09", "Sai số", "Ảnh cho"):
            assert secret not in text, secret

    def test_the_party_is_a_salted_digest(self) -> None:
        def party(**changes: Any) -> str:
            payload = build_payload(s.calibration(), s.calibration_context(**changes))
            value: str = payload["credentialSubject"]["issuedToParty"]["id"]
            return value

        assert re.fullmatch(r"ni:///sha-256;[A-Za-z0-9_-]{43}", party())
        assert party() == party()
        assert party() != party(salt=b"\1" * 16)
        assert party() != party(customer="Nhà máy khác")
        assert party() != party(customer=None)

    def test_the_summary_takes_the_digest_of_the_dcc(self) -> None:
        summary = summary_of(s.signed(s.calibration_payload()))
        assert summary.dcc_sha256 is not None
        assert summary.dcc_sha256.hex() == s.CALIBRATION["dcc"]["sha256"]
        assert summary.holder is None

    def test_the_serial_number_or_else_the_asset_id(self) -> None:
        item = {"name": {"vi": "Áp kế"}, "asset_id": "TB-07"}
        payload = build_payload(s.calibration(instrument=item), s.calibration_context())
        assert antin(payload)["subject"] == {"name": "Áp kế", "serial": "TB-07"}

    def test_a_long_name_is_cut_for_the_summary_and_kept_in_full(self) -> None:
        name = "Thiết bị đo " + "rất dài " * 40
        payload = build_payload(
            s.calibration(instrument={"name": {"vi": name}, "serial": "1"}), s.calibration_context()
        )
        short = antin(payload)["subject"]["name"]
        assert len(short) <= c.MAX_SUBJECT_NAME
        assert short.endswith("…")
        assert payload["credentialSubject"]["antinDetails"]["instrument"]["name"]["vi"] == name.strip()
        assert untp_disagreements(s.signed(payload)) == []


class TestSubject:
    def test_models_of_all_products_once(self) -> None:
        assert subject(products=[product("A", "B"), product("B", "C")])["model"] == "A, B, C"

    @pytest.mark.parametrize("count", [2, 20, 200])
    def test_models_that_do_not_fit_are_counted(self, count: int) -> None:
        models = [f"VD-RC{i:03d}" for i in range(count)]
        text = subject(products=[product(*models)])["model"]
        assert len(text) <= c.MAX_MODEL
        shown = [part for part in text.split(", ") if not part.startswith("+")]
        assert shown == models[: len(shown)]
        left = count - len(shown)
        assert text.endswith(f", +{left}") if left else "+" not in text

    def test_two_models_at_the_limit(self) -> None:
        text = subject(products=[product("A" * 120, "B" * 120)])["model"]
        assert len(text) <= c.MAX_MODEL
        assert text.endswith("…, +1")

    def test_one_model_at_the_limit_is_whole(self) -> None:
        assert subject(products=[product("A" * 120)])["model"] == "A" * 120

    def test_a_lot(self) -> None:
        named = subject(method=7, validity=None, surveillance=None, lot=LOT)
        assert named["serial"] == "LOT-EX-0926"

    @pytest.mark.parametrize(
        ("serials", "text"),
        [
            (["SN-1"], "SN-1"),
            (["SN-1", "SN-2"], "SN-1 … (+1)"),
            ([f"SN-{i}" for i in range(50)], "SN-0 … (+49)"),
        ],
    )
    def test_serial_numbers(self, serials: list[str], text: str) -> None:
        assert subject(**UNITS, serials=serials)["serial"] == text

    def test_long_serial_numbers_stay_in_bounds(self) -> None:
        text = subject(**UNITS, serials=["A" * 80, "B"])["serial"]
        assert len(text) <= c.MAX_SERIAL
        assert text.endswith("… … (+1)")

    def test_serial_numbers_in_a_file_are_counted(self) -> None:
        attached = {"file_name": "so-seri.csv", "sha256": "ee" * 32, "count": 500}
        assert subject(**UNITS, serials_file=attached)["serial"] == "500 số sê-ri (tệp đính kèm)"


class TestRefusals:
    def test_a_norm_that_no_grant_names(self) -> None:
        with pytest.raises(InputError, match="NORM_NOT_IN_SCOPES") as caught:
            build_payload(s.conformity(), s.context(scopes=("QCVN 04:2009/BKHCN",)))
        assert caught.value.where == "norms[0].code"
        assert s.QCVN in caught.value.text("vi")

    @pytest.mark.parametrize(
        "changes",
        [
            {"salt": bytes(15)},
            {"status_index": -1},
            {"grants": (4, 1)},
            {"scopes": (s.QCVN, s.QCVN)},
            {"body_name": ""},
            {"previous_leaf": bytes(32)},
        ],
        ids=str,
    )
    def test_a_wrong_context(self, changes: dict[str, Any]) -> None:
        with pytest.raises(InternalError, match=f"CREDENTIAL_CONTEXT|{next(iter(changes))}"):
            build_payload(s.conformity(), s.context(**changes))

    @pytest.mark.parametrize(
        "url", ["", "antin.vn", "https://antin.vn/a", "https://a@b.vn", "https://\u212ay.vn"]
    )
    def test_an_address_that_cannot_be_printed(self, url: str) -> None:
        with pytest.raises(UsageError, match="PUBLIC_URL"):
            build_payload(s.conformity(), s.context(public_url=url))

    def test_a_revision_without_its_previous_leaf(self) -> None:
        with pytest.raises(InternalError, match="previous_leaf"):
            build_payload(s.conformity(revision=1, change="correction"), s.context())

    def test_too_many_values(self) -> None:
        with pytest.raises(InputError, match="CREDENTIAL_MEMBER") as caught:
            build_payload(s.conformity(legal_basis=["TT"] * 51), s.context())
        assert caught.value.where == "antinDetails.legal_basis"

    def test_grants_and_scopes_out_of_bounds(self) -> None:
        with pytest.raises(InputError, match="CREDENTIAL_MEMBER"):
            build_payload(s.conformity(), s.context(grants=tuple(range(1, 10))))
        with pytest.raises(InputError, match="CREDENTIAL_MEMBER"):
            build_payload(s.calibration(), s.calibration_context(scopes=()))


# What a calibration's credential leaves to the DCC file, or states elsewhere.
LEFT_OUT = {
    "conformity": {
        "kind", "body", "number", "revision", "change", "issued", "validity", "method", "risk", "mark",
    },
    "calibration": {
        "kind", "body", "number", "revision", "change", "issued", "validity", "change_note", "signatory_role",
        "laboratory_names", "laboratory_code", "received", "procedures", "conditions", "standards",
        "traceability", "results", "next_due",
    },
}  # fmt: skip
NESTED_LEFT_OUT = {
    "calibration.attachments": {"title"},
    "calibration.dcc": {"sha256"},
    "calibration.instrument": {"measuring_range", "resolution"},
}


@pytest.mark.parametrize("model", [ConformityCertificate, CalibrationCertificate])
def test_every_public_fact_of_the_models_has_a_home(model: type[BaseModel]) -> None:
    kind = model.model_fields["kind"].default
    assert set(model.model_fields) - LEFT_OUT[kind] == set(DETAILS[kind].members)
    for name, shape in DETAILS[kind].members.items():
        annotation = model.model_fields[name].annotation
        assert_covered(_model_in(annotation), shape, f"{kind}.{name}")


def assert_covered(model: type[BaseModel] | None, shape: Shape, path: str) -> None:
    inner = shape.of if isinstance(shape, Items) else shape
    if model is None or not isinstance(inner, Object):
        assert model is None
        return
    assert set(model.model_fields) - NESTED_LEFT_OUT.get(path, set()) == set(inner.members), path
    for name, member in inner.members.items():
        assert_covered(_model_in(model.model_fields[name].annotation), member, f"{path}.{name}")


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in found if model), None)


def test_every_member_has_a_term_in_the_context() -> None:
    document = antin_context()["@context"]
    assert "@vocab" not in json.dumps(document)
    for payload in (s.conformity_payload(), s.calibration_payload()):
        for name in ("antin", "antinDetails"):
            assert_terms(payload["credentialSubject"][name], document[name])


def assert_terms(value: Any, term: dict[str, Any]) -> None:
    if isinstance(value, list):
        assert term["@container"] == "@list"
        for item in value:
            assert_terms(item, {**term, "@container": None} if not isinstance(item, list) else term)
    elif isinstance(value, dict):
        for name, item in value.items():
            assert term["@context"][name]["@id"] == NAMESPACE + name
            assert_terms(item, term["@context"][name])


def test_public_facts() -> None:
    facts = public_facts(s.signed(s.conformity_payload()))
    assert facts["kind"] == "conformity"
    assert facts["issuer_name"] == "Trung tâm Chứng nhận Ví Dụ"
    assert facts["norms"][0]["amendments"] == ["Sửa đổi 1:2016"]
    assert facts["surveillance"]["first_due"] == "2027-07-14"
    calibration = public_facts(s.signed(s.calibration_payload()))
    assert calibration["dcc"]["sha256"] == s.CALIBRATION["dcc"]["sha256"]
    assert "change" not in facts


def test_public_facts_add_nothing_to_the_credential() -> None:
    credential = s.signed(s.calibration_payload())
    assert "sha256" in public_facts(credential)["dcc"]
    assert untp_disagreements(credential) == []


def test_public_facts_of_an_unreadable_credential_are_none() -> None:
    payload = s.conformity_payload()
    payload["credentialSubject"]["antinDetails"]["norms"] = "QCVN"
    assert public_facts(s.signed(payload)) == {}


def test_very_many_models_are_counted_without_trying_each_length() -> None:
    models = [f"{n:x}" for n in range(60_000)]
    products = [{"models": models[n : n + 200]} for n in range(0, len(models), 200)]
    text = model_text(products)
    assert text.startswith("0, 1, 2")
    assert text.endswith(", +59968")
    assert len(text) <= c.MAX_MODEL
