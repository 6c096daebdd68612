"""Replays recorded sequences of S3 calls with boto3 against an endpoint and prints what answered otherwise.

usage: replay_traces.py ENDPOINT TRACES.json REPORT.json
"""
import base64
import datetime
import json
import re
import sys

import boto3
import botocore.config
import botocore.exceptions

SERVED = {
    "create_bucket", "delete_bucket", "head_bucket", "list_buckets", "get_bucket_location", "get_bucket_versioning",
    "put_bucket_versioning", "get_bucket_policy", "put_bucket_policy", "delete_bucket_policy",
    "put_bucket_notification_configuration", "put_object", "get_object", "head_object", "copy_object", "delete_object",
    "delete_objects", "list_objects_v2", "list_object_versions", "create_multipart_upload", "upload_part", "list_parts",
    "complete_multipart_upload", "abort_multipart_upload",
}
WILD = re.compile(r"<[^<>]*>")


def materialize(value, responses):
    if isinstance(value, dict):
        if "$text" in value:
            return value["$text"].encode()
        if "$b64" in value:
            return base64.b64decode(value["$b64"])
        if "$bytes" in value:
            return bytes(value["$bytes"]) if isinstance(value["$bytes"], list) else b"x" * value["$bytes"]
        if "$time" in value:
            return datetime.datetime.fromisoformat(value["$time"])
        return {key: materialize(item, responses) for key, item in value.items()}
    if isinstance(value, list):
        return [materialize(item, responses) for item in value]
    if isinstance(value, str) and value.startswith("@@ref:"):
        call, path = value[6:-2].split(":", 1)
        found = responses[int(call)]
        for step in re.findall(r"[^.\[\]]+", path):
            found = found[int(step)] if isinstance(found, list) else found[step]
        return found
    return value


def differs(expected, actual, path=""):
    if isinstance(expected, str) and (WILD.search(expected) or expected in ("datetime", "timestamp", "date", "bucket")):
        return None
    if isinstance(actual, datetime.datetime):
        return None
    if isinstance(expected, dict):
        if not isinstance(actual, dict):
            return f"{path}: expected an object, got {actual!r}"
        for key in expected:
            if key in ("ResponseMetadata", "Owner", "HostId", "RequestId"):
                continue
            if key not in actual:
                return f"{path}.{key}: absent, expected {expected[key]!r}"
            if problem := differs(expected[key], actual[key], f"{path}.{key}"):
                return problem
        return None
    if isinstance(expected, list):
        if not isinstance(actual, list) or len(expected) != len(actual):
            return f"{path}: expected {len(expected)} items, got {actual!r}"
        return next(filter(None, (differs(e, a, f"{path}[{i}]") for i, (e, a) in enumerate(zip(expected, actual)))), None)
    if isinstance(actual, bytes):
        actual = actual.decode("utf-8", "replace")
    return None if expected == actual else f"{path}: expected {expected!r}, got {actual!r}"


def replay(client, steps):
    responses, problems = [], []
    for step in steps:
        try:
            response = getattr(client, step["op"])(**materialize(step.get("args", {}), responses))
            if "Body" in response and hasattr(response["Body"], "read"):
                response["Body"] = response["Body"].read()
            raised = False
        except botocore.exceptions.ClientError as error:
            response, raised = error.response, True
        except (botocore.exceptions.ParamValidationError, botocore.exceptions.MissingDependencyException) as error:
            return [], f"unusable: {str(error)[:100]}"
        responses.append(response)
        if raised != bool(step.get("raises")):
            problems.append(f"{step['i']} {step['op']}: {'raised' if raised else 'did not raise'} {str(response.get('Error', ''))[:200]}")
            break
        for expectation in step.get("expect", {}).values():
            if expectation["at"] == "" and (problem := differs(expectation["value"], response)):
                problems.append(f"{step['i']} {step['op']} {problem[:300]}")
            expected_status = expectation["value"].get("ResponseMetadata", {}).get("HTTPStatusCode") if isinstance(expectation["value"], dict) else None
            if expected_status and expected_status != response["ResponseMetadata"]["HTTPStatusCode"]:
                problems.append(f"{step['i']} {step['op']} status {response['ResponseMetadata']['HTTPStatusCode']}, expected {expected_status}")
    return problems, None


def main():
    endpoint, traces, report = sys.argv[1:4]
    client = boto3.client(
        "s3", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test",
        config=botocore.config.Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 1}))
    results = []
    with open(traces) as file:
        cases = json.load(file)["cases"]
    for number, case in enumerate(cases):
        # Every case has its own buckets: the recorded names repeat.
        case = json.loads(json.dumps(case).replace("-u0000", f"-u{number:03}0"))
        operations = {f"{step['svc']}:{step['op']}" for step in case["steps"]}
        if case.get("usesHttp") or case.get("unresolved") or not operations <= {f"s3:{name}" for name in SERVED}:
            continue
        problems, unusable = replay(client, case["steps"])
        results.append({"name": case["name"], "problems": problems, "unusable": unusable})
    with open(report, "w") as file:
        json.dump(results, file)


main()
