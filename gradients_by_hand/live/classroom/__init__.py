"""The classroom page: the live pictures full screen, for a projector and no code.

page         every widget behind a tab, driven by the functions of notebooks
functions    the functions that a notebook or a file defines
classroom.ipynb, templates/    what Voila serves (`make live`)
"""
