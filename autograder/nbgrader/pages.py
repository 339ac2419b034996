r"""Renders notebooks for nbgrader's pages: formgrader, and the feedback of students.

nbgrader's templates load MathJax from another server.  This module turns formulas into
MathML, which browsers draw themselves, so the pages need no network and no script.

    markdown2html    a text with its formulas
    highlight_code   a cell of code in colours
    TEMPLATES        folders with templates, ours before nbgrader's

nbgrader_config.py names them all.  Texts are untrusted, and the converter runs outside
the sandbox: definitions (`\def` can double without end), and formulas, texts and code
of a length that no person writes, appear as the student typed them.  Readers of
Markdown and of code take time that grows with the square of what they read.
"""

import html
import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import latex2mathml.converter
import nbgrader
from jinja2 import pass_context
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

_OURS = Path(__file__).parent / "templates"
_NBGRADERS = Path(nbgrader.__file__).parent / "server_extensions/formgrader/templates"
TEMPLATES = [str(_OURS), str(_NBGRADERS)]
LONGEST = 4000  # characters of one formula
# Characters of one cell, and of a page; the course has up to 3,700 and 47,000.
LONGEST_CELL, MOST_ON_A_PAGE = 5000, 96_000
_READ = "characters"  # of a page so far: a key of nbconvert's resources
_DEFINES = re.compile(r"\\(def|let|\w*command|\w*environment|Declare\w*)(?![a-z])")
# LaTeX can also set `href`, `style` and `class`, which stay out.
_ATTRIBUTES = frozenset(
    "xmlns display displaystyle scriptlevel mathvariant stretchy fence form separator "
    "largeop movablelimits accent lspace rspace minsize maxsize width height depth "
    "columnalign columnlines columnspacing rowlines rowspacing linethickness".split()
)


@pass_context
def markdown2html(context: Any, source: str) -> str:
    """Markdown as HTML, its formulas as MathML."""
    if not _is_moderate(context, source):
        return _as_typed(source)
    cell = context.get("cell") or {}
    renderer = _Renderer(escape=False, attachments=cell.get("attachments", {}))
    page: str = MarkdownWithMath(renderer=renderer).render(source)
    return page


@pass_context
def highlight_code(context: Any, source: str, metadata: Any = None) -> str:
    """A cell of code in colours, as nbconvert's filter of this name."""
    if not _is_moderate(context, source):
        return _as_typed(source)
    return str(Highlight2HTML()(source, metadata=metadata))


def _is_moderate(context: Any, source: str) -> bool:
    """Whether a cell, and all of its page up to here, is no longer than a person's."""
    resources = context.get("resources")
    resources = {} if resources is None else resources
    resources[_READ] = resources.get(_READ, 0) + len(source)
    return len(source) <= LONGEST_CELL and resources[_READ] <= MOST_ON_A_PAGE


def _as_typed(source: str) -> str:
    return f'<div class="highlight"><pre>{html.escape(source)}</pre></div>'


@lru_cache(maxsize=512)  # the course's formulas are in every student's notebook
def mathml(latex: str, display: str) -> str:
    """A formula as MathML, `display` inline or block; as code if it is invalid."""
    formula = _parsed(latex, display)
    return f"<code>{html.escape(latex)}</code>" if formula is None else _text(formula)


def _parsed(latex: str, display: str) -> ElementTree.Element | None:
    if len(latex) > LONGEST or _DEFINES.search(latex):
        return None
    converter = latex2mathml.converter.Converter(display=display)
    try:
        formula: ElementTree.Element = converter.convert_to_element(latex)
    except Exception:  # latex2mathml raises errors of many types
        return None
    return formula


class _Renderer(IPythonRenderer):
    def inline_math(self, body: str) -> str:
        return mathml(body, "inline")

    def block_math(self, body: str) -> str:
        return mathml(body, "block")

    def latex_environment(self, name: str, body: str) -> str:
        return mathml(rf"\begin{{{name}}}{body}\end{{{name}}}", "block")


def _text(element: ElementTree.Element) -> str:
    """The escaped markup of an element of latex2mathml, which holds HTML entities."""
    for part in element.iter():
        part.text = html.unescape(part.text or "")
        for name in set(part.attrib) - _ATTRIBUTES:
            del part.attrib[name]
    for part in list(element.iter()):
        _space_after_names(part)
    return ElementTree.tostring(element, encoding="unicode", short_empty_elements=False)


def _space_after_names(row: ElementTree.Element) -> None:
    """Put a space after a function name, as TeX does: `log p`, not `logp`."""
    for place, (name, what) in reversed(list(enumerate(pairwise(row), start=1))):
        if name.tag == "mi" and len(name.text or "") > 1 and what.tag != "mo":
            row.insert(place, ElementTree.Element("mspace", width="0.17em"))
