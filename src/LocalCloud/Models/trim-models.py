"""Cuts botocore's API models down to the operations that LocalCloud serves: data/<service>.json, one line each.

Run it after adding an operation to operations.json:  python3 src/LocalCloud/Models/trim-models.py
It takes the newest model of each service from the installed botocore and drops prose and whatever no request needs.
"""
import gzip
import json
from pathlib import Path

import botocore

HERE = Path(__file__).parent
METADATA = ("protocol", "jsonVersion", "targetPrefix", "endpointPrefix", "signingName", "serviceId", "xmlNamespace", "awsQueryCompatible")
SHAPE = ("type", "required", "enum", "pattern", "min", "max", "union", "document", "payload", "error", "flattened",
         "locationName", "timestampFormat", "exception", "fault")
REFERENCE = ("shape", "location", "locationName", "flattened", "timestampFormat", "queryName", "jsonvalue")


# What SDKs send that botocore's newest model does not have yet, service by service.
NEWER = {
    "cloudformation": {
        "members": {name: {"DeploymentConfig": {"shape": "DeploymentConfig"}} for name in
                    ("CreateChangeSetInput", "CreateStackInput", "UpdateStackInput", "DeleteStackInput", "RollbackStackInput")},
        "shapes": {
            "DeploymentConfig": {"type": "structure", "members": {"Mode": {"shape": "StackDeploymentMode"}, "DisableRollback": {"shape": "DisableRollback"}}},
            "StackDeploymentMode": {"type": "string", "enum": ["STANDARD", "EXPRESS"]},
        },
    },
}


def newest_model(service):
    folder = Path(botocore.__file__).parent / "data" / service
    path = sorted(folder.glob("*/service-2.json.gz"))[-1]
    model = json.loads(gzip.decompress(path.read_bytes()))
    newer = NEWER.get(service, {"members": {}, "shapes": {}})
    model["shapes"] |= newer["shapes"]
    for shape, members in newer["members"].items():
        model["shapes"][shape]["members"] |= members
    return model


def pick(source, names):
    return {name: source[name] for name in names if name in source}


def references(shape):
    yield from shape.get("members", {}).values()
    yield from (shape[name] for name in ("member", "key", "value") if name in shape)


def trim_operation(operation):
    trimmed = {"http": pick(operation["http"], ("method", "requestUri", "responseCode"))}
    trimmed |= {side: pick(operation[side], ("shape", "resultWrapper")) for side in ("input", "output") if side in operation}
    return trimmed | {"errors": [error["shape"] for error in operation.get("errors", [])]}


def trim_shape(shape):
    trimmed = pick(shape, SHAPE)
    if "members" in shape:
        trimmed["members"] = {name: pick(member, REFERENCE) for name, member in shape["members"].items()}
    return trimmed | {name: pick(shape[name], REFERENCE) for name in ("member", "key", "value") if name in shape}


def reachable(model, operations):
    pending = [name for operation in operations.values() for name in
               [operation[side]["shape"] for side in ("input", "output") if side in operation] + operation["errors"]]
    found = set()
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending += [reference["shape"] for reference in references(model["shapes"][name])]
    return found


def trim(service, names):
    model = newest_model(service)
    operations = {name: trim_operation(model["operations"][name]) for name in names}
    shapes = {name: trim_shape(model["shapes"][name]) for name in sorted(reachable(model, operations))}
    return {"metadata": pick(model["metadata"], METADATA), "operations": operations, "shapes": shapes}


for service, names in json.loads((HERE / "operations.json").read_text()).items():
    text = json.dumps(trim(service, names), separators=(",", ":"), ensure_ascii=True)
    (HERE / "data" / f"{service}.json").write_text(text + "\n")
