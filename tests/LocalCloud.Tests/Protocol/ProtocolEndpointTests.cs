using System.Net;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Protocol;
using LocalCloud.Tests.Iam;

namespace LocalCloud.Tests.Protocol;

public sealed class ProtocolEndpointTests
{
    [Fact]
    public async Task Call_SignedInTheQuery_IsRefused()
    {
        await using var server = await ProtocolServer.StartAsync();
        var signature = new Signature
        {
            AccessKeyId = server.Root.AccessKeyId,
            Date = "20260101",
            Region = "us-east-1",
            Service = "ssm",
            SignedHeaders = ["host"],
            Value = "",
            Timestamp = "20260101T000000Z",
        };
        var query = $"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={Uri.EscapeDataString($"{signature.AccessKeyId}/{signature.Scope}")}"
            + "&X-Amz-Date=20260101T000000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host";
        var signed = new SignedRequest("POST", "/", query, new Dictionary<string, IReadOnlyList<string>> { ["host"] = [server.Address.Authority] });
        var toSign = SignatureVerifier.StringToSign(signed, signature, SigningKey.Sha256("{}"u8));
        var value = SigningKey.Derive(server.Root.SecretAccessKey, signature).Sign(toSign);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/?{query}&X-Amz-Signature={value}") { Content = new StringContent("{}") };
        request.Headers.Add("X-Amz-Target", "AmazonSSM.GetParameter");

        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains("for S3 only", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json11_RoundTrip_AnswersWithIdAndOneDate()
    {
        await using var server = await ProtocolServer.StartAsync();

        using var response = await server.CallAsync("ssm", "AmazonSSM.PutParameter", """{"Name":"/a","Value":"1","Type":"String"}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/x-amz-json-1.1", response.Content.Headers.ContentType!.ToString());
        Assert.Single(response.Headers.GetValues("x-amzn-requestid"));
        Assert.Single(response.Headers.GetValues("Date"));
        Assert.Equal(1, (int)(await BodyAsync(response))["Version"]!);
    }

    [Fact]
    public async Task Json11_Timestamp_IsEpochSecondsOnTheWire()
    {
        await using var server = await ProtocolServer.StartAsync();
        (await server.CallAsync("ssm", "AmazonSSM.PutParameter", """{"Name":"/a","Value":"1","Type":"String"}""")).Dispose();

        using var response = await server.CallAsync("ssm", "AmazonSSM.GetParameter", """{"Name":"/a"}""");

        var modified = (await BodyAsync(response))["Parameter"]!["LastModifiedDate"]!;
        Assert.Equal(server.Iam.Clock.GetUtcNow().ToUnixTimeSeconds(), modified.GetValue<double>());
    }

    [Fact]
    public async Task Json11_Error_NamesTheBareShape()
    {
        await using var server = await ProtocolServer.StartAsync();

        using var response = await server.CallAsync("ssm", "AmazonSSM.GetParameter", """{"Name":"/none"}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("ParameterNotFound", (string)(await BodyAsync(response))["__type"]!);
        Assert.Equal("ParameterNotFound", response.Headers.GetValues("x-amzn-errortype").Single());
    }

    [Fact]
    public async Task Json10_Error_NamesTheShapeWithItsNamespace()
    {
        await using var server = await ProtocolServer.StartAsync(Failing("stepfunctions", "DescribeExecution", new("ExecutionDoesNotExist", 400, "none")));

        using var response = await server.CallAsync("states", "AWSStepFunctions.DescribeExecution", """{"executionArn":"arn:x"}""");

        Assert.Equal("""{"__type":"com.amazonaws.sfn#ExecutionDoesNotExist","message":"none"}""", (await BodyAsync(response)).ToJsonString());
    }

    [Fact]
    public async Task QueryCompatible_Error_CarriesTheOldCode()
    {
        await using var server = await ProtocolServer.StartAsync(Failing("sqs", "GetQueueUrl", new("QueueDoesNotExist", 400, "none")));

        using var response = await server.CallAsync("sqs", "AmazonSQS.GetQueueUrl", """{"QueueName":"q"}""");

        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue;Sender", response.Headers.GetValues("x-amzn-query-error").Single());
    }

    [Fact]
    public async Task UnexpectedException_IsAnInternalFailureWithoutItsText()
    {
        await using var server = await ProtocolServer.StartAsync(Failing("stepfunctions", "DescribeExecution", new InvalidOperationException("secret detail")));

        using var response = await server.CallAsync("states", "AWSStepFunctions.DescribeExecution", """{"executionArn":"arn:x"}""");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.DoesNotContain("secret detail", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AmazonSSM.DeleteActivation", "UnsupportedOperation", "GetParameter")]
    [InlineData("DynamoDB_20120810.GetItem", "UnsupportedOperation", "states")]
    public async Task Target_ThatIsNotServed_SaysWhatIs(string target, string code, string hint)
    {
        await using var server = await ProtocolServer.StartAsync();

        using var response = await server.CallAsync("ssm", target, "{}");

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        var body = await BodyAsync(response);
        Assert.Equal(code, (string)body["__type"]!);
        Assert.Contains(hint, (string)body["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task Body_ThatIsNoObject_IsASerializationException(string body)
    {
        await using var server = await ProtocolServer.StartAsync();

        using var response = await server.CallAsync("ssm", "AmazonSSM.GetParameter", body);

        Assert.Equal("SerializationException", (string)(await BodyAsync(response))["__type"]!);
    }

    [Fact]
    public async Task RestJson_SpreadsMembersOverPathQueryHeadersAndBody()
    {
        JsonObject? seen = null;
        await using var server = await ProtocolServer.StartAsync(Answering("lambda", "Invoke", input => seen = input, new()
        {
            ["StatusCode"] = 202,
            ["FunctionError"] = "Unhandled",
            ["Payload"] = """{"é":1}""",
        }));
        var request = new HttpRequestMessage(HttpMethod.Post, "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A111122223333%3Afunction%3Afn/invocations?Qualifier=1");
        request.Headers.Add("X-Amz-Invocation-Type", "Event");

        using var response = await server.SendAsync(server.Root, "lambda", request, """{"a":"ü"}""");

        Assert.Equal("""{"Payload":"{\u0022a\u0022:\u0022\u00FC\u0022}","FunctionName":"arn:aws:lambda:us-east-1:111122223333:function:fn","InvocationType":"Event","Qualifier":"1"}""", seen!.ToJsonString());
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("Unhandled", response.Headers.GetValues("X-Amz-Function-Error").Single());
        Assert.Equal("""{"é":1}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task RestJson_Error_SaysUserOrService()
    {
        await using var server = await ProtocolServer.StartAsync(Failing("lambda", "GetFunction", new("ResourceNotFoundException", 404, "none")));

        using var response = await server.SendAsync(server.Root, "lambda", new(HttpMethod.Get, "/2015-03-31/functions/fn"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("""{"Type":"User","Message":"none"}""", (await BodyAsync(response)).ToJsonString());
    }

    [Fact]
    public async Task SageMaker_PathTellsRuntimeFromControlPlane()
    {
        JsonObject? seen = null;
        await using var server = await ProtocolServer.StartAsync(Answering("sagemaker-runtime", "InvokeEndpoint", input => seen = input, new()
        {
            ["Body"] = Convert.ToBase64String("0.5"u8),
            ["ContentType"] = "text/csv",
        }));

        using var response = await server.SendAsync(server.Root, "sagemaker", new(HttpMethod.Post, "/endpoints/mlops/invocations"), "1,2");

        Assert.Equal(Convert.ToBase64String("1,2"u8), (string)seen!["Body"]!);
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("0.5", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Query_ReadsMapsAndListsAndWritesXml()
    {
        JsonObject? seen = null;
        await using var server = await ProtocolServer.StartAsync(Answering("sns", "CreateTopic", input => seen = input, new() { ["TopicArn"] = "arn:t" }));

        using var response = await server.SendAsync(server.Root, "sns", new(HttpMethod.Post, "/"),
            "Action=CreateTopic&Version=2010-03-31&Name=t&Attributes.entry.1.key=A&Attributes.entry.1.value=x+y&Tags.member.1.Key=k&Tags.member.1.Value=v");

        Assert.Equal("""{"Name":"t","Attributes":{"A":"x y"},"Tags":[{"Key":"k","Value":"v"}]}""", seen!.ToJsonString());
        var xml = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("""<CreateTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><CreateTopicResult><TopicArn>arn:t</TopicArn></CreateTopicResult><ResponseMetadata>""", xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_UnknownParameter_IsReported()
    {
        await using var server = await ProtocolServer.StartAsync(Answering("sns", "CreateTopic", _ => { }, []));

        using var response = await server.SendAsync(server.Root, "sns", new(HttpMethod.Post, "/"), "Action=CreateTopic&Name=t&Colour=red");

        Assert.Contains("Unknown member 'Colour'", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_Error_UsesTheModelsCode()
    {
        await using var server = await ProtocolServer.StartAsync(Failing("sns", "GetTopicAttributes", new("NotFoundException", 404, "Topic does not exist")));

        using var response = await server.SendAsync(server.Root, "sns", new(HttpMethod.Post, "/"), "Action=GetTopicAttributes&TopicArn=arn:t");

        Assert.Contains("<Error><Type>Sender</Type><Code>NotFound</Code><Message>Topic does not exist</Message></Error>",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Role_WithoutPermission_IsDeniedAndWithItServed()
    {
        await using var server = await ProtocolServer.StartAsync();
        var session = server.Iam.Credentials.Issue(server.Iam.Worker, TimeSpan.FromHours(1));

        using var denied = await server.CallAsync("ssm", "AmazonSSM.GetParameter", """{"Name":"/mlops/bus"}""", session);
        server.Iam.Allow("ssm:GetParameter", "arn:aws:ssm:us-east-1:111122223333:parameter/mlops/*");
        using var allowed = await server.CallAsync("ssm", "AmazonSSM.GetParameter", """{"Name":"/mlops/bus"}""", session);

        Assert.Equal(HttpStatusCode.BadRequest, denied.StatusCode);
        Assert.Equal("AccessDeniedException", (string)(await BodyAsync(denied))["__type"]!);
        Assert.Equal("ParameterNotFound", (string)(await BodyAsync(allowed))["__type"]!);
    }

    private static ApiService Answering(string service, string operation, Action<JsonObject> see, JsonObject output) => new(service,
    [
        new(operation, (input, _, _) =>
        {
            see(input.DeepClone().AsObject());
            return Task.FromResult(output);
        }, (_, _) => []),
    ]);

    private static ApiService Failing(string service, string operation, AwsException error) => Failing(service, operation, (Exception)error);

    private static ApiService Failing(string service, string operation, Exception error) =>
        new(service, [new(operation, (_, _, _) => Task.FromException<JsonObject>(error), (_, _) => [])]);

    private static async Task<JsonObject> BodyAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();
}
