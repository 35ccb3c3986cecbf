"""Whether the numbers of facts carry a number in a sentence that cites them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from briefgen.check.fidelity.amounts import Amount
from briefgen.check.fidelity.deeds import root, senses
from briefgen.check.fidelity.fact_amounts import FactAmount
from briefgen.check.fidelity.reckoned import is_duration, results
from briefgen.check.fidelity.shared import meets, shares_given
from briefgen.check.lexicon.deeds import Reckoning
from briefgen.check.reading.quotations import contains, spoken

SMALL = 12
"""Up to here a number may count what the facts list, and number words are held against the same thing only."""
_SAME_WORDS = 2
"""Chief words that a sentence has in common with a list which it counts."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One sentence's numbers against those of its facts.

    Attributes:
        text: The sentence in small plain letters.
        said: The facts' statements in small plain letters.
        amounts: Its numbers.
        given: The facts' numbers.
        counts: How many names the facts list.
        lengths: Days between the facts' dates, and from them to the report's own day.
        reckoning: The language's words of reckoning.
    """

    text: str
    said: str
    amounts: Sequence[Amount]
    given: Sequence[FactAmount]
    counts: frozenset[int]
    lengths: frozenset[int]
    reckoning: Reckoning

    def differing(self, amount: Amount) -> FactAmount | None:
        """What the facts give instead of a number; None where they carry it or do not speak of it.

        A number in digits, or a word above twelve, must be given by a fact or be a result; an `Amount` of no value
        stands for "no such number". A share differs where the facts give shares, or numbers to reckon them from. A
        smaller number word, "several" and "thousands" differ only where a fact counts the same thing otherwise.
        """
        if amount.kind == "article":
            return None
        if amount.kind == "share":
            return self._differing_share(amount)
        if amount.kind == "digits" or (amount.kind == "word" and amount.value > SMALL):
            return None if self._carried(amount) or self._reckoned(amount) else self._instead(amount)
        return self._differing_word(amount)

    def _differing_share(self, amount: Amount) -> FactAmount | None:
        shares = shares_given(amount, self.given)
        return self._instead(amount) if shares and not any(meets(amount, share) for share in shares) else None

    def _carried(self, amount: Amount) -> bool:
        if amount.value <= SMALL and amount.value in self.counts and not amount.unit:
            return True
        if amount.unit == "%" and any(meets(amount, share) for share in self._reckoned_shares(amount)):
            return True
        return any(_equal(amount, each) and not self._swapped(amount, each) for each in self.given)

    def _reckoned_shares(self, amount: Amount) -> tuple[float, ...]:
        """Shares for a percentage in digits: not those that a fact gives in digits, which must be equal."""
        written = {each.amount.value for each in self.given if each.amount.unit == "%" and each.amount.kind != "share"}
        return tuple(share for share in shares_given(amount, self.given) if share not in written)

    def _reckoned(self, amount: Amount) -> bool:
        if amount.kind not in ("digits", "word"):
            return False
        found = results(amount, self.given, self.text, self.said, self.reckoning)
        return any(_is_value(amount, value) for value in found) or is_duration(amount, self.lengths)

    def _swapped(self, amount: Amount, match: FactAmount) -> bool:
        """Whether the facts give that number for something else, and another one for what the text counts."""
        return self._is_of_other(amount, match, _things) or self._is_of_other(amount, match, _fates)

    def _is_of_other(self, amount: Amount, match: FactAmount, meaning: Callable[[Amount], frozenset[str]]) -> bool:
        own, theirs = meaning(amount), meaning(match.amount)
        if not own or not theirs or own & theirs:
            return False
        same = [each for each in self.given if meaning(each.amount) & own and each.amount.kind != "article"]
        return bool(same) and not any(math.isclose(each.amount.value, amount.value) for each in same)

    def _instead(self, amount: Amount) -> FactAmount:
        """The number that the text most likely means: of the same noun, of the same unit, or any that counts."""
        numbers = [each for each in self.given if each.exact or each.amount.kind == "share"]
        nearest = sorted(
            numbers,
            key=lambda each: (
                not each.amount.nouns & amount.nouns,
                each.amount.unit != amount.unit,
                each.amount.kind != "digits",
                abs(each.amount.value - amount.value),
            ),
        )
        return nearest[0] if nearest else FactAmount("", replace(amount, words=""))

    def _differing_word(self, amount: Amount) -> FactAmount | None:
        vague = amount.kind == "vague"
        same = [
            each
            for each in self.given
            if each.amount.nouns & amount.nouns or (vague and each.amount.kind == "vague")
            if not each.amount.partitive and each.amount.hedge != "about"
            if not each.listed or self._counts_list(amount, each)
        ]
        articles = len({(each.fact, each.amount.start) for each in same if each.amount.kind == "article"})
        if amount.value in self.counts or any(_overlap(amount, each.amount, articles) for each in same):
            return None
        other = same[0] if same and not amount.partitive else self._other_deed(amount)
        return None if other is None or self._given_elsewhere(amount) or self._reckoned(amount) else other

    def _counts_list(self, amount: Amount, names: FactAmount) -> bool:
        """Whether the text counts those whom a fact lists, and all of them: it says the same of them."""
        counted = {root(noun) for noun in names.amount.nouns}
        words = spoken(self.text)
        apart = sum(contains(words, name) for name in names.listed)
        same = (amount.deed & names.amount.deed) - counted
        return len(same) >= _SAME_WORDS and amount.value + apart != len(names.listed)

    def _given_elsewhere(self, amount: Amount) -> bool:
        """Whether a fact gives that number, and not for something else."""
        return any(_equal(amount, each) and not self._swapped(amount, each) for each in self.given)

    def _other_deed(self, amount: Amount) -> FactAmount | None:
        """Of a number that stands alone ("eight died"), the fact's number of which the same is said."""
        if amount.kind != "word" or amount.value <= 1 or amount.points_back:
            return None
        taken = {each.measure for each in self.amounts if each is not amount}
        if {root(noun) for noun in amount.nouns} - senses(amount.deed):
            return None
        return next(
            (
                each
                for each in self.given
                if each.exact and not each.bare and each.amount.hedge != "about"
                if amount.unit == each.amount.unit and amount.deed & each.amount.deed
                if each.amount.measure not in taken or _fates(amount) & _fates(each.amount)
            ),
            None,
        )


