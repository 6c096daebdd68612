using Mlops.Cli.Rendering;

namespace Mlops.Cli;

/// <summary>What every command is given: where it runs, what the environment says, where it prints, what time it is.</summary>
public sealed record CliContext
{
    public required Func<Workspace> Workspace { get; init; }

    /// <summary>The environment's variables; only Program.cs reads them from the process.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required Output Output { get; init; }

    public required TimeProvider Clock { get; init; }
}
