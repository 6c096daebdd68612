namespace Mlops.Functions.ApprovalAnswer;

/// <summary>Answer of <c>approval-answer</c>: the runs that were woken and those that were superseded, and what was ignored, with the reason.</summary>
public sealed record ApprovalAnswerOutput
{
    public IReadOnlyList<string> Woken { get; init; } = [];

    public IReadOnlyList<string> Superseded { get; init; } = [];

    public string? Ignored { get; init; }
}
