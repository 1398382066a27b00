"""Text from bytes that do not say their encoding.

A guess is judged by what it gives: if that looks like no language of ours, the file is refused; a single character that
fits nowhere becomes `UNREADABLE`, and checking its row reports it.
"""

import codecs
import re
from itertools import islice

from .refusal import Refused

# The replacement character for invalid bytes.
UNREADABLE = "\ufffd"
BEGINNING = 1000
# Excel on Windows · Excel on a Mac · Excel's "CSV (MS-DOS)".
WINDOWS, OTHERS = "cp1252", ("mac_roman", "cp850")
UMLAUTS = "äöüßÄÖÜ"
CAPITALS = "ÁÂÅÆÇÉÈÊËÍÎÏÑÓÔØŒÚÙÛ"
ACCENTS = CAPITALS + "áâãåæçéèêëíìîïñóòôõøœúùûÿ"
LETTERS = UMLAUTS + ACCENTS + "àÀ"
# Stands after a word or a number, never in front of a letter.
AFTER = "€§°²³…½¼¾©®™”"
BETWEEN = "–—’‘´·«»“„‚\u00a0\u00ad×±"
LETTER = r"[^\W\d_]"
STRANGE = re.compile(
    rf"[^\x00-\x7f{LETTERS}{AFTER}{BETWEEN}]|[{AFTER}](?={LETTER})|(?<={LETTER})[„‚]|(?<={LETTER})[“«»](?={LETTER})"
    rf"|(?<!{LETTER})[{ACCENTS}](?!{LETTER})|(?<=[a-zäöüß])[{CAPITALS}]"
    # No language that is written with these letters has three of them in a row.
    rf"|[{LETTERS}]{{3,}}"
)
# Possible, but no sign that a guess is right: "die ä Kinder", "äFrohsinn", "VereineÖ".
UNLIKELY = re.compile(rf"(?<!{LETTER})[{LETTERS}](?!{LETTER})|[äöüß](?=[A-ZÄÖÜ])|(?<=[a-zäöüß])[ÄÖÜ]")
FOREIGN_WORD = re.compile(rb'[^\s;,"]{0,20}[\x80-\xff][^\s;,"]{0,20}')
UMLAUT = re.compile(f"[{UMLAUTS}]")
FOREIGN = re.compile(r"[^\x00-\x7f]")
MOST_WORDS = 5000
PLAUSIBLE = 0.8


def text_of(data: bytes) -> str:
    """Raise Refused if nobody can say what the bytes mean."""
    if wide := utf16_of(data):
        return data.decode(wide, errors="replace")
    text = data.removeprefix(codecs.BOM_UTF8).decode(errors="replace")
    wrong, right = text.count(UNREADABLE), len(re.findall(rf"[^\x00-\x7f{UNREADABLE}]", text))
    # In other encodings, hardly anything looks like UTF-8 by chance.
    if not wrong or right * 4 >= wrong or data.startswith(codecs.BOM_UTF8):
        return text
    return STRANGE.sub(UNREADABLE, data.decode(_guess(data), errors="replace"))


def utf16_of(data: bytes) -> str:
    """The kind of UTF-16, by its mark or by the zeros in plain letters; "" if it is none."""
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    even, odd = data[:BEGINNING:2].count(0), data[1:BEGINNING:2].count(0)
    if 4 * max(even, odd) < min(len(data), BEGINNING):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _guess(data: bytes) -> str:
    words = b" ".join(match[0] for match in islice(FOREIGN_WORD.finditer(data), MOST_WORDS))
    guesses = {name: words.decode(name, errors="replace") for name in (WINDOWS, *OTHERS)}
    plausible = {name: _plausibility(text) for name, text in guesses.items()}
    scores = {name: plausible[name] + _umlauts(text) for name, text in guesses.items()}
    best, second = sorted(scores, key=scores.get, reverse=True)[:2]
    # Accents alone are no proof if another guess gives umlauts: "Straáe" is "Straße" of another program.
    is_clear = len(set(UMLAUT.findall(guesses[best]))) > 1 and scores[best] > scores[second]
    is_sure = best == WINDOWS or (is_clear and plausible[WINDOWS] < PLAUSIBLE)
    if is_sure and plausible[best] >= PLAUSIBLE:
        return best
    raise Refused("umlauts")


def _umlauts(text: str) -> float:
    """How many of the foreign characters are umlauts where German has them."""
    return len(UMLAUT.findall(UNLIKELY.sub("", STRANGE.sub("", text)))) / len(FOREIGN.findall(text))


def _plausibility(text: str) -> float:
    return 1 - sum(len(strange[0]) for strange in STRANGE.finditer(text)) / len(FOREIGN.findall(text))
