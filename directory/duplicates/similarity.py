"""Similarity of organisations, by their names as people write them and by their contact details."""

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from cms.common.folding import fold
from cms.search.compounds import parts_of

from ..domain.club_words import (
    CHAPTER,
    CIRCLES,
    FILLERS,
    KINDS,
    LAST_LETTERS,
    LEGAL_FORM,
    SHORT_FORMS,
    VAGUE_KINDS,
    YEAR,
)
from ..domain.comparable import (
    Position,
    are_near,
    comparable_court,
    comparable_host,
    comparable_phone,
    comparable_register_number,
)

LIKELY = 60
# Upper limit if places or kinds differ, whatever else matches.
DIFFERENT = LIKELY - 5
POINTS = {"email": 35, "phone": 30, "host": 30}
# A court issues each number once. Without the court it is only a hint.
SAME_REGISTER, SAME_NUMBER = 70, 30
# Many groups share a parish hall: it supports a similar name, but means nothing alone.
SAME_PLACE = 10

WEIGHT_OF_KIND, WEIGHT_OF_PLACE = 0.35, 0.3
SAME_WORD, SAME_BEGINNING, SAME_SHORT_FORM = 0.84, 0.7, 0.7
SAME_INITIALS = 40


@dataclass(frozen=True)
class Surroundings:
    """Folded words: `town` are the town's own names, which say nothing; `places` its districts, which do.

    `common` are contact details (as in `Organisation`) that many entries share, such as the town hall's phone or the
    host of a website provider.
    """

    town: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Organisation:
    """The data that identifies an organisation."""

    name: str
    other_names: tuple[str, ...] = ()
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    host: str = ""
    register_court: str = ""
    register_number: str = ""
    positions: frozenset[Position] = frozenset()

    @classmethod
    def of(
        cls, name: str, other_names=(), emails=(), phones=(), website="", register=("", ""), positions=()
    ) -> "Organisation":
        """Normalise raw values, dropping empty ones.

        `register` is court and number, `positions` are pairs of latitude and longitude in degrees.
        """
        court, number = register
        return cls(
            name,
            tuple(filter(None, other_names)),
            frozenset(each.strip().casefold() for each in emails if each),
            frozenset(filter(None, map(comparable_phone, phones))),
            comparable_host(website),
            comparable_court(court),
            comparable_register_number(number),
            frozenset((float(north), float(east)) for north, east in positions if None not in (north, east)),
        )

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.other_names)


@dataclass(frozen=True)
class Words:
    """The significant words of a name."""

    all: tuple[str, ...]
    places: frozenset[str] = field(default_factory=frozenset)
    # Place names of a local chapter, in this town or another.
    chapters: frozenset[str] = field(default_factory=frozenset)
    initials: str = ""

    @cached_property
    def kinds(self) -> frozenset[str]:
        return frozenset(self.all) & (KINDS - VAGUE_KINDS)

    @cached_property
    def circles(self) -> frozenset[str]:
        """Groups within a larger organisation: "jugend", "foerder"."""
        return frozenset(each for each in CIRCLES for word in self.all if word.startswith(each))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Numbers: "Krabbelgruppe 2", but also "Schwalbe 09"."""
        return frozenset(filter(str.isdecimal, self.all))

    def weight(self, word: str) -> float:
        if word in self.places:
            return WEIGHT_OF_PLACE
        return WEIGHT_OF_KIND if word in KINDS or word == "sankt" or word in self.numbers else 1.0


def words_of(name: str, around: Surroundings) -> Words:
    """Return the name without legal form, years, fillers and the town's name, with abbreviations expanded."""
    text = YEAR.sub(" ", LEGAL_FORM.sub(" ", fold(name)))
    written_out = " ".join(SHORT_FORMS.get(word, word) for word in text.split())
    kept = [word for word in written_out.split() if word not in FILLERS and word not in around.town]
    return Words(
        tuple(dict.fromkeys(kept)),
        frozenset(kept) & around.places,
        frozenset(CHAPTER.findall(written_out)),
        "".join(word[0] for word in text.split()),
    )


def likeness(one: Organisation, other: Organisation, around: Surroundings = Surroundings()) -> int:
    """Return 0 to 100; from `LIKELY` on, a person should compare the two."""
    pairs = [
        (words_of(mine, around), words_of(theirs, around)) for mine in one.names for theirs in other.names
    ]
    score = max(_likeness_of_names(mine, theirs) for mine, theirs in pairs)
    shared = _shared_ways(one, other, around)
    register = _points_of_registers(one, other)
    score += sum(POINTS[way] for way in shared) + register
    score += SAME_PLACE if are_near(one.positions, other.positions) else 0
    if register == SAME_REGISTER:
        return min(round(score), 100)
    if "email" not in shared and len(shared) < 2 and _are_different(*pairs[0]):
        score = min(score, DIFFERENT)
    return min(round(score), DIFFERENT if _are_registered_apart(one, other) else 100)


