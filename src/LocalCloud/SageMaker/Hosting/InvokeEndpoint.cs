using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;
using LocalCloud.SageMaker.Capture;

namespace LocalCloud.SageMaker.Hosting;

/// <summary>InvokeEndpoint: hands a request to a container of the endpoint and its answer back. <c>Body</c> is base64 both ways.</summary>
internal sealed class InvokeEndpoint(SageMakerContext context, EndpointStore store, EndpointTraffic traffic, HttpClient client, DataCapture capture)
{
    private const int LargestBody = 6_291_456;
    private const string CustomAttributes = "X-Amzn-SageMaker-Custom-Attributes";
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    public ApiOperation Operation() => new("InvokeEndpoint", HandleAsync,
        (input, _) => [new AccessRequest("sagemaker:InvokeEndpoint", store.Arn(input.Text("EndpointName")))]);

    private async Task<JsonObject> HandleAsync(JsonObject input, ApiContext call, CancellationToken cancellationToken)
    {
        new Refusals().Members(input, "", "TargetModel", "TargetContainerHostname", "InferenceComponentName", "SessionId", "EnableExplanations").Throw();
        var name = input.Text("EndpointName");
        var body = Convert.FromBase64String(input.TextOrNull("Body") ?? "");
        if (body.Length > LargestBody)
        {
            throw new AwsException("ValidationError", 400, $"The request body has {body.Length} bytes; at most {LargestBody} are allowed.");
        }

        if (await traffic.EnterAsync(name, input.TextOrNull("TargetVariant"), cancellationToken) is not { } place)
        {
            throw new AwsException("ValidationError", 400, $"Endpoint {name} of account {context.Compute.Identity.Account} not found.");
        }

        try
        {
            var time = context.Compute.Time.GetUtcNow();
            var (output, answer) = await SendAsync(input, body, name, place.Variant, place.Instance, cancellationToken);
            if (place.Fleet.Plan.Capture is { } plan)
            {
                capture.Record(Call(plan, name, place.Variant, time, input, body, output, answer));
            }

            return output;
        }
        finally
        {
            place.Fleet.Leave();
        }
    }

    private async Task<(JsonObject Output, byte[] Body)> SendAsync(
        JsonObject input, byte[] body, string name, VariantPlan variant, ServingInstance instance, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_limit, context.Compute.Supervision);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = Request(input, body, instance.Address);
            using var response = await client.SendAsync(request, either.Token);
            var answer = await response.Content.ReadAsByteArrayAsync(either.Token);
            return response.IsSuccessStatusCode ? (Answer(response, answer, variant), answer) : throw ModelError(name, (int)response.StatusCode, answer);
        }
        catch (HttpRequestException exception)
        {
            throw new AwsException("ServiceUnavailable", 503, $"The container of production variant {variant.Name} does not answer: {exception.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw ModelError("Your invocation timed out while waiting for a response from container primary. Review the latency metrics for each container in Amazon CloudWatch, resolve the issue, and try again.", name, 0, "");
        }
    }

    private static CapturedCall Call(
        CapturePlan plan, string endpoint, VariantPlan variant, DateTimeOffset time, JsonObject input, byte[] body, JsonObject output, byte[] answer) => new()
        {
            Plan = plan,
            EndpointName = endpoint,
            Variant = variant,
            Time = time,
            InferenceId = input.TextOrNull("InferenceId"),
            Input = new CapturedBody(input.TextOrNull("ContentType"), body),
            Output = new CapturedBody(output.TextOrNull("ContentType"), answer),
        };

    private static HttpRequestMessage Request(JsonObject input, byte[] body, Uri address)
    {
        var content = new ByteArrayContent(body);
        if (input.TextOrNull("ContentType") is { } type)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "invocations")) { Content = content };
        AddHeader(request.Headers, "Accept", input.TextOrNull("Accept"));
        AddHeader(request.Headers, CustomAttributes, input.TextOrNull("CustomAttributes"));
        AddHeader(request.Headers, "X-Amzn-SageMaker-Inference-Id", input.TextOrNull("InferenceId"));
        return request;
    }

    private static void AddHeader(HttpRequestHeaders headers, string name, string? value)
    {
        if (value is not null)
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }

    private static JsonObject Answer(HttpResponseMessage response, byte[] body, VariantPlan variant)
    {
        var output = new JsonObject { ["Body"] = Convert.ToBase64String(body), ["InvokedProductionVariant"] = variant.Name };
        if (response.Content.Headers.ContentType is { } type)
        {
            output["ContentType"] = type.ToString();
        }

        if (response.Headers.TryGetValues(CustomAttributes, out var attributes))
        {
            output["CustomAttributes"] = attributes.First();
        }

        return output;
    }

    private AwsException ModelError(string name, int status, byte[] answer)
    {
        var (kind, text) = (status < 500 ? "client" : "server", System.Text.Encoding.UTF8.GetString(answer));
        return ModelError(
            $"Received {kind} error ({status}) from primary with message \"{text}\". See log group /aws/sagemaker/Endpoints/{name} in account {context.Compute.Identity.Account} for more information.",
            name, status, text);
    }

    private AwsException ModelError(string message, string name, int status, string original) => new("ModelError", 424, message)
    {
        Details = new Dictionary<string, string>
        {
            ["OriginalStatusCode"] = status.ToString(CultureInfo.InvariantCulture),
            ["OriginalMessage"] = original,
            ["LogStreamArn"] = context.Compute.Identity.Arn("logs", $"log-group:/aws/sagemaker/Endpoints/{name}"),
        },
    };
}
