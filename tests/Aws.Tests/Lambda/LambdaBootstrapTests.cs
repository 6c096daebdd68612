using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Aws.Tests.Support;

namespace Aws.Tests.Lambda;

[Collection("environment")]
public sealed class LambdaBootstrapTests
{
    private static readonly SourceGeneratorLambdaJsonSerializer<EventJson> Serializer = new();

    [Fact]
    public async Task Handler_ReturningAnObject_IsPostedAsTheResponse()
    {
        await using var api = await RuntimeApi.StartAsync();
        Func<Question, ILambdaContext, Task<Answer>> handler = (question, _) => Task.FromResult(new Answer { Text = question.Name + "!" });
        await using var runtime = new RunningBootstrap(LambdaBootstrapBuilder.Create(handler, Serializer), api);

        api.Invoke("""{"name":"ü"}""", id: "req-7");
        var post = await api.PostedAsync();

        Assert.Equal("POST /2018-06-01/runtime/invocation/req-7/response", $"{post.Method} {post.Path}");
        Assert.Equal("application/json", post.Headers["Content-Type"]);
        Assert.Equal("""{"Text":"ü!"}""", post.Body);
    }

    [Fact]
    public async Task Handler_ServedTwice_AnswersEachInvocationUnderItsId()
    {
        await using var api = await RuntimeApi.StartAsync();
        Func<Stream, Stream> handler = input => input;
        await using var runtime = new RunningBootstrap(LambdaBootstrapBuilder.Create(handler), api);

        api.Invoke("1", id: "a");
        api.Invoke("2", id: "b");
        var posts = new[] { await api.PostedAsync(), await api.PostedAsync() };

        Assert.Equal(
            [("/2018-06-01/runtime/invocation/a/response", "1"), ("/2018-06-01/runtime/invocation/b/response", "2")],
            posts.Select(p => (p.Path, p.Body)));
    }

    [Fact]
    public async Task Handler_Throwing_IsPostedAsAnErrorAndServingGoesOn()
    {
        await using var api = await RuntimeApi.StartAsync();
        var calls = 0;
        Func<Stream, Stream> handler = input =>
            calls++ == 0 ? throw new InvalidOperationException("no \"such\" bucket", new FormatException("inner")) : input;
        await using var runtime = new RunningBootstrap(LambdaBootstrapBuilder.Create(handler), api);

        api.Invoke("{}", id: "bad");
        api.Invoke("{}", id: "good");
        var error = await api.PostedAsync();
        var answer = await api.PostedAsync();

        var body = JsonNode.Parse(error.Body)!;
        Assert.Equal("/2018-06-01/runtime/invocation/bad/error", error.Path);
        Assert.Equal("InvalidOperationException", error.Headers["Lambda-Runtime-Function-Error-Type"]);
        Assert.Equal("application/vnd.aws.lambda.error+json", error.Headers["Content-Type"]);
        Assert.Equal(("InvalidOperationException", "no \"such\" bucket"), ((string?)body["errorType"], (string?)body["errorMessage"]));
        Assert.StartsWith("at ", (string?)body["stackTrace"]![0], StringComparison.Ordinal);
        Assert.Equal("FormatException", (string?)body["cause"]!["errorType"]);
        Assert.Equal("/2018-06-01/runtime/invocation/good/response", answer.Path);
    }

