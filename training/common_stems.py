"""Which words stories share whatever they are about, and how well the others tell stories apart.

Counted in the labelled answers that are scored, each a story of its own; the five walkthroughs of
the webhooks are one story told five times.
"""

from collections import Counter
from itertools import combinations
from pathlib import Path

from mockint.content.load import load
from mockint.locations import content_dir
from mockint.stories.recognise import COMMON_FILE, SAME_SHARE, SAME_STEMS, Told, alike
from mockint.text.stems import beginnings
from training.answers import DEVELOPMENT, read

__all__ = ["COMMON_FILE", "write"]

SHARE = 0.06
"""A stem in more answers than this share of them belongs to no story."""


def write(path: Path) -> None:
    """Write the common stems to ``path``, and print how well the others tell stories apart."""
    texts = [" ".join(answer.sentences) for answer in read(DEVELOPMENT)]
    often = Counter(stem for text in texts for stem in beginnings(text))
    common = sorted(stem for stem, count in often.items() if count > SHARE * len(texts))
    path.write_text("\n".join(common) + "\n", encoding="utf-8")
    print(f"{len(common)} stems in more than {SHARE:.0%} of {len(texts)} answers: {path.name}")
    library = load(content_dir())
    models = [
        " ".join(part.example for part in study.parts.values())
        for study in library.walkthroughs.values()
    ]
    studies = [told for told in models if "webhook" in told]
    for name, told in (("different stories", texts), ("one story", studies)):
        pairs = [alike(a, b) for a, b in combinations(map(Told, told), 2)]
        same = sum(one.same for one in pairs)
        shares = sorted(one.share for one in pairs)
        print(
            f"{name}: {same} of {len(pairs)} pairs taken for the same "
            f"(at least {SAME_STEMS} stems and {SAME_SHARE:.0%} of the fewer); "
            f"shares {shares[0]:.2f} to {shares[-1]:.2f}"
        )
