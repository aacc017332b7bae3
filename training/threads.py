"""Training runs on one thread, so that weights do not depend on how many a machine has.

Sums over several threads are added up in another order, and the last digits differ; after a few
hundred steps of fitting so do the weights.
"""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")


def on_one_thread(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """``function`` with one thread for BLAS and OpenMP. It needs scikit-learn (``.[train]``)."""

    @functools.wraps(function)
    def limited(*args: Given.args, **kwargs: Given.kwargs) -> Made:
        # Only libraries that are loaded by now are limited, and this one loads them all.
        import sklearn.linear_model  # noqa: F401
        from threadpoolctl import threadpool_limits

        with threadpool_limits(limits=1):
            return function(*args, **kwargs)

    return limited
