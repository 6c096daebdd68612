using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudWatch;
using LocalCloud.Lambda;
using LocalCloud.Lambda.Http;
using LocalCloud.Tests.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LocalCloud.Tests.Lambda;

/// <summary>The Lambda engine with its Runtime API on a free loopback port, and a bootstrap written in bash.</summary>
internal sealed class LambdaFixture : IAsyncDisposable
{
    /// <summary>Answers with the event, its handler and its process id, unless the event says what else to do.</summary>
    private const string Bootstrap = """
        #!/bin/bash
        R="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime"
        [ "$INIT" = error ] && curl -sS -d '{"errorMessage":"no config","errorType":"BadInit"}' "$R/init/error" && exit 1
        [ "$INIT" = exit ] && exit 4
        while true; do
          headers=$(mktemp)
          event=$(curl -sS -f -D "$headers" "$R/invocation/next") || exit 0
          id=$(grep -i '^lambda-runtime-aws-request-id' "$headers" | tr -d '\r' | cut -d' ' -f2)
          rm "$headers"
          echo "handling $event"
          case "$event" in
            *fail*) curl -sS -d '{"errorMessage":"no","errorType":"Boom"}' "$R/invocation/$id/error" >/dev/null ;;
            *hang*) sleep 60 ;;
            *crash*) exit 3 ;;
            *large*) head -c 6300000 /dev/zero | tr '\0' 'x' | curl -sS --data-binary @- "$R/invocation/$id/response" >/dev/null ;;
            *) curl -sS -d "{\"event\":$event,\"handler\":\"$_HANDLER\",\"pid\":$$,\"greeting\":\"$GREETING\",\"key\":\"$AWS_ACCESS_KEY_ID\"}" "$R/invocation/$id/response" >/dev/null ;;
          esac
        done
        """;

    private readonly WebApplication _server;
    private RuntimeApiEndpoint _endpoint;

    private LambdaFixture(WebApplication server, ComputeFixture compute)
    {
        _server = server;
        Compute = compute;
        Engine = new LambdaEngine(compute.Context);
        _endpoint = new RuntimeApiEndpoint(Engine.Workers);
        Api = compute.Dispatcher(Engine.Service);
    }

    public ComputeFixture Compute { get; }

    public LambdaEngine Engine { get; private set; }

    public IApi Api { get; private set; }

    public static async Task<LambdaFixture> StartAsync(TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = builder.Build();
        LambdaFixture? fixture = null;
        server.Run(http => fixture!._endpoint.HandleAsync(http));
        await server.StartAsync();
        return fixture = new LambdaFixture(server, new ComputeFixture(time) { Endpoint = new Uri(server.Urls.First()) });
    }

    /// <summary>A new engine on the same state.</summary>
    public async Task RestartAsync()
    {
        await Engine.DisposeAsync();
        Compute.Reopen();
        Restarted();
    }

    /// <summary>A new engine that has CloudWatch beside it; before any function is made.</summary>
    public async Task JoinAsync(CloudWatchEngine cloudWatch)
    {
        await Engine.DisposeAsync();
        Compute.Metrics = cloudWatch;
        Restarted(cloudWatch.Service());
    }

    /// <summary>A new engine that publishes its metrics there.</summary>
    public async Task PublishToAsync(IMetricPublisher metrics)
    {
        await Engine.DisposeAsync();
        Compute.Metrics = metrics;
        Restarted();
    }

    private void Restarted(params ApiService[] others)
    {
        Engine = new LambdaEngine(Compute.Context);
        _endpoint = new RuntimeApiEndpoint(Engine.Workers);
        Api = Compute.Dispatcher([Engine.Service, .. others]);
        Engine.Start();
    }

    public Task<JsonObject> CallAsync(string operation, JsonObject input) =>
        Api.CallAsync("lambda", operation, input, ComputeFixture.Caller, CancellationToken.None);

    public Task<JsonObject> CreateAsync(string name = "echo", Action<JsonObject>? change = null)
    {
        var input = new JsonObject
        {
            ["FunctionName"] = name,
            ["Runtime"] = "provided.al2023",
            ["Handler"] = "echo-handler",
            ["Role"] = ComputeFixture.Role("function"),
            ["Code"] = new JsonObject { ["ZipFile"] = Convert.ToBase64String(Zip(("bootstrap", Bootstrap))) },
            ["Environment"] = new JsonObject { ["Variables"] = new JsonObject { ["GREETING"] = "hello" } },
        };
        change?.Invoke(input);
        return CallAsync("CreateFunction", input);
    }

    public Task<JsonObject> InvokeAsync(string payload, string type = "RequestResponse", string name = "echo") =>
        CallAsync("Invoke", new JsonObject { ["FunctionName"] = name, ["Payload"] = payload, ["InvocationType"] = type });

    /// <summary>A character of a text is a byte of the file.</summary>
    public static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                var entry = archive.CreateEntry(name);
                entry.ExternalAttributes = 0b111_101_101 << 16;
                using var writer = new StreamWriter(entry.Open(), Encoding.Latin1);
                writer.Write(text);
            }
        }

        return stream.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await _server.DisposeAsync();
        Compute.Dispose();
    }
}
