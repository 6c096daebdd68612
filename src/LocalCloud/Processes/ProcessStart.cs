namespace LocalCloud.Processes;

/// <summary>
/// What to run: an absolute path, its arguments, its working folder and its whole environment; nothing of this process's
/// own environment is inherited.
/// </summary>
public sealed record ProcessStart
{
    public required string FileName { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public required string WorkingFolder { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }
}
