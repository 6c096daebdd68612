using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;
using LocalCloud.Sns;
using LocalCloud.Sqs;
using LocalCloud.Tests.Iam;

namespace LocalCloud.Tests.Testing;

/// <summary>SQS and SNS joined by a real dispatcher and real IAM, on a clock that the test moves; called by the root unless told otherwise.</summary>
internal sealed class Messaging : IDisposable
{
    private ApiDispatcher _api;

    public Messaging(params ApiService[] others)
    {
        Others = others;
        _api = Join();
    }

    public IamFixture Iam { get; } = new();

    public Principal Root { get; } = new Principal.Root(IamFixture.Account);

    public IApi Api => _api;

    private ApiService[] Others { get; }

    public void Restart()
    {
        Iam.Restart();
        _api = Join();
    }

    public Task<JsonObject> CallAsync(string service, string operation, string input, Principal? caller = null) =>
        _api.CallAsync(service, operation, IamFixture.Json(input), caller ?? Root, TestContext.Current.CancellationToken);

    public async Task<string> FailAsync(string service, string operation, string input, Principal? caller = null) =>
        (await Assert.ThrowsAsync<AwsException>(() => CallAsync(service, operation, input, caller))).Code;

    public async Task<string> QueueAsync(string name, string attributes = "{}") =>
        (await CallAsync("sqs", "CreateQueue", $$"""{"QueueName":"{{name}}","Attributes":{{attributes}}}"""))["QueueUrl"]!.ToString();

    public Task<JsonObject> SendAsync(string url, string body) =>
        CallAsync("sqs", "SendMessage", $$"""{"QueueUrl":"{{url}}","MessageBody":"{{body}}"}""");

    public async Task<IReadOnlyList<JsonObject>> ReceiveAsync(string url, string more = "\"MaxNumberOfMessages\":10") =>
        Messages(await CallAsync("sqs", "ReceiveMessage", $$"""{"QueueUrl":"{{url}}","AttributeNames":["All"],"MessageAttributeNames":["All"],{{more}}}"""));

    public static IReadOnlyList<JsonObject> Messages(JsonObject output) =>
        [.. (output["Messages"]?.AsArray() ?? []).Select(message => message!.AsObject())];

    public void Dispose() => Iam.Dispose();

    private ApiDispatcher Join()
    {
        ApiDispatcher? api = null;
        return api = new ApiDispatcher(
            [
                new SqsEngine(Iam.Identity, Iam.Store.Store, Iam.Clock).Service(),
                new SnsEngine(Iam.Identity, Iam.Store.Store, new SnsSurroundings(Iam.Clock, () => api!)).Service(),
                .. Others,
            ],
            new RequestValidator(),
            Iam.Iam);
    }
}
