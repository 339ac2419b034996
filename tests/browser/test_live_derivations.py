"""The live pictures of the notebooks 00 to 05, moved with a mouse and with keys."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from lab_page import open_notebook, run_all, write_notebook

FUNCTIONS = """
import numpy as np
from gradients_by_hand.live.axis_explorer import AxisExplorer
from gradients_by_hand.live.blow_up import BlowUp
from gradients_by_hand.live.index_lens import IndexLens
from gradients_by_hand.live.jacobian_map import JacobianMap
from gradients_by_hand.live.kink_walker import KinkWalker
from gradients_by_hand.live.logit_mixer import LogitMixer
from gradients_by_hand.live.names_and_boxes import NamesAndBoxes
from gradients_by_hand.live.overflow_meter import OverflowMeter
from gradients_by_hand.live.u_curve import UCurve

def powers(s):
    return np.exp(s) / 100

def shares(s):
    return np.ones(len(s)) / len(s)

def one_sided(f, x, h):
    return np.array([(f(x + h) - f(x)) / h])

def bent(x):
    return float(np.sum(np.abs(x)))

def measures(where):
    return {"yours": lambda h: one_sided(np.sin, where, h)[0]}

def table(X, C):
    return np.kron(X, np.ones((C, C)))

def squares(s):
    return s ** 2

def slopes(s):
    return np.diag(2 * s)

def doubled(A):
    raise NotImplementedError()

A = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 7.0]])
"""
WIDGETS = {
    "Axis explorer": 'AxisExplorer({"sums": lambda A: A.sum(axis=1), '
    '"doubled": doubled}, A)',
    "Names and boxes": 'NamesAndBoxes(["b = np.zeros(2)", "a = b", "a += 1"])',
    "The U-curve of the step h": "UCurve(measures, np.cos)",
    "Kink walker": "KinkWalker(one_sided, bent, x=0.5, h=0.1)",
    "Index lens": 'IndexLens({"F": lambda X, W: X @ W}, {"X": A, "W": A[:2]}, '
    '(1, 0), along="W")',
    "Blow-up": 'BlowUp({"table": table})',
    "Logit mixer": 'LogitMixer({"shares": shares, "powers": powers}, [1, 0.5, 2])',
    "Overflow meter": 'OverflowMeter({"powers": powers})',
    "Jacobian map": "JacobianMap(slopes, squares, [1.0, -0.5, 2.0])",
}


@pytest.fixture(scope="module")
def server(lab, tmp_path_factory):
    folder = tmp_path_factory.mktemp("derivations")
    write_notebook(folder / "all.ipynb", FUNCTIONS, *WIDGETS.values())
    return lab(folder)


@pytest.fixture
def opened(server, new_page):
    """A function that opens the notebook and runs it: the page."""

    def open_and_run(**options):
        page = new_page(**options)
        open_notebook(page, server, "all.ipynb")
        run_all(page)
        return page

    return open_and_run


def widget(page, name):
    found = page.get_by_role("region", name=name)
    found.scroll_into_view_if_needed()
    return found


def pixels(canvas):
    return canvas.evaluate("each => each.toDataURL()")


def test_each_answers_to_keys_and_to_the_mouse(opened, screenshots):
    page = opened()

    axis = widget(page, "Axis explorer")
    axis.get_by_role("button").first.press("ArrowRight")
    chosen = axis.get_by_role("button", pressed=True)
    expect(chosen).to_have_accessible_name(re.compile("row 0, column 1$"))
    expect(axis.locator(".live-lit .live-cell").first).to_have_text("3.0")

    axis.get_by_label("doubled").check()
    expect(axis.get_by_role("alert")).to_contain_text("not written yet")
    axis.get_by_label("sums").check()
    expect(axis.get_by_role("alert")).to_be_hidden()
    screenshots(axis, "axis")

    names = widget(page, "Names and boxes")
    for _ in range(3):
        names.get_by_role("button", name="Run the next line").click()
    expect(names.get_by_role("button", name="Run the next line")).to_be_disabled()
    expect(names.locator("[aria-current]")).to_have_text("a += 1")
    screenshots(names, "names")

    curve = widget(page, "The U-curve of the step h")
    before = pixels(curve.locator("canvas"))
    curve.get_by_role("slider", name="step h").press("PageDown")
    curve.get_by_label("show the whole curves").check()
    expect(curve.locator("dd").nth(1)).to_contain_text(re.compile(r"\([2-9] digits"))
    assert pixels(curve.locator("canvas")) != before
    screenshots(curve, "curve")

    meter = widget(page, "Overflow meter")
    meter.get_by_role("slider").press("End")
    expect(meter).to_contain_text("powers: the scores 1200 and 1199 give inf, inf.")
    meter.get_by_label("float32").check()
    screenshots(meter, "meter")


def test_a_point_is_dragged_across_the_kink(opened, screenshots):
    page = opened()
    walker = widget(page, "Kink walker")
    expect(walker).to_contain_text("That is the slope on the right")
    box = walker.locator("canvas").first.bounding_box()

    page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + 60, steps=12)
    page.mouse.up()

    expect(walker).to_contain_text("That is the slope on the left")
    moved = float(walker.get_by_role("slider", name="x", exact=True).input_value())
    assert moved < -0.3
    screenshots(walker, "walked")


def test_a_weight_and_a_score_are_pressed_and_their_slope_is_told(opened, screenshots):
    lens = widget(opened(), "Index lens")

    lens.get_by_role("button", name="W: press what is nudged, row 1, column 0").click()
    expect(lens).to_contain_text("F[1,0] moves with W[1,0] by 4.000")
    lens.get_by_role("button", name="F: press an entry, row 1, column 1").click()

    expect(lens).to_contain_text("F[1,1] moves with W[1,0] by 0.000")
    screenshots(lens, "lens")


def test_sizes_grow_and_the_lit_block_walks(opened, screenshots):
    blow_up = widget(opened(), "Blow-up")
    expect(blow_up).to_contain_text("block 1, 2, where X[1, 2]")

    blow_up.get_by_role("slider", name="N examples").press("End")
    expect(blow_up.locator("dd").first).to_have_text("288")
    blow_up.locator("canvas").press("ArrowDown")

    expect(blow_up).to_contain_text("block 2, 2, where X[2, 2]")
    screenshots(blow_up, "grown")


def test_a_shift_moves_nothing_or_everything(opened, screenshots):
    mixer = widget(opened(), "Logit mixer")
    shift = mixer.get_by_role("slider", name="added to all")

    shift.press("End")
    expect(mixer).to_contain_text("What it gives adds up to 1.0000.")
    mixer.get_by_label("powers").check()

    expect(mixer).to_contain_text("What it gives adds up to inf.")
    screenshots(mixer, "overflow")


def test_a_held_key_moves_a_slider_all_the_way(opened):
    page = opened()
    mixer = widget(page, "Logit mixer")
    slider = mixer.get_by_role("slider", name="class 0")
    slider.focus()

    for _ in range(30):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(1000)

    expect(slider).to_have_value("4")


def test_a_nudge_and_an_entry_are_told(opened, screenshots):
    jacobian = widget(opened(), "Jacobian map")

    jacobian.get_by_role("button", name=re.compile("row 2, column 2$")).click()
    expect(jacobian).to_contain_text("Case i = j = 2: your table says 4.0000")
    jacobian.get_by_role("slider", name="nudge t").press("End")

    expect(jacobian).to_contain_text("At most 16.0000 apart.")
    screenshots(jacobian, "nudged")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_that_keeps_people_out(opened, theme):
    page = opened()
    page.evaluate(
        "dark => document.body.dataset.jpThemeLight = String(!dark)", theme == "dark"
    )
    page.wait_for_timeout(500)

    found = Axe().run(page, context=".live").response["violations"]

    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []


def test_everything_fits_a_narrow_page(opened, screenshots):
    page = opened()

    for name in WIDGETS:
        shown = widget(page, name)
        shown.evaluate("each => { each.style.width = '340px'; }")
        page.wait_for_timeout(200)
        wide, room = shown.evaluate("each => [each.scrollWidth, each.clientWidth]")
        screenshots(shown, name.replace(" ", "-"))
        assert wide <= room, name
