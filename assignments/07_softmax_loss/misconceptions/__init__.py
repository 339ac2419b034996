"""Misconceptions of 07_softmax_loss, one file per exercise.

Each one is code that a student might have written.  It is recognised by its results, so
it changes one thing and is right and numerically stable in all others.

The ids of each file, after "07-":

    l2_penalty               LP
    affine_backward          BI
    softmax_loss             SN: with loops and without
    softmax_loss_matrices    SV: what matrices add to that
    softmax_loss_seen        SL: more that was seen in real code
    strongest_rival          AL
    smallest_batch           SB
"""
