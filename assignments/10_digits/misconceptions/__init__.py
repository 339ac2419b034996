"""Misconceptions of 10_digits, one file per exercise.

Each one is code that a student might have written.  It is recognised by its results, so
it changes one thing and is right in all others.

The ids of each file, after "10-":

    parse_idx           ID
    minibatches         MB, TR08, TR13
    sgd_step            ST, TR01, TR02, TR22, SU01, SU02, SU04
    accuracy            AC
    train_softmax       TL, TR04 to TR10, TR14, SU05, VZ01, VZ04
    weight_templates    WT, VZ07
    hold_out            HO
"""
