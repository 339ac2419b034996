"""The boundary in JupyterLab: what is pressed, dragged and typed, and what is seen."""

import re

import pytest
from playwright.sync_api import expect

from boundary_page import CELLS, FAILING, HEIGHTS, LOSS, MAKE, PIXELS, WRONG, Seen
from lab_page import cell, command, open_notebook, output, run_all, write_notebook


@pytest.fixture(scope="module")
def server(lab, tmp_path_factory):
    folder = tmp_path_factory.mktemp("boundary")
    write_notebook(folder / "right.ipynb", LOSS, MAKE)
    write_notebook(folder / "wrong.ipynb", WRONG, MAKE)
    write_notebook(folder / "two.ipynb", LOSS, MAKE, MAKE.replace("0.3", "0.03"))
    return lab(folder)


@pytest.fixture
def widget(server, new_page):
    """A function that opens a notebook and gives its first boundary."""

    def opened(name="right.ipynb", **options):
        page = new_page(**options)
        open_notebook(page, server, name)
        run_all(page)
        found = Seen(output(page, 1).locator(".live").first)
        expect(found.root).to_have_attribute("data-frames", re.compile(r"[1-9]"))
        return found

    return opened


# ------------------------------------------------------------------ the student's code


def test_the_curve_turns_when_a_wrong_sign_is_mended(widget, screenshots):
    seen = widget("wrong.ipynb")
    seen.expect_light("wrong")
    expect(seen.light).to_contain_text(
        re.compile(r"wrong in d[Wb]\[\d,\d\]: .* but measured")
    )
    seen.button("Step").click()
    seen.expect_step(1)
    first = seen.number("loss")
    seen.play_until(30)
    risen = seen.number("loss")

    seen.rewrite(LOSS)
    seen.expect_light("right")
    seen.play_until(seen.step + 30)
    screenshots(seen.root, "turned")

    assert risen > first
    assert seen.number("loss") < risen


def test_what_a_function_raises_is_shown_over_the_plane_and_gone_when_it_works(
    widget, screenshots
):
    seen = widget()
    seen.button("Play").click()

    seen.rewrite(FAILING)
    expect(seen.problem).to_contain_text("ValueError: what is X?")
    screenshots(seen.root, "raised")
    inside = seen.plane.bounding_box()
    told = seen.problem.bounding_box()
    expect(seen.button("Play")).to_be_visible()
    seen.rewrite(LOSS)
    expect(seen.problem).to_be_hidden()

    assert inside["y"] < told["y"] < inside["y"] + inside["height"]
    seen.play_until(seen.step + 5)


# ---------------------------------------------------------------------------- playing


def test_play_moves_the_regions_and_the_page_keeps_its_height(widget):
    seen = widget()
    before, colours = seen.plane.evaluate(PIXELS)
    right = seen.number("right")

    seen.button("Play").click()
    heights = seen.root.evaluate(HEIGHTS, 2500)
    seen.button("Pause").click()
    expect(seen.button("Play")).to_be_visible()

    assert colours > 40
    assert seen.pixels != before
    assert seen.number("right") != right
    assert len(heights) == 1


def test_a_class_predicts_and_then_sees_what_happened(widget, screenshots):
    seen = widget()
    seen.plane.focus()
    before = seen.pixels

    seen.page.keyboard.press("f")
    seen.page.keyboard.press("Shift+S")
    expect(seen.root).to_have_attribute("data-last", "10")
    frozen = seen.pixels
    expect(seen.root.locator(".boundary-number strong").first).to_have_text("?")
    screenshots(seen.root, "frozen")
    seen.root.get_by_role("radio", name="fall").check()
    seen.root.get_by_role("group", name="prediction").get_by_role("button").click()

    expect(seen.root.locator(".boundary-told")).to_contain_text("As you said")
    assert frozen == before
    assert seen.pixels != before


def test_going_back_in_time_and_on_from_there(widget):
    seen = widget()
    seen.play_until(20)
    end = seen.pixels

    time = seen.slider("step that is shown")
    time.focus()
    seen.page.keyboard.press("Home")
    seen.expect_step(0)
    start = seen.pixels
    seen.button("Step").click()
    seen.expect_step(1)
    expect(seen.root.locator(".boundary-clock")).to_have_text("1 of 1")
    seen.button("Undo").click()
    seen.button("Undo").click()

    expect(seen.root.locator(".boundary-clock")).not_to_have_text("1 of 1")
    assert start != end
    assert seen.pixels == end


