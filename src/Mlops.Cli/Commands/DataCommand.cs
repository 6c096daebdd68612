using System.CommandLine;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops data</c>: looks at data before it is learned from.</summary>
internal static class DataCommand
{
    public static Command Create(CliContext context) => new Command("data", "Look at data: profile it, or check it against a pipeline's contract.")
    {
        DataProfileCommand.Create(context),
        DataCheckCommand.Create(context),
    }.With("mlops data profile data/*.csv", "mlops data check data/*.csv -p ridership");
}
