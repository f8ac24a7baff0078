from dataclasses import dataclass, field

from .money import Money, total
from .split import evenly, shares


@dataclass
class Item:
    title: str
    amount: Money
    # Who shares it, and how: person to weight. Empty: everybody alike.
    weights: dict = field(default_factory=dict)


@dataclass
class Invoice:
    people: list
    items: list

    def total(self):
        return total(item.amount for item in self.items)

    def owed(self):
        """What each person owes: the sum of the shares of every item."""
        owed = {person: Money(0) for person in self.people}
        for item in self.items:
            for person, share in self._split(item).items():
                owed[person] = owed[person] + share
        return owed

    def _split(self, item):
        if not item.weights:
            return evenly(item.amount, self.people)
        unknown = set(item.weights) - set(self.people)
        if unknown:
            raise ValueError(f"{sorted(unknown)[0]} is not on the invoice")
        return dict(zip(item.weights, shares(item.amount, list(item.weights.values()))))
