# SPDX-License-Identifier: Apache-2.0
"""Quantities in every published form, and the rule on missing uncertainties."""

import pytest

from registry.core.certificate.calibration import ResultTable
from registry.intake.dcc.decimals import decimal_text
from registry.intake.dcc.display import display
from tests.unit.intake.dcc_files import SAMPLE, changed, errors, read, the, warnings

_START = SAMPLE.decode().index("<dcc:data><dcc:list")
_END = SAMPLE.decode().index("</dcc:result>")
PLAIN = "<si:real><si:value>1</si:value><si:unit>\\metre</si:unit></si:real>"
K2 = "<si:coverageFactor>2</si:coverageFactor><si:coverageProbability>0.95</si:coverageProbability>"


def quantity(inner: str, attributes: str = "") -> str:
    return f"<dcc:quantity{attributes}>{inner}</dcc:quantity>"


def listed(values: str, units: str = "\\metre", uncertainty: str = "") -> str:
    return (
        f"<si:realListXMLList><si:valueXMLList>{values}</si:valueXMLList>"
        f"<si:unitXMLList>{units}</si:unitXMLList>{uncertainty}</si:realListXMLList>"
    )


def real(uncertainty: str, value: str = "10.00") -> str:
    return f"<si:real><si:value>{value}</si:value><si:unit>\\metre</si:unit>{uncertainty}</si:real>"


def with_data(*results: str) -> bytes:
    """The sample with the contents of ``dcc:data`` replaced: one result for each argument."""
    name = '</dcc:result><dcc:result><dcc:name><dcc:content lang="en">Fit</dcc:content></dcc:name>'
    data = name.join(f"<dcc:data>{inner}</dcc:data>" for inner in results)
    return (SAMPLE.decode()[:_START] + data + SAMPLE.decode()[_END:]).encode()


def tables(*results: str) -> tuple[ResultTable, ...]:
    result = read(with_data(*results))
    assert errors(result) == []
    assert result.certificate is not None
    return result.certificate.results


def shown(inner: str) -> list[list[str]]:
    (table,) = tables(quantity(inner))
    return [[display(q) for q in column.quantities] for column in table.columns]


EXPANDED = f"<si:expandedMU><si:valueExpandedMU>0.10</si:valueExpandedMU>{K2}</si:expandedMU>"
STANDARD = "<si:standardMU><si:valueStandardMU>0.05</si:valueStandardMU></si:standardMU>"
INTERVAL = (
    "<si:{0}>0.05</si:{0}><si:intervalMin>9.90</si:intervalMin><si:intervalMax>10.20</si:intervalMax>"
    "<si:coverageProbability>0.95</si:coverageProbability>"
)


def univariate(inner: str) -> str:
    return f"<si:measurementUncertaintyUnivariate>{inner}</si:measurementUncertaintyUnivariate>"


@pytest.mark.parametrize(
    ("uncertainty", "texts"),
    [
        (univariate(EXPANDED), [["10.00 m ± 0.10 m (k = 2, P = 0.95)"]]),
        (
            f"<si:expandedUnc><si:uncertainty>0.10</si:uncertainty>{K2}</si:expandedUnc>",
            [["10.00 m ± 0.10 m (k = 2, P = 0.95)"]],
        ),
        (univariate(STANDARD), [["10.00 m ± 0.05 m (k = 1)"]]),
        (
            univariate(
                f"<si:coverageIntervalMU>{INTERVAL.format('valueStandardMU')}</si:coverageIntervalMU>"
            ),
            [["10.00 m ± 0.05 m (k = 1)"], ["9.90 m"], ["10.20 m"]],
        ),
        (
            f"<si:coverageInterval>{INTERVAL.format('standardUnc')}</si:coverageInterval>",
            [["10.00 m ± 0.05 m (k = 1)"], ["9.90 m"], ["10.20 m"]],
        ),
    ],
)
def test_a_single_value_with_each_form_of_uncertainty(uncertainty: str, texts: list[list[str]]) -> None:
    assert shown(real(uncertainty)) == texts


def test_a_constant_has_a_standard_uncertainty() -> None:
    value = "<si:value>2</si:value><si:unit>\\one</si:unit>"
    constant = f"<si:constant>{value}<si:uncertainty>0.1</si:uncertainty></si:constant>"
    assert shown(constant) == [["2 ± 0.1 (k = 1)"]]


K2_LIST = (
    "<si:coverageFactorXMLList>2</si:coverageFactorXMLList>"
    "<si:coverageProbabilityXMLList>0.95</si:coverageProbabilityXMLList>"
)
EXPANDED_LIST = (
    "<si:measurementUncertaintyUnivariateXMLList><si:expandedMUXMLList><si:valueExpandedMUXMLList>0.1 0.2"
    f"</si:valueExpandedMUXMLList>{K2_LIST}</si:expandedMUXMLList>"
    "</si:measurementUncertaintyUnivariateXMLList>"
)
OLD_LIST = (
    "<si:expandedUncXMLList><si:uncertaintyXMLList>0.1 0.2</si:uncertaintyXMLList>"
    f"{K2_LIST.replace('>2<', '>2 2<')}</si:expandedUncXMLList>"
)


