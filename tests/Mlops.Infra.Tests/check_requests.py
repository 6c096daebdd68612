"""Holds the requests of state machines against AWS's own API models (botocore's).

Standard input: JSON list of {"state", "service", "operation", "parameters"}; a member "Name.$" has a value known only at run time.
Standard output: one problem a line; nothing when all requests hold. Exit code 3: botocore is not installed.
"""
import json
import re
import sys

try:
    import botocore.session
except ImportError:
    print("botocore is not installed")
    sys.exit(3)

RUN_TIME = object()


def resolve(value):
    if isinstance(value, dict):
        return {key[:-2] if key.endswith(".$") else key: RUN_TIME if key.endswith(".$") else resolve(each) for key, each in value.items()}
    return [resolve(each) for each in value] if isinstance(value, list) else value


def check(shape, value, path):
    if value is RUN_TIME:
        return
    kind = shape.type_name
    if kind == "structure":
        if not isinstance(value, dict):
            yield f"{path}: expected a structure"
            return
        members = {name.lower() if path == "$" else name: (name, member) for name, member in shape.members.items()}
        given = {}
        for name, each in value.items():
            # Optimized integrations spell the request's own members in PascalCase whatever the API does.
            known = members.get(name.lower() if path == "$" else name)
            if known is None:
                yield f"{path}.{name}: no such member"
            else:
                given[known[0]] = each
                yield from check(known[1], each, f"{path}.{name}")
        for name in shape.required_members:
            if name not in given:
                yield f"{path}.{name}: required"
    elif kind == "list":
        if not isinstance(value, list):
            yield f"{path}: expected a list"
            return
        yield from limits(shape, len(value), path, "items")
        for at, each in enumerate(value):
            yield from check(shape.member, each, f"{path}[{at}]")
    elif kind == "map":
        yield from limits(shape, len(value), path, "entries")
        for name, each in value.items():
            yield from check(shape.key, name, f"{path} key '{name}'")
            yield from check(shape.value, each, f"{path}.{name}")
    elif kind == "string":
        yield from check_string(shape, value, path)
    elif kind in ("integer", "long", "float", "double"):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            yield f"{path}: expected a number, is {value!r}"
        else:
            yield from limits(shape, value, path, "")
    elif kind == "boolean" and not isinstance(value, bool):
        yield f"{path}: expected a boolean, is {value!r}"


def check_string(shape, value, path):
    if not isinstance(value, str):
        # StartExecution's Input and an event's Detail are JSON text to the API; the integrations take the object and write the text.
        if not (re.fullmatch(r"\$\.Input|\$\.Entries\[\d+\]\.Detail", path) and isinstance(value, dict)):
            yield f"{path}: expected a string, is {value!r}"
        return
    yield from limits(shape, len(value), path, "characters")
    if shape.enum and value not in shape.enum:
        yield f"{path}: '{value}' is none of {', '.join(shape.enum)}"
    pattern = shape.metadata.get("pattern")
    try:
        if pattern and not re.fullmatch(pattern, value):
            yield f"{path}: '{value}' does not match {pattern}"
    except re.error:
        pass  # a Java pattern that Python cannot read


def limits(shape, size, path, unit):
    low, high = shape.metadata.get("min"), shape.metadata.get("max")
    if low is not None and size < low or high is not None and size > high:
        yield f"{path}: {size} {unit} are not within {low} and {high}"


def main():
    session = botocore.session.get_session()
    models = {}
    for request in json.load(sys.stdin):
        service, operation = request["service"], request["operation"]
        where = f"{request['state']} ({service}:{operation})"
        models.setdefault(service, session.get_service_model(service))
        names = {name.lower(): name for name in models[service].operation_names}
        if operation.lower() not in names:
            print(f"{where}: no such operation")
            continue
        shape = models[service].operation_model(names[operation.lower()]).input_shape
        for problem in check(shape, resolve(request["parameters"]), "$"):
            print(f"{where} {problem}")


main()
