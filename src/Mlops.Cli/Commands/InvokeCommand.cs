using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Mlops.Cli.Connections;
using Spectre.Console;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops invoke EVENT.json</c>: hands an event to the function that a rule would route it to, and shows its answer.</summary>
internal static class InvokeCommand
{
    private const string StatusChange = "Step Functions Execution Status Change";

    /// <summary>Which functions take an event of a type: the one that it is for first.</summary>
    private static readonly Dictionary<string, string[]> Takers = new(StringComparer.Ordinal)
    {
        ["Object Created"] = [PipelineFunctions.UploadTrigger],
        ["Scheduled Event"] = [PipelineFunctions.ScheduleTrigger, PipelineFunctions.MonitorTrigger],
        ["CloudWatch Alarm State Change"] = [PipelineFunctions.DriftTrigger],
        ["mlops.drift.detected"] = [PipelineFunctions.DriftTrigger],
        [Runs.RetrainOrder.DetailType] = [PipelineFunctions.RequestTrigger],
        [StatusChange] = [PipelineFunctions.Close],
        ["mlops.model.deployed"] = [PipelineFunctions.PromotionTrigger],
        ["SageMaker Model Package State Change"] = [PipelineFunctions.ApprovalAnswer, PipelineFunctions.ApprovalTrigger],
    };

    public static Command Create(CliContext context)
    {
        var file = new Argument<FileInfo>("EVENT.json") { Description = "An event as its source sends it; examples are under events/." };
        var function = new Option<string?>("--function") { Description = "The function, where an event has more than one: monitor-trigger takes a 'Scheduled Event' too.", HelpName = "NAME" };
        var (pipeline, endpoint, json) = (Options.Pipeline(), Options.Endpoint(), Options.Json());
        var command = new Command("invoke", "Hand an event to the function it is meant for: uploads, schedules, alarms, requests, execution status changes.")
        {
            file, function, pipeline, endpoint, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            context, parsed.GetRequiredValue(file), parsed.GetValue(function), parsed.GetValue(pipeline), parsed.GetValue(endpoint), parsed.GetValue(json), cancellationToken));
        return command.With(
            "mlops invoke events/s3-object-created/put.json",
            "mlops invoke scheduled.json -p ridership --function monitor-trigger");
    }

    private static async Task<int> RunAsync(
        CliContext context, FileInfo file, string? functionOption, string? pipelineOption, string? endpoint, bool json, CancellationToken cancellationToken)
    {
        var payload = Read(file);
        var function = FunctionFor(file, payload, functionOption);
        using var connection = Connector.Connect(context, endpoint);
        var product = await Product.FindAsync(connection, cancellationToken);
        var pipeline = product.Choose(pipelineOption ?? NamedBy(payload, product));
        var name = await PipelineFunctions.GetAsync(connection, pipeline, function, cancellationToken);
        var response = await connection.Lambda.InvokeAsync(
            new InvokeRequest { FunctionName = name, InvocationType = InvocationType.RequestResponse, Payload = payload.ToJsonString() }, cancellationToken);

        var answer = await JsonNode.ParseAsync(response.Payload, cancellationToken: cancellationToken) ?? new JsonObject();
        if (response.FunctionError is not null)
        {
            throw new CliException($"{function} failed: {answer["errorType"]}: {answer["errorMessage"]}", ExitCode.Failure);
        }

        context.Output.Write(
            json,
            () => new JsonObject { ["function"] = function, ["answer"] = answer.DeepClone() },
            results => results.WriteLine($"{function}: {answer.ToJsonString()}"));
        if (function == PipelineFunctions.Close && answer["run"] is null)
        {
            context.Output.Step("Nothing was closed: this execution has left no run open.");
        }

        return ExitCode.Success;
    }

    /// <summary>The one deployed pipeline that the event names: in a key, in a name of ours, or as a member; null when it names none or several.</summary>
    private static string? NamedBy(JsonObject payload, Product product)
    {
        var text = payload.ToJsonString();
        var named = product.Pipelines.Keys
            .Where(name => text.Contains($"/{name}/", StringComparison.Ordinal) || text.Contains($"mlops-{name}-", StringComparison.Ordinal) || text.Contains($"\"{name}\"", StringComparison.Ordinal)).ToList();
        return named.Count == 1 ? named[0] : null;
    }

    private static JsonObject Read(FileInfo file)
    {
        if (!file.Exists)
        {
            throw new CliException($"There is no file {file}. Examples of events are under events/.");
        }

        try
        {
            return JsonNode.Parse(File.ReadAllText(file.FullName)) as JsonObject
                ?? throw new CliException($"{file} is no event: an event is a JSON object.");
        }
        catch (JsonException e)
        {
            throw new CliException($"{file} is no JSON: {e.Message}");
        }
    }

    private static string FunctionFor(FileInfo file, JsonObject payload, string? wanted)
    {
        var takers = TakersOf(file, payload);
        return wanted is null || takers.Contains(wanted)
            ? wanted ?? takers[0]
            : throw new CliException($"{file}: '{wanted}' does not take this event; {string.Join(" and ", takers)} {(takers.Length == 1 ? "does" : "do")}.");
    }

    private static string[] TakersOf(FileInfo file, JsonObject payload) => (payload["detail-type"]?.ToString(), payload["Records"]) switch
    {
        (null, JsonArray) => [PipelineFunctions.UploadTrigger],

        // S3 sends this one, with no records, when a notification is configured.
        (null, null) when payload["Event"]?.ToString() == "s3:TestEvent" => [PipelineFunctions.UploadTrigger],
        ({ } type, _) when Takers.TryGetValue(type, out var takers) => takers,
        (var type, _) => throw new CliException(
            $"{file}: no function takes {(type is null ? "an event without a detail-type" : $"'{type}'")}. Taken are {string.Join(", ", Takers.Keys.Select(each => $"'{each}'"))} and S3 notifications (Records)."),
    };
}
