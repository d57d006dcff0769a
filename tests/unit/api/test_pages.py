# SPDX-License-Identifier: Apache-2.0
"""The verify page without JavaScript: forms, results, languages, escaping."""

import dataclasses
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from lxml import html

from registry.api.app import create_app
from registry.core.certificate import CalibrationCertificate
from registry.core.code import group_code
from registry.core.records import Lane, State
from registry.core.text import normal_number
from registry.verify import ListOrigin
from registry.verify.outcomes import PRECEDENCE
from registry.verify.wording import WORDING
from tests.unit.api.world import Issued, World
from tests.unit.core.samples import CONFORMITY, calibration
from verifier_app.pages import VerifyPages

DCC = b"<dcc/>"
HOSTILE = "<script>alert(1)</script>\"'{{7*7}}&"


@pytest.fixture
def client(world: World, rice: Issued) -> Iterator[TestClient]:
    deps = world.deps()
    with TestClient(create_app(deps, VerifyPages(deps))) as client:
        yield client


def _page(answer: object) -> html.HtmlElement:
    assert hasattr(answer, "content")
    return html.document_fromstring(answer.content.decode())


def _headline(page: html.HtmlElement) -> str:
    return str(page.findtext(".//h1")).strip()


def _post(client: TestClient, file: bytes | None = None, **fields: str) -> html.HtmlElement:
    files = {"file": ("a.xml", file or b"")}
    return _page(client.post("/", data=fields, files=files))


def _facts(page: html.HtmlElement) -> dict[str, str]:
    return {dt.text_content(): dt.getnext().text_content() for dt in page.iter("dt")}


def test_the_form_needs_no_script_and_speaks_vietnamese_first(client: TestClient) -> None:
    page = _page(client.get("/", headers={"accept-language": "en"}))
    assert (page.get("lang"), _headline(page)) == ("vi", "Tra cứu giấy chứng nhận")
    (form,) = page.forms
    assert (form.method, form.get("enctype"), form.get("action")) == ("POST", "multipart/form-data", "/")
    assert not page.xpath("//script[not(@src)] | //style | //*[@style] | //*[@onclick]")
    for field in page.xpath("//input[not(@type='hidden')]"):
        assert page.xpath(f"//label[@for='{field.get('id')}']"), field.get("id")


def test_english_is_kept_in_links_and_form(client: TestClient, rice: Issued) -> None:
    page = _page(client.get("/?lang=en"))
    assert (page.get("lang"), page.xpath("//input[@name='lang']/@value")) == ("en", ["en"])
    answer = client.post(
        "/", data={"text": rice.code, "lang": "en"}, files={"file": ("", b"")}, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, f"/C/{rice.code}?lang=en")
    assert _headline(_page(client.get(answer.headers["location"]))) == "CERTIFICATE IS VALID"


@pytest.mark.parametrize("address", ["/C/{}", "/c/{}", "/C/{}/"])
def test_the_address_of_a_qr_opens_the_verdict_in_any_case(
    client: TestClient, rice: Issued, address: str
) -> None:
    for written in (rice.code, rice.code.lower(), group_code(rice.code)):
        page = _page(client.get(address.format(written)))
        assert _headline(page) == "GIẤY CHỨNG NHẬN CÒN HIỆU LỰC"


def test_a_valid_result_says_what_domain_demands(client: TestClient, rice: Issued) -> None:
    page = _page(client.get(f"/C/{rice.code}"))
    text = page.text_content()
    assert "Dữ liệu sổ đăng ký lúc" in text
    assert "hôm nay, 22/11/2026" in text
    assert "không có nghĩa món hàng trên tay bạn là hàng thật" in text
    assert "Chỉ tin kết quả khi thanh địa chỉ ghi đúng 127.0.0.1:8123" in text
    assert page.xpath("count(//ol[@class='checks']/li)") == 12
    facts = _facts(page)
    assert facts["Số"] == "VD-CERT/HQ-2026-000123"
    assert facts["Phù hợp với"] == "QCVN 4:2009/BKHCN, Sửa đổi 1:2016"
    assert (facts["Mã HS"], facts["Hiệu lực"]) == ("85166010", "từ 20/09/2026 đến hết 19/09/2029")


def test_every_outcome_of_a_valid_verdict_states_the_honest_limit() -> None:
    for code in PRECEDENCE[PRECEDENCE.index("ISSUER_SINCE_SUSPENDED") :]:
        assert "hàng thật" in WORDING[code].consumer.vi, code
        assert "genuine" in WORDING[code].consumer.en, code


