namespace LocalCloud.Policies;

/// <summary>A statement's <c>Principal</c> or, negated, <c>NotPrincipal</c>: values by kind (<c>AWS</c>, <c>Service</c>, …).</summary>
public sealed record PrincipalElement(IReadOnlyDictionary<string, IReadOnlyList<string>> Values, bool IsNegated)
{
    public IReadOnlyList<string> Of(string kind) => Values.GetValueOrDefault(kind, []);
}