def test_the_text_of_a_run_gives_the_same_picture_again(widget):
    seen = widget()
    seen.slider("learning rate").focus()
    seen.page.keyboard.press("ArrowRight")
    seen.play_until(15)
    picture, step = seen.pixels, seen.step
    seen.root.get_by_text("This run as a text").click()
    run = seen.root.get_by_role("textbox", name="this run as a text")
    expect(run).to_have_value(re.compile("^run1-"))
    text = run.input_value()

    seen.button("Reset").click()
    seen.expect_step(0)
    other = seen.pixels
    run.fill(text)
    seen.root.get_by_role("button", name="Replay").click()

    seen.expect_step(step)
    assert other != picture
    assert seen.pixels == picture


# ------------------------------------------------------------------ hands and keys


def test_sliders_move_by_mouse_and_by_keys(widget):
    seen = widget()
    rate = seen.slider("learning rate")
    box = rate.bounding_box()
    y = box["y"] + box["height"] / 2
    seen.page.mouse.move(box["x"] + box["width"] / 2, y)
    seen.page.mouse.down()
    seen.page.mouse.move(box["x"] + 0.8 * box["width"], y, steps=6)
    seen.page.mouse.up()
    dragged = rate.get_attribute("aria-valuetext")
    seen.page.keyboard.press("ArrowLeft")
    pressed = rate.get_attribute("aria-valuetext")
    before = seen.pixels
    seen.root.get_by_text("More to set").click()
    seen.slider("depth of colour").focus()
    for _ in range(5):
        seen.page.keyboard.press("ArrowRight")

    assert float(dragged) > 2
    assert pressed != dragged
    assert seen.pixels != before


def test_points_are_set_taken_along_and_removed_by_keys_and_no_cell_is_deleted(widget):
    seen = widget()
    cells = seen.page.evaluate(CELLS)
    seen.plane.focus()
    before = seen.pixels

    for key in ("2", "ArrowRight", "ArrowUp", "Enter", "d", "d"):
        seen.page.keyboard.press(key)
    seen.root.get_by_text("Point by point").click()
    listed = seen.root.locator(".boundary-list .live-numbers")
    expect(listed).to_contain_text("of 301")
    after = seen.pixels
    seen.plane.focus()
    for key in ("ArrowLeft", "ArrowRight", "g", "ArrowRight", "ArrowRight", "g"):
        seen.page.keyboard.press(key)
    moved = seen.pixels
    seen.page.keyboard.press("Delete")

    expect(listed).to_contain_text("of 300")
    assert len({before, after, moved}) == 3
    assert seen.page.evaluate(CELLS) == cells


def test_a_click_sets_a_point_and_a_drag_moves_it(widget):
    seen = widget()
    seen.root.get_by_text("Point by point").click()
    listed = seen.root.locator(".boundary-list .live-numbers")
    seen.plane.scroll_into_view_if_needed()
    box = seen.plane.bounding_box()
    x, y = box["x"] + 0.93 * box["width"], box["y"] + 0.07 * box["height"]

    seen.page.mouse.click(x, y)
    expect(listed).to_contain_text("of 301")
    set_there = seen.pixels
    seen.page.mouse.move(x, y)
    seen.page.mouse.down()
    seen.page.mouse.move(x - 60, y + 40, steps=5)
    seen.page.mouse.up()
    moved = seen.pixels
    seen.button("Undo").click()
    seen.button("Undo").click()

    expect(listed).to_contain_text("of 300")
    assert moved != set_there


# ------------------------------------------------------------------------- everyone


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_that_keeps_people_out(widget, theme, screenshots):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    seen = widget(viewport={"width": 1200, "height": 1500})
    seen.page.evaluate(
        "dark => document.body.dataset.jpThemeLight = String(!dark)", theme == "dark"
    )
    for title in ("More to set", "Point by point", "This run as a text", "Keys"):
        seen.root.get_by_text(title, exact=True).click()
    seen.page.wait_for_timeout(500)
    screenshots(seen.root, theme)

    found = axe.run(seen.page, context=".live").response["violations"]

    assert [
        (each["id"], each["impact"], each["nodes"][0]["html"]) for each in found
    ] == []


def test_two_of_them_on_a_page_run_side_by_side(widget):
    one = widget("two.ipynb")
    other = Seen(output(one.page, 2).locator(".live"))

    one.play_until(10)

    assert one.step >= 10
    assert other.step == 0


def test_a_narrow_page_shows_all_of_it(widget, screenshots):
    seen = widget(viewport={"width": 760, "height": 1600}, device_scale_factor=2)
    command(seen.page, "application:toggle-left-area")
    seen.root.evaluate("root => { root.style.width = '360px'; }")
    seen.page.wait_for_timeout(500)
    screenshots(seen.root, "narrow")

    wider = seen.root.evaluate("root => root.scrollWidth - root.clientWidth")

    assert wider <= 0
    assert cell(seen.page, 1).is_visible()
