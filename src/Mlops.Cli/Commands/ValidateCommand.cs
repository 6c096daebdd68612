using System.CommandLine;
using System.Text.Json.Nodes;
using Mlops.Domain.Contracts;
using Mlops.Domain.Pipelines;
using Spectre.Console;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops validate</c>: every problem of every pipeline definition and data contract, at once.</summary>
internal static class ValidateCommand
{
    public static Command Create(CliContext context)
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Definitions or their folders, each with the contract.json beside it. Default: every pipelines/*/pipeline.json.", Arity = ArgumentArity.ZeroOrMore };
        var json = Options.Json();
        var command = new Command("validate", "Check pipeline definitions and their data contracts.") { files, json };
        command.SetAction(parsed => Run(context, parsed.GetValue(files) ?? [], parsed.GetValue(json)));
        return command.With("mlops validate", "mlops validate pipelines/ridership/pipeline.json");
    }

    private static int Run(CliContext context, FileInfo[] given, bool json)
    {
        var files = given.Length > 0
            ? given.Select(Definition).Distinct()
            : Directory.EnumerateFiles(context.Workspace().ExistingPipelines(), "pipeline.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        var results = files.SelectMany(Results).ToList();
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

    /// <summary>Of a contract, the definition that it belongs to: neither says anything alone.</summary>
    private static string Definition(FileInfo file) => Directory.Exists(file.FullName)
        ? Path.Combine(file.FullName, "pipeline.json")
        : file.Name == ContractFile.Name ? Path.Combine(file.DirectoryName!, "pipeline.json") : file.FullName;

    private static IEnumerable<(string File, IReadOnlyList<string> Problems)> Results(string file)
    {
        if (!File.Exists(file))
        {
            return [(file, ["There is no such file."])];
        }

        var contract = Path.Combine(Path.GetDirectoryName(file)!, ContractFile.Name);
        var hasContract = File.Exists(contract);
        var problems = PipelineDefinitionReader.Read(File.ReadAllText(file), hasContract ? File.ReadAllText(contract) : null) is DefinitionResult.Invalid invalid ? invalid.Problems : [];
        var own = problems.Select(problem => hasContract ? ContractFile.Locate(problem) : null).ToList();
        (string File, IReadOnlyList<string> Problems) definition = (file, [.. problems.Where((_, index) => own[index] is null).Select(problem => problem.ToString())]);
        return hasContract ? [definition, (contract, [.. own.OfType<DefinitionProblem>().Select(problem => problem.ToString())])] : [definition];
    }
}
