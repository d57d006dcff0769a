# SPDX-License-Identifier: Apache-2.0
"""Trust lists: one byte form, closed, bounded."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import rfc8785
from msgspec.structs import replace

from registry.errors import EvidenceError, InputError
from registry.texts import catalogue
from registry.verify import TrustList
from registry.verify.trust import Grantor, ScopeRow, Words
from tests.unit.verify.build import World

Change = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="module")
def trust() -> TrustList:
    return World().trust()


def _altered(trust: TrustList, change: Change) -> bytes:
    value = json.loads(trust.to_bytes())
    change(value)
    return rfc8785.dumps(value)


def test_round_trip(trust: TrustList) -> None:
    data = trust.to_bytes()
    assert TrustList.parse(data) == trust
    assert TrustList.parse(data).to_bytes() == data


@pytest.mark.parametrize(
    "change",
    [
        lambda v: v.update(extra=1),
        lambda v: v.update(format="other"),
        lambda v: v.pop("hosts"),
        lambda v: v.update(hosts=["Antin.Example.VN"]),
        lambda v: v.update(networks=[]),
        lambda v: v["networks"][0].update(agree=0),
        lambda v: v["networks"][0].update(demo=0),
        lambda v: v["networks"][0].update(genesis_hash="00"),
        lambda v: v["networks"][0]["contracts"][0].update(code_hash="AB" * 32),
        lambda v: v["networks"][0].update(secret="x"),
        lambda v: v["policies"][0].update(issued_from="2026-7-1"),
        lambda v: v["policies"][0].update(issued_from="20260701"),
        lambda v: v["policies"][0].update(any_of=[["membership"]]),
        lambda v: v["policies"][0].update(any_of=[["registration", "designation"]]),
        lambda v: v["policies"][0].update(any_of=[]),
        lambda v: v["policies"][0].update(any_of=["registration"]),
        lambda v: v["policies"][0].update(methods=[7, 5]),
        lambda v: v["policies"][0].update(kind="conformty"),
        lambda v: v["policies"][0].update(risks=["HIGH"]),
        lambda v: v["policies"][0].update(marks=["CE"]),
        lambda v: v["policies"][0].update(scopes=[]),
        lambda v: v["policies"][0].update(scope_suffixes="/BNV"),
        lambda v: v["policies"][0].update(issued_from="2026-08-01"),
        lambda v: v["policies"][0].update(any_of=[[{}]]),
        lambda v: v["scopes"][0].update(serves="conformity"),
        lambda v: v["scopes"][-1].pop("serves"),
        lambda v: v["scopes"][-1].update(serves="everything"),
        lambda v: v["scopes"][-1].update(amends="QCVN 4:2009/BKHCN"),
        lambda v: v["scopes"][0].update(since="2026-01-02", until="2026-01-01"),
        lambda v: v["scopes"][0]["risks"][0].update(level="MIDDLE"),
        lambda v: v["scopes"][0]["risks"][0].update(hs=["8516.60"]),
        lambda v: v["scopes"][0]["risks"][0].update(hs=["8"]),
        lambda v: v["scopes"][0]["risks"][0].update(methods=[9]),
        lambda v: v["scopes"][0]["risks"][0].update(since="2027-01-01", until="2026-01-01"),
        lambda v: v["scopes"][0]["risks"][0].pop("legal_basis"),
        lambda v: v["scopes"][0].update(risks={}),
        lambda v: v["scopes"][0].update(doubt="perhaps"),
        lambda v: v["policies"][0].update(marks=[1]),
        lambda v: v["policies"][0].pop("title"),
        lambda v: v["scopes"][0].update(kind="thing"),
    ],
)
def test_what_is_not_understood_is_refused(trust: TrustList, change: Change) -> None:
    with pytest.raises(InputError) as caught:
        TrustList.parse(_altered(trust, change))
    assert caught.value.code == "TRUST_LIST_FORMAT"
    assert "trust_list" in caught.value.text() or "format" in caught.value.text()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda v: v.update(version=2), "TRUST_LIST_VERSION"),
        (lambda v: v["networks"].append(v["networks"][0]), "TRUST_LIST_DUPLICATE"),
        (lambda v: v["policies"].append(v["policies"][0]), "TRUST_LIST_DUPLICATE"),
        (lambda v: v["networks"][0].update(endpoints=["http://a", "http://a"]), "TRUST_LIST_DUPLICATE"),
        (lambda v: v["scopes"][0]["aliases"].append(v["scopes"][1]["code"]), "TRUST_LIST_AMBIGUOUS"),
        (lambda v: v["scopes"][0]["aliases"].append("qcvn 02:2021 / bkhcn"), "TRUST_LIST_AMBIGUOUS"),
        (lambda v: v["scopes"][0].update(amends="QCVN 99:2009/BKHCN"), "TRUST_LIST_REFERENCE"),
        (lambda v: v["scopes"][0].update(amends=v["scopes"][0]["code"]), "TRUST_LIST_REFERENCE"),
        (lambda v: v["scopes"][0].update(amends="Sửa đổi 1:2016 QCVN 4:2009/BKHCN"), "TRUST_LIST_REFERENCE"),
        (lambda v: v["scopes"][0].update(replaced_by="Hiệu chuẩn: lực"), "TRUST_LIST_REFERENCE"),
        (lambda v: v["grantors"].append(v["grantors"][0]), "TRUST_LIST_DUPLICATE"),
        (lambda v: v["hosts"].append(v["hosts"][0]), "TRUST_LIST_DUPLICATE"),
    ],
)
def test_version_and_duplicates(trust: TrustList, change: Change, code: str) -> None:
    with pytest.raises(InputError) as caught:
        TrustList.parse(_altered(trust, change))
    assert caught.value.code == code


def test_another_byte_form_is_refused(trust: TrustList) -> None:
    data = trust.to_bytes()
    for other in (data + b"\n", b" " + data, json.dumps(json.loads(data)).encode()):
        with pytest.raises(InputError) as caught:
            TrustList.parse(other)
        assert caught.value.code == "TRUST_LIST_FORM"


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff", b'{"format":1,"format":2}', b"[" * 99])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        TrustList.parse(data)
    assert caught.value.code == "TRUST_LIST_FORMAT"


def test_too_large(trust: TrustList) -> None:
    with pytest.raises(InputError):
        TrustList.parse(trust.to_bytes() + b" " * (1 << 20))


def test_a_network_is_found_by_its_exact_name(trust: TrustList) -> None:
    assert trust.network("antin-demo").chain_id == 1337
    assert trust.find_network("Antin-Demo") is None
    with pytest.raises(EvidenceError) as caught:
        trust.network("other")
    assert caught.value.code == "NETWORK_UNKNOWN"


def test_scopes_are_found_by_alias_and_regardless_of_case(trust: TrustList) -> None:
    found = trust.scope("qcvn 04:2009 / bkhcn")
    assert found is not None
    assert found.code == "QCVN 4:2009/BKHCN"
    assert trust.scope("QCVN 99:2009/BKHCN") is None
    assert trust.is_activity("ĐKHĐ chứng nhận sản phẩm")
    assert not trust.is_activity("đkhđ chứng nhận sản phẩm")


def test_hosts_are_compared_exactly(trust: TrustList) -> None:
    assert trust.knows_host("antin.example.vn")
    for host in ("antin.example.vn.", "x.antin.example.vn", "antin.example.vn:8080", "ANTIN.EXAMPLE.VN"):
        assert not trust.knows_host(host)


def test_grantors(trust: TrustList) -> None:
    grantor = trust.grantor(4)
    assert grantor is not None
    assert "BoA" in grantor.name.text("en")
    assert trust.grantor(99) is None


def test_absent_members_stay_absent(trust: TrustList) -> None:
    until = replace(trust.networks[0].contracts[0], until_block=9)
    network = replace(trust.networks[0], contracts=(until,), endpoints=("http://127.0.0.1:8545",))
    small = replace(
        trust,
        networks=(network,),
        grantors=(Grantor(1, Words("a", "b")),),
        scopes=(ScopeRow(code="X", kind="norm", title=Words("a", "b")),),
    )
    assert "risks" not in json.loads(small.to_bytes())["scopes"][0]
    assert TrustList.parse(small.to_bytes()) == small


def test_every_code_has_a_text() -> None:
    codes = ("FORMAT", "VERSION", "FORM", "DUPLICATE", "AMBIGUOUS", "REFERENCE")
    assert all(f"TRUST_LIST_{code}" in catalogue() for code in codes)
