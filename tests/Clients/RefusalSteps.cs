using System.Text.Json.Nodes;
using Clients.Support;
using Mlops.Cli.Local;

namespace Clients;

/// <summary>What is refused, in the words and types that each service has for it.</summary>
internal static class RefusalSteps
{
    private const int QuarterOfAnHour = 16 * 60;
    private const string NoExecution = "arn:aws:states:us-east-1:000000000000:execution:mlops-ridership-retrain:none";

    private static readonly AccessKeys WrongSecret = new(LocalInstance.AccessKey, "not the secret");
    private static readonly AccessKeys UnknownKey = new("AKIANOBODYKNOWSTHIS0", "secret");

    public static IReadOnlyList<(string Name, Func<StepContext, Task> Run)> All { get; } =
    [
        .. Each("a wrong secret", step => new(step, "", []) { Keys = WrongSecret },
            ("s3", "ListBuckets", "SignatureDoesNotMatch"), ("sts", "GetCallerIdentity", "SignatureDoesNotMatch"),
            ("stepfunctions", "ListStateMachines", "InvalidSignatureException"), ("lambda", "ListFunctions", "InvalidSignatureException"),
            ("logs", "DescribeLogGroups", "InvalidSignatureException")),
        .. Each("an unknown key", step => new(step, "", []) { Keys = UnknownKey },
            ("s3", "ListBuckets", "InvalidAccessKeyId"), ("sts", "GetCallerIdentity", "InvalidClientTokenId"),
            ("stepfunctions", "ListStateMachines", "UnrecognizedClientException"), ("lambda", "ListFunctions", "UnrecognizedClientException")),
        ("a wrong clock: s3", step => SkewAsync(step, "s3", "ListBuckets", "RequestTimeTooSkewed")),
        ("a wrong clock: sts", step => SkewAsync(step, "sts", "GetCallerIdentity", "SignatureDoesNotMatch")),
        ("a wrong clock: stepfunctions", step => SkewAsync(step, "stepfunctions", "ListStateMachines", "InvalidSignatureException")),
        ("a missing member: stepfunctions", step => RefusedAsync(step, "stepfunctions", "DescribeExecution", [], "ValidationException", modelled: true)),
        ("a missing member: sagemaker", step => RefusedAsync(step, "sagemaker", "DescribeEndpoint", [], "ValidationException", modelled: false)),
        ("a missing member: logs", step => RefusedAsync(step, "logs", "CreateLogGroup", [], "InvalidParameterException", modelled: true)),
        ("a missing member: events", step => RefusedAsync(step, "events", "DescribeRule", [], "ValidationException", modelled: false)),
        ("nothing there: an object", step => RefusedAsync(step, "s3", "GetObject", step.Object("none"), "NoSuchKey", modelled: true)),
        ("nothing there: an execution", step => RefusedAsync(step, "stepfunctions", "DescribeExecution", new() { ["executionArn"] = NoExecution }, "ExecutionDoesNotExist", modelled: true)),
        ("nothing there: an endpoint", step => RefusedAsync(step, "sagemaker", "DescribeEndpoint", new() { ["EndpointName"] = "none" }, "ValidationException", modelled: false)),
        ("nothing there: a function", step => RefusedAsync(step, "lambda", "GetFunction", new() { ["FunctionName"] = "none" }, "ResourceNotFoundException", modelled: true)),
        ("nothing there: a rule", step => RefusedAsync(step, "events", "DescribeRule", new() { ["Name"] = "none" }, "ResourceNotFoundException", modelled: true)),
        ("nothing there: a log group", step => RefusedAsync(step, "logs", "DescribeLogStreams", new() { ["logGroupName"] = "none" }, "ResourceNotFoundException", modelled: true)),
        ("a role without permission", StrangerAsync),
        ("not served: sagemaker", step => UnsupportedAsync(step, new("sagemaker", "CreateAutoMLJob", new()
        {
            ["AutoMLJobName"] = "j", ["RoleArn"] = "arn:aws:iam::000000000000:role/r", ["OutputDataConfig"] = new JsonObject { ["S3OutputPath"] = "s3://b/p" },
            ["InputDataConfig"] = new JsonArray(new JsonObject { ["TargetAttributeName"] = "y" }),
        }), "CreateTrainingJob")),
        ("not served: s3", step => UnsupportedAsync(step, new("s3", "PutBucketWebsite", new()
        {
            ["Bucket"] = step.App.Product.DataBucket, ["WebsiteConfiguration"] = new JsonObject { ["IndexDocument"] = new JsonObject { ["Suffix"] = "index.html" } },
        }), "PutBucketVersioning")),
        ("not served: logs", step => UnsupportedAsync(step, new("logs", "StartQuery", new()
        {
            ["logGroupName"] = "g", ["startTime"] = 0, ["endTime"] = 1, ["queryString"] = "fields @message",
        }), "FilterLogEvents")),
    ];

