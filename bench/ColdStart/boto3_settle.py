"""The function 'settle' with boto3, and the least of a Lambda runtime: asks for events and answers them."""
import http.client
import json
import os
from datetime import datetime, timedelta

import boto3
from botocore.config import Config

S3 = boto3.client("s3", config=Config(s3={"addressing_style": "path"}))


def handler(event, context):
    now = datetime.fromisoformat(event["now"].replace("Z", "+00:00"))
    newest = None
    for page in S3.get_paginator("list_objects_v2").paginate(Bucket=os.environ["DATA_BUCKET"], Prefix=f"incoming/{event['pipeline']}/"):
        for item in page.get("Contents", []):
            newest = max(newest or item["LastModified"], item["LastModified"])
    quiet = newest is None or newest + timedelta(seconds=int(os.environ["SETTLE_SECONDS"])) + timedelta(seconds=5) <= now
    return {"quiet": quiet, "wait": 0}


def main():
    host, path = os.environ["AWS_LAMBDA_RUNTIME_API"].split("/", 1)
    api = http.client.HTTPConnection(host)
    while True:
        api.request("GET", f"/{path}/2018-06-01/runtime/invocation/next")
        response = api.getresponse()
        request, event = response.getheader("Lambda-Runtime-Aws-Request-Id"), json.loads(response.read())
        api.request("POST", f"/{path}/2018-06-01/runtime/invocation/{request}/response", json.dumps(handler(event, None)))
        api.getresponse().read()


main()
