"""Misconceptions of 11_tinyflow, one file per exercise.

Each one is code that a student might have written.  It is recognised by its results, so
it changes one thing and is right in all others.

The ids of each file, after "11-":

    grad_*                               AD, GR: reverse rules; FU: the fused node
    topological_order                    TO, AD
    gradients                            GD, AD
    run                                  RU, AD
    mean_cross_entropy                   CE, AD
    counting_step                        CO
    friendly_node_class                  KE, AD
    softmax_cross_entropy_with_logits    FU, AD
"""
