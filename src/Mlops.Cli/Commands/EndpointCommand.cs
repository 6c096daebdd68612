using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.SageMakerRuntime;
using Amazon.SageMakerRuntime.Model;
using Mlops.Cli.Connections;
using Spectre.Console;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops endpoint invoke</c>: predictions from the model that serves.</summary>
internal static class EndpointCommand
{
    public static Command Create(CliContext context)
    {
        var rows = new Argument<FileInfo?>("FILE") { Description = "Rows to predict: .csv (with a header line), .json or .jsonl. Default: standard input as CSV.", Arity = ArgumentArity.ZeroOrOne };
        var (pipeline, endpoint, json) = (Options.Pipeline(), Options.Endpoint(), Options.Json());
        var invoke = new Command("invoke", "Send rows to the pipeline's endpoint and print the predictions.") { rows, pipeline, endpoint, json };
        invoke.SetAction((parsed, cancellationToken) =>
            InvokeAsync(context, parsed.GetValue(rows), parsed.GetValue(pipeline), parsed.GetValue(endpoint), parsed.GetValue(json), cancellationToken));
        invoke.With("mlops endpoint invoke -p ridership pipelines/ridership/golden.csv", "head -2 rows.csv | mlops endpoint invoke -p ridership");
        return new Command("endpoint", "Use the endpoint that serves a pipeline's champion.") { invoke }
            .With("mlops endpoint invoke -p ridership pipelines/ridership/golden.csv");
    }

    private static async Task<int> InvokeAsync(
        CliContext context, FileInfo? file, string? pipelineOption, string? endpoint, bool json, CancellationToken cancellationToken)
    {
        if (file is { Exists: false })
        {
            throw new CliException(Directory.Exists(file.FullName) ? $"{file} is a folder; name a file in it." : $"There is no file {file}.");
        }

        var content = file is null ? await ReadInputAsync(cancellationToken) : await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        if (content.Length == 0)
        {
            throw new CliException($"{file?.ToString() ?? "Standard input"} is empty; give a header line and at least one row.");
        }

        using var connection = Connector.Connect(context, endpoint);
        var product = await Product.FindAsync(connection, cancellationToken);
        var name = $"mlops-{product.Choose(pipelineOption)}";
        using var body = new MemoryStream(content);
        var request = new InvokeEndpointRequest { EndpointName = name, Body = body, ContentType = ContentType(file), Accept = json ? "application/json" : "text/csv" };
        try
        {
            var response = await connection.SageMakerRuntime.InvokeEndpointAsync(request, cancellationToken);
            var text = Encoding.UTF8.GetString(response.Body.ToArray());
            context.Output.Write(json, () => JsonNode.Parse(text)!, results => results.WriteLine(text.TrimEnd()));
            return ExitCode.Success;
        }
        catch (ModelErrorException e)
        {
            throw new CliException($"The model refused the rows: {Reason(e)}");
        }
    }

    /// <summary>What the container answered; the algorithm's says <c>{"error": "…"}</c>.</summary>
    private static string Reason(ModelErrorException refusal)
    {
        var said = refusal.OriginalMessage ?? refusal.Message;
        try
        {
            return (JsonNode.Parse(said) as JsonObject)?["error"]?.ToString() ?? said;
        }
        catch (JsonException)
        {
            return said;
        }
    }

    private static string ContentType(FileInfo? file) => file?.Extension.ToLowerInvariant() switch
    {
        ".json" => "application/json",
        ".jsonl" => "application/jsonlines",
        _ => "text/csv",
    };

    private static async Task<byte[]> ReadInputAsync(CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(buffer, cancellationToken);
        return buffer.ToArray();
    }
}
