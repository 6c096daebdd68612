"""Calls AWS as its reader asks, line by line: {"service", "operation", "input", ...} in, {"output"} or {"error"} out."""
import datetime
import functools
import json
import sys

import boto3
import boto3.s3.transfer
import botocore.auth
import botocore.compat
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError


@functools.cache
def client(service, keys, endpoint):
    settings = {}
    if keys:
        access, secret, token = json.loads(keys)
        settings = {"aws_access_key_id": access, "aws_secret_access_key": secret, "aws_session_token": token}
    # The service is to say what is wrong with a request, not the SDK.
    return boto3.client(service, endpoint_url=endpoint, config=Config(parameter_validation=False, retries={"total_max_attempts": 2}), **settings)


def client_of(request):
    keys = request.get("keys")
    named = json.dumps([keys["AccessKeyId"], keys["SecretAccessKey"], keys.get("SessionToken")]) if keys else None
    return client(request["service"], named, request.get("endpoint"))


def text(value):
    return value.read().decode() if hasattr(value, "read") else value.decode() if isinstance(value, bytes) else value


def call(request):
    output = getattr(client_of(request), xform_name(request["operation"]))(**request["input"])
    output.pop("ResponseMetadata", None)
    return {name: text(value) if name in ("Body", "Payload") else value for name, value in output.items()}


def pages(request, operation, size):
    return client_of(request).get_paginator(operation).paginate(**request["input"], PaginationConfig={"PageSize": size})


def wait(request, name):
    client_of(request).get_waiter(name).wait(**request["input"], WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    return "SUCCESS"


def upload_in_parts(request):
    bucket, key, size = (request["input"][name] for name in ("Bucket", "Key", "Size"))
    path = request["folder"] + "/large"
    with open(path, "wb") as file:
        file.write(b"x" * size)
    part = 5 * 1024 * 1024
    client_of(request).upload_file(path, bucket, key, Config=boto3.s3.transfer.TransferConfig(multipart_threshold=part, multipart_chunksize=part))


SPECIAL = {
    "call": call,
    "presign": lambda request: client_of(request).generate_presigned_url(xform_name(request["operation"]), Params=request["input"], ExpiresIn=60),
    "waitForEndpoint": lambda request: wait(request, "endpoint_in_service"),
    "waitForProcessingJob": lambda request: wait(request, "processing_job_completed_or_stopped"),
    "keysByPage": lambda request: [item["Key"] for page in pages(request, "list_objects_v2", 2) for item in page.get("Contents", [])],
    "historyByPage": lambda request: [item["type"] for page in pages(request, "get_execution_history", 10) for item in page["events"]],
    "uploadInParts": upload_in_parts,
}


def at(offset, work):
    """Works with a clock that is wrong by so many seconds."""
    right = botocore.compat.get_current_datetime
    wrong = lambda remove_tzinfo=True: right(remove_tzinfo) + datetime.timedelta(seconds=offset)
    botocore.auth.get_current_datetime = wrong
    try:
        return work()
    finally:
        botocore.auth.get_current_datetime = right


for line in sys.stdin:
    asked = json.loads(line)
    try:
        answer = {"output": at(asked.get("clockOffset", 0), lambda: SPECIAL[asked["what"]](asked))}
    except ClientError as error:
        detail = error.response["Error"]
        answer = {"error": {"Type": type(error).__name__, "Code": detail["Code"], "Message": detail.get("Message", ""),
                            "Status": error.response["ResponseMetadata"]["HTTPStatusCode"]}}
    except Exception as error:
        answer = {"error": {"Type": type(error).__name__, "Code": type(error).__name__, "Message": str(error), "Status": 0}}
    print(json.dumps(answer, default=str), flush=True)
