# SPDX-License-Identifier: Apache-2.0
"""Rules as people edit them: every defect with its file, row and member; what is built is one byte form."""

import json
import tomllib
from dataclasses import replace

import pytest
import rfc8785
from msgspec import structs

from registry.errors import FindingsError, InputError, UsageError
from registry.verify import TrustList
from registry.verify.defaults import LATE_AFTER_DAYS, packaged_list, packaged_rules, packaged_sources
from registry.verify.list_building import build_list, list_findings
from registry.verify.sources import SourceFile, read_sources
from registry.verify.trust import fingerprint
from tests.unit.verify.build import World

ACT = '[[acts]]\nid = "law"\ntext = "Luật Ví Dụ"\n'
SCOPE = '[[scopes]]\ncode = "X 1:2020"\nkind = "norm"\ntitle = { vi = "a", en = "b" }\n'
POLICY = (
    '[[policies]]\nid = "one"\ntitle = { vi = "a", en = "b" }\nkind = "conformity"\n'
    'any_of = [["registration", "designation"]]\nlegal_basis = ["@law, Điều 7"]\n'
)


def defects(*texts: str) -> list[tuple[str, str, str]]:
    with pytest.raises(FindingsError) as caught:
        read_sources([SourceFile(f"{i}.toml", text.encode()) for i, text in enumerate(texts)])
    for finding in caught.value.findings:
        assert "{" not in finding.text("vi").replace("{vi", "") + finding.remedy("vi")
    return [(f.code, f.where, str(f.params.get("reason", ""))) for f in caught.value.findings]


def test_the_shipped_files_are_read_in_order_and_make_a_list() -> None:
    names = [file.name for file in packaged_sources()]
    assert names == sorted(names)
    assert all(tomllib.loads(file.data.decode()) for file in packaged_sources())
    base = World().trust()
    data = build_list(packaged_rules(), base)
    built = TrustList.parse(data)
    assert built == base
    assert len(fingerprint(data)) == 64
    assert list_findings(data) == []


def test_comforts_of_a_source() -> None:
    rules = read_sources([SourceFile("a.toml", (ACT + POLICY + SCOPE).encode())])
    (row,) = rules.policies
    assert row.legal_basis == ("Luật Ví Dụ, Điều 7",)
    assert row.to_mapping()["any_of"] == [["designation", "registration"]]
    assert row.earlier_rules is False
    assert rules.scopes[0].aliases == ()


def test_several_files_are_one_set_of_rules() -> None:
    files = [SourceFile("1.toml", POLICY.encode()), SourceFile("2.toml", ACT.encode())]
    assert read_sources(files).policies[0].legal_basis == ("Luật Ví Dụ, Điều 7",)


