// Calls AWS as its reader asks, line by line: {"service", "operation", "input", …} in, {"output"} or {"error"} out.
import { createInterface } from "node:readline";
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import * as events from "@aws-sdk/client-eventbridge";
import * as lambda from "@aws-sdk/client-lambda";
import * as s3 from "@aws-sdk/client-s3";
import * as sagemaker from "@aws-sdk/client-sagemaker";
import * as runtime from "@aws-sdk/client-sagemaker-runtime";
import * as stepfunctions from "@aws-sdk/client-sfn";
import * as sts from "@aws-sdk/client-sts";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

const services = {
  cloudwatch: [cloudwatch, cloudwatch.CloudWatchClient], logs: [logs, logs.CloudWatchLogsClient],
  events: [events, events.EventBridgeClient], lambda: [lambda, lambda.LambdaClient], s3: [s3, s3.S3Client],
  sagemaker: [sagemaker, sagemaker.SageMakerClient], "sagemaker-runtime": [runtime, runtime.SageMakerRuntimeClient],
  stepfunctions: [stepfunctions, stepfunctions.SFNClient], sts: [sts, sts.STSClient],
};

const clients = new Map();

function client({ service, keys, endpoint, clockOffset }) {
  const name = JSON.stringify([service, keys, endpoint, clockOffset]);
  if (!clients.has(name)) {
    const [, Client] = services[service];
    clients.set(name, new Client({
      ...(keys && { credentials: { accessKeyId: keys.AccessKeyId, secretAccessKey: keys.SecretAccessKey, sessionToken: keys.SessionToken } }),
      ...(endpoint && { endpoint }),
      // An SDK that has seen the server's time signs with it from then on: only the first try shows what a wrong clock does.
      ...(clockOffset && { systemClockOffset: clockOffset * 1000, maxAttempts: 1 }),
    }));
  }

  return clients.get(name);
}

async function text(value) {
  if (typeof value?.transformToString === "function") {
    return value.transformToString();
  }

  return value instanceof Uint8Array ? Buffer.from(value).toString() : value;
}

// The SDK leaves time-zone and encoding of members alone, but these three are bytes.
async function call(request) {
  const [module] = services[request.service];
  const Command = module[`${request.operation}Command`];
  const { $metadata, ...output } = await client(request).send(new Command(dates(request.input)));
  for (const member of ["Body", "Payload"]) {
    if (output[member] !== undefined) {
      output[member] = await text(output[member]);
    }
  }

  return output;
}

function dates(input) {
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, ["StartTime", "EndTime"].includes(name) ? new Date(value) : value]));
}

const special = {
  call,
  presign: (request) => getSignedUrl(client(request), new s3[`${request.operation}Command`](request.input), { expiresIn: 60 }),
  waitForEndpoint: async (request) =>
    (await sagemaker.waitUntilEndpointInService({ client: client(request), maxWaitTime: 60, minDelay: 1, maxDelay: 2 }, request.input)).state,
  waitForProcessingJob: async (request) =>
    (await sagemaker.waitUntilProcessingJobCompletedOrStopped({ client: client(request), maxWaitTime: 60, minDelay: 1, maxDelay: 2 }, request.input)).state,
  keysByPage: async (request) => {
    const keys = [];
    for await (const page of s3.paginateListObjectsV2({ client: client(request), pageSize: 2 }, request.input)) {
      keys.push(...(page.Contents ?? []).map((item) => item.Key));
    }

    return keys;
  },
  historyByPage: async (request) => {
    const types = [];
    for await (const page of stepfunctions.paginateGetExecutionHistory({ client: client(request), pageSize: 10 }, request.input)) {
      types.push(...page.events.map((item) => item.type));
    }

    return types;
  },
  uploadInParts: async (request) => {
    const { Bucket, Key, Size } = request.input;
    const [client_, part] = [client(request), 5 * 1024 * 1024];
    const { UploadId } = await client_.send(new s3.CreateMultipartUploadCommand({ Bucket, Key }));
    const Parts = [];
    for (let sent = 0; sent < Size; sent += part) {
      const PartNumber = Parts.length + 1;
      const Body = Buffer.alloc(Math.min(part, Size - sent), "x");
      const { ETag, ChecksumCRC32 } = await client_.send(new s3.UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
      Parts.push({ ETag, ChecksumCRC32, PartNumber });
    }

    return client_.send(new s3.CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  let answer;
  try {
    answer = { output: (await special[request.what](request)) ?? null };
  } catch (error) {
    answer = { error: { Type: error.constructor.name, Code: error.name, Status: error.$metadata?.httpStatusCode, Message: error.message ?? String(error) } };
  }

  console.log(JSON.stringify(answer));
}
