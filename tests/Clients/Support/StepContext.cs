using System.Text.Json.Nodes;

namespace Clients.Support;

/// <summary>A client at a step: what it asks of the deployed app, and a place of its own in the data bucket.</summary>
internal sealed record StepContext(IAwsClient Client, Deployment App, string Step)
{
    private static readonly HttpClient Http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The client's name as names of things take it.</summary>
    public string Id => string.Concat(Client.Name.Where(char.IsAsciiLetterOrDigit));

    /// <summary>For objects that nobody else touches and that start no run.</summary>
    public string Prefix => $"clients/{Client.Name}/{Step}/";

    public JsonObject Object(string key) => new() { ["Bucket"] = App.Product.DataBucket, ["Key"] = Prefix + key };

    /// <summary>A call with the account's keys that is to work.</summary>
    public async Task<JsonNode> CallAsync(string service, string operation, JsonObject input) => (await DoAsync(new(service, operation, input))).Ok();

    /// <summary>A call that is to be refused.</summary>
    public async Task<Failure> RefusedAsync(AwsRequest request) =>
        (await DoAsync(request)) is { Error: { } error } ? error : throw new InvalidOperationException($"{request.Service}:{request.Operation} was not refused.");

    public async Task<JsonNode> MakeAsync(string what, string service, string operation, JsonObject input) =>
        (await DoAsync(new(service, operation, input) { What = what })).Ok();

    public Task<Answer> DoAsync(AwsRequest request)
    {
        Require(request);
        return Client.DoAsync(request, Token);
    }

    public Task PutAsync(string key, string content)
    {
        var input = Object(key);
        input["Body"] = content;
        return CallAsync("s3", "PutObject", input);
    }

    public Task<HttpResponseMessage> FetchAsync(HttpMethod method, string url, string? body = null) =>
        Http.SendAsync(new HttpRequestMessage(method, url) { Content = body is null ? null : new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body)) }, Token);

    private void Require(AwsRequest request)
    {
        if (!Client.Has(request))
        {
            throw new NotOfThisClientException($"{Client.Name} has no {request.What} of {request.Service}.");
        }
    }
}

/// <summary>The step is none that this client could do anywhere: AWSSDK.S3 has no other service than S3.</summary>
internal sealed class NotOfThisClientException(string message) : Exception(message);