    private static IEnumerable<(string, Func<StepContext, Task>)> Each(
        string name, Func<string, AwsRequest> request, params (string Service, string Operation, string Code)[] cases) => cases.Select(one =>
        ($"{name}: {one.Service}", (Func<StepContext, Task>)(async step =>
        {
            var refused = await step.RefusedAsync(request(one.Service) with { Operation = one.Operation });
            Assert.Equal(one.Code, refused.Code);
        })));

    private static async Task SkewAsync(StepContext step, string service, string operation, string code)
    {
        var refused = await step.RefusedAsync(new(service, operation, []) { Endpoint = step.App.RealTime, ClockOffset = -QuarterOfAnHour });

        Assert.Equal(code, refused.Code);
    }

    /// <summary>Of an error that is in the service's model SDKs make an exception of that name; of others the service's or the SDK's own.</summary>
    private static async Task RefusedAsync(StepContext step, string service, string operation, JsonObject input, string code, bool modelled)
    {
        var refused = await step.RefusedAsync(new(service, operation, input));

        Assert.Equal(code, refused.Code);
        Assert.Matches(modelled ? $"^{code}(Exception)?$" : $"^({code}|ClientError|\\w+ServiceException)$", refused.Type);
    }

    private static async Task StrangerAsync(StepContext step)
    {
        var sts = new AwsRequest("sts", "AssumeRole", new() { ["RoleArn"] = step.App.Stranger, ["RoleSessionName"] = "clients" });
        var assumed = step.Client.Has(sts) ? await step.DoAsync(sts) : await step.App.AnyAsync(sts);
        var given = assumed.Ok()["Credentials"]!;
        var keys = new AccessKeys((string)given["AccessKeyId"]!, (string)given["SecretAccessKey"]!, (string)given["SessionToken"]!);
        AwsRequest[] requests =
        [
            new("s3", "ListBuckets", []),
            new("stepfunctions", "ListStateMachines", []),
            new("events", "ListRules", []),
            new("sagemaker", "ListEndpoints", []),
            new("lambda", "ListFunctions", []),
            new("cloudwatch", "ListMetrics", []),
            new("logs", "DescribeLogGroups", []),
        ];
        foreach (var request in requests.Where(step.Client.Has))
        {
            var refused = await step.RefusedAsync(request with { Keys = keys });
            Assert.Contains(refused.Code, (string[])["AccessDenied", "AccessDeniedException"]);
            Assert.Contains("assumed-role/", refused.Message, StringComparison.Ordinal);
        }
    }

    private static async Task UnsupportedAsync(StepContext step, AwsRequest request, string served)
    {
        var refused = await step.RefusedAsync(request);

        Assert.Contains(refused.Code, (string[])["UnsupportedOperation", "NotImplemented"]);
        Assert.Contains("LocalCloud does not serve", refused.Message, StringComparison.Ordinal);
        Assert.Contains(served, refused.Message, StringComparison.Ordinal);
    }
}
