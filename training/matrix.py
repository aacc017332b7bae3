"""Named features as a sparse matrix, for what is fitted with scikit-learn."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np


def matrix(rows: Sequence[Mapping[str, float]], index: Mapping[str, int]) -> Any:
    """Shape (rows, features), sparse; ``index``: the column of each name, others are left out."""
    from scipy.sparse import csr_matrix

    starts, columns, values = [0], list[int](), list[float]()
    for row in rows:
        known = [(index[name], value) for name, value in row.items() if name in index]
        columns.extend(c for c, _ in known)
        values.extend(v for _, v in known)
        starts.append(len(columns))
    cells = (np.array(values), np.array(columns, dtype=np.int32), np.array(starts, dtype=np.int32))
    return csr_matrix(cells, shape=(len(rows), len(index)))
