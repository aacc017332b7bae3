#!/usr/bin/env python3
"""Which words stories share whatever they are about, and how well the others tell stories apart.

    .venv/bin/python scripts/common_words.py [--write]

Counted in the labelled answers, each a story of its own; the five walkthroughs are one story told
five times. ``--write`` keeps mockint/stories/common_stems.txt.
"""

import argparse
from collections import Counter
from itertools import combinations

from labelled_units import LABELLED, rows

from mockint.content.load import load
from mockint.locations import content_dir
from mockint.stories.recognise import COMMON_FILE, SAME_SHARE, SAME_STEMS, Told, alike
from mockint.text.stems import beginnings

SHARE = 0.06
"""A stem in more answers than this share of them belongs to no story."""


def main() -> None:
    """Count, show, and with ``--write`` keep."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    texts = [" ".join(unit["text"] for unit in row["units"]) for row in rows([LABELLED])]
    often = Counter(stem for text in texts for stem in beginnings(text))
    common = sorted(stem for stem, count in often.items() if count > SHARE * len(texts))
    if write:
        COMMON_FILE.write_text("\n".join(common) + "\n", encoding="utf-8")
    print(f"{len(common)} stems in more than {SHARE:.0%} of {len(texts)} answers")
    library = load(content_dir())
    studies = [
        " ".join(part.example for part in study.parts.values())
        for study in library.walkthroughs.values()
    ]
    for name, told in (("different stories", texts), ("one story", studies)):
        pairs = [alike(a, b) for a, b in combinations(map(Told, told), 2)]
        same = sum(one.same for one in pairs)
        shares = sorted(one.share for one in pairs)
        print(
            f"{name}: {same} of {len(pairs)} pairs taken for the same "
            f"(at least {SAME_STEMS} stems and {SAME_SHARE:.0%} of the fewer); "
            f"shares {shares[0]:.2f} to {shares[-1]:.2f}"
        )


if __name__ == "__main__":
    main()