def _things(amount: Amount) -> frozenset[str]:
    return amount.nouns


def _fates(amount: Amount) -> frozenset[str]:
    return senses(amount.deed)


def _equal(amount: Amount, given: FactAmount) -> bool:
    other = given.amount
    if other.kind in ("article", "several", "vague") or given.listed or not (given.bare or _same_unit(amount, other)):
        return False
    counted = given.bare or not (amount.unit and other.unit)
    return _is_value(amount, other.measure / amount.factor) or (counted and _is_value(amount, other.value))


def _is_value(amount: Amount, value: float) -> bool:
    """Whether a number in the text may stand for a value: it is that, or is rounded and says so."""
    if math.isclose(amount.value, value, rel_tol=1e-6):
        return True
    return bool(amount.hedge) and amount.value == _rounded(value, amount)


def _same_unit(amount: Amount, other: Amount) -> bool:
    if amount.unit == other.unit:
        return True
    return "%" not in (amount.unit, other.unit) and not (amount.unit and other.unit)


def _rounded(value: float, amount: Amount) -> float:
    """The number cut to as many digits as the text gives, down after "over", up after "under"."""
    digits = len(f"{amount.value:.0f}".rstrip("0")) or 1
    step = 10.0 ** (math.floor(math.log10(value)) + 1 - digits) if value > 0 else 1.0
    how = {"over": math.floor, "under": math.ceil}.get(amount.hedge, round)
    return how(value / step) * step


def _overlap(amount: Amount, other: Amount, articles: int) -> bool:
    if amount.kind == other.kind == "vague":
        return amount.least == other.least
    most = articles if other.kind == "article" else other.most
    return amount.least <= most and other.least <= amount.most
