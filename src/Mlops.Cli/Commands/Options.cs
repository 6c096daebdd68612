using System.CommandLine;

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

    public static Option<string?> Pipeline() => new("--pipeline", "-p")
    {
        Description = "The pipeline; not needed when there is one only.",
        HelpName = "NAME",
    };

    public static Option<string> Account() => new("--account")
    {
        Description = "The account number that the LocalCloud plays.",
        HelpName = "12 DIGITS",
        DefaultValueFactory = _ => "000000000000",
    };

    public static Option<string> Region() => new("--region")
    {
        Description = "The region that the LocalCloud plays.",
        DefaultValueFactory = _ => "us-east-1",
    };
}
