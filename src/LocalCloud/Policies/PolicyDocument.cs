namespace LocalCloud.Policies;

/// <summary>An IAM policy document, checked and ready to be evaluated.</summary>
public sealed record PolicyDocument
{
    /// <summary>Policy variables exist since version 2012-10-17; before, <c>${…}</c> is plain text.</summary>
    public required bool HasVariables { get; init; }

    public required IReadOnlyList<PolicyStatement> Statements { get; init; }
}
