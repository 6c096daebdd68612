namespace LocalCloud.Policies;

/// <summary>
/// A condition operator of the policy language: compares one value of the request (left) with one of the policy (right).
/// A negated operator holds when its comparison holds with none of the policy's values, and when the key is absent.
/// </summary>
public sealed record ConditionOperator(string Name, Func<string, PolicyText, bool> Compare)
{
    public bool IsNegated { get; init; }

    /// <summary><c>Null</c> asks whether the key is there at all.</summary>
    public bool IsNull { get; init; }

    /// <summary>Whether a policy may hold this text as a value; policies with others are malformed.</summary>
    public Func<string, bool> Accepts { get; init; } = _ => true;
}
