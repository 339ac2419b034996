"""The drawing pad: the score of each class for a digit drawn by hand."""

import numpy as np
import traitlets as t

from gradients_by_hand.live.base import LiveWidget
from gradients_by_hand.live.bundle import page_of
from gradients_by_hand.live.live_lookup import table
from gradients_by_hand.pictures.templates import one_image


class DrawingPad(LiveWidget):
    """Eight by eight pixels of ink from a drawing, and the score of each class.

    scores(X (N, 64)) -> (N, C); images (n, 64) from 0 to 16 and labels (n,): digits to
    begin with.  The notebook can read `pixels`.
    """

    _esm, _css = page_of(__file__)

    pixels = t.List(t.Float(), help="The ink, row by row, 0 to 16.").tag(page=True)
    which = t.Int(0, help="The image on the pad; -1: a drawing.").tag(page=True)

    def __init__(self, scores, images, labels, which=0):
        super().__init__({"scores": scores}, which=which)
        self._images = np.array(images, dtype=float)
        self._labels = np.array(labels)
        self._take()
        self.observe(self._take, "which")

    def _take(self, _change=None):
        if self.which >= 0:
            self.pixels = self._images[self.which % len(self._images)].tolist()

    @property
    def truth(self):
        """The label of the image on the pad, or None for a drawing."""
        if self.which < 0:
            return None
        return int(self._labels[self.which % len(self._labels)])

    def do_other(self):
        """Take the next image."""
        self.which = (self.which + 1) % len(self._images)

    def do_wrong(self):
        """Take the next image that is read wrongly."""
        winners = np.argmax(self.call("scores", self._images), axis=1)
        wrong = np.flatnonzero(winners != self._labels)
        if len(wrong):
            later = wrong[wrong > self.which]
            self.which = int(later[0] if len(later) else wrong[0])

    def view(self):
        x = np.array([self.pixels])
        answer = self.call("scores", x)
        scores = table(answer, (1, np.size(answer)), "the table of scores")[0]
        winner, second = np.argsort(-scores, kind="stable")[:2]
        return {
            "scores": scores,
            "winner": int(winner),
            "second": int(second),
            "truth": -1 if self.truth is None else self.truth,
            "words": self._words(scores, winner, second),
        }

    def still(self):
        image = np.array(self.pixels)
        truth = -1 if self.truth is None else self.truth
        return one_image(self._functions["scores"], image, (8, 8), truth)

    def _words(self, scores, winner, second):
        if not any(self.pixels):
            return "The paper is empty."
        truth = "" if self.truth is None else f" It is a {self.truth}."
        lead = scores[winner] - scores[second]
        return f"Read as {winner}, {lead:.1f} ahead of {second}.{truth}"
