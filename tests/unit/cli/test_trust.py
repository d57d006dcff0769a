# SPDX-License-Identifier: Apache-2.0
"""``antin trust``: rules as data that people show, check, build and ask about."""

import os
from pathlib import Path

import pytest

from registry.chain.deploy import Deployment
from registry.cli.network import trust_list
from registry.core.types import Address
from registry.verify import TrustList
from registry.verify.defaults import packaged_rules, packaged_sources
from registry.verify.trust import fingerprint
from tests.acceptance.town import Ran, called
from tests.unit.verify.build import World


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def antin(home: Path, *arguments: object, lang: str = "en") -> Ran:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("ANTIN_")}
    environment = {**clean, "ANTIN_HOME": str(home), "ANTIN_LANG": lang}
    return called(["trust", *map(str, arguments)], environment)


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    path = tmp_path / "list.json"
    path.write_bytes(World().trust().to_bytes())
    return path


def explain(home: Path, *arguments: object) -> list[tuple[str, str, str | None]]:
    ran = antin(home, "explain", *arguments, "--json")
    days = ran.json()["days"]
    assert ran.exit_code == (0 if all(day["row"] for day in days) else 2)
    return [(day["day"], day["row"] and day["row"]["id"], day["risk"]) for day in days]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_shipped_rules_are_shown_where_there_is_no_list(home: Path, lang: str) -> None:
    ran = antin(home, "show", lang=lang)
    assert ran.exit_code == 0
    expected = {"vi": ("Cần: đăng ký hoạt động + chỉ định", "Chưa chắc chắn"), "en": ("Needs: ", "Doubt: ")}
    assert all(text in ran.out for text in ("hop-quy-high", "QCVN 4:2009/BKHCN", *expected[lang]))
    assert antin(home, "show", "--json").json()["fingerprint"] is None


def test_a_list_is_shown_with_its_fingerprint(home: Path, finished: Path) -> None:
    mark = fingerprint(finished.read_bytes())
    assert f"Fingerprint SHA-256: {mark}" in antin(home, "show", finished).out
    document = antin(home, "show", "--trust-list", finished, "--json").json()
    assert (document["fingerprint"], document["networks"]) == (mark, ["antin-demo"])
    assert antin(home, "show", "--trust-list", home / "none.json").exit_code == 64


def test_sources_are_written_checked_and_built(home: Path, finished: Path, tmp_path: Path) -> None:
    folder, target = tmp_path / "rules", tmp_path / "new.json"
    assert antin(home, "sources", "--out", folder).exit_code == 0
    assert {path.name for path in folder.iterdir()} == {file.name for file in packaged_sources()}
    assert antin(home, "sources", "--out", folder, "--json").code == "FILE_EXISTS"
    assert antin(home, "sources", "--out", folder, "--force").exit_code == 0
    assert antin(home, "check", folder, finished, "--json").json() == {"accepted": True, "findings": []}
    built = antin(home, "build", folder, "--networks", finished, "--out", target, "--json")
    assert built.exit_code == 0, built.err
    assert built.json()["fingerprint"] == fingerprint(target.read_bytes())
    assert target.read_bytes() == finished.read_bytes()
    assert (
        antin(home, "build", folder, "--networks", finished, "--out", target, "--json").code == "FILE_EXISTS"
    )


def test_an_edited_rule_changes_the_list_and_nothing_else(home: Path, finished: Path, tmp_path: Path) -> None:
    folder, target = tmp_path / "rules", tmp_path / "new.json"
    antin(home, "sources", "--out", folder)
    rules = folder / "50-policies.toml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(
        text.replace('risks = ["THAP"]\n', 'risks = ["THAP"]\nmethods = [1, 5]\n'), encoding="utf-8"
    )
    (folder / "60-more.toml").write_text("late_after_days = 3\n", encoding="utf-8")
    assert antin(home, "build", folder, "--networks", finished, "--out", target).exit_code == 0
    new, old = TrustList.parse(target.read_bytes()), TrustList.parse(finished.read_bytes())
    changed = [row.id for row, before in zip(new.policies, old.policies, strict=True) if row != before]
    assert (changed, new.late_after_days, new.scopes) == (["hop-quy-low"], 3, old.scopes)


def test_defects_of_sources_and_lists_are_told_together(home: Path, finished: Path, tmp_path: Path) -> None:
    bad, worse = tmp_path / "bad.toml", tmp_path / "worse.json"
    bad.write_text('[[grantors]]\nnumber = "one"\nname = { vi = "a" }\n', encoding="utf-8")
    worse.write_bytes(finished.read_bytes().replace(b'"agree":1', b'"agree":0'))
    ran = antin(home, "check", bad, worse, finished, "--json")
    assert ran.exit_code == 65
    places = [(f["where"], f["code"]) for f in ran.json()["findings"]]
    row = f"{bad}, line 1, grantors[0] (one)"
    assert places == [(row, "TRUST_SOURCE_ROW")] * 2 + [(str(worse), "TRUST_LIST_FORMAT")]
    assert "2 lỗi" not in antin(home, "check", bad, worse, lang="vi").out
    assert "3 lỗi" in antin(home, "check", bad, worse, lang="vi").out


