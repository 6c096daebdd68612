using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Cli.Data;
using Mlops.Cli.Rendering;
using Mlops.Domain.Contracts;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;
using Spectre.Console;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops init DATA.csv</c>: a pipeline for data that is there, its contract inferred from it.</summary>
internal static class InitCommand
{
    public static Command Create(CliContext context)
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "CSV files with a header, all of one data set.", Arity = ArgumentArity.OneOrMore };
        var name = new Option<string?>("--name") { Description = "The pipeline's name. Default: the first file's, without digits.", HelpName = "NAME" };
        var label = new Option<string?>("--label") { Description = "The column to predict. Default: the one that the data leaves no doubt about.", HelpName = "COLUMN" };
        var time = new Option<string?>("--time") { Description = "The column with the time of the event. Default: the only one that holds times.", HelpName = "COLUMN" };
        var type = new Option<ProblemType?>("--type") { Description = "regression or binary. Default: by the label's values.", HelpName = "TYPE" };
        var force = new Option<bool>("--force") { Description = "Overwrite the files of a pipeline of that name." };
        var json = Options.Json();
        var command = new Command("init", "Infer a data contract and a definition from data, and write a pipeline.") { files, name, label, time, type, force, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            var given = parsed.GetRequiredValue(files);
            var hints = new ProblemHints(parsed.GetValue(name) ?? PipelineName.Of(given[0]), parsed.GetValue(label), parsed.GetValue(time), parsed.GetValue(type));
            return RunAsync(context, given, hints, parsed.GetValue(force), parsed.GetValue(json), cancellationToken);
        });
        return command.With(
            "mlops init samples/flights/flights-2001.csv",
            "mlops init rides/*.csv --name rides --label fare --time pickup",
            "mlops init data.csv --force --json");
    }

    private static async Task<int> RunAsync(CliContext context, FileInfo[] files, ProblemHints hints, bool force, bool json, CancellationToken cancellationToken)
    {
        PutCommand.Refuse(files, "Nothing was written.");
        var workspace = context.Workspace();
        var folder = Path.Combine(workspace.ExistingPipelines(), hints.Name);
        string[] names = ["pipeline.json", ContractFile.Name, "golden.csv"];
        if (!force && names.Select(each => Path.Combine(folder, each)).FirstOrDefault(File.Exists) is { } existing)
        {
            throw new CliException($"{existing} exists. Choose another name with --name, or overwrite it with --force.");
        }

        var profile = await Profiles.OfFilesAsync(workspace, files, cancellationToken);
        var guess = ProblemInference.Guess(profile, hints) switch
        {
            ProblemGuess.InDoubt doubt => throw new CliException(string.Join(" ", doubt.Doubts)),
            ProblemGuess.Found found => found,
            var unknown => throw new InvalidOperationException($"Unknown guess {unknown}."),
        };
        var (contract, notes) = ContractInference.Infer(profile, guess.Problem);
        var definition = NewPipeline.Definition(hints.Name, guess.Problem);
        var trial = await new ContractTrial(workspace, files).RunAsync(definition, contract, cancellationToken);
        string[] contents = [definition, NewPipeline.Contract(trial.Contract), NewPipeline.Golden(profile, guess.Problem)];

        Directory.CreateDirectory(folder);
        foreach (var (file, content) in names.Zip(contents))
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file), content, cancellationToken);
        }

        Show(context, json, folder, names, (hints.Name, profile), guess, [.. notes, .. trial.Notes], trial.Report, files.Length);
        return ExitCode.Success;
    }

    private static void Show(
        CliContext context, bool json, string folder, string[] names, (string Name, DataProfile Profile) made, ProblemGuess.Found guess, IReadOnlyList<string> notes, PrepareReport verdict, int files)
    {
        context.Output.Write(
            json,
            () => new JsonObject
            {
                ["pipeline"] = made.Name,
                ["files"] = new JsonArray([.. names.Select(name => (JsonNode)Path.Combine(folder, name))]),
                ["rows"] = made.Profile.Rows,
                ["problem"] = new JsonObject { ["type"] = guess.Problem.Type.ToString().ToLowerInvariant(), ["label"] = guess.Problem.Label, ["timeColumn"] = guess.Problem.TimeColumn, ["positiveClass"] = guess.Problem.PositiveClass },
                ["reasons"] = new JsonArray([.. guess.Reasons.Select(reason => (JsonNode)reason)]),
                ["check"] = new JsonArray([.. notes.Select(note => (JsonNode)note)]),
                ["verdict"] = JsonSerializer.SerializeToNode(verdict, DomainJson.Wire.PrepareReport),
            },
            console =>
            {
                console.MarkupLineInterpolated($"[bold]{folder}[/]: {string.Join(", ", names)}, from {made.Profile.Rows:N0} rows of {made.Profile.Columns.Count} columns.");
                guess.Reasons.ToList().ForEach(reason => console.WriteLine($"  {ShownText.Of(reason)}"));
                console.WriteLine("Check:");
                notes.ToList().ForEach(note => console.WriteLine($"  {ShownText.Of(note)}"));
                CheckView.Show(console, verdict, files);
                console.WriteLine($"Next: mlops validate, mlops up, mlops put -p {made.Name} FILE…");
            });
    }
}
