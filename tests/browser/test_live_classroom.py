"""The classroom page, as a teacher uses it: docs/classroom.md step by step."""

import re
import sys

import pytest
from playwright.sync_api import expect

from servers import free_port, start, stop, wait_for

# The teacher's file of docs/classroom.md.
UPHILL = """
from functools import cache

from gradients_by_hand.live.classroom.functions import functions_of


@cache
def solved():
    return functions_of("{source}/07_softmax_loss/07_softmax_loss.ipynb")


def uphill(W, X, y, reg):
    loss, dW = solved()["softmax_loss_vectorized"](W, X, y, reg)
    return loss, -dW
"""
BIG = {"width": 1920, "height": 1080}


@pytest.fixture(scope="module")
def address(tmp_path_factory, pytestconfig):
    """The page with a loss of the teacher's, as `make live FILES=...` serves it."""
    pytest.importorskip("voila", reason="The classroom page needs Voila: make live")
    folder = tmp_path_factory.mktemp("classroom")
    loss, log = folder / "my_loss.py", folder / "server.log"
    source = pytestconfig.rootpath / "source"
    loss.write_text(UPHILL.replace("{source}", str(source)), encoding="utf-8")
    port = free_port()
    command = [sys.executable, "-m", "autograder", "live", str(loss), f"--port={port}"]
    server = start(command, log=log, cwd=pytestconfig.rootpath)
    wait_for(f"http://127.0.0.1:{port}/voila/static/voila.js", server, log)
    yield re.search(r"http://\S+", log.read_text(encoding="utf-8"))[0]
    stop(server)


@pytest.fixture
def page(address, new_page):
    page = new_page(viewport=BIG)
    page.goto(address, wait_until="commit")
    expect(button(page, "Play")).to_be_visible(timeout=90_000)
    choose(page, "Loss", "softmax")
    return page


def button(page, name):
    return page.get_by_role("button", name=name).first


def tab(page, name):
    page.get_by_role("tab", name=name).click()


def numbers(page):
    """step, loss and share of right points, as they stand on the page."""
    step, loss, right = page.locator(".boundary-number strong").all_inner_texts()[:3]
    return int(step), float(loss.replace("−", "-")), float(right.removesuffix("%"))


def rest(page, ms=800):
    page.wait_for_timeout(ms)


def until_step(page, step):
    page.wait_for_function(
        "step => Number(document.querySelector('.live').dataset.step) >= step",
        arg=step,
        timeout=60_000,
    )


def train(page, steps):
    before = numbers(page)[0]
    button(page, "Play").click()
    until_step(page, before + steps)
    button(page, "Pause").click()
    rest(page)


def move(page, label, keys, times=1):
    slider = page.get_by_label(label, exact=True).first
    slider.focus()
    for _ in range(times):
        page.keyboard.press(keys)
    rest(page)


def choose(page, label, option):
    page.get_by_label(label, exact=True).first.select_option(option)
    rest(page)


def test_a_demonstration_of_ten_minutes(page, screenshots):
    # 1. What will happen?
    button(page, "Freeze").click()
    page.get_by_role("radio", name="fall").check()
    screenshots(page, "1-predict")
    button(page, "Play").click()
    rest(page, 2500)
    button(page, "Pause").click()
    button(page, "Reveal").click()
    rest(page, 2500)
    screenshots(page, "1-reveal")
    assert numbers(page)[1] < 1

    # 2. Back in time
    move(page, "step that is shown", "Home")
    screenshots(page, "2-back")
    assert numbers(page)[0] == 0

    # 3. Larger and larger steps
    move(page, "step that is shown", "End")
    move(page, "learning rate", "End")
    train(page, 40)
    screenshots(page, "3-rate-of-100")

    # 4. What straight lines cannot do
    choose(page, "Points", "spiral")
    move(page, "learning rate", "Home")
    move(page, "learning rate", "PageUp", 6)
    train(page, 120)
    screenshots(page, "4-spiral")
    assert numbers(page)[2] < 60

    # 5. The penalty
    choose(page, "Points", "blobs")
    move(page, "learning rate", "Home")
    move(page, "learning rate", "PageUp", 4)
    train(page, 120)
    freely = numbers(page)[1]
    move(page, "penalty λ", "End")
    train(page, 60)
    screenshots(page, "5-penalty")
    assert numbers(page)[1] > freely

    # 6. The SVM stops when it is content
    move(page, "penalty λ", "Home")
    choose(page, "Loss", "SVM")
    train(page, 120)
    screenshots(page, "6-svm")

    # 7. A gradient of the wrong sign
    choose(page, "Loss", "uphill")
    expect(page.locator(".boundary-light").first).to_have_attribute(
        "data-state", "wrong"
    )
    before = numbers(page)[1]
    train(page, 30)
    screenshots(page, "7-uphill")
    assert numbers(page)[1] > before

    # 8. Scores that are too large
    tab(page, "Softmax")
    page.get_by_role("radio", name="softmax_naive").check()
    move(page, "added to all", "End")
    screenshots(page, "8-overflow")

    # 9. Where the gradient comes from
    tab(page, "Pull")
    rest(page)
    screenshots(page, "9-pull")
    tab(page, "Single examples")
    rest(page)
    screenshots(page, "9-single-examples")


def test_the_page_is_light_or_dark_and_its_letters_grow(page, screenshots):
    size = "() => getComputedStyle(document.querySelector('.live')).fontSize"
    ground = "() => getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(size), page.evaluate(ground)

    button(page, "Larger letters").click()
    button(page, "Light or dark").click()
    rest(page)

    screenshots(page, "dark")
    assert float(page.evaluate(size)[:-2]) > float(before[0][:-2])
    assert page.evaluate(ground) != before[1]


def test_tabs_are_reached_by_keys(page):
    page.get_by_role("tab", name="Boundary").focus()

    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    expect(page.get_by_role("tab", name="Softmax")).to_have_attribute(
        "aria-selected", "true"
    )
