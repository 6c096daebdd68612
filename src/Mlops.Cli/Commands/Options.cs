using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Mlops.Cli.Local;

namespace Mlops.Cli.Commands;

/// <summary>Options that mean the same in every command that has them.</summary>
internal static class Options
{
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document on standard output and nothing else there." };

    public static Option<string?> Endpoint() => new("--endpoint")
    {
        Description = "The LocalCloud or AWS-compatible endpoint to talk to. Default: $AWS_ENDPOINT_URL, else the LocalCloud that 'mlops up' started, else AWS.",
        HelpName = "URL",
    };

    public static Option<string?> Pipeline(string description = "The pipeline; not needed when there is one only, nor where a command can show all.") => new("--pipeline", "-p")
    {
        Description = description,
        HelpName = "NAME",
    };

    public static Option<string?> Account() => new("--account")
    {
        Description = $"The account number that the LocalCloud plays. Default: its state's, {LocalOptions.DefaultAccount} at first.",
        HelpName = "12 DIGITS",
    };

    public static Option<string?> Region() => new("--region")
    {
        Description = $"The region that the LocalCloud plays. Default: its state's, {LocalOptions.DefaultRegion} at first.",
        HelpName = "REGION",
    };

    public static Option<int> Port() => Whole("--port", "The port on 127.0.0.1 to listen on.", LocalOptions.DefaultPort, 65535);

    public static Option<int> Last(string things = "runs") => Whole("--last", $"How many {things} to show, newest first.", 20, 10_000, "-n");

    public static Option<int?> Tail() => new("--tail", "-n")
    {
        Description = "Only the last N of the lines that are there. Default: all.",
        HelpName = "N",
        CustomParser = result =>
        {
            if (int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1)
            {
                return number;
            }

            result.AddError($"--tail takes a whole number from 1, not '{Text(result)}'.");
            return null;
        },
    };

    public static Option<bool> NoWait() => new("--no-wait") { Description = "Return as soon as it is asked for, without following it." };

    public static Option<double> Speed() => new("--speed")
    {
        Description = "How many times faster than real time waits, settling and retries run.",
        HelpName = "TIMES",
        DefaultValueFactory = _ => 1,
        CustomParser = result =>
        {
            if (double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) && speed is >= 1 and <= 10_000)
            {
                return speed;
            }

            result.AddError($"--speed takes a number from 1 to 10000, not '{Text(result)}'.");
            return 1;
        },
    };

    private static Option<int> Whole(string name, string description, int byDefault, int most, params string[] aliases) => new(name, aliases)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => byDefault,
        CustomParser = result =>
        {
            if (int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
            {
                return number;
            }

            result.AddError($"{name} takes a whole number from 1 to {most}, not '{Text(result)}'.");
            return byDefault;
        },
    };

    private static string Text(ArgumentResult result) => string.Join(' ', result.Tokens);
}
