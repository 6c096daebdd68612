using System.Net;
using System.Text;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Aws.Tests.Support;

namespace Aws.Tests.Clients;

public sealed class LambdaClientTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static InvokeRequest Invoke => new()
    {
        FunctionName = "mlops-upload-trigger",
        InvocationType = InvocationType.RequestResponse,
        LogType = LogType.Tail,
        Payload = """{"city":"Zürich"}""",
        ClientContext = "{}",
        TenantId = "t-1",
        DurableExecutionName = "d-1",
    };

    [Fact]
    public async Task Invoke_Called_PostsThePayloadToTheFunction()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok());
        using var client = ClientFor.Lambda(server);

        await client.InvokeAsync(Invoke, Cancel);

        Assert.Equal("POST /2015-03-31/functions/mlops-upload-trigger/invocations", $"{server.Request.Method} {server.Request.Path}");
        Assert.Equal("""{"city":"Zürich"}""", server.Request.Body);
        Assert.Contains("/eu-central-1/lambda/aws4_request", server.Request.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Type", "application/octet-stream")]
    [InlineData("Content-Length", "18")]
    [InlineData("X-Amz-Invocation-Type", "RequestResponse")]
    [InlineData("X-Amz-Log-Type", "Tail")]
    [InlineData("X-Amz-Client-Context", "e30=")]
    [InlineData("X-Amz-Tenant-Id", "t-1")]
    [InlineData("X-Amz-Durable-Execution-Name", "d-1")]
    public async Task Invoke_Called_SendsHeader(string name, string value)
    {
        await using var server = await Loopback.StartAsync(Reply.Ok());
        using var client = ClientFor.Lambda(server);

        await client.InvokeAsync(Invoke, Cancel);

        Assert.Equal(value, server.Request.Headers[name]);
    }

    [Fact]
    public async Task Invoke_OfAFunctionAlone_LeavesTheRestOut()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok());
        using var client = ClientFor.Lambda(server);

        await client.InvokeAsync(new InvokeRequest { FunctionName = "f" }, Cancel);

        Assert.Equal("", server.Request.Body);
        Assert.DoesNotContain(server.Request.Headers.Keys, name =>
            name.ToLowerInvariant() is "x-amz-invocation-type" or "x-amz-log-type" or "x-amz-client-context" or "x-amz-tenant-id");
    }

    [Theory]
    [InlineData("f", "live", "/2015-03-31/functions/f/invocations?Qualifier=live")]
    [InlineData("f", "$LATEST", "/2015-03-31/functions/f/invocations?Qualifier=%24LATEST")]
    [InlineData("arn:aws:lambda:eu-central-1:111122223333:function:f", null,
        "/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:f/invocations")]
    public async Task Invoke_OfAVersionOrAnArn_NamesItInTheUrl(string function, string? qualifier, string path)
    {
        await using var server = await Loopback.StartAsync(Reply.Ok());
        using var client = ClientFor.Lambda(server);

        await client.InvokeAsync(new InvokeRequest { FunctionName = function, Qualifier = qualifier, Payload = "{}" }, Cancel);

        Assert.Equal(path, server.Request.Path);
    }

    [Fact]
    public async Task Invoke_StreamReadBefore_IsSentFromItsStart()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok());
        using var client = ClientFor.Lambda(server);
        var stream = new MemoryStream("[1]"u8.ToArray()) { Position = 3 };

        await client.InvokeAsync(new InvokeRequest { FunctionName = "f", PayloadStream = stream }, Cancel);

        Assert.Equal("[1]", server.Request.Body);
    }

    [Fact]
    public async Task Invoke_Answered_ReturnsThePayloadFromItsStart()
    {
        await using var server = await Loopback.StartAsync(new Reply(200, """{"runs":1}""")
        {
            Headers = { ["X-Amz-Executed-Version"] = "$LATEST", ["X-Amz-Log-Result"] = "bG9n", ["X-Amz-Durable-Execution-Arn"] = "arn:d" },
        });
        using var client = ClientFor.Lambda(server);

        var response = await client.InvokeAsync(Invoke, Cancel);

        Assert.Equal("""{"runs":1}""", Encoding.UTF8.GetString(response.Payload.ToArray()));
        Assert.Equal(0, response.Payload.Position);
        Assert.Equal(("$LATEST", "bG9n", "arn:d"), (response.ExecutedVersion, response.LogResult, response.DurableExecutionArn));
        Assert.Null(response.FunctionError);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    [InlineData(204)]
    public async Task Invoke_Answered_TellsTheStatus(int status)
    {
        await using var server = await Loopback.StartAsync(new Reply(status, ""));
        using var client = ClientFor.Lambda(server);

        var response = await client.InvokeAsync(Invoke, Cancel);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(0, response.Payload.Length);
    }

    [Fact]
    public async Task Invoke_FunctionFails_ReturnsTheErrorAndThrowsNothing()
    {
        await using var server = await Loopback.StartAsync(
            new Reply(200, """{"errorMessage":"no"}""") { Headers = { ["X-Amz-Function-Error"] = "Unhandled" } });
        using var client = ClientFor.Lambda(server);

        var response = await client.InvokeAsync(Invoke, Cancel);

        Assert.Equal("Unhandled", response.FunctionError);
        Assert.Equal("""{"errorMessage":"no"}""", Encoding.UTF8.GetString(response.Payload.ToArray()));
    }

    [Theory]
    [InlineData(400, nameof(InvalidParameterValueException))]
    [InlineData(400, nameof(InvalidRequestContentException))]
    [InlineData(404, nameof(ResourceNotFoundException))]
    [InlineData(409, nameof(ResourceConflictException))]
    [InlineData(413, nameof(RequestTooLargeException))]
    [InlineData(415, nameof(UnsupportedMediaTypeException))]
    [InlineData(500, nameof(ServiceException))]
    [InlineData(502, nameof(ResourceNotReadyException))]
    public async Task Invoke_ModelledError_ThrowsItsType(int status, string type)
    {
        await using var server = await Loopback.StartAsync(Error(status, type));
        using var client = ClientFor.Lambda(server);

        var thrown = await Assert.ThrowsAnyAsync<AmazonLambdaException>(() => client.InvokeAsync(Invoke, Cancel));

        Assert.Equal(type, thrown.GetType().Name);
        Assert.Equal(((HttpStatusCode)status, "said so", "r-1"), (thrown.StatusCode, thrown.Message, thrown.RequestId));
        Assert.Equal("User", thrown.GetType().GetProperty("Type")!.GetValue(thrown));
    }

    [Fact]
    public async Task Invoke_TooMany_ThrowsTheReasonAndTheWait()
    {
        var reply = new Reply(429, """{"Type":"User","message":"slow down","Reason":"CallerRateLimitExceeded"}""")
        {
            Headers = { ["x-amzn-ErrorType"] = "TooManyRequestsException", ["Retry-After"] = "7" },
        };
        await using var server = await Loopback.StartAsync(reply);
        using var client = ClientFor.Lambda(server);

        var thrown = await Assert.ThrowsAsync<TooManyRequestsException>(() => client.InvokeAsync(Invoke, Cancel));

        Assert.Equal((ThrottleReason.CallerRateLimitExceeded, "7", "User"), (thrown.Reason, thrown.RetryAfterSeconds, thrown.Type));
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData(403, "AccessDeniedException")]
    [InlineData(502, "KMSDisabledException")]
    public async Task Invoke_ErrorWithoutAType_ThrowsTheBaseWithItsCode(int status, string code)
    {
        await using var server = await Loopback.StartAsync(Error(status, code));
        using var client = ClientFor.Lambda(server);

        var thrown = await Assert.ThrowsAsync<AmazonLambdaException>(() => client.InvokeAsync(Invoke, Cancel));

        Assert.Equal(code, thrown.ErrorCode);
    }

    [Fact]
    public async Task Invoke_FailsOnce_SendsTheWholePayloadAgain()
    {
        await using var server = await Loopback.StartAsync(Error(500, "ServiceException"), Reply.Ok());
        using var client = ClientFor.Lambda(server);

        await client.InvokeAsync(Invoke, Cancel);

        Assert.Equal(["""{"city":"Zürich"}""", """{"city":"Zürich"}"""], server.Requests.Select(r => r.Body));
    }

    [Fact]
    public async Task Invoke_NameWithoutAFunction_IsRefusedBeforeSending()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok());
        using var client = ClientFor.Lambda(server);

        await Assert.ThrowsAsync<AmazonLambdaException>(() => client.InvokeAsync(new InvokeRequest { Payload = "{}" }, Cancel));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public void Payload_Set_IsTheStreamsTextHoweverOftenItIsRead()
    {
        var request = new InvokeRequest { Payload = "é" };

        Assert.Equal([0xC3, 0xA9], request.PayloadStream.ToArray());
        Assert.Equal(("é", "é"), (request.Payload, request.Payload));
    }

    [Fact]
    public void Payload_SetToNull_ClearsTheStream()
    {
        var request = new InvokeRequest { PayloadStream = new MemoryStream([1]) };

        request.Payload = null;

        Assert.Null(request.PayloadStream);
    }

    [Fact]
    public void ClientContext_Set_IsTheBase64sText()
    {
        var request = new InvokeRequest { ClientContextBase64 = "e30=" };

        Assert.Equal("{}", request.ClientContext);
    }

    [Fact]
    public async Task GetFunctionConfiguration_Called_GetsItByName()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok("""{"FunctionName":"f","Timeout":30,"DeadLetterConfig":{"TargetArn":"arn:q"},"New":1}"""));
        using var client = ClientFor.Lambda(server);

        var response = await client.GetFunctionConfigurationAsync("arn:aws:lambda:eu-central-1:1:function:f", Cancel);

        Assert.Equal("GET /2015-03-31/functions/arn:aws:lambda:eu-central-1:1:function:f/configuration", $"{server.Request.Method} {server.Request.Path}");
        Assert.Equal(("f", 30, "arn:q"), (response.FunctionName, response.Timeout, response.DeadLetterConfig.TargetArn));
    }

    [Fact]
    public async Task GetFunctionConfiguration_NoFunction_ThrowsItsException()
    {
        await using var server = await Loopback.StartAsync(Error(404, "ResourceNotFoundException"));
        using var client = ClientFor.Lambda(server);

        await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.GetFunctionConfigurationAsync("f", Cancel));
    }

    private static Reply Error(int status, string type) => new(status, """{"Type":"User","Message":"said so"}""")
    {
        Headers = { ["x-amzn-ErrorType"] = type, ["x-amzn-RequestId"] = "r-1" },
    };
}
