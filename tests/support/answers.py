"""Good and bad answers to any form that the API describes, made from its questions alone."""
# ruff: noqa: E501

import json
import random
from collections.abc import Iterator

# One that macOS writes as two.
UMLAUT = "u\u0308"
# fmt: off
TEXTS = [
    "Hallo", "Zeile\nzwei", " mit Rand ", "ß–„Ü“ 🙂", "<b>x</b>", "", "   ", "\n\t", "0", "on", "null", "a\r\nb",
    "x" * 40, "x" * 200, " " + "x" * 200 + " ", "x" * 201, "x" * 255, "x" * 256, "x" * 5001, "🙂" * 200,
    "🙂" * 255, UMLAUT * 200, UMLAUT * 255, "x" * 255 + "\x07", "x" + " " * 300 + "y", "x " * 150, "a\r\n" * 100,
    " " * 300, "\u00a0", "\u2003", "\u200b", "\ufeff", "\x07", "\x7f", "\x85", "\x1c", "\u2028", "\u202e",
    "\u00ad", "\x00", "a\x00b", "a\ud800b", "\U0001f642",
]
EMAILS = [
    "a@example.org", " b@example.org ", "a.b+c@sub.example.org", "A.B@EXAMPLE.ORG", "a'b@example.org", "",
    "keine", "ä@example.org", "a@münchen.de", "a@m" + UMLAUT + "nchen.de", "a@xn--mnchen-3ya.de",
    "a@x.xn--p1ai", "a@例え.jp", "a@b", "a@@example.org", "a@example..org", "a b@example.org", "@example.org",
    "a.@example.org", ".a@example.org", "a@-x.de", "a@x-.de", "a@a_b.de", "a@example.c", "a@example.c1",
    "a@example.123", "a@example.-d", "a@example.org.", "a@localhost", "a@LOCALHOST", "a@[127.0.0.1]", "a@[::1]",
    '"a b"@example.org', "a@1.2.3.4", "mailto:a@example.org", "a@" + "b" * 63 + ".de", "a@" + "b" * 64 + ".de",
    "x" * 242 + "@example.org", "x" * 243 + "@example.org", "a@example.org\r\nBcc: b@example.org",
    "\ufeffa@example.org", "\u00a0a@example.org\u3000", "a@exam\u200bple.org", "\u017f@example.org",
    "\u212a@example.org", "a@example.org,b@example.org",
]
PHONES = [
    "06561 15063", "+49 6561 15063", "06561/15063", "(06561) 1 50 63", "0049 6561 15063", "06561-15063",
    "0 65 61 / 1 50 63", "+49 (0) 6561 15063", "(+49) 6561 15063", "+352 26 12 34", "0800 1234567", "115",
    "116 117", "116117", "110", "112", "Tel.: 06561 15063", "Mobil: 0171 1234567", "06561 15063 Durchwahl 7",
    "06561 15063;ext=7", "06561 15063-7", "06561 15063.", "Fax 06561 15063", "06561 15063, 15064",
    "06561 15063 oder 0171 1234567", "06561 15063 (Büro)", "ab 18 Uhr 06561 15063", "15063", "6561 15063",
    "06561 15O63", "06561_15063", "06561\n15063", "06561 15063\nx", "06561\u00a015063", "0\uff16561 15063", "",
    "keine", "0", "12", "+", "()", "-", "++49 6561 15063", "9" * 30, "06561–15063", "06561\u200b15063",
]
# Only the server knows.
NO_SUCH_NUMBERS = ["0000000000", "0123456", "+999 123456", "06561 15063 / 15064", "06561 15063 18-20"]
ADDRESSES = [
    "www.example.org", "https://example.org/a?b=c#d", "HTTP://EXAMPLE.ORG", "example.org:8080", "//example.org",
    "x.y", "münchen.de", "http://m" + UMLAUT + "nchen.de", "http://xn--mnchen-3ya.de", "http://example.xn--p1ai",
    "http://😀.de", "javascript:alert(1)", "mailto:a@example.org", "ftp://example.org", "tel:0656115063",
    "http:example.org", "keine", "", "http://", "http:///example.org", "///example.org", "https://https://example.org",
    "http://example..org", "/pfad", "a b.de", "https://a.b c", "example.org\n", "\u00a0example.org", "example.org/a b",
    "http://\u200bexample.org", "a\\b.de", "https://user:pass@example.org/", "http://a@b@example.org",
    "a@example.org", "http://user[x]@example.org", "a[b.de", "https://-x.de", "http://a_b.de", "http://example.c1",
    "http://example.org.", "http://" + "a" * 64 + ".de", "http://[::1", "http://[::1]/", "http://[1:2:3]/",
    "1.2.3.4", "1.2.3.4:80", "http://256.1.1.1", "http://01.2.3.4", "http://" + "ab." * 84 + "de",
    "http://" + "a." * 130 + "de", "http://a℀b.de", "http://example.org/℀", "example.org/" + "x" * 480,
    "example.org/" + "x" * 481, "http://example.org/" + "x" * 482, "http://localhost", "http://example.org:99999/",
    "http://example.org:123456/", "example.org?a=[1]", "http://example.org]",
]
# fmt: on
NUMBERS = [
    0,
    1,
    -1,
    3.5,
    1.23456789,
    0.1 + 0.2,
    1e-9,
    99_999_999_999,
    1e11,
    -1e11,
    1e22,
    1e300,
    10**30,
    99_999_999_999.9999,
]
DAYS = [
    "2026-12-24",
    "2024-02-29",
    "2025-02-29",
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "24.12.2026",
    "26-12-24",
]
DAYS += [
    " 2026-12-24 ",
    "2026-12-24\n",
    "2026-12-24\x07",
    "\ufeff2026-12-24",
    "\uff12026-12-24",
    "2026-1-1",
    "0000-01-01",
    "0001-01-01",
    "9999-12-31",
    "2000-02-29",
    "1900-02-29",
    "2026-12-24T00:00",
    "",
    "x",
]
# Of the wrong type for most questions; null is one for all.
ODD = [None, True, False, 1, 2.5, "x", [], ["x"], [1], {"a": 1}]
BY_WIDGET = {
    "email": EMAILS,
    "tel": PHONES,
    "url": ADDRESSES,
    "number": NUMBERS,
    "date": DAYS,
    "checkbox": [True, False],
}


