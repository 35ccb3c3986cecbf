"""What the page lets run: its own script and its own style sheets, known by their digests, and nothing else."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from briefgen.model.faults import RenderError
from briefgen.model.page import Page
from briefgen.render.screen import Screen, self_contained

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
DESK = {"viewport": {"width": 1400, "height": 900}}
SMUGGLED = """
<script>document.documentElement.dataset.ran = "script"</script>
<img src="data:," onerror="document.documentElement.dataset.handled = 'yes'">
<style>:root { --smuggled: yes }</style>
<p id="styled" style="color: rgb(1, 2, 3)">Styled</p>
<a id="link" href="javascript:void(document.documentElement.dataset.linked = 'yes')">Link</a>
<base href="https://elsewhere.example/">
<img id="pixel" src="https://elsewhere.example/pixel.png">
</body>"""
"""What would come of a hole in the sanitiser."""
WHAT_RAN = """() => {
  const root = document.documentElement;
  return { ...root.dataset, smuggled: getComputedStyle(root).getPropertyValue('--smuggled'),
    colour: getComputedStyle(document.getElementById('styled')).color, base: document.baseURI.startsWith('file:') };
}"""


def rules(html: str) -> dict[str, list[str]]:
    """The page's policy, by directive."""
    found = POLICY.findall(html)
    assert len(found) == 1
    return {name: values for name, *values in (each.split() for each in found[0].split("; "))}


def digests(html: str, element: str) -> list[str]:
    """Of every such element, as a policy writes them."""
    texts = re.findall(rf"<{element}[^>]*>(.*?)</{element}>", html, re.DOTALL)
    return [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts]


@pytest.mark.slow
def test_the_policy_names_this_script_and_these_sheets(built: dict[str, Path]) -> None:
    """By digest, each; nothing is allowed by a keyword or from an address."""
    for path in built.values():
        html = path.read_text(encoding="utf-8")
        policy = rules(html)
        assert policy.pop("script-src") == digests(html, "script")
        assert policy.pop("style-src") == digests(html, "style")
        assert policy == {
            "default-src": ["'none'"],
            "img-src": ["data:"],
            "font-src": ["data:"],
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
        }
        assert html.index("Content-Security-Policy") < html.index("<script")
        assert not re.search(r"<[^>]+\s(style|on\w+)=", html.partition("<body")[2])


@pytest.mark.slow
@pytest.mark.parametrize("policy", [True, False], ids=["policy", "no policy"])
def test_what_is_smuggled_into_the_page_does_nothing(built, open_file, tmp_path: Path, policy) -> None:
    """Script, handler, style and address stay dead while the page's own script runs; without the policy they do not."""
    html = built["niger"].read_text(encoding="utf-8").replace("</body>", SMUGGLED)
    path = tmp_path / "smuggled.html"
    path.write_text(html if policy else POLICY.sub("", html), encoding="utf-8")
    opened = open_file(path, **DESK)
    page = opened.page
    page.evaluate("document.getElementById('link').click()")
    page.wait_for_timeout(100)
    ran = page.evaluate(WHAT_RAN)
    assert page.locator(".tools").count() == 1
    if policy:
        ink = page.evaluate("getComputedStyle(document.body).color")
        assert ran == {"smuggled": "", "colour": ink, "base": True}
        assert any("elsewhere.example" in line for line in opened.complaints)
    else:
        assert {"ran": "script", "handled": "yes", "linked": "yes"}.items() <= ran.items()
        assert ran["smuggled"] == "yes"
        assert ran["colour"] == "rgb(1, 2, 3)"


@pytest.mark.slow
@pytest.mark.parametrize("report", ["mali", "russia-aes"])
def test_needs_no_script(built, open_file, report) -> None:
    """With scripts off nothing that needs one is there, nothing is hidden, and a link of the contents leads to its part."""
    page = open_file(built[report], **DESK, java_script_enabled=False).page
    assert page.locator("button, select, input, dialog, [data-screen], .left-out").count() == 0
    hidden = "each => !each.checkVisibility() && each.textContent.trim() && !each.closest('details')"
    assert (
        page.evaluate(
            f"[...document.querySelectorAll('main p, main li, main td, main h2, main h3')].filter({hidden}).length"
        )
        == 0
    )
    link = page.locator(".contents a").last
    target = link.get_attribute("href")
    link.click()
    assert page.url.endswith(target)
    assert page.eval_on_selector(f"[id='{target[1:]}']", "each => each.getBoundingClientRect().top") < 900
    citation = page.locator("main .cite a").first
    assert citation.get_attribute("title")


def test_the_engine_is_not_given_what_is_for_screens() -> None:
    """A mark holds its place; only the published page has it, and a policy that knows it."""
    env = Environment(loader=DictLoader({"a.js": "let a;", "b.js": "let b;"}), autoescape=True)
    screen = Screen(env)
    body = screen.on_screen(caller=lambda: f"<i>{screen.script('a.js', 'b.js')}</i>")
    head = screen.sheet("screen", caller=lambda: "p { color: red }")
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    html = f"{policy}{head}{body}"
    assert "let a" not in html
    page = Page(html, {}, {}, screen.pieces, tuple(screen.sheets), tuple(screen.scripts))
    whole = self_contained(page)
    assert "let a;\nlet b;" in whole
    assert "<!--" not in whole
    assert rules(whole)["script-src"] == digests(whole, "script")
    assert rules(whole)["style-src"] == digests(whole, "style")


def test_a_page_without_script_allows_none() -> None:
    """Rather than whatever the browser would allow."""
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    assert rules(self_contained(Page(policy, {}, {})))["script-src"] == ["'none'"]


def test_assets_are_part_of_the_sheet_that_is_allowed() -> None:
    """The digest is of the sheet as the browser reads it, with its fonts."""
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    sheet = "@font-face { src: url('asset:abc') }"
    page = Page(f"{policy}<style>{sheet}</style>", {"abc": ("font/ttf", b"\0font")}, {}, {}, (sheet,))
    whole = self_contained(page)
    assert "data:font/ttf;base64," in whole
    assert rules(whole)["style-src"] == digests(whole, "style")


@pytest.mark.parametrize("text", ["'</script>'", "'</SCRIPT '", "'<!--'"])
def test_a_script_that_would_end_before_its_end_is_refused(text) -> None:
    """What follows would be read as the page, and the digest would be of another text."""
    screen = Screen(Environment(loader=DictLoader({"a.js": f"let a = {text};"}), autoescape=True))
    with pytest.raises(RenderError, match="a script of the page holds"):
        screen.script("a.js")


def test_bars_get_their_place_from_classes() -> None:
    """Because the policy allows no style in an element; each place is written once."""
    screen = Screen(Environment(autoescape=True))
    assert screen.span(80, 95) == screen.span(80, 95) == "from-80-to-95"
    assert screen.span(5, 20) == "from-5-to-20"
    assert screen.spans.splitlines() == [
        ".from-5-to-20 { margin-inline-start: 5%; width: 15% }",
        ".from-80-to-95 { margin-inline-start: 80%; width: 15% }",
    ]