    [Fact]
    public async Task Handler_ThrowingAHugeMessage_IsPostedWithinTheLimit()
    {
        using var quiet = new EnvironmentVariable("AWS_LAMBDA_LOG_LEVEL", "FATAL");
        await using var api = await RuntimeApi.StartAsync();
        Func<Stream, Stream> handler = _ => throw new InvalidOperationException(new string('x', 300_000));
        await using var runtime = new RunningBootstrap(LambdaBootstrapBuilder.Create(handler), api);

        api.Invoke("{}");
        var error = await api.PostedAsync();

        Assert.True(Encoding.UTF8.GetByteCount(error.Body) <= 256 * 1024);
        Assert.Contains("maximum payload size", (string?)JsonNode.Parse(error.Body)!["errorMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Payload_NotOfTheHandlersType_IsPostedAsASerializerError()
    {
        await using var api = await RuntimeApi.StartAsync();
        Action<Question> handler = _ => { };
        await using var runtime = new RunningBootstrap(LambdaBootstrapBuilder.Create(handler, Serializer), api);

        api.Invoke("[1]");
        var error = await api.PostedAsync();

        Assert.Equal("JsonSerializerException", error.Headers["Lambda-Runtime-Function-Error-Type"]);
    }

    [Fact]
    public async Task Initializer_Throwing_IsPostedAsAnInitErrorAndEndsTheRun()
    {
        await using var api = await RuntimeApi.StartAsync();
        Func<Stream, Stream> handler = input => input;
        var builder = LambdaBootstrapBuilder.Create(handler)
            .UseBootstrapHandler(() => throw new InvalidOperationException("no configuration"));
        await using var runtime = new RunningBootstrap(builder, api);

        var error = await api.PostedAsync();

        Assert.Equal("/2018-06-01/runtime/init/error", error.Path);
        Assert.Equal("no configuration", (string?)JsonNode.Parse(error.Body)!["errorMessage"]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => runtime.Run);
    }

    [Fact]
    public async Task Initializer_AnsweringFalse_EndsTheRunWithoutAnInvocation()
    {
        await using var api = await RuntimeApi.StartAsync();
        Func<Stream, Stream> handler = input => input;
        var builder = LambdaBootstrapBuilder.Create(handler).UseBootstrapHandler(() => Task.FromResult(false));
        await using var runtime = new RunningBootstrap(builder, api);

        await runtime.Run.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Response_RefusedByTheRuntimeApi_EndsTheRunWithTheReason()
    {
        await using var api = await RuntimeApi.StartAsync();
        api.Accepted = new Reply(413, """{"errorType":"RequestEntityTooLarge"}""");
        Func<Stream, Stream> handler = input => input;
        await using var runtime = new RunningBootstrap(LambdaBootstrapBuilder.Create(handler), api);

        api.Invoke("{}");

        var thrown = await Assert.ThrowsAsync<HttpRequestException>(() => runtime.Run);
        Assert.Contains("413", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("RequestEntityTooLarge", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Context_OfAnInvocation_SaysWhatTheHeadersSay()
    {
        await using var api = await RuntimeApi.StartAsync();
        ILambdaContext? seen = null;
        string? trace = null;
        Func<Stream, ILambdaContext, Stream> handler = (input, context) =>
        {
            seen = context;
            trace = Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID");
            return input;
        };
        await using var runtime = new RunningBootstrap(LambdaBootstrapBuilder.Create(handler), api);

        var deadline = DateTimeOffset.UtcNow.AddMinutes(5);
        api.Invoke("{}", new Dictionary<string, string>
        {
            ["Lambda-Runtime-Deadline-Ms"] = $"{deadline.ToUnixTimeMilliseconds()}",
            ["Lambda-Runtime-Trace-Id"] = "Root=1-2-3",
            ["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:eu-central-1:1:function:f",
            ["Lambda-Runtime-Cognito-Identity"] = """{"cognitoIdentityId":"i","cognitoIdentityPoolId":"p"}""",
            ["Lambda-Runtime-Client-Context"] = """{"client":{"app_title":"t"},"custom":{"k":"v"}}""",
        });
        await api.PostedAsync();

        Assert.Equal("req-1", seen!.AwsRequestId);
        Assert.Equal("arn:aws:lambda:eu-central-1:1:function:f", seen.InvokedFunctionArn);
        Assert.InRange(seen.RemainingTime, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
        Assert.Equal(("Root=1-2-3", "Root=1-2-3"), (seen.TraceId, trace));
        Assert.Equal(("i", "p"), (seen.Identity.IdentityId, seen.Identity.IdentityPoolId));
        Assert.Equal(("t", "v"), (seen.ClientContext.Client.AppTitle, seen.ClientContext.Custom["k"]));
    }

    [Fact]
    public async Task Context_OfAnInvocation_SaysWhatTheEnvironmentSays()
    {
        using var name = new EnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME", "admit");
        using var memory = new EnvironmentVariable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        await using var api = await RuntimeApi.StartAsync();
        ILambdaContext? seen = null;
        Action<ILambdaContext> handler = context => seen = context;
        await using var runtime = new RunningBootstrap(LambdaBootstrapBuilder.Create(handler), api);

        api.Invoke("{}");
        var post = await api.PostedAsync();

        Assert.Equal(("admit", 512), (seen!.FunctionName, seen.MemoryLimitInMB));
        Assert.Equal("", post.Body);
    }

    [Fact]
    public async Task RuntimeApiEndpoint_OnlyInTheEnvironment_IsUsed()
    {
        await using var api = await RuntimeApi.StartAsync();
        using var endpoint = new EnvironmentVariable("AWS_LAMBDA_RUNTIME_API", api.HostAndPort);
        using var http = new HttpClient();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var bootstrap = new LambdaBootstrap(http, invocation => Task.FromResult(new InvocationResponse(invocation.InputStream)));

        var run = bootstrap.RunAsync(stop.Token);
        api.Invoke("42");
        var post = await api.PostedAsync();
        await stop.CancelAsync();
        await run;

        Assert.Equal("42", post.Body);
    }

    [Theory]
    [InlineData("AWS_LAMBDA_MAX_CONCURRENCY", "4", "managed instances")]
    [InlineData("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start", "SnapStart")]
    public void Environment_ThatIsNotSupported_IsRefusedWithTheReason(string variable, string value, string reason)
    {
        using var environment = new EnvironmentVariable(variable, value);
        Func<Stream, Stream> handler = input => input;

        var thrown = Assert.Throws<NotSupportedException>(() => LambdaBootstrapBuilder.Create(handler).Build());

        Assert.Contains(reason, thrown.Message, StringComparison.Ordinal);
    }
}
