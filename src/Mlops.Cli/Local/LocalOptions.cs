namespace Mlops.Cli.Local;

/// <summary>How a background LocalCloud is to run.</summary>
public sealed record LocalOptions
{
    public required int Port { get; init; }

    public required string Account { get; init; }

    public required string Region { get; init; }

    public double Speed { get; init; } = 1;

    public bool Empty { get; init; }

    public void Check()
    {
        if (Account.Length != 12 || !Account.All(char.IsAsciiDigit))
        {
            throw new CliException($"'{Account}' is no account number; it has 12 digits.");
        }

        if (Region.Length == 0 || !Region.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
        {
            throw new CliException($"'{Region}' is no region; they look like us-east-1.");
        }
    }
}
