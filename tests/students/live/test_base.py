"""What every widget does with the messages of its page, tried without a browser."""

import asyncio
import threading

import numpy as np
import pytest
import traitlets as t
from IPython.core.interactiveshell import InteractiveShell

from gradients_by_hand.live import base
from gradients_by_hand.live.base import LiveWidget
from gradients_by_hand.pictures.canvas import Picture, new_figure


class Doubler(LiveWidget):
    """Shows what a function makes of x, and remembers what it sent."""

    x = t.Float(1.0).tag(page=True)
    secret = t.Float(7.0)

    def __init__(self, function):
        self.sent = []
        super().__init__({"f": function})

    def send(self, content, buffers=None):
        self.sent.append((content, buffers))

    def view(self):
        answer = self.call("f", self.x)
        return {"answer": np.array([answer]), "words": f"f gives {answer}."}

    def still(self):
        return Picture(lambda: new_figure(2, 1), "A still picture.")

    def do_reset(self, to=0.0):
        self.x = to

    def do_fail(self):
        raise RuntimeError("no way")

    def hears(self, kind, **content):
        """A message from the page, as Jupyter hands it over; the last answer to it."""
        before = len(self.sent)
        self._on_message(self, {"kind": kind, **content}, [])
        return self.sent[-1][0] if len(self.sent) > before else None


def notebook(source, names=None):
    names = {"__name__": "__main__"} if names is None else names
    exec(source, names)
    return names


@pytest.fixture
def names():
    return notebook("def f(x): return 2 * x")


@pytest.fixture
def widget(names):
    return Doubler(names["f"])


@pytest.fixture
def shell():
    """Where cells run; gone after the test."""
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()


# ------------------------------------------------------------------------- messages


def test_a_page_that_opens_gets_a_view(widget):
    answer = widget.hears("hello", reply=1)

    assert answer["kind"] == "view"
    assert answer["reply"] == 1
    assert answer["state"] == {"x": 1.0}
    assert answer["words"] == "f gives 2.0."
    assert answer["problem"] == ""
    assert "words" not in answer["view"]


def test_arrays_of_a_view_travel_beside_it(widget):
    widget.hears("hello")

    content, buffers = widget.sent[-1]
    assert content["view"]["answer"]["$array"]["shape"] == [1]
    assert np.frombuffer(buffers[0], "<f4").tolist() == [2.0]


def test_a_trait_that_the_page_sets_is_answered_with_its_view(widget):
    answer = widget.hears("set", values={"x": 3}, reply=8)

    assert widget.x == 3
    assert (answer["reply"], answer["words"]) == (8, "f gives 6.0.")


def test_the_page_sets_only_what_it_may(widget):
    widget.hears("set", values={"secret": 0.0, "problem": "!", "unknown": 1, "x": 2.0})

    assert (widget.secret, widget.problem, widget.x) == (7.0, "", 2.0)
    assert not hasattr(widget, "unknown")


def test_a_value_of_the_wrong_kind_is_refused_and_the_page_hears_what_holds(widget):
    answer = widget.hears("set", values={"x": "three"}, reply=2)

    assert widget.x == 1.0
    assert answer["reply"] == 2
    assert answer["state"] == {"x": 1.0}


def test_an_action_of_the_page_is_answered_with_a_view(widget):
    answer = widget.hears("do", name="reset", arguments={"to": 5.0}, reply=3)

    assert (answer["reply"], answer["words"]) == (3, "f gives 10.0.")


def test_an_action_that_does_not_exist_changes_nothing(widget):
    assert widget.hears("do", name="send", reply=4)["words"] == "f gives 2.0."


def test_what_an_action_raises_is_shown_though_the_view_works(widget):
    failed = widget.hears("do", name="fail")
    after = widget.hears("set", values={"x": 2.0})

    assert "RuntimeError: no way" in failed["problem"]
    assert failed["words"] == "f gives 2.0."
    assert after["problem"] == ""


def test_a_quiet_message_gets_no_answer(widget):
    answer = widget.hears("do", name="reset", arguments={"to": 5.0}, quiet=True)

    assert answer is None
    assert widget.x == 5.0


def test_a_page_that_closes_gets_no_answer(widget):
    widget.hears("hello")

    assert widget.hears("bye") is None


def test_a_message_that_makes_no_sense_does_no_harm(widget):
    for content in ({}, {"kind": "?"}, {"kind": "do"}, {"kind": "set"}):
        widget._on_message(widget, content, [])

    assert widget.hears("hello")["words"] == "f gives 2.0."


