"""One boundary on a page: what it shows, and what a person does with it."""

from playwright.sync_api import expect

LOSS = """import numpy as np

def loss(W, X, y, reg):
    P = np.exp(X @ W)
    P = P / P.sum(axis=1, keepdims=True)
    value = -np.mean(np.log(P[np.arange(len(y)), y])) + reg * np.sum(W * W)
    P[np.arange(len(y)), y] -= 1
    return value, X.T @ P / len(y) + 2 * reg * W"""
WRONG = LOSS.replace("return value, X.T", "return value, -X.T")
FAILING = "def loss(W, X, y, reg):\n    raise ValueError('what is X?')"
MAKE = """from gradients_by_hand.live.boundary import Boundary
boundary = Boundary({"softmax": loss}, lr=0.3)
boundary"""

# A number for what a canvas shows, and how many colours are in it.
PIXELS = """canvas => {
    const { width, height } = canvas;
    const data = canvas.getContext("2d").getImageData(0, 0, width, height).data;
    let hash = 0;
    const colours = new Set();
    for (let i = 0; i < data.length; i += 4) {
        hash = (31 * hash + 7 * data[i] + 3 * data[i + 1] + data[i + 2]) | 0;
        const [r, g, b] = [data[i], data[i + 1], data[i + 2]];
        if (i % 256 === 0) colours.add(65536 * r + 256 * g + b);
    }
    return [hash, colours.size];
}"""
# How high the widget is in each frame that is painted in some milliseconds.
HEIGHTS = """async (root, ms) => {
    const seen = new Set();
    const look = () => seen.add(root.getBoundingClientRect().height);
    root.addEventListener("boundary:frame", look);
    await new Promise(resolve => setTimeout(resolve, ms));
    root.removeEventListener("boundary:frame", look);
    return [...seen];
}"""
SET_AND_RUN = """async ([index, source]) => {
    const panel = window.jupyterapp.shell.currentWidget;
    panel.content.activeCellIndex = index;
    panel.content.widgets[index].model.sharedModel.setSource(source);
    await window.jupyterapp.commands.execute("notebook:run-cell");
}"""
CELLS = "() => window.jupyterapp.shell.currentWidget.content.widgets.length"


class Seen:
    """One boundary on a page."""

    def __init__(self, root):
        self.root, self.page = root, root.page
        self.plane = root.locator(".boundary-stage canvas")
        self.light = root.locator(".boundary-light")
        self.problem = root.get_by_role("alert")

    def button(self, name):
        return self.root.locator(".boundary-bar").get_by_role("button", name=name)

    def slider(self, name):
        return self.root.get_by_role("slider", name=name)

    @property
    def pixels(self):
        self.page.wait_for_timeout(100)  # a frame or two
        return self.plane.evaluate(PIXELS)[0]

    @property
    def step(self):
        return int(self.root.get_attribute("data-step"))

    def number(self, name):
        box = self.root.locator(".boundary-number", has_text=name).locator("strong")
        return float(box.inner_text().rstrip("%").replace("−", "-"))

    def expect_step(self, number):
        expect(self.root).to_have_attribute("data-step", str(number))

    def play_until(self, step):
        self.button("Play").click()
        self.page.wait_for_function(
            "([root, step]) => Number(root.dataset.step) >= step",
            arg=[self.root.element_handle(), step],
        )
        self.button("Pause").click()
        expect(self.button("Play")).to_be_visible()

    def rewrite(self, source):
        """The student writes the first cell anew, and runs it."""
        self.page.evaluate(SET_AND_RUN, [0, source])

    def expect_light(self, state):
        expect(self.light).to_have_attribute("data-state", state)
