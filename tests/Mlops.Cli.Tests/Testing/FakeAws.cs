using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mlops.Cli.Tests.Testing;

/// <summary>
/// As much of AWS on a loopback port as a command asks for: operations of the JSON protocols by name, objects of S3, functions.
/// It has a pipeline 'p' from the start.
/// </summary>
internal sealed class FakeAws : IAsyncDisposable
{
    public const string Machine = "arn:aws:states:us-east-1:000000000000:stateMachine:mlops-p-retrain";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<JsonObject, JsonObject>> _operations = new();

    private FakeAws(WebApplication app) => _app = app;

    /// <summary>Every call in order, as <c>operation body</c>.</summary>
    public ConcurrentQueue<(string Operation, JsonObject Input)> Calls { get; } = new();

    public Dictionary<string, string> Objects { get; } = [];

    /// <summary>Objects that are listed, and gone before they are read.</summary>
    public HashSet<string> Vanishing { get; } = [];

    public Dictionary<string, string> Parameters { get; } = new()
    {
        ["/mlops/data-bucket"] = "data",
        ["/mlops/artifacts-bucket"] = "artifacts",
        ["/mlops/bus"] = "mlops",
    };

    /// <summary>What a function answers: its payload, and whether that is an error.</summary>
    public Func<string, string, (string Payload, bool Failed)> Function { get; set; } = (_, _) => ("{}", false);

    public static async Task<FakeAws> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var fake = new FakeAws(builder.Build());
        fake.On("AmazonSSM.GetParameters", input => fake.Deployed(input["Names"]!.AsArray()));
        fake.On("AWSStepFunctions.ListStateMachines", _ => Json($$"""{"stateMachines":[{"name":"mlops-p-retrain","stateMachineArn":"{{Machine}}"}]}"""));
        fake._app.Run(fake.AnswerAsync);
        await fake._app.StartAsync(TestContext.Current.CancellationToken);
        return fake;
    }

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    public void On(string operation, Func<JsonObject, JsonObject> answer) => _operations[operation] = answer;

    /// <summary>What an operation is answered by.</summary>
    public Func<JsonObject, JsonObject> Operation(string operation) => _operations[operation];

    public IReadOnlyList<JsonObject> CallsOf(string operation) => [.. Calls.Where(call => call.Operation == operation).Select(call => call.Input)];

    public Task<CliRun> RunAsync(params string[] arguments) => RunAsync(TimeProvider.System, arguments);

    public Task<CliRun> RunAsync(TimeProvider clock, params string[] arguments) =>
        CliRun.InAsync(new() { ["AWS_ENDPOINT_URL"] = _app.Urls.Single(), ["USER"] = "ada" }, RepoFiles.Root, clock, arguments);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private JsonObject Deployed(JsonArray names)
    {
        var found = names.Select(name => name!.ToString()).Where(Parameters.ContainsKey);
        var list = new JsonArray([.. found.Select(name => new JsonObject { ["Name"] = name, ["Value"] = Parameters[name], ["Type"] = "String" })]);
        return new JsonObject { [nameof(Parameters)] = list };
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var path = context.Request.Path.Value!;
        if (context.Request.Headers["X-Amz-Target"].ToString() is { Length: > 0 } operation)
        {
            await CallAsync(context, operation, Json(body));
        }
        else if (path.StartsWith("/2015-03-31/functions/", StringComparison.Ordinal))
        {
            await FunctionAsync(context, path.Split('/')[3], path.Split('/')[4], body);
        }
        else
        {
            await ObjectAsync(context, path, body);
        }
    }

    private async Task CallAsync(HttpContext context, string operation, JsonObject input)
    {
        Calls.Enqueue((operation, input));
        var answer = _operations.TryGetValue(operation, out var handler) ? handler(input) : new JsonObject { ["__type"] = "UnknownOperationException", ["message"] = operation };
        context.Response.StatusCode = answer.ContainsKey("__type") ? 400 : 200;
        context.Response.ContentType = "application/x-amz-json-1.0";
        await context.Response.WriteAsync(answer.ToJsonString());
    }

    private async Task FunctionAsync(HttpContext context, string name, string what, string body)
    {
        if (what == "configuration")
        {
            await context.Response.WriteAsync($$$"""{"FunctionName":"{{{name}}}","Timeout":30,"DeadLetterConfig":{"TargetArn":"arn:aws:sqs:us-east-1:000000000000:{{{name}}}-dead"},"LoggingConfig":{"LogGroup":"/logs/{{{name.Split(':')[^1]}}}"}}""");
            return;
        }

        Calls.Enqueue(($"Invoke {name}", Json(body)));
        var (payload, failed) = Function(name, body);
        if (failed)
        {
            context.Response.Headers["X-Amz-Function-Error"] = "Unhandled";
        }

        await context.Response.WriteAsync(payload);
    }

    /// <summary>When objects are said to have been changed.</summary>
    public DateTimeOffset Modified { get; set; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private async Task ObjectAsync(HttpContext context, string path, string body)
    {
        var prefix = context.Request.Query["prefix"].ToString();
        if (context.Request.Query.ContainsKey("delete"))
        {
            foreach (var key in XDocument.Parse(body).Descendants().Where(element => element.Name.LocalName == "Key"))
            {
                Objects.Remove(key.Value);
            }

            await context.Response.WriteAsync("<DeleteResult/>");
        }
        else if (prefix.Length > 0 && !context.Request.Query.ContainsKey("delimiter"))
        {
            var items = Objects.Where(item => item.Key.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(item => item.Key, StringComparer.Ordinal)
                .Select(item => $"<Contents><Key>{item.Key}</Key><Size>{item.Value.Length}</Size><LastModified>{Modified:yyyy-MM-ddTHH:mm:ss.fffZ}</LastModified></Contents>");
            await context.Response.WriteAsync($"<ListBucketResult><IsTruncated>false</IsTruncated>{string.Concat(items)}</ListBucketResult>");
        }
        else if (prefix.Length > 0)
        {
            var folders = Objects.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(key => prefix + key[prefix.Length..].Split('/')[0] + "/").Distinct();
            await context.Response.WriteAsync(
                $"<ListBucketResult><IsTruncated>false</IsTruncated>{string.Concat(folders.Select(folder => $"<CommonPrefixes><Prefix>{folder}</Prefix></CommonPrefixes>"))}</ListBucketResult>");
        }
        else if (path["/artifacts/".Length..] is var wanted && !Vanishing.Contains(wanted) && Objects.TryGetValue(wanted, out var content))
        {
            await context.Response.WriteAsync(content);
        }
        else
        {
            context.Response.StatusCode = 404;
            await context.Response.WriteAsync("<Error><Code>NoSuchKey</Code><Message>no</Message></Error>");
        }
    }
}
