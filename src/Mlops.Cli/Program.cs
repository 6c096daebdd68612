using System.Collections;
using Mlops.Cli;
using Mlops.Cli.Rendering;

#pragma warning disable RS0030 // the one place that reads the environment
var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
#pragma warning restore RS0030

// https://no-color.org: set and not empty.
var colourless = environment.GetValueOrDefault("NO_COLOR") is { Length: > 0 };
var output = new Output(
    Consoles.Create(Console.Out, Console.IsOutputRedirected, colourless),
    Consoles.Create(Console.Error, Console.IsErrorRedirected, colourless),
    Console.Out);

// Whatever else prints, such as a log of the LocalCloud's web server, must not get between the results.
Console.SetOut(Console.Error);

var context = new CliContext
{
    Workspace = () => Workspace.Find(environment.GetValueOrDefault("MLOPS_ROOT"), Environment.CurrentDirectory),
    Environment = environment,
    Output = output,
    Clock = TimeProvider.System,
};

return await CommandLine.RunAsync(context, args);