def is_refused(client, form: dict, answers: dict) -> bool:
    """Whether the server finds fault with an answer; without a ticket it stores nothing either way."""
    sent = client.post(
        form["submissions_url"], json.dumps({"ticket": "x", "answers": answers}), "application/json"
    )
    # A file is no answer.
    files = {f"/answers/{each['name']}" for each in form["questions"] if each["widget"] == "file"}
    pointers = {each["pointer"] for each in sent.json()["errors"]} - files
    return any(pointer.startswith("/answers") for pointer in pointers)


def answers_for(form: dict, count: int, seed: int = 1) -> Iterator[dict]:
    """`form` is what the API says of it. Each question gets each of its values while the others are right."""
    chance = random.Random(seed)
    questions = [each for each in form["questions"] if each["widget"] != "file"]
    right = {each["name"]: _right(each) for each in questions}
    singles = [
        right | {each["name"]: value}
        for each in questions
        for value in (*_values(each), *chance.sample(ODD, 3))
    ]
    singles += [{name: right[name] for name in right if name != each["name"]} for each in questions]
    singles += [right, {}, right | {"unbekannt": "x"}]
    chance.shuffle(singles)
    yield from singles[:count]
    for _number in range(count - len(singles)):
        some = {each["name"]: chance.choice(_values(each)) for each in questions if chance.random() < 0.8}
        yield {name: right[name] if chance.random() < 0.7 else value for name, value in some.items()}


def _right(question: dict):
    choices = question["choices"]
    if choices:
        return [choices[0]["value"]] if question["multiple"] else choices[-1]["value"]
    return True if question["widget"] == "checkbox" else BY_WIDGET.get(question["widget"], TEXTS)[0]


def _values(question: dict) -> list:
    choices = [each["value"] for each in question["choices"] or ()]
    if question["multiple"]:
        return [
            choices,
            choices[:1],
            [],
            [*choices[:1], *choices[:1]],
            ["Z"],
            [*choices[:1], ""],
            "".join(choices[:1]),
        ]
    if choices:
        return [*choices[:3], "Z", "", [choices[0]], choices[0].upper() + " "]
    return BY_WIDGET.get(question["widget"], TEXTS)