def test_verdicts_differ_in_shape_and_words_and_not_in_colour_only(client: TestClient, world: World) -> None:
    certificates = [world.conformity(number=f"SỐ-{i}") for i in range(3)]
    world.chain.set_status("VD-CERT", certificates[1].leaf, State.SUSPENDED, reason=3)
    world.chain.set_status("VD-CERT", certificates[2].leaf, State.WITHDRAWN, reason=9, lane=Lane.AUTHORITY)
    pages = [_page(client.get(f"/C/{c.code}")) for c in certificates]
    assert len({_headline(page) for page in pages}) == 3
    signs = [page.xpath("//section[contains(@class,'verdict')]//*[local-name()='svg']")[0] for page in pages]
    assert len({html.tostring(sign) for sign in signs}) == 3


def test_a_lost_chain_is_grey_and_never_red(client: TestClient, world: World, rice: Issued) -> None:
    world.chain.down = True
    answer = client.get(f"/C/{rice.code}")
    page = _page(answer)
    assert answer.status_code == 200
    assert page.xpath("//section[contains(@class,'tone-grey')]")
    assert _headline(page) == "KHÔNG KẾT NỐI ĐƯỢC SỔ ĐĂNG KÝ"
    assert "chưa được xác nhận" in page.text_content()


def test_the_trust_lists_end_is_shown_and_counts(world: World, rice: Issued) -> None:
    deps = dataclasses.replace(world.deps(), list_origin=lambda: ListOrigin(world.now() + 60))
    good = _page(TestClient(create_app(deps, VerifyPages(deps))).get(f"/C/{rice.code}"))
    assert "Danh sách tin cậy dùng được đến" in good.text_content()
    deps = dataclasses.replace(deps, list_origin=lambda: ListOrigin(world.now()))
    ended = _page(TestClient(create_app(deps, VerifyPages(deps))).get(f"/C/{rice.code}"))
    assert ended.xpath("//section[contains(@class,'tone-grey')]")
    assert "Danh sách tin cậy đã hết hạn" in ended.text_content()


def test_the_day_asked_is_kept_and_shown(client: TestClient, rice: Issued) -> None:
    answer = client.post("/", data={"text": rice.code, "at": "5/11/2026"}, files={"file": ("", b"")})
    page = _page(answer)
    assert str(answer.url).endswith("?at=05%2F11%2F2026")
    assert "ngày 05/11/2026" in page.text_content()
    assert page.xpath("//input[@name='at']/@value") == ["05/11/2026"]
    assert any("at=05%2F11%2F2026&lang=en" in link for link in page.xpath("//nav//a/@href"))


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"text": ""}, "text", "Chưa có nội dung để tra cứu"),
        ({"text": "NTFS-EKAH-K166-2GV8-8RHA-P0JY-N6Q6-ZDW0"}, "text", "gõ sai"),
        ({"text": "NTFSEKAHK1662GV88RHAP0JYN6Q6ZD"}, "text", "32 ký tự"),
        ({"text": "https://example.com/x"}, "text", "không thuộc hệ thống"),
        ({"text": "x", "at": "31/02/2026"}, "at", "31/02/2026"),
        ({"text": "x", "at": "01/01/2030"}, "at", "01/01/2030"),
        ({"text": "x", "body": "B" * 100}, "body", "100"),
    ],
)
def test_errors_stand_beside_their_field_and_input_is_kept(
    client: TestClient, fields: dict[str, str], field: str, words: str
) -> None:
    answer = client.post("/", data=fields, files={"file": ("", b"")})
    page = _page(answer)
    assert answer.status_code in (400, 422)
    (error,) = page.xpath(f"//p[@id='{field}-error']")
    assert words in error.text_content()
    (wrong,) = page.xpath("//input[@aria-invalid='true']")
    assert (wrong.get("name"), f"{field}-error" in wrong.get("aria-describedby")) == (field, True)
    for name, value in fields.items():
        assert page.xpath(f"//input[@name='{name}']/@value") == [value[:200]]


def test_an_unreadable_picture_is_told_beside_the_file(client: TestClient) -> None:
    page = _post(client, b"\x89PNG\r\n\x1a\nno QR in it")
    assert page.xpath("//p[@id='file-error']")


