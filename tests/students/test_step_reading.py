"""The text of a formula: read, refused in a sentence, and shown as mathematics."""

import pytest

from gradients_by_hand.steps.latex import latex
from gradients_by_hand.steps.reading import ParseError, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x[k]*(p[l]-y[l])", r"x_{k}\,\left(p_{l} - y_{l}\right)"),
        ("-p*q", r"-p\,q"),
        ("a-(b-c)", r"a - \left(b - c\right)"),
        ("sum(k, a[k])*2", r"\sum_{k} a_{k} \cdot 2"),
        ("X.T@G/N", r"\frac{X^\top\,G}{N}"),
        ("A*B", r"A \odot B"),
        ("2*lam*W", r"2\,\lambda\,W"),
        ("h**2*f3/6", r"\frac{h^{2}\,f_{3}}{6}"),
        ("delta(i,j)", r"\delta_{ij}"),
        ("exp(a+b)", "e^{a + b}"),
        ("outer(x,p-y)", r"x\,\left(p - y\right)^\top"),
        ("kron(X,eye(C))", r"X \otimes \operatorname{eye}\left(C\right)"),
        ("1e-7", r"1 \cdot 10^{-7}"),
        ("dscores", r"\mathrm{dscores}"),
        ("x@x.T", r"x \cdot x"),
        ("p*eye(C)", r"p\,\operatorname{eye}\left(C\right)"),
        ("A*eye(C)", r"A \odot \operatorname{eye}\left(C\right)"),
        ("(N,)", r"\left(N,\right)"),
    ],
)
def test_an_answer_is_shown_as_mathematics(text, expected):
    numbers = ("p", "q", "lam", "h", "f3", "N")

    assert latex(read(text), numbers, vectors=("x",)) == expected


def test_reading_gives_sentences_for_anything():
    for text in (
        "",
        " ",
        "\n",
        "(",
        "a b",
        "1or 2",
        "0x",
        "\ud800",
        "f(",
        "a[",
        "*",
    ):
        with pytest.raises(ParseError) as caught:
            read(text)
        assert len(str(caught.value)) > 10
