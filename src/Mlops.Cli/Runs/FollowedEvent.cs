namespace Mlops.Cli.Runs;

/// <summary>Something that happened in an execution, at the time the service says; depth 0 is the one followed, 1 one that it started.</summary>
public abstract record FollowedEvent(string State, int Depth, DateTime At)
{
    /// <summary>Choices and the like pass in no time; a watcher wants to see the states that take some.</summary>
    public sealed record StateEntered(string State, bool TakesTime, int Depth, DateTime At) : FollowedEvent(State, Depth, At);

    /// <summary>People were asked for their approval, and the execution waits for it.</summary>
    public sealed record ApprovalAsked(string State, string Pipeline, string Run, DateTimeOffset ExpiresAt, int Depth, DateTime At) : FollowedEvent(State, Depth, At);

    /// <summary>A task has started a job and waits for it.</summary>
    public sealed record JobSubmitted(string State, string Arn, int Depth, DateTime At) : FollowedEvent(State, Depth, At)
    {
        /// <summary>Such as <c>training job ridership-…-train-0-0</c>.</summary>
        public string Job => Arn.Split(':', 6)[^1].Replace("-job/", " job ", StringComparison.Ordinal).Replace('/', ' ');
    }
}