def test_a_number_with_several_revisions_lists_them(client: TestClient, world: World) -> None:
    first = world.conformity(number="SỬA-1")
    second = world.conformity(number="SỬA-1", revision=1, change="correction")
    page = _post(client, text="sửa 1")
    assert page.xpath("//ul[@class='choices']//a/@href") == [f"/C/{first.code}"]
    assert "lần sửa đổi 1" in _facts(page)["Số"]
    world.chain.set_status("VD-CERT", first.leaf, State.SUPERSEDED, reason=16, ref=second.leaf)
    replaced = _page(client.get(f"/C/{first.code}"))
    assert _headline(replaced) == "CÒN HIỆU LỰC THEO BẢN MỚI"
    assert f"/C/{second.code}" in replaced.xpath("//section[contains(@class,'verdict')]//a/@href")


def _replaced(world: World) -> tuple[Issued, Issued]:
    first = world.conformity(number="KIỂU-1")
    product = {**CONFORMITY["products"][0], "models": ["VD-RC18A", "VD-RC20"]}
    second = world.conformity(number="KIỂU-1", revision=1, change="scope_reduced", products=[product])
    world.chain.set_status("VD-CERT", first.leaf, State.SUPERSEDED, reason=16, ref=second.leaf)
    return first, second


def test_a_replaced_certificate_asks_for_the_model(client: TestClient, world: World) -> None:
    first, second = _replaced(world)
    page = _page(client.get(f"/C/{first.code}"))
    assert _headline(page) == "ĐÃ THAY THẾ: CẦN NÊU KIỂU, LOẠI"
    (form,) = page.xpath("//form[@class='remodel']")
    assert (form.method, form.get("action")) == ("GET", f"/C/{first.code}")
    assert page.xpath("//label[@for='model']")
    facts = _facts(page)
    assert facts["Thay đổi"] == "thu hẹp phạm vi; bỏ kiểu, loại VD-RC18B; thêm kiểu, loại VD-RC20"
    assert page.xpath("//section[contains(@class,'verdict')]//a/@href") == [f"/C/{second.code}"]


@pytest.mark.parametrize(
    ("model", "headline"),
    [
        ("vd rc18a", "VALID BY A LATER REVISION"),
        ("VD-RC18B", "MODEL IS NO LONGER COVERED"),
        ("VD-RC99", "THIS MODEL IS NOT LISTED"),
    ],
)
def test_the_model_decides_and_stays_in_links(
    client: TestClient, world: World, model: str, headline: str
) -> None:
    first, second = _replaced(world)
    page = _page(client.get(f"/C/{first.code}", params={"model": model, "lang": "en"}))
    assert _headline(page) == headline
    assert page.xpath("//input[@id='model']/@value") == [model]
    links = page.xpath("//nav[@class='languages']/a/@href")
    assert all("model=" in link for link in links)
    (new,) = page.xpath("//section[contains(@class,'verdict')]//a/@href")
    assert new.startswith(f"/C/{second.code}?model=")


def test_a_model_too_long_is_told(client: TestClient, rice: Issued) -> None:
    answer = client.get(f"/C/{rice.code}", params={"model": "x" * 121})
    assert answer.status_code == 422
    assert _page(answer).xpath("//p[@id='text-error']")


def test_a_number_of_several_bodies_asks_which(client: TestClient, world: World) -> None:
    one, other = world.conformity(number="CHUNG-1"), world.conformity(number="CHUNG-1", body="VD-KHAC")
    page = _post(client, text="CHUNG-1", lang="en", at="20/11/2026")
    links = page.xpath("//ul[@class='choices']//a/@href")
    assert links == [f"/C/{c.code}?at=20%2F11%2F2026&lang=en" for c in (one, other)]


def test_a_confidential_number_reads_exactly_like_an_unused_one(client: TestClient, world: World) -> None:
    number = world.calibration().public.number
    unused = number[:-1] + "X"
    pages = [
        client.post("/", data={"text": text}, files={"file": ("", b"")}).text for text in (number, unused)
    ]
    assert normal_number(number) != normal_number(unused)
    assert pages[0].replace(number, "N") == pages[1].replace(unused, "N")
    assert "Giấy chứng nhận hiệu chuẩn là thông tin bảo mật" in pages[0]


def test_a_certificate_that_waits_for_its_anchor_says_so(
    client: TestClient, world: World, rice: Issued
) -> None:
    world.pending(rice)
    assert "chưa ghi xong vào sổ" in _page(client.get(f"/C/{rice.code}")).text_content()


