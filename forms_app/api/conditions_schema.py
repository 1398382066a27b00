"""When a question is asked, as a JSON Schema of the answers that validators decide as the server does."""

from collections.abc import Iterator, Mapping

from ..domain.conditions import NEARLY, Condition, Deciding

# What the API takes as an answer at all.
UNASKED = {
    "anyOf": [
        {"type": "string"},
        {"type": "number"},
        {"type": "boolean"},
        {"type": "array", "items": {"type": "string"}},
    ]
}


def is_asked(name: str, conditions: Mapping[str, Condition | None]) -> dict:
    """The question that decides must have been asked, too."""
    return {"type": "object", "allOf": [_met(condition) for condition in _chain(name, conditions)]}


def _chain(name: str, conditions: Mapping[str, Condition | None]) -> Iterator[Condition]:
    while condition := conditions[name]:
        yield condition
        name = condition.question


def _met(condition: Condition) -> dict:
    # A box that is not ticked may be missing.
    is_needed = condition.kind is not Deciding.BOX or False not in condition.values
    return {
        "type": "object",
        "properties": {condition.question: _answer(condition)},
        **({"required": [condition.question]} if is_needed else {}),
    }


def _answer(condition: Condition) -> dict:
    values = list(condition.values)
    match condition.kind:
        case Deciding.BOX:
            return {"type": "boolean", "enum": values or [True]}
        case Deciding.NUMBER:
            return _any_of(
                "number", [{"minimum": each - NEARLY, "maximum": each + NEARLY} for each in values]
            )
        case Deciding.TEXT:
            return _any_of("string", [{"pattern": pattern} for pattern in condition.patterns])
        case Deciding.SEVERAL:
            return {"type": "array", "minItems": 1} | ({"contains": _choice(values)} if values else {})
    return _choice(values)


def _choice(values: list[str]) -> dict:
    return {"type": "string", "enum": values} if values else {"type": "string", "minLength": 1}


def _any_of(kind: str, rules: list[dict]) -> dict:
    if len(rules) < 2:
        return {"type": kind, **(rules[0] if rules else {})}
    return {"type": kind, "anyOf": [{"type": kind, **rule} for rule in rules]}