@pytest.mark.parametrize("inner", [EXPANDED_LIST, OLD_LIST])
def test_lists_spread_single_entries(inner: str) -> None:
    assert shown(listed("1 2", "\\metre \\kilo\\metre", inner)) == [
        ["1 m ± 0.1 m (k = 2, P = 0.95)", "2 km ± 0.2 km (k = 2, P = 0.95)"]
    ]


def test_the_old_list_shares_unit_and_uncertainty() -> None:
    inner = (
        "<si:list><si:realList><si:listUnit>\\metre</si:listUnit><si:listUnivariateUnc><si:expandedUnc>"
        f"<si:uncertainty>0.1</si:uncertainty>{K2}</si:expandedUnc></si:listUnivariateUnc>"
        "<si:real><si:value>1</si:value></si:real><si:real><si:value>2</si:value></si:real>"
        "</si:realList></si:list>"
    )
    assert shown(inner) == [["1 m ± 0.1 m (k = 2, P = 0.95)", "2 m ± 0.1 m (k = 2, P = 0.95)"]]


def test_a_hybrid_gives_one_column_for_each_unit() -> None:
    celsius = "<si:real><si:value>20</si:value><si:unit>\\degreecelsius</si:unit></si:real>"
    assert shown(f"<si:hybrid>{real(univariate(EXPANDED))}{celsius}</si:hybrid>") == [
        ["10.00 m ± 0.10 m (k = 2, P = 0.95)"],
        ["20 °C"],
    ]


def test_a_complex_value_gives_two_columns_and_its_covariance_counts_as_uncertainty() -> None:
    inner = (
        "<si:complex><si:valueReal>1</si:valueReal><si:valueImag>2</si:valueImag><si:unit>\\ohm</si:unit>"
        "<si:ellipsoidalRegion><si:covarianceMatrix><si:column><si:covariance><si:value>1</si:value>"
        "<si:unit>\\ohm\\tothe{2}</si:unit></si:covariance></si:column></si:covarianceMatrix>"
        f"{K2}</si:ellipsoidalRegion></si:complex>"
    )
    assert shown(inner) == [["1 Ω"], ["2 Ω"]]


def test_a_relative_uncertainty_is_a_column_of_its_own() -> None:
    relative = (
        "<dcc:relativeUncertainty><dcc:relativeUncertaintySingle><si:value>0.01</si:value><si:unit>\\one"
        "</si:unit></dcc:relativeUncertaintySingle></dcc:relativeUncertainty>"
    )
    assert shown(real("") + relative) == [["10.00 m"], ["0.01"]]


def test_lists_that_do_not_fit_are_refused() -> None:
    inner = listed("1 2 3", "\\metre \\metre")
    found = the(read(with_data(quantity(inner))), "DCC_LIST_LENGTH")
    assert (found.params["entries"], found.params["values"]) == (2, 3)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0 800 1200 -500", "0 8OO 1200 -500"),
        ("0 800 1200 -500", "0 800 1,2 -500"),
        ("0 800 1200 -500", "0 800 INF -500"),
        ("1200 1200 1500 2100", "1200 1200 1500 -2100"),
        ("<si:coverageFactorXMLList>2<", "<si:coverageFactorXMLList>0.5<"),
        ("<si:coverageProbabilityXMLList>0.95<", "<si:coverageProbabilityXMLList>95<"),
        ("296.15", ""),
    ],
)
def test_numbers_that_are_none_are_refused(old: str, new: str) -> None:
    result = read(changed(old, new))
    assert result.certificate is None
    assert "DCC_VALUE" in errors(result)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("1.50", "1.50"),
        (".5", "0.5"),
        ("5.", "5"),
        ("-.5E-3", "-0.5E-3"),
        ("+1e10", "+1e10"),
        ("NaN", "NaN"),
        (".", None),
        ("", None),
        ("1,5", None),
        ("0x10", None),
        ("1e1000", None),
        ("9" * 31, None),
        ("٣", None),
    ],
)
def test_decimals_keep_their_digits(raw: str, text: str | None) -> None:
    assert decimal_text(raw) == text


def test_a_file_in_which_no_result_has_an_uncertainty_is_refused() -> None:
    result = read(with_data(quantity(PLAIN)))
    assert result.certificate is None
    assert errors(result) == ["DCC_UNCERTAINTY_MISSING"]


def test_an_uncertainty_of_nan_is_none() -> None:
    nan = EXPANDED.replace("0.10", "NaN")
    assert errors(read(with_data(quantity(real(univariate(nan)))))) == ["DCC_UNCERTAINTY_MISSING"]


