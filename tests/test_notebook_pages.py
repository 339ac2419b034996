"""Formulas in nbgrader's pages: MathML that needs no network and runs nothing."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from autograder.nbgrader.clean_notebook import harmless_markdown
from autograder.nbgrader.pages import (
    LONGEST,
    LONGEST_CELL,
    MOST_ON_A_PAGE,
    highlight_code,
    markdown2html,
    mathml,
)

MATHML = set(
    "math mrow mi mn mo mtext ms mspace mfrac msqrt mroot mstyle mpadded mphantom "
    "menclose msub msup msubsup munder mover munderover mmultiscripts mtable mtr mtd "
    "mlabeledtr merror mprescripts none".split()
)
TEXT = set("p pre code span div h1 ul ol li table thead tbody tr th td br em".split())
EVIL = [
    r"\text{<script>alert(1)</script>}",
    r"\text{&lt;script&gt;alert(1)&lt;/script&gt;}",
    r"\href{javascript:alert(1)}{x}",
    r"\style{background:url(//elsewhere)}{x}",
    r"\class{a\" onclick=\"alert(1)}{x}",
    r"\color{red\" onmouseover=alert(1)}{y}",
    r"\verb|<img src=x onerror=alert(1)>|",
    r"\tag{<img src=x>} x",
    "</math><script>alert(1)</script>",
]


class Seen(HTMLParser):
    """The tags and attributes that a browser finds in HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes = set(), set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attributes)

    def handle_decl(self, declaration):
        self.tags.add("!")

    handle_comment = handle_pi = unknown_decl = handle_decl


def page(source):
    """Markdown as the pages show it."""
    return markdown2html({}, source)


def stock(source):
    """Markdown as nbconvert shows it where our configuration is not read."""
    return MarkdownWithMath(renderer=IPythonRenderer(escape=False)).render(source)


def test_a_formula_is_mathml_with_its_symbols():
    formula = mathml(r"\frac{\partial L}{\partial W} < \log p", "block")

    assert 'display="block"' in formula
    assert ">∂<" in formula
    assert "<mo>&lt;</mo>" in formula
    assert '<mi>log</mi><mspace width="0.17em"></mspace><mi>p</mi>' in formula


def test_every_formula_of_the_course_is_mathml(course):
    cells = [cell for each in course for cell in each.notebook["cells"]]

    html = "".join(
        page("".join(cell["source"]))
        for cell in cells
        if cell["cell_type"] == "markdown"
    )

    assert html.count("<math") > 400
    assert "$" not in html
    assert "<code>\\" not in html


@pytest.mark.parametrize("formula", EVIL)
@pytest.mark.parametrize("display", ["inline", "block"])
def test_a_formula_runs_and_loads_nothing(formula, display):
    seen = Seen(mathml(formula, display))

    assert seen.tags <= MATHML | {"code"}
    assert not seen.attributes & {"href", "style", "class", "onclick", "src"}


@pytest.mark.parametrize(
    "formula",
    [
        r"\def\a{\a\a}\a",
        r"\newcommand{\a}{\a\a}\a",
        "x^{" * 1300,
        r"\left(" * 600,
        r"\begin{matrix}" * 200,
        "a" * (LONGEST + 1),
    ],
    ids=lambda formula: formula[:8],
)
def test_what_could_grow_without_end_is_shown_as_it_was_typed(formula):
    began = time.process_time()

    assert mathml(formula, "inline").startswith("<code>")
    assert time.process_time() - began < 2


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=r"\{}_^&<>'\"$ab1%#~ dfrac()[]|", max_size=200))
def test_any_text_is_a_formula_or_code(latex):
    seen = Seen(mathml(latex, "inline"))

    assert seen.tags <= MATHML | {"code"}


def test_what_a_student_writes_in_code_and_formulas_is_escaped_once():
    html = page(harmless_markdown("`a<b` and $i<j$ and a<b\n\n```\nx<y\n```"))

    assert "<code>a&lt; b</code>" in html
    assert "<mo>&lt;</mo>" in html
    assert "x&lt; y" in html
    assert "&amp;" not in html


@pytest.mark.parametrize("shown", [page, stock], ids=["ours", "stock"])
@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<SVG/onload=alert(1)>",
        "<!--><script>alert(1)</script>",
        "<![CDATA[<script>]]>",
        "<?xml version='1.0'?>",
        "<javascript:alert(1)>",
        "[a](javascript:alert(1))",
        "![a](x)",
        "[a][b]\n\n[b]: javascript:alert(1)",
        "<b onclick=alert(1)>",
        "```html\n<script>\n```",
        "    <script>",
        "| <script> |\n|---|\n| <a href=x> |",
        "$</math><script>$ and $$\\text{<script>}$$",
        "<br><sub onclick=alert(1)>",
    ],
)
def test_no_tag_and_no_link_of_a_student_is_made(text, shown):
    seen = Seen(shown(harmless_markdown(text)))

    assert seen.tags <= TEXT | MATHML
    assert not any(each.startswith("on") for each in seen.attributes)
    assert not seen.attributes & {"href", "src"}


SLOW = {
    "Markdown of old delimiters": (markdown2html, r"\\("),
    "Markdown of displays": (markdown2html, r"\\["),
    "Markdown of environments": (markdown2html, r"\begin{a}"),
    "Markdown of brackets": (markdown2html, "["),
    "code of attributes": (highlight_code, "a."),
    "code of dots": (highlight_code, "."),
}


@pytest.mark.parametrize(("show", "text"), SLOW.values(), ids=SLOW)
def test_a_cell_of_whatever_text_is_shown_in_a_second(show, text):
    began = time.process_time()
    show({"resources": {}}, text * (LONGEST_CELL // len(text)))

    assert time.process_time() - began < 1


@pytest.mark.parametrize("show", [markdown2html, highlight_code])
def test_what_is_too_long_for_a_cell_or_a_page_is_not_read(show):
    full = {"resources": {"characters": MOST_ON_A_PAGE}}

    began = time.process_time()
    show({"resources": {}}, "." * 1_000_000)
    for _ in range(200):
        show(full, "." * LONGEST_CELL)

    assert time.process_time() - began < 1


def test_a_long_cell_is_shown_as_it_was_typed_and_runs_nothing():
    text = "<script>" + "a." * LONGEST_CELL

    for show in (markdown2html, highlight_code):
        assert "<pre>&lt;script&gt;a.a." in show({"resources": {}}, text)


def test_a_page_is_in_colours_as_far_as_a_person_writes():
    page = {"resources": {}}
    cells = ["import numpy\n" * 300] * (MOST_ON_A_PAGE // 3900 + 1)

    shown = [highlight_code(page, each) for each in cells]

    assert all('<span class="kn">import</span>' in each for each in shown[:-1])
    assert "span" not in shown[-1]
