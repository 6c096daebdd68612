namespace Mlops.Cli.Logs;

/// <summary>A part of a log group that a run wrote: some streams, lines of a pattern, a span of time.</summary>
/// <param name="Step">The state that did it, behind the one that started its execution, such as <c>Deploy/SmokeTest</c>.</param>
internal sealed record LogSource(string Step, string Group, DateTimeOffset From)
{
    /// <summary>How the names of its streams begin; null: all streams of the group.</summary>
    public string? Stream { get; init; }

    public string? Pattern { get; init; }

    /// <summary>Null as long as it may go on.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether a person means it by this name: the step, all of an execution that a step started, or a step of one.</summary>
    public bool Is(string step) => Step.Equals(step, StringComparison.OrdinalIgnoreCase)
        || Step.StartsWith($"{step}/", StringComparison.OrdinalIgnoreCase)
        || Step.EndsWith($"/{step}", StringComparison.OrdinalIgnoreCase);
}
