"""Compares two versions of the API's contract: which changes break a client made for the old one?

New operations, optional parameters, response properties and variants of a union do not: clients are required to
ignore what they do not know.
"""

from collections.abc import Iterator
from functools import cached_property

PREFIX = "#/components/schemas/"
# Limits on request values, by whether lowering or raising them rejects values that used to be valid.
UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems")
LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems")


def breaks(old: dict, new: dict) -> list[str]:
    """One line per breaking change."""
    return sorted(set(_Comparison(old, new).breaks()))


def major(document: dict) -> int:
    return int(document["info"]["version"].split(".")[0])


class _Comparison:
    def __init__(self, old: dict, new: dict):
        self.old, self.new = old, new
        self.seen: set[tuple] = set()

    def breaks(self) -> Iterator[str]:
        for path, methods in self.old["paths"].items():
            for method, operation in methods.items():
                where = f"{method.upper()} {path}"
                now = self.new["paths"].get(path, {}).get(method)
                if now is None:
                    yield f"{where}: is gone"
                else:
                    yield from self._operation(where, operation, now)

    def _operation(self, where: str, old: dict, new: dict) -> Iterator[str]:
        if old["operationId"] != new["operationId"]:
            yield f"{where}: is called {new['operationId']} instead of {old['operationId']}"
        yield from self._parameters(where, old, new)
        yield from self._contents(f"{where} body", _body(old), _body(new), is_sent=True)
        if new.get("requestBody", {}).get("required") and not old.get("requestBody", {}).get("required"):
            yield f"{where}: needs a body"
        for status, response in old["responses"].items():
            if status >= "400":
                continue
            if status not in new["responses"]:
                yield f"{where}: does not answer {status} any more"
                continue
            now = new["responses"][status].get("content", {})
            yield from self._contents(f"{where} {status}", response.get("content", {}), now, is_sent=False)

    def _parameters(self, where: str, old: dict, new: dict) -> Iterator[str]:
        before = {(each["in"], each["name"]): each for each in old["parameters"]}
        after = {(each["in"], each["name"]): each for each in new["parameters"]}
        for key, parameter in before.items():
            if key not in after:
                yield f"{where}: parameter {key[1]} is gone"
            else:
                place = f"{where} ?{key[1]}"
                yield from self._schema(place, parameter["schema"], after[key]["schema"], is_sent=True)
        for key, parameter in after.items():
            if parameter.get("required") and not before.get(key, {}).get("required"):
                yield f"{where}: parameter {key[1]} is required"

    def _contents(self, where: str, old: dict, new: dict, is_sent: bool) -> Iterator[str]:
        for kind, content in old.items():
            if kind not in new:
                yield f"{where}: {kind} is gone"
            elif "schema" in content:
                yield from self._schema(where, content["schema"], new[kind].get("schema", {}), is_sent)

    def _schema(self, where: str, old: dict, new: dict, is_sent: bool) -> Iterator[str]:
        names = (old.get("$ref"), new.get("$ref"), is_sent)
        if names[0] and names in self.seen:
            return
        self.seen.add(names)
        before, after = _Shape(self.old, old), _Shape(self.new, new)
        if gone := before.variants.keys() - after.variants.keys():
            yield f"{where}: cannot be {_listed(gone)} any more"
        if not is_sent and (more := after.plain - before.plain):
            yield f"{where}: may be {_listed(more)}"
        for label in before.variants.keys() & after.variants.keys():
            yield from self._variant(where, before.variants[label], after.variants[label], is_sent)

    def _variant(self, where: str, old: dict, new: dict, is_sent: bool) -> Iterator[str]:
        if gone := _values(old) - _values(new):
            if _values(new):
                yield f"{where}: has no value {_listed(gone)} any more"
        elif is_sent and _values(new) and not _values(old):
            yield f"{where}: takes some values only"
        if is_sent:
            yield from (f"{where}: {name} is {new[name]}" for name in UPPER if _less(new, old, name))
            yield from (f"{where}: {name} is {new[name]}" for name in LOWER if _less(old, new, name, 0))
        if "items" in old and "items" in new:
            yield from self._schema(f"{where}[]", old["items"], new["items"], is_sent)
        if isinstance(old.get("additionalProperties"), dict) and isinstance(
            new.get("additionalProperties"), dict
        ):
            yield from self._schema(
                f"{where}.*", old["additionalProperties"], new["additionalProperties"], is_sent
            )
        yield from self._properties(where, old, new, is_sent)

    def _properties(self, where: str, old: dict, new: dict, is_sent: bool) -> Iterator[str]:
        before, after = old.get("properties", {}), new.get("properties", {})
        for name, schema in before.items():
            if name not in after:
                yield f"{where}.{name}: is gone"
            else:
                yield from self._schema(f"{where}.{name}", schema, after[name], is_sent)
        required, needed = set(old.get("required", ())), set(new.get("required", ()))
        if is_sent:
            yield from (f"{where}.{name}: is required" for name in needed - required)
        else:
            yield from (f"{where}.{name}: may be missing" for name in required - needed if name in after)


class _Shape:
    """What a value may be: `variants` by label, `plain` the labels that are not objects."""

    def __init__(self, document: dict, schema: dict):
        self.document, self.schema = document, schema

    @cached_property
    def variants(self) -> dict[str, dict]:
        found = list(self._resolved(self.schema))
        objects = [each for each in found if each.get("type") == "object"]
        return {_label(each, is_alone=len(objects) == 1): each for each in found}

    @property
    def plain(self) -> set[str]:
        return {label for label in self.variants if not label.startswith("object")}

    def _resolved(self, schema: dict) -> Iterator[dict]:
        if "$ref" in schema:
            yield from self._resolved(
                self.document["components"]["schemas"][schema["$ref"].removeprefix(PREFIX)]
            )
        elif either := schema.get("oneOf") or schema.get("anyOf"):
            for each in either:
                yield from self._resolved(each)
        else:
            yield schema


def _label(schema: dict, is_alone: bool) -> str:
    kind = schema.get("type", "anything")
    if kind != "object" or is_alone:
        return f"{kind} {schema['format']}" if "format" in schema else kind
    told = schema.get("properties", {}).get("type", {}).get("const")
    return f"object {told or ', '.join(sorted(schema.get('properties', {})))}"


def _values(schema: dict) -> set:
    return {schema["const"]} if "const" in schema else set(schema.get("enum", ()))


def _less(one: dict, other: dict, name: str, without: float = float("inf")) -> bool:
    return one.get(name, without) < other.get(name, without)


def _body(operation: dict) -> dict:
    return operation.get("requestBody", {}).get("content", {})


def _listed(values: set) -> str:
    return ", ".join(sorted(map(str, values)))
