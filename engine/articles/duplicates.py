"""Near duplicates: articles that share most of their phrases of a few words (Broder 1997, Jaccard of shingles).

A sketch of the smallest hashes finds the few articles worth comparing; the share itself is exact.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from zlib import crc32

SKETCH = 32  # smallest hashes that stand for an article
SHARED = 0.25  # of them, from which two articles are compared
SHORT = 20  # phrases; an article with fewer is like any other short one
COMPARED = 5

Phrases = frozenset[int]


def phrases(text: str, size: int) -> Phrases:
    """Return the hashes of every run of `size` words of a text, in small letters."""
    words = text.lower().split()
    return frozenset(crc32(" ".join(words[i : i + size]).encode()) for i in range(len(words) - size + 1))


def alike(one: Phrases, other: Phrases) -> float:
    """Return the share of their phrases that two articles have in common, 0 to 1."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def duplicates(articles: Sequence[Phrases], threshold: float) -> Iterator[tuple[int, int, float]]:
    """Yield each article that is nearly the same as one before it: its place, the other's, and how alike they are."""
    holding: dict[int, list[int]] = defaultdict(list)
    for place, own in enumerate(articles):
        if len(own) < SHORT:
            continue
        sketch = sorted(own)[:SKETCH]
        shared = Counter(other for smallest in sketch for other in holding[smallest])
        near = [other for other, count in shared.most_common(COMPARED) if count >= SHARED * len(sketch)]
        best = max(((alike(own, articles[other]), -other) for other in near), default=(0.0, 0))
        if best[0] >= threshold:
            yield place, -best[1], best[0]
        else:  # only the first of a group is kept to compare with: a thousand copies cost a thousand comparisons
            for smallest in sketch:
                holding[smallest].append(place)
