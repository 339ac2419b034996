"""The live pictures of the notebooks 06 to 11, moved with a mouse and with keys."""

import re

import pytest
from playwright.sync_api import expect

from lab_page import cell, command, open_notebook, run_all, write_notebook

LOSS = """
import numpy as np
from gradients_by_hand.live.pull import Pull

def loss(S, y):
    return float(np.sum((S - 1) ** 2))

def gradient(S, y):
    return SIGN * 2 * (S - 1)

def shares(s):
    return np.full(len(s), 1 / len(s))

SIGN = 1
"""
SUM = """
import numpy as np
from gradients_by_hand.live.bug_lab import BugLab
from gradients_by_hand.live.outer_product import OuterProduct

def loss(W, X, y, reg=0.0):
    Y = np.eye(W.shape[1])[y]
    return float(np.sum((X @ W) * Y) / len(y) + reg * W.sum()), X.T @ Y / len(y) + reg

def last_only(W, X, y, reg):
    return loss(W, X[-1:], y[-1:], reg)

X = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
"""
MARGINS = """
import numpy as np
from gradients_by_hand.live.margin_bars import MarginBars

def far(S, y, delta=1.0):
    return np.where(np.abs(S) > 2, np.abs(S) - 2, 0)

def where_far(M, y):
    return (M > 0).astype(float)

MarginBars(far, where_far, np.array([[1.0, 0.0, -1.0]]), np.array([0]))
"""
TRAINING = """
import numpy as np
from gradients_by_hand.datasets import digits
from gradients_by_hand.live.drawing_pad import DrawingPad
from gradients_by_hand.live.templates import Templates

X, y = digits()

def step(W, b, X, y, lr, reg, reduction):
    return W + 0.01 * np.eye(10)[y].T.dot(X).T, b, 1.0

def deal(n, batch, rng):
    return np.split(rng.permutation(n), n // batch)

def images_of(W, shape):
    return W.T.reshape(-1, *shape)

def accuracy(X, y, W, b):
    return np.mean((X @ W).argmax(1) == y)

parts = {"deal": deal, "step": step, "templates": images_of, "accuracy": accuracy}
Templates(parts, (X[:1500], y[:1500]), (X[1500:], y[1500:]), (8, 8))
"""
PAD = """
def ink(X):
    \"\"\"Ink above speaks for 0, ink below for 1.\"\"\"
    return np.stack([X[:, :32].sum(1), X[:, 32:].sum(1)], axis=1)

DrawingPad(ink, 16 * X[:20], y[:20] % 2)
"""
GRAPH = """
import gradients_by_hand.tinyflow as tf
from gradients_by_hand.live.graph_stepper import GraphStepper

tf.rules["neg"] = lambda node, g: [-g]
tf.rules["mul"] = lambda node, g: [g * node.inputs[1], g * node.inputs[0]]
x = tf.placeholder(name="x")
turned = -x
y = turned * x

def order(y):
    return [x, turned, y]

def gradients(y, xs):
    at_turned, direct = tf.rules["mul"](y, tf.constant(1.0))
    (through,) = tf.rules["neg"](turned, at_turned)
    known = {x: direct + through, turned: at_turned, y: tf.constant(1.0)}
    return [known[each] for each in xs]

def hasty(y, xs):
    (through,) = tf.rules["neg"](turned, tf.constant(0.0))
    at_turned, direct = tf.rules["mul"](y, tf.constant(1.0))
    return [{x: direct, turned: at_turned, y: tf.constant(1.0)}[each] for each in xs]

GraphStepper({"gradients": gradients, "hasty": hasty}, order, y, {x: 3.0})
"""