def _shared_ways(one: Organisation, other: Organisation, around: Surroundings) -> set[str]:
    ways = {
        "email": one.emails & other.emails,
        "phone": one.phones & other.phones,
        "host": {one.host} & {other.host} - {""},
    }
    return {way for way, shared in ways.items() if shared - around.common}


def _points_of_registers(one: Organisation, other: Organisation) -> int:
    if not one.register_number or one.register_number != other.register_number:
        return 0
    if not one.register_court or not other.register_court:
        return SAME_NUMBER
    return SAME_REGISTER if one.register_court == other.register_court else 0


def _are_registered_apart(one: Organisation, other: Organisation) -> bool:
    """Different numbers from the same court belong to different associations, whatever else they share."""
    numbers = {one.register_number, other.register_number} - {""}
    return len(numbers) == 2 and one.register_court == other.register_court != ""


def _are_different(one: Words, other: Words) -> bool:
    places_differ = one.places and other.places and not one.places & other.places
    kinds_differ = one.kinds and other.kinds and not one.kinds & other.kinds
    chapters_differ = one.chapters and other.chapters and not one.chapters & other.chapters
    numbers_differ = one.numbers and other.numbers and not one.numbers & other.numbers
    circles_differ = one.circles != other.circles
    return bool(places_differ or kinds_differ or chapters_differ or numbers_differ or circles_differ)


def _likeness_of_names(one: Words, other: Words) -> float:
    if not one.all or not other.all:
        return 0
    score = max(_likeness_of_words(one, other), _likeness_of_initials(one, other))
    return min(score, DIFFERENT) if _are_different(one, other) else score


def _likeness_of_initials(one: Words, other: Words) -> float:
    """Match "NfN" with "Nachbarn für Nachbarn": a weak hint that needs support."""
    is_short = any(
        len(long.initials) >= 3 and short.all == (long.initials,)
        for short, long in ((one, other), (other, one))
    )
    return SAME_INITIALS if is_short else 0


def _likeness_of_words(one: Words, other: Words) -> float:
    mine, theirs = _joined_as(other.all, one.all), _joined_as(one.all, other.all)
    whole = sum(map(one.weight, mine)) + sum(map(other.weight, theirs))
    matched = _pair_off(mine, theirs, _same_word, one, other)
    if mine and theirs and _same_word("".join(mine), "".join(theirs)):
        # "Reparatur-Treff" and "Reparaturtreff"
        matched += (sum(map(one.weight, mine)) + sum(map(other.weight, theirs))) / 2
        mine, theirs = [], []
    matched += _pair_off(mine, theirs, _same_beginning, one, other)
    matched += _pair_off(mine, theirs, _same_short_form, one, other)
    score = 100 * 2 * matched / whole
    # Both have a distinctive word besides what they share: "Förderverein Kita Nord", "Förderverein Kita Süd".
    own_names = max(map(one.weight, mine), default=0) == max(map(other.weight, theirs), default=0) == 1
    return score * 0.7 if own_names else score


def _joined_as(model: tuple[str, ...], words: tuple[str, ...]) -> list[str]:
    """Join neighbouring words that the model writes as one: "Kneipp-Verein", "Kneippverein"."""
    joined: list[str] = []
    for word in words:
        if joined and f"{joined[-1]}{word}" in model:
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _pair_off(mine: list[str], theirs: list[str], alike, one: Words, other: Words) -> float:
    """Remove matching pairs and return their total weight."""
    weight = 0.0
    for word in tuple(mine):
        likeness_of_word, partner = max(((alike(word, each), each) for each in theirs), default=(0, ""))
        if likeness_of_word:
            weight += likeness_of_word * min(one.weight(word), other.weight(partner))
            mine.remove(word)
            theirs.remove(partner)
    return weight


def _same_word(one: str, other: str) -> float:
    """Equal, or with a typo."""
    if one == other:
        return 1
    if min(len(one), len(other)) < 5:
        return 0
    likeness_of_trigrams = _trigram_likeness(one, other)
    if likeness_of_trigrams < 0.4:
        return 0
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return ratio if ratio >= SAME_WORD else 0


def _same_beginning(one: str, other: str) -> float:
    """Match "Freiw." with "Freiwillige", and "Reparatur" with "Reparaturtreff"."""
    short, long = sorted((one, other), key=len)
    return SAME_BEGINNING if len(short) >= 5 and long.startswith(short) else 0


def _same_short_form(one: str, other: str) -> float:
    """Match "KGV" with "Kleingartenverein": the initials of its parts."""
    short, long = sorted((one, other), key=len)
    kinds = LAST_LETTERS.get(short[-1], "").split()
    if not 3 <= len(short) <= 4 or short[0] != long[0] or not long.endswith(tuple(kinds or "-")):
        return 0
    beginnings = {part[0] for part in parts_of(long) if not long.startswith(part)}
    return SAME_SHORT_FORM if beginnings.issuperset(short[1:-1]) else 0


def _trigram_likeness(one: str, other: str) -> float:
    mine, theirs = _trigrams(one), _trigrams(other)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


def _trigrams(text: str) -> set[str]:
    padded = f"  {text} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