def test_messages_from_another_thread_are_answered_in_the_main_one(names):
    threads = []

    def here(x):
        threads.append(threading.current_thread())
        return x

    async def main():
        widget = Doubler(here)
        message = widget, {"kind": "hello"}, []
        await asyncio.to_thread(widget._on_message, *message)
        await asyncio.sleep(0.05)

    asyncio.run(main())

    assert threads == [threading.main_thread()]


# ------------------------------------------------------------------- student's code


def test_a_function_that_was_defined_again_is_used_at_once(widget, names):
    widget.hears("hello")

    notebook("def f(x): return 100 * x", names)

    assert widget.hears("set", values={"x": 2.0})["words"] == "f gives 200.0."


def test_after_a_cell_that_changed_the_function_open_pages_are_told(shell, names):
    widget = Doubler(names["f"])
    widget.hears("hello")

    notebook("def f(x): return 100 * x", names)
    shell.events.trigger("post_run_cell", None)

    assert widget.sent[-1][0]["words"] == "f gives 100.0."


def test_after_a_cell_that_changed_nothing_nothing_is_sent(shell, names):
    widget = Doubler(names["f"])
    widget.hears("hello")
    sent = len(widget.sent)

    notebook("def f(x): return 2 * x", names)
    shell.events.trigger("post_run_cell", None)

    assert len(widget.sent) == sent


def test_a_widget_that_is_gone_leaves_nothing_that_looks_after_cells(shell, names):
    before = len(shell.events.callbacks["post_run_cell"])
    widget = Doubler(names["f"])
    widget.close()

    shell.events.trigger("post_run_cell", None)

    assert len(shell.events.callbacks["post_run_cell"]) == before


def test_an_exception_is_shown_and_the_widget_recovers(widget, names):
    notebook("def f(x): raise ValueError('not so')", names)
    broken = widget.hears("set", values={"x": 3.0})
    notebook("def f(x): return x", names)
    mended = widget.hears("hello")

    assert "f stopped with ValueError: not so" in broken["problem"]
    assert broken["view"] == {}
    assert broken["state"] == {"x": 3.0}
    assert (mended["problem"], mended["words"]) == ("", "f gives 3.0.")


def test_unfinished_code_gets_a_sentence(widget, names):
    notebook("def f(x): raise NotImplementedError()", names)

    problem = widget.hears("hello")["problem"]

    assert "not written yet" in problem
    assert "Error" not in problem


@pytest.mark.parametrize("x", [float("nan"), float("inf")], ids=["nan", "infinite"])
def test_numbers_that_are_not_finite_reach_the_page(widget, x):
    assert widget.hears("do", name="reset", arguments={"to": x})["state"]["x"] == str(x)


# --------------------------------------------------------------------- where it shows


def test_a_cell_shows_the_widget_and_the_still_picture_for_elsewhere(widget):
    shown = widget._repr_mimebundle_()

    assert shown["application/vnd.jupyter.widget-view+json"]["model_id"]
    assert 'alt="A still picture."' in shown["text/html"]
    assert shown["text/plain"] == "A still picture."
    assert shown["image/png"]


def test_where_nobody_looks_there_are_words_only(monkeypatch, names):
    monkeypatch.setenv("WORKBOOK_PICTURES", "off")

    widget = Doubler(names["f"])

    assert widget._repr_mimebundle_() == {"text/plain": "f gives 2.0."}
    assert widget.comm is None
    assert widget.sent == []


def test_where_nobody_looks_a_problem_is_told_in_words_too(monkeypatch, names):
    monkeypatch.setenv("WORKBOOK_PICTURES", "off")
    notebook("def f(x): raise NotImplementedError()", names)

    shown = Doubler(names["f"])._repr_mimebundle_()

    assert "not written yet" in shown["text/plain"]


def test_where_nobody_looks_nothing_is_done_after_cells(monkeypatch, shell, names):
    monkeypatch.setenv("WORKBOOK_PICTURES", "off")
    before = len(shell.events.callbacks["post_run_cell"])

    Doubler(names["f"])

    assert len(shell.events.callbacks["post_run_cell"]) == before


def test_two_widgets_of_one_kind_do_not_disturb_each_other(names):
    one, other = Doubler(names["f"]), Doubler(lambda x: -x)

    one.hears("set", values={"x": 3.0})
    other.hears("hello")

    assert one.sent[-1][0]["words"] == "f gives 6.0."
    assert other.sent[-1][0]["words"] == "f gives -1.0."


def test_a_widget_without_a_view_or_a_still_picture_says_so(names):
    widget = base.LiveWidget({"f": names["f"]})

    with pytest.raises(NotImplementedError):
        widget.view()
    with pytest.raises(NotImplementedError):
        widget.still()
