using System.CommandLine;

namespace Mlops.Cli.Commands;

/// <summary>A command of the launcher script, which runs it before there is a CLI to ask; listed here for the help.</summary>
internal static class LauncherCommand
{
    public static Command Create(string name, string description)
    {
        var rest = new Argument<string[]>("ARGUMENT") { Arity = ArgumentArity.ZeroOrMore, Hidden = true };
        var command = new Command(name, description) { rest };
        command.SetAction(int (_) => throw new CliException($"'{name}' is run by the script 'mlops' at the root of the checkout: ./mlops {name}"));
        return command.With($"./mlops {name}");
    }
}
