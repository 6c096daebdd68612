using Amazon.CDK;
using Amazon.CDK.AWS.StepFunctions;

namespace Mlops.Infra.Workflows;

/// <summary>One Task state in the words of the States Language.</summary>
internal sealed record TaskSpec
{
    public required TaskKind Kind { get; init; }

    public required string Resource { get; init; }

    public required Dictionary<string, object> Parameters { get; init; }

    /// <summary>The one member of the state's data that the result becomes.</summary>
    public required string ResultPath { get; init; }

    public Dictionary<string, object>? ResultSelector { get; init; }

    public required Duration Timeout { get; init; }

    /// <summary>Where a Task leads whose timeout is no failure; null where it is one.</summary>
    public IChainable? OnTimeout { get; init; }
}
