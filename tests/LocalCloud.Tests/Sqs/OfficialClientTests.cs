using LocalCloud.Sns;
using LocalCloud.Sqs;
using LocalCloud.Tests.Protocol;
using LocalCloud.Tests.Testing;

namespace LocalCloud.Tests.Sqs;

/// <summary>boto3, which checks the digests of messages itself, through the endpoint.</summary>
public sealed class OfficialClientTests
{
    private const string Script = """
        import json, sys, boto3
        from botocore.exceptions import ClientError
        url, key, secret = sys.argv[1:]
        def client(name):
            return boto3.client(name, endpoint_url=url, region_name="us-east-1", aws_access_key_id=key, aws_secret_access_key=secret)
        sqs, sns = client("sqs"), client("sns")
        queue = sqs.create_queue(QueueName="inbox")["QueueUrl"]
        arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        attributes = {"b": {"DataType": "Binary", "BinaryValue": b"\x00\xff"}, "n": {"DataType": "Number", "StringValue": "1.5"}}
        sqs.send_message(QueueUrl=queue, MessageBody="ü & <x>", MessageAttributes=attributes)
        got = sqs.receive_message(QueueUrl=queue, MessageAttributeNames=["All"])["Messages"][0]
        print(got["Body"] == "ü & <x>", got["MessageAttributes"]["b"]["BinaryValue"] == b"\x00\xff", got["MD5OfMessageAttributes"])
        sqs.delete_message(QueueUrl=queue, ReceiptHandle=got["ReceiptHandle"])
        topic = sns.create_topic(Name="alarms")["TopicArn"]
        policy = {"Statement": [{"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": arn}]}
        sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": json.dumps(policy)})
        sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
        sns.publish(TopicArn=topic, Message="drift", MessageAttributes=attributes)
        body = json.loads(sqs.receive_message(QueueUrl=queue)["Messages"][0]["Body"])
        print(body["Message"], body["MessageAttributes"]["b"]["Value"], sns.get_topic_attributes(TopicArn=topic)["Attributes"]["SubscriptionsConfirmed"])
        for call in (lambda: sqs.get_queue_url(QueueName="none"), lambda: sns.publish(TopicArn=topic + "-none", Message="m"),
                     lambda: sqs.delete_message(QueueUrl=queue, ReceiptHandle="none")):
            try:
                call()
            except ClientError as error:
                print(error.response["Error"]["Code"])
        """;

    [Fact]
    public async Task Boto3_SendsReceivesPublishesAndReadsErrors()
    {
        // The endpoint's dispatcher is one that the test cannot ask back: SNS delivers through its own.
        using var messaging = new Messaging();
        var sqs = new SqsEngine(messaging.Iam.Identity, messaging.Iam.Store.Store, messaging.Iam.Clock);
        var sns = new SnsEngine(messaging.Iam.Identity, messaging.Iam.Store.Store, new SnsSurroundings(messaging.Iam.Clock, () => messaging.Api));
        await using var server = await ProtocolServer.StartAsync(sqs.Service(), sns.Service());

        var lines = await PythonClient.RunAsync(server, Script);

        Assert.Equal(
            ["True True 9214e5c918b9ee4844da90e8a1904834", "drift AP8= 1", "AWS.SimpleQueueService.NonExistentQueue", "NotFound", "ReceiptHandleIsInvalid"],
            lines);
    }
}
