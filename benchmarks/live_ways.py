"""The ways to show a classifier that trains, as cells of a notebook.

ours      the Boundary widget: the kernel sends weights, the page draws
usual     ipywidgets' interact with a new figure of matplotlib each time
ipympl    one figure of matplotlib with its own canvas in the page (%matplotlib widget)

Each trains the same loss on the same 300 points, a step a frame, shows the plane with
its points and the curve of the loss, and can be asked to move the points by a slider.
In the two others `REGION` points a side are coloured; in ours the page colours its own
pixels.
"""

from dataclasses import dataclass

_SETUP = """
import os, pathlib
import numpy as np
pathlib.Path("{pid}").write_text(str(os.getpid()))
REGION = {region}
rng = np.random.default_rng(0)
y = np.repeat(np.arange(3), 100)
angle = 2.1 * y + rng.normal(size=300) / 3
X = np.column_stack([np.cos(angle), np.sin(angle)]) + rng.normal(size=(300, 2)) / 5

def loss(W, X, y, reg):
    scores = X @ W
    scores = scores - scores.max(axis=1, keepdims=True)
    P = np.exp(scores)
    P = P / P.sum(axis=1, keepdims=True)
    rows = np.arange(len(y))
    value = -np.log(P[rows, y]).mean() + reg * np.sum(W * W)
    P[rows, y] -= 1
    return value, X.T @ P / len(y) + 2 * reg * W
"""

_OURS = """
from gradients_by_hand.live.boundary import Boundary

def points(noise, seed):
    return X + noise * np.random.default_rng(1).normal(size=X.shape), y

Boundary({"loss": loss}, points={"points": points}, lr=0.02)
"""

# What both of matplotlib's ways share: a step, the classes of the plane, the picture.
_STEPS = """
ticks = np.linspace(-1.6, 1.6, REGION)
plane = np.array(np.meshgrid(ticks, ticks)).reshape(2, -1).T
plane = np.column_stack([plane, np.ones(len(plane))])
W, shaken, losses = np.zeros((3, 3)), {"noise": None}, []

def trained(noise):
    global W
    if shaken["noise"] != noise:
        moved = X + noise * np.random.default_rng(1).normal(size=X.shape)
        shaken.update(noise=noise, X=np.column_stack([moved, np.ones(len(X))]))
    value, dW = loss(W, shaken["X"], y, 0.001)
    losses.append(value)
    W = W - 0.02 * dW
    return shaken["X"], (plane @ W).argmax(axis=1).reshape(REGION, REGION)

def controls(show):
    return interact(
        show,
        step=Play(min=0, max=10**6, interval=16),
        noise=FloatSlider(min=0, max=0.5, step=0.01, value=0.0),
    )

LOOK = dict(origin="lower", extent=(-1.6, 1.6, -1.6, 1.6), cmap="viridis")
"""

_USUAL = """
%matplotlib inline
import matplotlib.pyplot as plt
from ipywidgets import FloatSlider, Play, interact

def show(step, noise):
    points, classes = trained(noise)
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 5))
    left.imshow(classes, **LOOK)
    left.scatter(*points[:, :2].T, c=y, edgecolors="white")
    right.plot(losses)
    right.set_title(f"loss after step {step}")
    plt.show()

controls(show);
"""

_IPYMPL = """
%matplotlib widget
import matplotlib.pyplot as plt
from ipywidgets import FloatSlider, Play, interact

points, classes = trained(0.0)
figure, (axes, right) = plt.subplots(1, 2, figsize=(10, 5))
(curve,) = right.plot(losses)
image = axes.imshow(classes, vmin=0, vmax=2, **LOOK)
dots = axes.scatter(*points[:, :2].T, c=y, edgecolors="white")
plt.show()

def show(step, noise):
    points, classes = trained(noise)
    image.set_data(classes)
    dots.set_offsets(points[:, :2])
    curve.set_data(range(len(losses)), losses)
    right.relim()
    right.autoscale_view()
    right.set_title(f"loss after step {step}")
    figure.canvas.draw_idle()

controls(show);
"""


@dataclass(frozen=True)
class Way:
    """A notebook, and where in its page the picture, the slider and `play` are."""

    name: str
    cells: tuple[str, ...]
    picture: str
    slider: str
    play: str
    pause: str
    fold: str = ""  # what has to be opened before the slider is seen
    package: str = "gradients_by_hand"

    def sources(self, pid, region):
        """The notebook's cells; `pid` names the file for the kernel's process id."""
        setup = _SETUP.replace("{pid}", str(pid)).replace("{region}", str(region))
        return (setup, *self.cells)


OURS = Way(
    "ours: weights, the page draws",
    (_OURS,),
    picture=".live-surface",
    slider=".live-slider:has-text('noise') input",
    play=".live button:has-text('Play')",
    pause=".live button:has-text('Pause')",
    fold="summary:has-text('More to set')",
)
USUAL = Way(
    "usual: interact and matplotlib",
    (_STEPS, _USUAL),
    picture=".jp-OutputArea-output img",
    slider=".noUi-handle",
    play=".widget-play button",
    pause=".widget-play button",
)
IPYMPL = Way(
    "ipympl",
    (_STEPS, _IPYMPL),
    picture=".jupyter-matplotlib-canvas-container canvas",
    slider=".noUi-handle",
    play=".widget-play button",
    pause=".widget-play button",
    package="ipympl",
)
