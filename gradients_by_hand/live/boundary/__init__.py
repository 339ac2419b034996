"""The boundary: a linear classifier trains in the plane by a student's gradient.

    boundary         the widget: what the notebook gives it and reads from it
    training_widget  the actions of its page, as changes of a run of training
    training         a run of training: step, rewind, change, undo, write a journal
    settings         what a person sets in a run, and the journal of it
    replay           a run as a short text, and back
    loss_forms       the forms in which a notebook may write a loss
    point_sets       the built-in points
    inspection       the gradient light and the losses of single points
    gradient_light   the gradient check, spread over many frames
    player           takes steps a little ahead of the page that plays them

The page (boundary.js) gets rows of numbers and draws everything from them:

    commands.js      what a person does, as messages to the kernel
    parts.js         all controls and pictures of the page, made and wired
    screen.js        paints a row: the plane, the curves, the numbers
    layout.js        where everything stands
    plane.js         the square with the classifier, drawn by the next three:
    regions.js       the region of each class, an exact polygon shaded by the lead
    borders.js       lines between classes, margins, zero lines and their arrows
    marks.js         points, the chosen point, the cursor
    hand.js          pointer and keyboard in the plane
    chart.js         the curves over the steps
    controls.js      sliders, choices and the text of a run
    panel.js         the numbers beside the plane
    prediction.js    freeze, predict, reveal
"""

from gradients_by_hand.live.boundary.boundary import Boundary
from gradients_by_hand.live.boundary.loss_forms import trained_by

__all__ = ["Boundary", "trained_by"]
