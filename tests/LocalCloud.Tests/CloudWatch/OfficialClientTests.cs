using System.Net;
using LocalCloud.CloudWatch;
using LocalCloud.Tests.EventBridge;
using LocalCloud.Tests.Protocol;
using LocalCloud.Tests.S3;
using LocalCloud.Tests.Testing;

namespace LocalCloud.Tests.CloudWatch;

/// <summary>boto3, which speaks AWS JSON 1.0 here, and AWS Query, which older SDKs speak, through the endpoint.</summary>
public sealed class OfficialClientTests
{
    private const string Script = """
        import sys, boto3, datetime
        from botocore.exceptions import ClientError
        url, key, secret = sys.argv[1:]
        cloudwatch = boto3.client("cloudwatch", endpoint_url=url, region_name="us-east-1", aws_access_key_id=key, aws_secret_access_key=secret)
        now = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)
        dimensions = [{"Name": "ModelVersion", "Value": "3"}]
        cloudwatch.put_metric_data(Namespace="MLOps", MetricData=[{"MetricName": "Psi", "Dimensions": dimensions, "Value": 0.25, "Unit": "None"}])
        # More than 10 KiB are compressed.
        cloudwatch.put_metric_data(Namespace="MLOps", MetricData=[{"MetricName": "Many", "Value": float(i), "Timestamp": now} for i in range(500)])
        query = {"Id": "q", "MetricStat": {"Metric": {"Namespace": "MLOps", "MetricName": "Psi", "Dimensions": dimensions}, "Period": 60, "Stat": "Average"}}
        many = {"Id": "n", "MetricStat": {"Metric": {"Namespace": "MLOps", "MetricName": "Many"}, "Period": 60, "Stat": "SampleCount"}}
        day = datetime.timedelta(days=1)
        results = cloudwatch.get_metric_data(MetricDataQueries=[query, many], StartTime=now - day, EndTime=now + day)["MetricDataResults"]
        print([(r["Id"], r["Values"], r["Timestamps"][0] == now) for r in results])
        print(sorted(m["MetricName"] for page in cloudwatch.get_paginator("list_metrics").paginate() for m in page["Metrics"]))
        cloudwatch.put_metric_alarm(AlarmName="drift", Namespace="MLOps", MetricName="Psi", Dimensions=dimensions, Statistic="Maximum", Period=300,
                                    EvaluationPeriods=1, Threshold=0.2, ComparisonOperator="GreaterThanThreshold", TreatMissingData="notBreaching")
        cloudwatch.set_alarm_state(AlarmName="drift", StateValue="ALARM", StateReason="test")
        alarm = cloudwatch.describe_alarms(AlarmNames=["drift"])["MetricAlarms"][0]
        print(alarm["StateValue"], alarm["Threshold"], alarm["AlarmArn"], alarm["StateUpdatedTimestamp"] == now, alarm["ActionsEnabled"])
        print(cloudwatch.get_metric_statistics(Namespace="MLOps", MetricName="Many", StartTime=now - day, EndTime=now + day, Period=3600, Statistics=["Sum"])["Datapoints"][0]["Sum"])
        for call in (lambda: cloudwatch.put_metric_data(Namespace="AWS/X", MetricData=[{"MetricName": "m", "Value": 1}]),
                     lambda: cloudwatch.set_alarm_state(AlarmName="none", StateValue="OK", StateReason="r"),
                     lambda: cloudwatch.put_composite_alarm(AlarmName="c", AlarmRule="()")):
            try:
                call()
            except ClientError as error:
                print(error.response["Error"]["Code"], type(error).__name__)
        """;

    [Fact]
    public async Task Boto3_PutsGetsAlarmsAndReadsErrors()
    {
        await using var server = await ProtocolServer.StartAsync();
        await using var engine = Engine(server);
        await using var cloud = await ProtocolServer.StartAsync(engine.Service());

        var lines = await PythonClient.RunAsync(cloud, Script);

        Assert.Equal(
            [
                "[('q', [0.25], True), ('n', [500.0], True)]",
                "['Many', 'Psi']",
                "ALARM 0.2 arn:aws:cloudwatch:us-east-1:111122223333:alarm:drift True True",
                "124750.0",
                "InvalidParameterValue InvalidParameterValueException",
                "ResourceNotFound ResourceNotFound",
                "ValidationError ClientError",
            ],
            lines);
    }

    [Fact]
    public async Task Query_PutsAndDescribes_InXml()
    {
        await using var server = await ProtocolServer.StartAsync();
        await using var engine = Engine(server);
        await using var cloud = await ProtocolServer.StartAsync(engine.Service());

        var put = await PostAsync(cloud,
            "Action=PutMetricAlarm&Version=2010-08-01&AlarmName=a&Namespace=n&MetricName=m&Statistic=Sum&Period=60&EvaluationPeriods=1&Threshold=1.5"
            + "&ComparisonOperator=LessThanThreshold&Dimensions.member.1.Name=d&Dimensions.member.1.Value=v");
        var described = await PostAsync(cloud, "Action=DescribeAlarms&Version=2010-08-01");
        var refused = await PostAsync(cloud, "Action=SetAlarmState&Version=2010-08-01&AlarmName=none&StateValue=OK&StateReason=r");

        Assert.Equal(HttpStatusCode.OK, put.Status);
        Assert.Contains("<AlarmArn>arn:aws:cloudwatch:us-east-1:111122223333:alarm:a</AlarmArn>", described.Body, StringComparison.Ordinal);
        Assert.Contains("<Threshold>1.5</Threshold>", described.Body, StringComparison.Ordinal);
        Assert.Contains("<Name>d</Name>", described.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, refused.Status);
        Assert.Contains("<Code>ResourceNotFound</Code>", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cbor_IsRefusedByName()
    {
        await using var server = await ProtocolServer.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, "/service/GraniteServiceVersion20100801/operation/ListMetrics");
        request.Headers.Add("smithy-protocol", "rpc-v2-cbor");

        var response = await server.SendAsync(server.Root, "monitoring", request);

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Contains("rpc-v2-cbor", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static CloudWatchEngine Engine(ProtocolServer server) =>
        new(server.Iam.Identity, server.Store.Store, new CloudWatchSurroundings(server.Iam.Clock, () => new FakeApi(), () => new FakePublisher()));

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(ProtocolServer server, string form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        using var response = await server.SendAsync(server.Root, "monitoring", request, form);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
