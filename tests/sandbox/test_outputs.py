"""Outputs as they arrive: kept within a budget, and only what is what it says."""

import base64
from typing import Any

import pytest

from autograder.sandbox.outputs import KEPT_BYTES, Budget, CellOutputs, Flood
from autograder.wire import ProtocolError, encode

PNG = base64.b64encode(b"\x89PNG rest").decode()


def kept(*messages: Any) -> list[dict[str, Any]]:
    outputs = CellOutputs(Budget())
    for message in messages:
        outputs.add(encode(message))
    return outputs.items


def stream(text: str, name: str = "stdout") -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": text}


def test_pieces_of_a_stream_are_joined() -> None:
    items = kept(stream("a"), stream("b"), stream("c", "stderr"), stream("d"))

    assert [item["text"] for item in items] == ["ab", "c", "d"]


def test_text_is_cleaned() -> None:
    (item,) = kept(stream("\x1b[31mred\x1b[0m \u202etxt"))

    assert item["text"] == "red \N{REPLACEMENT CHARACTER}txt"


@pytest.mark.parametrize(
    ("mime", "value", "stays"),
    [
        ("image/png", PNG, True),
        ("image/png", PNG + "\n", True),
        ("image/png", base64.b64encode(b"<svg onload=x>").decode(), False),
        ("image/png", "<script>", False),
        ("image/png", 3, False),
        ("image/jpeg", base64.b64encode(b"\xff\xd8\xff").decode(), True),
        ("image/svg+xml", "<svg/>", False),
        ("text/html", "<b>bold</b>", False),
        ("application/javascript", "alert(1)", False),
    ],
)
def test_only_pictures_that_are_pictures_stay(
    mime: str, value: object, stays: bool
) -> None:
    data = {"text/plain": "shown", mime: value}

    (item,) = kept({"output_type": "display_data", "data": data})

    assert (mime in item["data"]) == stays
    assert item["data"]["text/plain"] == "shown"


@pytest.mark.parametrize(
    "message",
    [
        None,
        [],
        {},
        {"output_type": ["stream"]},
        {"output_type": "display_data", "data": None},
        {"output_type": "display_data", "data": {}},
        {"output_type": "update_display_data", "data": {"text/plain": "x"}},
    ],
    ids=repr,
)
def test_a_forged_message_is_passed_over(message: Any) -> None:
    assert kept(message) == []


def test_a_forged_error_keeps_its_form() -> None:
    (item,) = kept({"output_type": "error", "ename": 3, "traceback": [{}, "x" * 9999]})

    assert item["ename"] == ""
    assert [len(line) for line in item["traceback"]] == [0, 5000]


def test_a_message_that_is_none_is_an_error_of_the_protocol() -> None:
    with pytest.raises(ProtocolError):
        CellOutputs(Budget()).add(b"\xc1")


def test_clearing_clears() -> None:
    assert kept(stream("old"), {"output_type": "clear_output"}, stream("new")) == [
        stream("new")
    ]


def test_the_budget_holds_for_the_whole_notebook() -> None:
    budget = Budget()
    first, second = CellOutputs(budget), CellOutputs(budget)
    fifth = encode(stream("y" * 200_000))

    for _ in range(4):
        first.add(fifth)
        second.add(fifth)

    text = "".join(item["text"] for item in first.items + second.items)
    assert KEPT_BYTES - 250_000 < len(text) < KEPT_BYTES + 100
    assert text.count("left out") == 2  # each cell says it


def test_a_flood_raises() -> None:
    outputs = CellOutputs(Budget())
    messages = [encode(stream("x" * 200_000))] * 400

    with pytest.raises(Flood):
        list(map(outputs.add, messages))
