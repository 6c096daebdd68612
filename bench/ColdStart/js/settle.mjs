// The function 'settle' with the AWS SDK for JavaScript v3, and the least of a Lambda runtime: asks for events and answers them.
import { Agent, request } from "node:http";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";

const s3 = new S3Client({ forcePathStyle: true });

async function handler(event) {
  let newest = 0, token;
  do {
    const page = await s3.send(new ListObjectsV2Command({ Bucket: process.env.DATA_BUCKET, Prefix: `incoming/${event.pipeline}/`, ContinuationToken: token }));
    for (const item of page.Contents ?? []) newest = Math.max(newest, item.LastModified.getTime());
    token = page.NextContinuationToken;
  } while (token);
  return { quiet: newest + 1000 * (Number(process.env.SETTLE_SECONDS) + 5) <= Date.parse(event.now), wait: 0 };
}

const agent = new Agent({ keepAlive: true });
function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const sent = request(`http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation/${path}`, { method, agent }, response => {
      let text = "";
      response.on("data", part => text += part).on("end", () => resolve({ headers: response.headers, text }));
    });
    sent.on("error", reject).end(body);
  });
}

for (;;) {
  const next = await call("GET", "next");
  await call("POST", `${next.headers["lambda-runtime-aws-request-id"]}/response`, JSON.stringify(await handler(JSON.parse(next.text))));
}
