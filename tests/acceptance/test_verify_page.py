# SPDX-License-Identifier: Apache-2.0
"""The verify page in a real browser: it fits, it can be read, reached and used without JavaScript."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

from registry.api.app import create_app
from registry.core.qr import short_qr
from registry.core.records import Lane, State
from registry.printing.qr_image import short_matrix, to_png
from registry.printing.read_qr import read_qr_codes
from tests.acceptance.chromium import Browser
from tests.unit.api.test_pages import _with_results
from tests.unit.api.world import TODAY, World
from tests.unit.core.samples import CONFORMITY
from verifier_app.pages import VerifyPages

pytestmark = pytest.mark.browser
DCC = b"<dcc>exact bytes</dcc>"
SCREENS = [(390, "vi"), (390, "en"), (1280, "vi"), (1280, "en")]

# Every text with its colour and the first opaque colour behind it, by WCAG 2.2's relative luminance.
CONTRASTS = """(() => {
  const channel = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const parse = (c) => c.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  for (const d of document.querySelectorAll("details")) d.open = true;
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement, text = walker.currentNode.textContent.trim();
    if (!text || !e.getClientRects().length) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 7) low.push(text + " " + ((a + 0.05) / (b + 0.05)).toFixed(2));
  }
  return low;
})()"""
SMALL_TARGETS = """[...document.querySelectorAll(
  "button, input:not([type=hidden]), summary, nav a, .button, .choices a")]
  .filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 56)
  .map((e) => e.outerHTML.slice(0, 80))"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
DROP = """(() => {
  const held = new DataTransfer();
  held.items.add(new File(["x"], "tệp.xml"));
  const drop = new DragEvent("drop", {dataTransfer: held, cancelable: true});
  document.querySelector(".drop").dispatchEvent(drop);
})()"""
HEADLINE = "document.querySelector('h1').textContent"


@dataclass
class Site:
    """A running site and the codes of its certificates."""

    url: str
    codes: dict[str, str]
    bundle: bytes


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    world = World(public_url=url, picture=read_qr_codes, dcc=_with_results)
    made = {"valid": world.conformity()}
    made |= {name: world.conformity(number=f"VD-CERT/{name}") for name in ("suspended", "withdrawn")}
    made["calibration"] = world.calibration(DCC)
    made["replaced"] = world.conformity(number="VD-CERT/replaced")
    product = {**CONFORMITY["products"][0], "models": ["VD-RC18A", "VD-RC20"]}
    world.conformity(number="VD-CERT/replaced", revision=1, change="scope_reduced", products=[product])
    world.chain.set_status("VD-CERT", made["replaced"].leaf, State.SUPERSEDED, reason=16)
    world.chain.set_status("VD-CERT", made["suspended"].leaf, State.SUSPENDED, reason=3)
    world.chain.set_status("VD-CERT", made["withdrawn"].leaf, State.WITHDRAWN, reason=9, lane=Lane.AUTHORITY)
    world.chain.advance(TODAY - world.chain.head().timestamp)
    deps = world.deps()
    server = uvicorn.Server(uvicorn.Config(create_app(deps, VerifyPages(deps)), log_level="warning"))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    until = time.monotonic() + 60
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        yield Site(url, {name: issued.code for name, issued in made.items()}, made["valid"].bundle)
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Browser]:
    browser.size(1280)
    browser.scheme("light")
    browser.send("Emulation.setScriptExecutionDisabled", value=False)
    yield browser
    said = [
        str(e) for e in browser.events if e.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown")
    ]
    assert not [text for text in said if "Content Security Policy" in text or "exceptionThrown" in text]


def _addresses(site: Site, lang: str) -> list[str]:
    results = [f"{site.url}/C/{code}?lang={lang}" for code in site.codes.values()]
    return [f"{site.url}/?lang={lang}", *results, f"{site.url}/C/wrong?lang={lang}"]


@pytest.mark.parametrize(("width", "lang"), SCREENS)
def test_pages_fit_the_screen_with_targets_for_gloved_hands(
    page: Browser, site: Site, width: int, lang: str
) -> None:
    page.size(width)
    for address in _addresses(site, lang):
        page.open(address)
        assert page.evaluate("document.documentElement.lang") == lang
        assert page.evaluate(OVERFLOW) <= 0, address
        assert page.evaluate(SMALL_TARGETS) == [], address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_the_contrast_of_level_aaa(page: Browser, site: Site, scheme: str) -> None:
    page.scheme(scheme)
    for address in _addresses(site, "vi"):
        page.open(address)
        assert page.evaluate(CONTRASTS) == [], address


