# SPDX-License-Identifier: Apache-2.0
"""The documented form of a benchmark's results; no figure is judged here."""

import json
import math

import pytest

from registry.bench import gas, issuing, publishing, replay, serving, verifying
from registry.bench.__main__ import BENCHMARKS, main
from registry.bench.result import Result, table, to_json
from registry.bench.scene import roster
from registry.chain.ganache import Ganache

MEMBERS = ["name", "value", "unit", "reference", "reference_value", "ratio"]
ROWS = [Result("deploy", 4_941_972, "gas", "limit", 6_000_000), Result("warm", 1 / 3, "ms", "bare", 0.5)]


def test_a_result_has_the_six_members_in_order() -> None:
    read = json.loads(to_json("gas", 7, ROWS))
    assert [list(row) for row in read["results"]] == [MEMBERS, MEMBERS]
    assert (read["benchmark"], read["size"]) == ("gas", 7)
    assert read["machine"]["cpus"] >= 1


def test_gas_stays_exact_and_times_are_rounded() -> None:
    whole, third = (row.to_mapping() for row in ROWS)
    assert whole["value"] == 4_941_972
    assert third["value"] == 0.3333
    assert third["ratio"] == 0.6667


def test_the_table_has_a_row_for_each_result() -> None:
    lines = table(ROWS).splitlines()
    assert len(lines) == 3
    assert "4,941,972" in lines[1]
    assert lines[2].split() == ["warm", "0.3333", "ms", "bare", "0.5", "0.6667"]


@pytest.mark.parametrize("arguments", [[], ["speed"], ["gas", "--size", "0"], ["gas", "--size", "many"]])
def test_misuse_ends_with_64(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 64
    assert capsys.readouterr().out == ""


def test_each_certificate_of_a_roster_has_a_number_of_its_own() -> None:
    certificates = roster(9)
    assert len({certificate.number for certificate in certificates}) == 9
    assert {certificate.method for certificate in certificates} == {5, 7, 8}


@pytest.mark.chain
def test_gas_says_what_each_act_costs(ganache: Ganache) -> None:
    results = gas.measure(2, ganache.url)
    assert names(results) == [
        "deploy_contract", "deploy_access_manager", "anchor_1_grant", "anchor_2_grants", "status_1",
        "status_many_2",
    ]  # fmt: skip
    assert all(result.value == int(result.value) for result in results[:5])


@pytest.mark.chain
def test_verify_says_warm_and_cold(ganache: Ganache) -> None:
    results = verifying.measure(1, ganache.url)
    assert names(results) == [
        "verify_warm", "verify_warm_without_node", "verify_cold", "offline_full_proof",
        "offline_full_proof_one_block", "offline_full_proof_cold", "bundle_full_proof",
    ]  # fmt: skip


@pytest.mark.chain
def test_http_says_each_kind_of_request(ganache: Ganache) -> None:
    results = serving.measure(1, ganache.url)
    assert names(results) == ["http_certificate", "http_bundle", "http_page"]


@pytest.mark.chain
def test_replay_says_rate_and_memory(ganache: Ganache) -> None:
    results = replay.measure(8, ganache.url)
    assert names(results) == ["replay_node", "replay_node_memory"]


@pytest.mark.chain
def test_issue_says_each_stage(ganache: Ganache) -> None:
    results = issuing.measure(2, ganache.url)
    assert names(results) == [
        "issue_read", "issue_sign_store", "issue_anchor", "issue_whole", "issue_process", "issue_memory",
        "issue_growth_8", "anchor",
    ]  # fmt: skip


@pytest.mark.chain
def test_status_lists_say_first_changed_and_unchanged(ganache: Ganache) -> None:
    results = publishing.measure(2, ganache.url)
    assert names(results) == ["status_lists_first", "status_lists_after_change", "status_lists_unchanged"]


def test_every_benchmark_has_a_usual_size() -> None:
    assert {name: benchmark.size for name, benchmark in BENCHMARKS.items()} == {
        "issue": 1_000, "verify": 100, "gas": 100, "replay": 20_000, "status_lists": 10_000, "http": 400,
    }  # fmt: skip


def names(results: list[Result]) -> list[str]:
    assert all(math.isfinite(r.ratio) and r.value > 0 and r.unit and r.reference for r in results)
    return [result.name for result in results]
