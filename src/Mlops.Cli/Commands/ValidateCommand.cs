using System.CommandLine;
using System.Text.Json.Nodes;
using Mlops.Domain.Pipelines;
using Spectre.Console;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops validate</c>: every problem of every pipeline definition, at once.</summary>
internal static class ValidateCommand
{
    public static Command Create(CliContext context)
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Definitions, or their folders. Default: every pipelines/*/pipeline.json.", Arity = ArgumentArity.ZeroOrMore };
        var json = Options.Json();
        var command = new Command("validate", "Check pipeline definitions.") { files, json };
        command.SetAction(parsed => Run(context, parsed.GetValue(files) ?? [], parsed.GetValue(json)));
        return command.With("mlops validate", "mlops validate pipelines/ridership/pipeline.json");
    }

    private static int Run(CliContext context, FileInfo[] given, bool json)
    {
        var files = given.Length > 0
            ? given.Select(file => Directory.Exists(file.FullName) ? Path.Combine(file.FullName, "pipeline.json") : file.FullName)
            : Directory.EnumerateFiles(context.Workspace().ExistingPipelines(), "pipeline.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        var results = files.Select(file => (File: file, Problems: Problems(file))).ToList();
        context.Output.Write(
            json,
            () => new JsonArray([.. results.Select(result => new JsonObject
            {
                ["file"] = result.File,
                ["problems"] = new JsonArray([.. result.Problems.Select(problem => (JsonNode?)problem)]),
            })]),
            console =>
            {
                foreach (var (file, problems) in results)
                {
                    console.WriteLine(problems.Count == 0 ? $"{file}: valid" : $"{file}:");
                    problems.ToList().ForEach(problem => console.WriteLine($"  {problem}"));
                }
            });
        return results.All(result => result.Problems.Count == 0) ? ExitCode.Success : ExitCode.Usage;
    }

    private static IReadOnlyList<string> Problems(string file)
    {
        if (!File.Exists(file))
        {
            return ["There is no such file."];
        }

        return PipelineDefinitionReader.Read(File.ReadAllText(file)) switch
        {
            DefinitionResult.Invalid invalid => [.. invalid.Problems.Select(problem => problem.ToString())],
            _ => [],
        };
    }
}