def _with_results(_data: bytes, _name: str) -> CalibrationCertificate:
    quantity = {"value": "34.98", "unit": r"\mega\pascal", "uncertainty": "0.03", "coverage_factor": "2",
                "coverage_probability": "0.95"}  # fmt: skip
    column = {"name": {"vi": "Chỉ thị <b>", "en": "Reading"}, "quantities": [quantity]}
    return calibration(results=[{"name": {"vi": "Áp suất", "en": "Pressure"}, "columns": [column]}])


@pytest.mark.parametrize(("lang", "value", "uncertainty"), [("vi", "34,98", "0,03"), ("en", "34.98", "0.03")])
def test_the_bound_dcc_opens_the_table_with_uncertainties(
    client: TestClient, world: World, lang: str, value: str, uncertainty: str
) -> None:
    world.calibration(DCC)
    world.dcc = _with_results
    page = _post(client, DCC, lang=lang)
    cells = [cell.text_content().strip() for cell in page.xpath("//table//td")]
    heads = " ".join(page.xpath("//table//thead")[0].text_content().split())
    assert cells == [value, uncertainty]
    assert "U (MPa)k = 2; P = 95 %" in heads.replace(") k", ")k")


def test_without_the_file_a_calibration_asks_for_it_and_shows_no_result(
    client: TestClient, world: World
) -> None:
    made = world.calibration(DCC)
    page = _page(client.get(f"/C/{made.code}"))
    assert not page.xpath("//table")
    assert page.xpath("//form[.//input[@name='text']]//input[@type='file']/@id") == ["dcc"]


def test_hostile_texts_stay_texts(client: TestClient, world: World) -> None:
    world_name = {"vi": HOSTILE, "en": HOSTILE}
    products = [
        {**CONFORMITY["products"][0], "name": world_name, "brand": HOSTILE, "characteristics": world_name}
    ]
    made = world.conformity(
        number="XSS-" + HOSTILE[:40], title=world_name, products=products, holder={"name": HOSTILE},
        issuer={"name": HOSTILE}, scope_text=world_name,
    )  # fmt: skip
    for answer in (
        client.get(f"/C/{made.code}"),
        client.post("/", data={"text": HOSTILE, "at": HOSTILE}, files={"file": ("", b"")}),
        client.post("/", data={"text": HOSTILE, "lang": HOSTILE}, files={"file": ("", b"")}),
        client.post("/", files={"file": (HOSTILE, b"nobody bound this")}),
        client.get("/C/" + HOSTILE.replace("/", "")),
        client.get("/", params={"text": HOSTILE, "body": HOSTILE, "at": "<b>", "lang": "<"}),
        client.get("/" + HOSTILE.replace("/", ""), headers={"accept": "text/html"}),
    ):
        assert "<script>alert" not in answer.text
        page = _page(answer)
        assert [src.partition("?")[0] for src in page.xpath("//script/@src")] == ["/static/enhance.js"]
        assert not page.xpath("//body//script | //img | //*[@onerror]")
        assert "49" not in page.xpath("string(//h1)")
    assert HOSTILE in _page(client.get(f"/C/{made.code}")).text_content()


def test_an_upload_that_is_too_large_is_a_page_with_the_remedy(client: TestClient) -> None:
    answer = client.post("/", files={"file": ("a", bytes(9 << 20))}, headers={"accept": "text/html"})
    assert answer.status_code == 413
    assert "8 MiB" in _page(answer).text_content()


@pytest.mark.parametrize(
    "path", ["/static/../pages.py", "/static/%2e%2e/pages.py", "/static/words.toml", "/static/"]
)
def test_only_the_pages_own_files_are_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("name", ["page.css", "result.css", "enhance.js", "icon.svg"])
def test_the_pages_own_files_name_no_other_host(client: TestClient, name: str) -> None:
    text = client.get(f"/static/{name}").text
    assert "//" not in text.replace("// ", "").replace("http://www.w3.org/2000/svg", "")
    assert "@import" not in text


def test_a_result_is_never_kept_by_a_cache(client: TestClient, rice: Issued) -> None:
    for path in ("/", f"/C/{rice.code}", f"/C/{rice.code}?lang=en"):
        assert client.get(path).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("address", "said"), [("/no-such", "địa chỉ"), ("/no-such?lang=en", "address")])
def test_an_error_page_speaks_one_language(client: TestClient, address: str, said: str) -> None:
    """That of its address, whatever the browser prefers."""
    answer = client.get(address, headers={"Accept": "text/html", "Accept-Language": "en-US"})
    assert answer.status_code == 404
    page = _page(answer)
    english = page.get("lang") == "en"
    assert english is (said == "address")
    assert said in page.text_content()
    assert ("There is nothing" in page.text_content()) is english
