"""Right answers in other styles: each must earn full marks."""

import numpy as np

from autograder.variants import variant


@variant("double")
def adds_it_to_itself(x):
    return x + x


@variant("double")
def entry_by_entry(x):
    return np.array([2 * each for each in x.ravel()]).reshape(x.shape)