def test_an_uncertainty_in_the_conditions_does_not_count() -> None:
    aside = (
        "<dcc:influenceConditions><dcc:influenceCondition><dcc:name><dcc:content>t</dcc:content></dcc:name>"
        f"<dcc:data>{quantity(real(univariate(EXPANDED)))}</dcc:data></dcc:influenceCondition></dcc:influenceConditions>"
    )
    assert "DCC_UNCERTAINTY_MISSING" in errors(read(with_data(quantity(PLAIN + aside))))


def test_an_uncertainty_that_belongs_to_nothing_does_not_count() -> None:
    stray = f"<si:label><si:uncertainty>0.1</si:uncertainty>{K2}</si:label>"
    assert "DCC_UNCERTAINTY_MISSING" in errors(read(with_data(quantity(real(stray)))))


def test_a_single_result_without_is_a_warning_that_names_it() -> None:
    result = read(with_data(quantity(real(univariate(EXPANDED))), quantity(PLAIN)))
    assert result.certificate is not None
    assert the(result, "DCC_RESULT_WITHOUT_UNCERTAINTY").params["name"] == "Fit"


def test_an_uncertainty_given_as_a_quantity_of_its_own_counts() -> None:
    own = quantity(PLAIN, ' refType="basic_measurementUncertainty"')
    result = read(with_data(quantity(PLAIN) + own))
    assert errors(result) == []
    assert result.certificate is not None
    assert result.certificate.results[0].columns[1].name.vi == "Độ không đảm bảo đo"


def test_a_standard_uncertainty_is_said() -> None:
    assert "DCC_UNCERTAINTY_STANDARD" in warnings(read(with_data(quantity(real(univariate(STANDARD))))))


def test_formulas_and_files_stay_in_the_file_and_that_is_said() -> None:
    formula = "<dcc:formula><dcc:latex>y = ax + b</dcc:latex></dcc:formula>"
    result = read(with_data(quantity(real(univariate(EXPANDED))) + formula))
    assert result.certificate is not None
    assert the(result, "DCC_CONTENT_NOT_SHOWN").params["name"] == "Indication error"


def test_mathml_is_refused_where_nothing_can_validate_it() -> None:
    math = '<dcc:formula><dcc:mathml><m:math xmlns:m="http://www.w3.org/1998/Math/MathML"/></dcc:mathml></dcc:formula>'
    result = read(with_data(quantity(real(univariate(EXPANDED))) + math))
    assert errors(result) == ["DCC_FOREIGN_XML"]


def test_columns_that_do_not_line_up_become_tables_of_their_own() -> None:
    def column(values: str) -> str:
        return quantity(listed(values))

    inner = f"<dcc:list>{column('1 2')}{column('1 2 3')}{quantity(real(univariate(EXPANDED)))}</dcc:list>"
    assert [len(table.columns[0].quantities) for table in tables(inner)] == [1, 2, 3]


def test_nested_lists_become_tables_named_by_their_path() -> None:
    inner = (
        "<dcc:list><dcc:name><dcc:content>Kênh</dcc:content></dcc:name><dcc:list><dcc:name><dcc:content>A"
        f"</dcc:content></dcc:name>{quantity(real(univariate(EXPANDED)))}</dcc:list></dcc:list>"
    )
    (table,) = tables(inner)
    assert table.name.vi == "Indication error: Kênh: A"


def test_more_values_than_a_page_holds_stay_in_the_file() -> None:
    values = " ".join(["1"] * 20_001)
    many = quantity(listed(values))
    result = read(with_data(quantity(real(univariate(EXPANDED))) + many))
    assert result.certificate is not None
    assert "DCC_TOO_MANY_VALUES" in warnings(result)
    assert [len(c.quantities) for t in result.certificate.results for c in t.columns] == [1]


def test_results_after_adjustment_are_shown_after_the_results() -> None:
    condition = (
        "<dcc:influenceCondition><dcc:name><dcc:content>Hiệu chỉnh</dcc:content></dcc:name><dcc:status>"
        f"beforeAdjustment</dcc:status><dcc:data>{quantity(PLAIN)}</dcc:data></dcc:influenceCondition>"
    )
    result = read(changed("</dcc:influenceConditions>", condition + "</dcc:influenceConditions>"))
    assert result.certificate is not None
    assert [table.name.vi for table in result.certificate.results][1:] == ["Hiệu chỉnh (beforeAdjustment)"]
    assert len(result.certificate.conditions) == 1


def test_a_list_longer_than_anyone_reads_is_refused() -> None:
    result = read(with_data(quantity(listed(" ".join(["1"] * 100_001)))))
    found = the(result, "DCC_LIST_TOO_LONG")
    assert found.params["entries"] == 100_001
