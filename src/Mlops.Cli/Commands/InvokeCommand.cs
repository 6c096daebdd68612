using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using GetParameterRequest = Amazon.SimpleSystemsManagement.Model.GetParameterRequest;
using Mlops.Cli.Connections;
using Spectre.Console;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops invoke EVENT.json</c>: hands an event to the function that a rule would route it to, and shows its answer.</summary>
internal static class InvokeCommand
{
    private const string UploadTrigger = "upload-trigger";
    private const string Close = "close";

    public static Command Create(CliContext context)
    {
        var file = new Argument<FileInfo>("EVENT.json") { Description = "An event as its source sends it; examples are under events/." };
        var (pipeline, endpoint, json) = (Options.Pipeline(), Options.Endpoint(), Options.Json());
        var command = new Command("invoke", "Hand an event to the function it is meant for: S3 events to upload-trigger, execution status changes to close.")
        {
            file, pipeline, endpoint, json,
        };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(context, parsed.GetRequiredValue(file), parsed.GetValue(pipeline), parsed.GetValue(endpoint), parsed.GetValue(json), cancellationToken));
        return command.With("mlops invoke events/s3-object-created/put.json");
    }

    private static async Task<int> RunAsync(
        CliContext context, FileInfo file, string? pipelineOption, string? endpoint, bool json, CancellationToken cancellationToken)
    {
        var payload = Read(file);
        var function = FunctionFor(file, payload);
        using var connection = Connector.Connect(context, endpoint);
        var pipeline = (await Product.FindAsync(connection, cancellationToken)).Choose(pipelineOption);
        var name = await connection.Parameters.GetParameterAsync(
            new GetParameterRequest { Name = $"/mlops/{pipeline}/{function}" }, cancellationToken);
        var response = await connection.Lambda.InvokeAsync(
            new InvokeRequest { FunctionName = name.Parameter.Value, InvocationType = InvocationType.RequestResponse, Payload = payload.ToJsonString() }, cancellationToken);

        var answer = await JsonNode.ParseAsync(response.Payload, cancellationToken: cancellationToken) ?? new JsonObject();
        if (response.FunctionError is not null)
        {
            throw new CliException($"{function} failed: {answer["errorType"]}: {answer["errorMessage"]}", ExitCode.Failure);
        }

        context.Output.Write(
            json,
            () => new JsonObject { ["function"] = function, ["answer"] = answer.DeepClone() },
            results => results.WriteLine($"{function}: {answer.ToJsonString()}"));
        if (function == Close && answer["run"] is null)
        {
            context.Output.Step("Nothing was closed: this execution has left no run open.");
        }

        return ExitCode.Success;
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

    private static string FunctionFor(FileInfo file, JsonObject payload) => (payload["detail-type"]?.ToString(), payload["Records"]) switch
    {
        ("Object Created", _) or (null, JsonArray) => UploadTrigger,

        // S3 sends this one, with no records, when a notification is configured.
        (null, null) when payload["Event"]?.ToString() == "s3:TestEvent" => UploadTrigger,
        ("Step Functions Execution Status Change", _) => Close,
        (var type, _) => throw new CliException(
            $"{file}: no function takes {(type is null ? "an event without a detail-type" : $"'{type}'")}. Taken are 'Object Created', 'Step Functions Execution Status Change' and S3 notifications (Records)."),
    };
}
