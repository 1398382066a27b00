"""One regular expression for "the same text", read alike by Python, JSON Schema (ECMA-262) and browsers.

So that the server, validators and the page agree on an answer that decides about another question, they do not compare
it: they search it with the same pattern.
"""

import unicodedata

# Spelled out, since languages differ in what `\s` is.
BLANKS = r"\t\n\x0b\f\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# What is removed from texts, too (cms.common.text_cleaning).
REMOVED = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff"
UNSEEN = rf"{BLANKS}\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff"
# What cannot be stored.
STORABLE = r"(?=[^\x00\ud800-\udfff]*$)"
SOMETHING = rf"^{STORABLE}[{UNSEEN}]*[^{UNSEEN}]"
# Disjoint from what is removed, so that no text takes long to search.
_BLANK = r"[\t\n\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
_GAP = rf"(?:[{REMOVED}]*{_BLANK})+[{REMOVED}]*"


def pattern_of(text: str) -> str:
    """Match this text whatever its case, blanks and way of writing accents."""
    words = unicodedata.normalize("NFC", text).split()
    return rf"^[{UNSEEN}]*{_GAP.join(map(_word, words))}[{UNSEEN}]*$"


def _word(word: str) -> str:
    return rf"[{REMOVED}]*".join(map(_letter, word))


def _letter(letter: str) -> str:
    cases = dict.fromkeys(each for each in (letter, letter.lower(), letter.upper()) if len(each) == 1)
    ways = dict.fromkeys(way for each in cases for way in (each, unicodedata.normalize("NFD", each)))
    escaped = ["".join(map(_escaped, way)) for way in ways]
    return escaped[0] if len(escaped) == 1 else f"(?:{'|'.join(escaped)})"


def _escaped(letter: str) -> str:
    """No escape that means something else, or nothing, in one of the languages."""
    is_plain = letter.isalnum() or ord(letter) > 0xFFFF
    return letter if is_plain else f"\\u{ord(letter):04x}"
