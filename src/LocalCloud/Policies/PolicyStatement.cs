namespace LocalCloud.Policies;

/// <summary>One statement of a policy. Each list holds patterns; an <c>Is…Negated</c> flag tells <c>NotAction</c> from <c>Action</c> and so on.</summary>
public sealed record PolicyStatement
{
    public string? Sid { get; init; }

    public required Effect Effect { get; init; }

    public required IReadOnlyList<string> Actions { get; init; }

    public bool IsActionNegated { get; init; }

    public required IReadOnlyList<string> Resources { get; init; }

    public bool IsResourceNegated { get; init; }

    /// <summary>Null in identity policies, which apply to whom they are attached.</summary>
    public PrincipalElement? Principal { get; init; }

    public required IReadOnlyList<ConditionClause> Conditions { get; init; }
}
