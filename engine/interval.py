"""The interval of a proportion that is known from few."""

from math import sqrt

Z = 1.959964  # the normal quantile of a two-sided 95% interval


def wilson(count: int, of: int) -> tuple[float, float]:
    """Return the two ends, from 0 to 1, of the 95% score interval of a proportion; `of` is at least 1.

    Wilson EB. Probable inference, the law of succession, and statistical inference. J Am Stat Assoc
    1927;22(158):209-212; recommended for small numbers by Newcombe RG, Stat Med 1998;17(8):857-872 (method 3).
    """
    p, square = count / of, Z * Z / of
    middle, spread = p + square / 2, Z * sqrt(p * (1 - p) / of + square / (4 * of))
    return max(0.0, (middle - spread) / (1 + square)), min(1.0, (middle + spread) / (1 + square))
