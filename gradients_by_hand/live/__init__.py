"""Live pictures: Python computes with the student's function, the page draws.

A widget is one .py and one .js of the same name, and an example of it in
tests/helpers/live_examples/; docs/live_widget.md writes one.  It holds no formula of
the course: it calls functions, measures, and shows.  Without an open page (a grader,
an export, a viewer of files) the same cell shows the still picture of
`gradients_by_hand.pictures`.

    base         what every widget does: messages, problems, the still picture
    chosen       a widget that shows one of several functions
    front_end    whether a page, a file or a grader runs the cell
    live_lookup  the student's functions as the notebook defines them now
    arrays       numbers on their way to the page
    bundle       a widget's JavaScript with the modules that it imports
    nodelay      a server extension that sends small messages at once
    common/      what the pages share: controls, canvas, axes, palette, keyboard
    boundary/    the largest widget: a classifier that trains in the plane
    classroom/   a page for a projector, with every widget behind a tab
"""
