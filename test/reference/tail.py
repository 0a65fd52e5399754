#!/usr/bin/env python3
"""Finds the continued fraction of FixedPoint.scaledTail (needs mpmath; takes a minute).

T(x) = exp(x^2 / 2) N(-x) on [0, inf) by a rational function of degree 7 / 8, errors equal in size all along: least squares
with Lawson's weights on the error of the linearised quotient, in t = x / (x + 2); then Euclid's algorithm turns the
quotient into c1 / (x + b1 + c2 / (x + b2 + ...)), whose numbers are printed outermost first, c with 36 and b with 18 decimals.
The weights never settle quite: digits from the sixteenth on change with the order of the sums, and matter to no result.
"""
from mpmath import cos, erfc, exp, lu_solve, matrix, mp, mpf, nint, pi, sqrt

mp.dps = 40
DEGREE = 8
HALFWAY = mpf(2)  # the x in the middle of the points
WAD = 10**18


def tail(x):
    if x < 60:
        return exp(x * x / 2) * erfc(x / sqrt(mpf(2))) / 2
    term = total = mpf(1)
    for k in range(1, 30):
        term *= -(2 * k - 1) / (x * x)
        total += term
    return total / (x * sqrt(2 * pi))


def chebyshev(t, degree):
    row = [mpf(1), 2 * t - 1]
    while len(row) <= degree:
        row.append(2 * (2 * t - 1) * row[-1] - row[-2])
    return row


def fit(points, n):
    """Numerator (times 1 - t) and denominator in Chebyshev's basis, and the largest error."""
    basis = [chebyshev(t, n) for t in points]
    wanted = [tail(HALFWAY * t / (1 - t)) for t in points]
    size = len(points)
    weights, below = [mpf(1)] * size, [mpf(1)] * size
    best = None
    for step in range(60):
        normal, right = matrix(2 * n, 2 * n), matrix(2 * n, 1)
        for i in range(size):
            weight = weights[i] / below[i] ** 2
            row = [(1 - points[i]) * v for v in basis[i][:n]] + [-wanted[i] * v for v in basis[i][1:]]
            for a in range(2 * n):
                right[a] += weight * row[a] * wanted[i]
                for b in range(2 * n):
                    normal[a, b] += weight * row[a] * row[b]
        solution = list(lu_solve(normal, right))
        top, bottom = solution[:n], [mpf(1)] + solution[n:]
        below = [sum(x * y for x, y in zip(bottom, row)) for row in basis]
        errors = [
            abs((1 - points[i]) * sum(x * y for x, y in zip(top, basis[i])) / below[i] - wanted[i]) for i in range(size)
        ]
        worst = max(errors)
        if best is None or worst < best[0]:
            best = (worst, top, bottom)
        if step >= 3:
            weights = [w * e / worst for w, e in zip(weights, errors)]
            mean = sum(weights) / size
            weights = [w / mean + mpf(10) ** -25 for w in weights]
    return best


def multiply(a, b):
    result = [mpf(0)] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            result[i + j] += x * y
    return result


def in_x(coefficients, degree):
    """Chebyshev's basis in t to powers of x, times (x + HALFWAY)^degree."""
    rows = [[mpf(1)], [mpf(-1), mpf(2)]]
    while len(rows) < len(coefficients):
        longer = multiply([mpf(-2), mpf(4)], rows[-1])
        rows.append([x - (rows[-2][i] if i < len(rows[-2]) else 0) for i, x in enumerate(longer)])
    in_t = [mpf(0)] * len(coefficients)
    for value, row in zip(coefficients, rows):
        for j, y in enumerate(row):
            in_t[j] += value * y
    result = [mpf(0)] * (degree + 1)
    for k, value in enumerate(in_t):
        power = [mpf(0)] * k + [mpf(1)]
        for _ in range(degree - k):
            power = multiply(power, [HALFWAY, mpf(1)])
        for j, y in enumerate(power):
            result[j] += value * y
    return result


def fraction(top, bottom):
    levels = []
    while True:
        c = top[-1] / bottom[-1]
        top, bottom = [y / top[-1] for y in top], [y / bottom[-1] for y in bottom]
        degree = len(bottom) - 1
        b = bottom[degree - 1] - (top[degree - 2] if degree > 1 else 0)
        levels.append((c, b))
        if degree == 1:
            return levels
        product = multiply([b, mpf(1)], top)
        top, bottom = [bottom[i] - product[i] for i in range(degree - 1)], top


if __name__ == "__main__":
    count = 50 * DEGREE
    points = [(1 - cos(pi * (i + mpf(1) / 2) / count)) / 2 for i in range(count)]
    worst, top, bottom = fit(points, DEGREE)
    top = [HALFWAY * y for y in in_x(top, DEGREE - 1)]
    print("largest error", mp.nstr(worst, 3))
    for c, b in fraction(top, in_x(bottom, DEGREE)):
        print(int(nint(c * WAD * WAD)), int(nint(b * WAD)))
