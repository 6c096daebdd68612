namespace LocalCloud.StatesLanguage.Definition;

/// <summary>An error of the language: a name that <c>ErrorEquals</c> matches, and a cause for people.</summary>
public sealed record StatesError(string? Error, string? Cause)
{
    public const string All = "States.ALL";
    public const string TaskFailed = "States.TaskFailed";
    public const string Timeout = "States.Timeout";
    public const string HeartbeatTimeout = "States.HeartbeatTimeout";
    public const string Runtime = "States.Runtime";
    public const string DataLimitExceeded = "States.DataLimitExceeded";
    public const string NoChoiceMatched = "States.NoChoiceMatched";
    public const string IntrinsicFailure = "States.IntrinsicFailure";
    public const string ResultPathMatchFailure = "States.ResultPathMatchFailure";

    /// <summary>An error of the execution itself, which only a catcher that names it can stop.</summary>
    public bool IsTerminal { get; init; }
}
