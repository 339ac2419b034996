"""An example of the names and boxes."""

from gradients_by_hand.live.names_and_boxes import NamesAndBoxes

LINES = ["b = np.zeros(4)", "a = b", "c = b.copy()", "d = b[:2]", "a += 1", "a = a + 1"]


def make(student):
    return NamesAndBoxes(LINES)
