"""Words of one family: "wandern", "Wanderung" and "Wanderer" are about the same.

German makes a noun of what somebody does, and one of who does it, with an ending. A member of the family counts only if
it is a word that exists; so "Keller" has no "kellen".
"""

from functools import lru_cache

from .german_words import is_listed

ENDINGS = ("erinnen", "ungen", "erin", "erei", "ung", "en", "er", "n")
SHORTEST = 3
# "Tänzer" tanzt; who dances is a "Tänzer".
UMLAUTS = (("a", "ae"), ("o", "oe"), ("u", "ue"))
# They look like relatives and are not.
_STRANGERS = """
    alter alten bauer bauen butter butten keller kellen lager lagen leiter leiten meister messer mutter muttern
"""
STRANGERS = frozenset(_STRANGERS.split())


@lru_cache(maxsize=5_000)
def relatives_of(word: str) -> tuple[str, ...]:
    """Return the other words of a folded word's family."""
    if word in STRANGERS or not is_listed(word):
        return ()
    base = _base(word)
    # "Bastler" bastelt, "Radler" radelt.
    rolled = [f"{base[:-2]}l"] if base.endswith("el") else []
    bases = dict.fromkeys([base, *rolled, *(base.replace(umlaut, vowel) for vowel, umlaut in UMLAUTS)])
    found = dict.fromkeys(each for one in bases if len(one) >= SHORTEST for each in _made_of(one))
    return tuple(each for each in found if each != word and each not in STRANGERS and is_listed(each))


def infinitive_of(word: str) -> str:
    """Return the verb of a folded form like "repariert" or "trinkst", or ""."""
    bases = [word.removesuffix(ending) for ending in ("est", "et", "st", "t") if word.endswith(ending)]
    verbs = (f"{base}{ending}" for base in bases if len(base) >= SHORTEST for ending in ("en", "n"))
    return next(filter(is_listed, verbs), "")


def _base(word: str) -> str:
    return next((word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending)), word)


def _made_of(base: str) -> list[str]:
    """Return the verb first: without one, nobody does anything."""
    verbs = [f"{base}en", f"{base}n", *([f"{base[:-1]}eln"] if base.endswith("l") else [])]
    verbs = [verb for verb in verbs if is_listed(verb)]
    if not verbs:
        return []
    doers = [base, *(base.replace(vowel, umlaut) for vowel, umlaut in UMLAUTS if vowel in base)]
    return [
        *verbs,
        f"{base}ung",
        *(f"{doer}{ending}" for doer in dict.fromkeys(doers) for ending in ("er", "erin", "erei")),
    ]
