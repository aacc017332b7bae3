"""Training keeps to one thread."""

import pytest

from training import parts, probes, signals
from training.threads import on_one_thread

pytest.importorskip("sklearn", reason="training needs scikit-learn")


def test_all_that_is_fitted_is_fitted_on_one_thread() -> None:
    from threadpoolctl import threadpool_info

    pools = on_one_thread(threadpool_info)()
    assert {pool["user_api"] for pool in pools} >= {"blas"}
    assert {pool["num_threads"] for pool in pools} == {1}
    fitted = (
        *(parts.train, parts.train_folds, probes._fit),
        *(signals.cross_fit, signals.train, signals.held_out),
    )
    assert all(hasattr(function, "__wrapped__") for function in fitted)
