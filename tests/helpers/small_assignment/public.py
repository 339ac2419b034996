"""The public inputs on which hints compare a student's answers with wrong rules."""

import numpy as np

FIXTURES = {"double": [(np.array([1.0, -2.0, 0.5]),)]}