def test_nothing_is_written_from_bad_sources(home: Path, finished: Path, tmp_path: Path) -> None:
    bad, target = tmp_path / "bad.toml", tmp_path / "new.json"
    bad.write_text("policies = 1\n", encoding="utf-8")
    assert antin(home, "build", bad, "--networks", finished, "--out", target).exit_code == 65
    bad.write_text("", encoding="utf-8")
    assert (
        antin(home, "build", bad, "--networks", finished, "--out", target, "--json").code
        == "TRUST_BUILD_MISSING"
    )
    assert antin(home, "build", finished, "--out", target, "--json").code == "TRUST_SOURCE_KIND"
    (tmp_path / "empty").mkdir()
    assert antin(home, "build", tmp_path / "empty", "--out", target, "--json").code == "TRUST_SOURCE_NONE"
    assert not target.exists()


def test_explain_names_the_row_and_why(home: Path) -> None:
    asked = ("--mark", "cr", "--issued", "15/07/2026", "--scope", "qcvn 04:2009")
    assert explain(home, *asked, "--risk", "thap") == [("2026-07-15", "hop-quy-low", "THAP")]
    assert explain(home, *asked, "--risk", "THAP", "--hs", "8516.60.10") == [
        ("2026-07-15", "hop-quy-high", "CAO")
    ]
    assert explain(home, "--issued", "2026-06-30", "--anchored", "2026-07-08", "--mark", "CR") == [
        ("2026-06-30", "hop-quy-before-2026-07-mark", None),
        ("2026-07-08", "hop-quy-no-risk-mark", None),
    ]
    assert explain(home, "--kind", "calibration", "--issued", "2026-01-01")[0][1] == "calibration"


def test_explain_in_words(home: Path) -> None:
    asked = ("--risk", "THAP", "--issued", "2026-07-15", "--scope", "QCVN 04:2009", "--hs", "85166010")
    vietnamese, english = antin(home, "explain", *asked, lang="vi"), antin(home, "explain", *asked)
    for text in (
        "Mức rủi ro theo danh mục: cao",
        "Cần: đăng ký hoạt động + chỉ định",
        "QCVN 04:2009 được hiểu là",
    ):
        assert text in vietnamese.out
    for text in (
        "above the declared one",
        "Needs: registration + designation",
        "– not hop-quy-before-2026-07-mark",
    ):
        assert text in english.out


def test_a_scope_that_is_not_listed_is_refused_with_the_nearest(home: Path) -> None:
    ran = antin(home, "explain", "--scope", "QCVN4")
    assert (ran.exit_code, ran.out) == (64, "")
    assert "the catalogue has no scope “QCVN4”; nearest are: QCVN 4:2009/BKHCN" in ran.err
    assert "gần nhất là: QCVN 4:2009/BKHCN" in antin(home, "explain", "--scope", "QCVN4", lang="vi").err


def test_without_a_row_the_answer_is_cannot_tell(home: Path, finished: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_bytes(next(f.data for f in packaged_sources() if f.name.startswith("10")))
    text = (
        '[[policies]]\nid = "only"\ntitle = { vi = "a", en = "b" }\nkind = "calibration"\n'
        'any_of = [["registration"]]\nlegal_basis = ["@iso-17025"]\n'
    )
    rules.write_text(rules.read_text(encoding="utf-8") + text, encoding="utf-8")
    assert antin(home, "build", rules, "--networks", finished, "--out", tmp_path / "few.json").exit_code == 0
    ran = antin(home, "explain", "--trust-list", tmp_path / "few.json")
    assert (ran.exit_code, "No rule applies" in ran.out) == (2, True)


@pytest.mark.parametrize(
    "options",
    [
        ("--kind", "test"),
        ("--risk", "HIGH"),
        ("--mark", "CE"),
        ("--hs", "8516"),
        ("--issued", "soon"),
        ("--method", "9"),
    ],
)
def test_options_that_mean_nothing_are_misuse(home: Path, options: tuple[str, str]) -> None:
    ran = antin(home, "explain", *options)
    assert ran.exit_code == 64
    assert options[0] in ran.err


def test_a_first_list_is_written_from_the_shipped_rules() -> None:
    contract = Address(bytes(20))
    done = Deployment(
        network="antin-demo", chain_id=1_337, genesis_hash=bytes(32), contract=contract, access_manager=contract,
        block=1, code_hash=bytes(32), compiler={}, transaction_hash=bytes(32),
    )  # fmt: skip
    data = trust_list(
        done, public_url="https://antin.example.vn", rpc_url="http://127.0.0.1:8545", demo=True, block_period=0,
        max_age=60,
    )  # fmt: skip
    trust = TrustList.parse(data)
    rules = packaged_rules()
    assert (trust.policies, trust.scopes, trust.grantors) == (rules.policies, rules.scopes, rules.grantors)
