using System.CommandLine;
using System.Text.Json;
using Mlops.Cli.Connections;
using Mlops.Cli.Data;
using Mlops.Cli.Rendering;
using Mlops.Cli.Runs;
using Mlops.Domain.Contracts;
using Mlops.Domain.Json;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops data profile</c>: statistics and histograms of files, or of what a run learned from.</summary>
internal static class DataProfileCommand
{
    public static Command Create(CliContext context)
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "CSV files with a header.", Arity = ArgumentArity.ZeroOrMore };
        var run = new Option<string?>("--run") { Description = "A run, in place of files: what it learned from, as it was frozen; 'latest' is the newest.", HelpName = "RUN" };
        var (pipeline, endpoint, json) = (Options.Pipeline(), Options.Endpoint(), Options.Json());
        var command = new Command("profile", "Show statistics and histograms of every column.") { files, run, pipeline, endpoint, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var given = parsed.GetValue(files) ?? [];
            var profile = (given.Length > 0, parsed.GetValue(run)) switch
            {
                (true, null) => await OfFilesAsync(context, given, cancellationToken),
                (false, { } id) => await OfRunAsync(context, id, parsed.GetValue(pipeline), parsed.GetValue(endpoint), cancellationToken),
                _ => throw new CliException("Name files, or a run with --run, and not both."),
            };
            context.Output.Write(parsed.GetValue(json), () => JsonSerializer.SerializeToNode(profile, DomainJson.Wire.DataProfile)!, console => ProfileView.Show(console, profile));
            return ExitCode.Success;
        });
        return command.With("mlops data profile samples/flights/flights-2001.csv", "mlops data profile --run latest -p ridership --json");
    }

    private static Task<DataProfile> OfFilesAsync(CliContext context, FileInfo[] files, CancellationToken cancellationToken)
    {
        PutCommand.Refuse(files, "Nothing was profiled.");
        return Profiles.OfFilesAsync(context.Workspace(), files, cancellationToken);
    }

    private static async Task<DataProfile> OfRunAsync(CliContext context, string id, string? pipelineOption, string? endpoint, CancellationToken cancellationToken)
    {
        using var connection = Connector.Connect(context, endpoint);
        var product = await Product.FindAsync(connection, cancellationToken);
        var run = await new RunRecordFinder(new RunArchive(connection.S3, product.ArtifactsBucket), product).FindAsync(id, pipelineOption, cancellationToken);
        return await Profiles.OfRunAsync(context, connection, product, (run.Pipeline, run.Run), cancellationToken);
    }
}
