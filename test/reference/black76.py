#!/usr/bin/env python3
"""Writes test/vectors/black76.json: calls by Black (1976) and their deltas with 60 digits (needs mpmath), rounded down to
18 decimals. Independent of the contracts: N by mpmath's erfc, both terms of the formula as they stand."""
import json
import random
from pathlib import Path

from mpmath import erfc, floor, log, mp, mpf, sqrt

mp.dps = 60
WAD = 10**18
LOWEST, USUAL, HIGHEST = 10**12, 2000 * WAD, 2**96 - 1


def normal(x):
    return erfc(-x / sqrt(mpf(2))) / 2


def call(forward, strike, variance):
    s = sqrt(mpf(variance) / WAD)
    d1 = log(mpf(forward) / strike) / s + s / 2
    delta = normal(d1)
    return int(floor(forward * delta - strike * normal(d1 - s))), int(floor(delta * WAD))


def points():
    moneyness = "1e-6 1e-3 0.1 0.5 0.8 0.9 0.95 0.99 0.999 1 1.001 1.01 1.05 1.1 1.25 2 10 1e3 1e6".split()
    variances = "1e-10 1e-8 1e-6 1e-4 0.0025 0.01 0.04 0.25 1 4 25 100 200".split()
    for m in moneyness:
        for w in variances:
            yield USUAL, int(mpf(m) * USUAL), int(mpf(w) * WAD)
    draw = random.Random(76)
    for forward in (LOWEST, HIGHEST):
        for m in ("1e-6", "0.9", "1", "1.1", "1e6"):
            for w in ("1e-10", "0.01", "1", "200"):
                yield forward, int(mpf(m) * forward), int(mpf(w) * WAD)
    for _ in range(60):
        forward = int(mpf(LOWEST) * (mpf(HIGHEST) / LOWEST) ** draw.random())
        s = mpf(10) ** draw.uniform(-5, 1.15)
        # within ten deviations, where there is something to be wrong about
        strike = int(forward * mp.exp(min(max(draw.uniform(-10, 10) * s, -13.8), 13.8)))
        yield forward, strike, int(s * s * WAD)


if __name__ == "__main__":
    columns = {"forwards": [], "strikes": [], "variances": [], "calls": [], "deltas": []}
    for forward, strike, variance in points():
        for name, value in zip(columns, (forward, strike, variance, *call(forward, strike, variance))):
            columns[name].append(str(value))
    source = "test/reference/black76.py: Black (1976) with 60 digits, rounded down to 18 decimals"
    path = Path(__file__).parent.parent / "vectors" / "black76.json"
    path.write_text(json.dumps({"source": source, **columns}, indent=1) + "\n")
    print(len(columns["calls"]), "points")
