#!/usr/bin/env python
"""Train the weights of mockint/star/segmenter/label.py again, from benchmarks/answers/*.jsonl.

    pip install '.[train]'
    python scripts/train_parts.py [--out FILE]

Takes about two minutes. The same answers and code give the same weights on one machine.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from segmenter.answers import data_hash, read, training_files
from segmenter.training import train

from mockint.star.segmenter import crf


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=crf.WEIGHTS_FILE)
    out = parser.parse_args().out
    files = training_files()
    answers = [answer for path in files for answer in read(path)]
    weights = train(answers, data_hash(files))
    crf.save(weights, out)
    print(f"{len(answers)} answers, {len(weights.keys)} features: {out.name}, ", end="")
    print(f"{out.stat().st_size / 1e6:.2f} MB, data {weights.about['data']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
