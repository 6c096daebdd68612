namespace Mlops.Cli.Local;

/// <summary>How a LocalCloud is to run.</summary>
public sealed record LocalOptions
{
    public const int DefaultPort = 4566;

    public const string DefaultAccount = "000000000000";

    public const string DefaultRegion = "us-east-1";

    /// <summary>0 takes a free one.</summary>
    public required int Port { get; init; }

    public required string Account { get; init; }

    public required string Region { get; init; }

    public double Speed { get; init; } = 1;

    public bool Empty { get; init; }

    /// <summary>The stacks to deploy, with those that they depend on; null: the whole app.</summary>
    public IReadOnlyList<string>? Stacks { get; init; }

    /// <summary>Every step of the deployment is reported, not only what fails.</summary>
    public bool ReportsEvents { get; init; }

    /// <exception cref="CliException">The account or the region cannot be one; both are named.</exception>
    public void Check()
    {
        var problems = new List<string>();
        if (Account.Length != 12 || !Account.All(char.IsAsciiDigit))
        {
            problems.Add($"'{Account}' is no account number; it has 12 digits.");
        }

        if (!Region.Contains('-', StringComparison.Ordinal) || !Region.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
        {
            problems.Add($"'{Region}' is no region; they look like us-east-1.");
        }

        if (problems.Count > 0)
        {
            throw new CliException(string.Join(' ', problems));
        }
    }
}