@pytest.fixture(scope="module")
def server(lab, tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    write_notebook(folder / "pull.ipynb", LOSS, "Pull(loss, gradient, shares, [0, 2])")
    sums = "OuterProduct(loss, np.ones((2, 3)), X, [0, 1, 2])"
    write_notebook(folder / "sum.ipynb", SUM, sums, "BugLab(loss, {'last': last_only})")
    write_notebook(folder / "margins.ipynb", MARGINS)
    write_notebook(folder / "digits.ipynb", TRAINING, PAD)
    write_notebook(folder / "graph.ipynb", GRAPH)
    return lab(folder)


@pytest.fixture
def opened(server, new_page):
    """A function that opens a notebook and runs it: the page."""

    def open_and_run(name, **options):
        page = new_page(**options)
        open_notebook(page, server, f"{name}.ipynb")
        run_all(page)
        return page

    return open_and_run


def widget(page, name):
    return page.get_by_role("region", name=name)


def pixels(canvas):
    return canvas.evaluate("each => each.toDataURL()")


def drag(page, canvas, start, end):
    """From one place of a canvas to another, as shares of its width and height."""
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    places = [
        (box["x"] + x * box["width"], box["y"] + y * box["height"])
        for x, y in (start, end)
    ]
    page.mouse.move(*places[0])
    page.mouse.down()
    page.mouse.move(*places[1], steps=8)
    page.mouse.up()


def test_a_bar_is_dragged_and_a_slider_moved_with_keys(opened, screenshots):
    page = opened("pull")
    pull = widget(page, "The pull of the gradient")
    slider = pull.get_by_role("slider", name="score s[0]")
    expect(slider).to_have_value("0")
    before = pixels(pull.locator("canvas").nth(1))

    drag(page, pull.locator("canvas").first, (0.3, 0.5), (0.3, 0.3))
    expect(slider).not_to_have_value("0")
    dragged = float(slider.input_value())
    slider.press("ArrowLeft")

    assert dragged > 0.5
    expect(slider).to_have_value(f"{dragged - 0.1:.1f}")
    assert pixels(pull.locator("canvas").nth(1)) != before
    screenshots(pull, "pulled")


def test_a_wrong_sign_is_told_and_forgotten_when_it_is_mended(opened):
    page = opened("pull")
    pull = widget(page, "The pull of the gradient")
    expect(pull).to_contain_text("✓")

    for sign, verdict in ((-1, "✗"), (1, "✓")):
        source = LOSS.replace("return SIGN", f"return {sign}")
        page.evaluate(
            """source => {
                const panel = window.jupyterapp.shell.currentWidget.content;
                panel.activeCellIndex = 0;
                panel.widgets[0].model.sharedModel.setSource(source);
            }""",
            source,
        )
        command(page, "notebook:run-cell")
        expect(pull.locator(".live-sign")).to_have_text(verdict)


def test_examples_drop_into_the_sum(opened, screenshots):
    page = opened("sum")
    builder = widget(page, "Outer-product builder")
    drop = builder.get_by_role("button", name="Drop the next example")

    for _ in range(3):
        drop.click()
    expect(drop).to_be_disabled()
    expect(builder).to_contain_text("The sum of 3 is not your dW of the batch.")
    divisor = builder.get_by_role("slider", name="sum divided by")
    divisor.press("ArrowRight")
    divisor.press("ArrowRight")

    expect(builder).to_contain_text("The sum of 3 divided by 3 is your dW")
    screenshots(builder, "dropped")


def test_a_fault_hides_in_a_batch_of_one(opened, screenshots):
    page = opened("sum")
    lab = widget(page, "Bug lab")
    expect(lab.locator("td.live-is-false")).to_have_count(2)

    lab.get_by_role("slider", name="examples N").press("Home")

    expect(lab.locator("td.live-is-false")).to_have_count(0)
    expect(lab).to_contain_text("12 numbers in X and W together.")
    screenshots(lab, "hidden")


def test_a_score_is_dragged_until_its_margin_lights_up(opened, screenshots):
    page = opened("margins")
    bars = widget(page, "Margin bars")
    slider = bars.get_by_role("slider", name="score s[1]")

    drag(page, bars.locator("canvas").first, (0.55, 0.5), (0.55, 0.1))

    expect(slider).not_to_have_value("0")
    assert float(slider.input_value()) > 2
    screenshots(bars, "dragged")


def test_templates_grow_while_it_plays_and_rest_when_it_does_not(opened, screenshots):
    page = opened("digits")
    templates = widget(page, "Templates live")
    told = templates.locator(".live-note")
    height = templates.bounding_box()["height"]

    templates.get_by_role("button", name="Play").click()
    expect(told).to_contain_text(re.compile(r"Step [2-9]\d\."))
    templates.get_by_role("button", name="Pause").click()
    page.wait_for_timeout(500)
    resting = told.text_content()
    page.wait_for_timeout(500)

    assert told.text_content() == resting
    assert templates.bounding_box()["height"] == height
    screenshots(templates, "grown")


def test_a_drawing_is_read_by_hand_and_by_keys(opened, screenshots):
    page = opened("digits")
    pad = widget(page, "Drawing pad")
    paper = pad.locator("canvas").first
    pad.get_by_label("centre and enlarge, as the images were").uncheck()

    drag(page, paper, (0.2, 0.8), (0.8, 0.8))
    expect(pad).to_contain_text("Read as 1")
    paper.press("c")
    expect(pad).to_contain_text("The paper is empty.")
    for key in ["Space", *["ArrowRight"] * 6]:
        paper.press(key)

    expect(pad).to_contain_text("Read as 0")
    screenshots(pad, "drawn")
    assert cell(page, 1).count() == 1  # no key has deleted a cell


def test_a_graph_is_walked_step_by_step(opened, screenshots):
    page = opened("graph")
    graph = widget(page, "Graph stepper")
    after = graph.get_by_role("button", name="Step ▶")

    for _ in range(4):
        after.click()
    expect(graph.locator(".live-note")).to_have_text(
        "× has its turn with 1: 3 to −, -3 to x."
    )
    after.press("Enter")
    after.press("Enter")
    expect(graph).to_contain_text("All slopes are as they are measured.")
    screenshots(graph, "walked")
    graph.get_by_role("radio", name="hasty").check()

    expect(graph).to_contain_text("− had its turn with 0, and ends with 3.")
    screenshots(graph, "hasty")


def test_everything_fits_a_narrow_page(opened, screenshots):
    for name in ("pull", "sum", "margins", "digits", "graph"):
        page = opened(name, viewport={"width": 420, "height": 900})
        command(page, "application:toggle-left-area")
        page.wait_for_timeout(500)
        for number, each in enumerate(page.locator("section.live").all()):
            screenshots(each, f"{name}-{number}")
            over = each.evaluate("box => box.scrollWidth - box.clientWidth")
            assert over <= 1, f"{name}: {each.get_attribute('aria-label')} is too wide"