def test_every_defect_is_told_with_file_line_row_and_member() -> None:
    bad_scope = SCOPE.replace('"norm"', '"thing"') + 'aliases = "X"\nuntil = "soon"\nodd = 1\n'
    bad_policy = POLICY.replace("designation", "membership").replace("@law", "@none") + "methods = [7, 5]\n"
    found = defects(ACT + bad_scope, bad_policy + bad_policy.replace('"one"', "1"))
    assert [(where, reason.split()[0]) for _, where, reason in found] == [
        ("0.toml, line 4, scopes[0] (X 1:2020)", "kind"),
        ("0.toml, line 4, scopes[0] (X 1:2020)", "aliases"),
        ("0.toml, line 4, scopes[0] (X 1:2020)", "until"),
        ("0.toml, line 4, scopes[0] (X 1:2020)", "has"),
        ("1.toml, line 1, policies[0] (one)", "legal_basis"),
        ("1.toml, line 1, policies[0] (one)", "methods"),
        ("1.toml, line 1, policies[0] (one)", "any_of"),
        ("1.toml, line 8, policies[1] (1)", "legal_basis"),
        ("1.toml, line 8, policies[1] (1)", "id"),
        ("1.toml, line 8, policies[1] (1)", "methods"),
        ("1.toml, line 8, policies[1] (1)", "any_of"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[[scopes]\n", "TRUST_SOURCE_TOML"),
        ("scope = 1\n", "TRUST_SOURCE_MEMBER"),
        ("scopes = 1\n", "TRUST_SOURCE_ROW"),
        ("scopes = [1]\n", "TRUST_SOURCE_ROW"),
        ("acts = [1]\n", "TRUST_SOURCE_ROW"),
        ("hosts = 7\n", "TRUST_SOURCE_ROW"),
        ('hosts = ["A.vn"]\n', "TRUST_SOURCE_ROW"),
        ("late_after_days = -1\n", "TRUST_SOURCE_ROW"),
        ("late_after_days = 1.5\n", "TRUST_SOURCE_ROW"),
        (SCOPE + "since = 2026-01-01T00:00:00Z\n", "TRUST_SOURCE_ROW"),
        (SCOPE + "since = 2026-01-02\nuntil = 2026-01-01\n", "TRUST_SOURCE_ROW"),
        (SCOPE + 'serves = "conformity"\n', "TRUST_SOURCE_ROW"),
        (SCOPE + 'amends = "Y"\n', "TRUST_LIST_REFERENCE"),
        (SCOPE + SCOPE.replace("X 1:", "x 01:"), "TRUST_LIST_AMBIGUOUS"),
        (ACT + ACT, "TRUST_LIST_DUPLICATE"),
        (ACT + POLICY + POLICY, "TRUST_LIST_DUPLICATE"),
        ("[[networks]]\nname = 'x'\n", "TRUST_SOURCE_ROW"),
    ],
)
def test_defects_have_codes(text: str, code: str) -> None:
    assert {found[0] for found in defects(text)} == {code}


def test_an_alias_with_two_meanings_names_both() -> None:
    other = SCOPE.replace("X 1:2020", "X 1:2020/AB") + 'aliases = ["x 01 : 2020"]\n'
    with pytest.raises(FindingsError) as caught:
        read_sources([SourceFile("a.toml", (SCOPE + other).encode())])
    assert "X 1:2020 or X 1:2020/AB" in caught.value.findings[0].text("en")


def test_not_utf8_is_not_toml() -> None:
    with pytest.raises(FindingsError) as caught:
        read_sources([SourceFile("a.toml", b"\xff")])
    assert caught.value.code == "TRUST_SOURCE_TOML"


def test_said_twice_is_refused_and_said_once_wins_over_the_base() -> None:
    twice = [SourceFile(f"{i}.toml", b"late_after_days = 5\n") for i in range(2)]
    with pytest.raises(FindingsError):
        read_sources(twice)
    base = structs.replace(World().trust(), late_after_days=9)
    rules = replace(packaged_rules(), hosts=("x.example.vn",))
    kept = TrustList.parse(build_list(rules, base))
    assert (kept.late_after_days, kept.hosts) == (9, ("x.example.vn",))
    assert TrustList.parse(build_list(replace(rules, late_after_days=5), base)).late_after_days == 5
    alone = replace(rules, networks=base.networks)
    assert TrustList.parse(build_list(alone)).late_after_days == LATE_AFTER_DAYS


def test_a_list_needs_networks_and_policies() -> None:
    for rules, base in ((packaged_rules(), None), (replace(packaged_rules(), policies=()), World().trust())):
        with pytest.raises(UsageError) as caught:
            build_list(rules, base)
        assert caught.value.code == "TRUST_BUILD_MISSING"


def test_the_shipped_rules_pin_no_network() -> None:
    assert packaged_list().networks == ()
    with pytest.raises(InputError):
        TrustList.parse(packaged_list().to_bytes())


def test_every_defect_of_a_changed_list_is_told() -> None:
    value = json.loads(World().trust().to_bytes())
    value["policies"][3].update(risks=["HIGH"], id=4)
    value["scopes"][5]["title"].pop("vi")
    value["networks"][0]["agree"] = 0
    reasons = [str(error.params["reason"]) for error in list_findings(rfc8785.dumps(value))]
    assert [reason.split()[0] for reason in reasons] == [
        "trust_list.networks[0].agree",
        "trust_list.scopes[5].title.vi",
        "trust_list.policies[3].id",
        "trust_list.policies[3].risks",
    ]
    value = json.loads(World().trust().to_bytes())
    value["grantors"].append(value["grantors"][0])
    value["policies"].append(value["policies"][0])
    assert [error.code for error in list_findings(rfc8785.dumps(value))] == ["TRUST_LIST_DUPLICATE"] * 2
    assert [error.code for error in list_findings(b"{}")] == ["TRUST_LIST_FORMAT"] * 1
    assert [error.code for error in list_findings(b"[")] == ["TRUST_LIST_FORMAT"]
    assert [error.code for error in list_findings(World().trust().to_bytes() + b"\n")] == ["TRUST_LIST_FORM"]