def test_the_keyboard_reaches_everything_and_shows_where_it_is(page: Browser, site: Site) -> None:
    page.open(site.url)
    reached = []
    outline = (
        "getComputedStyle(document.activeElement.closest('.drop') || document.activeElement).outlineStyle"
    )
    for _ in range(9):
        page.press("Tab", 9)
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
        assert page.evaluate(outline) == "solid", reached
    assert reached[0] == "skip"
    assert reached[-5:] == ["text", "file", "at", "body", "primary"]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_code_typed_and_entered_shows_the_verdict(page: Browser, site: Site, scripts: bool) -> None:
    page.send("Emulation.setScriptExecutionDisabled", value=not scripts)
    page.open(site.url)
    page.evaluate("document.getElementById('text').focus()")
    page.send("Input.insertText", text=site.codes["valid"].lower())
    page.events.clear()
    page.press("Enter", 13, "\r")
    page.wait_for("Page.loadEventFired")
    assert page.evaluate(HEADLINE) == "GIẤY CHỨNG NHẬN CÒN HIỆU LỰC"
    assert page.evaluate("location.pathname") == f"/C/{site.codes['valid']}"


@pytest.mark.parametrize("thing", ["picture", "bundle", "dcc"])
def test_a_chosen_file_is_verified_without_scripts(
    page: Browser, site: Site, tmp_path: Path, thing: str
) -> None:
    contents = {
        "picture": to_png(short_matrix(short_qr(site.url, site.codes["valid"]))),  # type: ignore[arg-type]
        "bundle": site.bundle,
        "dcc": DCC,
    }
    path = tmp_path / thing
    path.write_bytes(contents[thing])
    page.send("Emulation.setScriptExecutionDisabled", value=True)
    page.open(site.url)
    page.choose_file("#file", path)
    page.evaluate("document.querySelector('button.primary').focus()")
    page.events.clear()
    page.press("Enter", 13, "\r")
    page.wait_for("Page.loadEventFired")
    assert page.evaluate(HEADLINE) == "GIẤY CHỨNG NHẬN CÒN HIỆU LỰC"
    cells = page.evaluate("[...document.querySelectorAll('td')].map((e) => e.textContent)")
    assert cells == (["34,98", "0,03"] if thing == "dcc" else [])


@pytest.mark.parametrize("scripts", [True, False])
def test_a_replaced_certificate_is_answered_once_the_model_is_typed(
    page: Browser, site: Site, scripts: bool
) -> None:
    page.send("Emulation.setScriptExecutionDisabled", value=not scripts)
    page.open(f"{site.url}/C/{site.codes['replaced']}?lang=en")
    assert page.evaluate(HEADLINE) == "REPLACED: STATE THE MODEL"
    page.evaluate("document.getElementById('model').focus()")
    page.send("Input.insertText", text="vd rc18a")
    page.events.clear()
    page.press("Enter", 13, "\r")
    page.wait_for("Page.loadEventFired")
    assert page.evaluate(HEADLINE) == "VALID BY A LATER REVISION"
    assert "model=" in page.evaluate("location.search")


def test_a_file_dropped_on_the_page_is_chosen(page: Browser, site: Site) -> None:
    page.open(site.url)
    page.evaluate(DROP)
    assert page.evaluate("document.getElementById('file').files[0].name") == "tệp.xml"


def test_the_page_asks_nobody_else(page: Browser, site: Site) -> None:
    page.open(f"{site.url}/C/{site.codes['valid']}")
    asked = [
        e["params"]["request"]["url"] for e in page.events if e.get("method") == "Network.requestWillBeSent"
    ]
    assert asked
    assert all(address.startswith((site.url, "data:")) for address in asked)
    assert page.evaluate("document.cookie") == ""


def test_the_print_carries_the_record(page: Browser, site: Site) -> None:
    page.open(f"{site.url}/C/{site.codes['suspended']}")
    page.send("Emulation.setEmulatedMedia", media="print")
    shown = "getComputedStyle(document.querySelector('{}')).display !== 'none'"
    assert page.evaluate(shown.format(".printed"))
    assert not page.evaluate(shown.format(".onward"))
    page.send("Emulation.setEmulatedMedia", media="")


@pytest.mark.parametrize(("width", "lang"), SCREENS)
def test_screenshots(page: Browser, site: Site, tmp_path: Path, width: int, lang: str) -> None:
    """Pictures for the documentation: into ANTIN_SCREENSHOTS where it is set."""
    folder = Path(os.environ.get("ANTIN_SCREENSHOTS", tmp_path))
    page.size(width)
    for name in ("valid", "suspended", "replaced"):
        page.open(f"{site.url}/C/{site.codes[name]}?lang={lang}")
        page.screenshot(folder / f"{name}-{lang}-{width}.png")
        assert (folder / f"{name}-{lang}-{width}.png").stat().st_size > 10_000
    page.open(f"{site.url}/C/{site.codes['replaced']}?lang={lang}&model=VD-RC18A")
    page.screenshot(folder / f"answered-{lang}-{width}.png")
