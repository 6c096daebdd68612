namespace Mlops.Cli.Demo;

/// <summary>All stories, and what they took together.</summary>
internal sealed record DemoResult
{
    public required IReadOnlyList<StoryResult> Stories { get; init; }

    /// <summary>Real seconds from the first file dropped to the end.</summary>
    public required double Seconds { get; init; }

    /// <summary>How many of them job containers were at work, added up over jobs.</summary>
    public required double JobSeconds { get; init; }

    public required double PeakMemoryMiB { get; init; }

    public bool Ok => Stories.All(story => story.Ok);
}
