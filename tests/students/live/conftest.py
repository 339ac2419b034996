"""What the tests of live widgets share."""

import ipywidgets
import pytest


@pytest.fixture(autouse=True)
def _nothing_stays_open():
    yield
    ipywidgets.Widget.close_all()
