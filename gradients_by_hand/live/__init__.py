"""Live pictures: Python computes with the student's function, the page draws.

A widget is one .py and one .js of the same name.  It holds no formula of the course: it
calls functions, measures, and shows.  Where no page is open (a grader, an export, a
viewer of files) the same cell shows the still picture of `gradients_by_hand.pictures`.

    base      what every widget does: messages, problems, the still picture
    audience  who will see it: a page, a file, or nobody
    own       the student's functions as they are now, not as they were
    arrays    numbers on their way to the page
    bundle    a widget's JavaScript with the modules of common/ that it imports
    nodelay   a server extension that sends small messages at once
    common/   what the pages share: controls, canvas, axes, palette, keyboard
"""
