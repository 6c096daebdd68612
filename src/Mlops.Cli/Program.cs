using System.Collections;
using System.CommandLine;
using Mlops.Cli;
using Mlops.Cli.Commands;
using Mlops.Cli.Rendering;
using Spectre.Console;

#pragma warning disable RS0030 // the one place that reads the environment
var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
#pragma warning restore RS0030

var output = new Output(
    AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) }),
    AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }),
    Console.Out);
var context = new CliContext
{
    Workspace = () => Workspace.Find(environment.GetValueOrDefault("MLOPS_ROOT"), Environment.CurrentDirectory),
    Environment = environment,
    Output = output,
    Clock = TimeProvider.System,
};

return await CommandLine.RunAsync(context, args);
