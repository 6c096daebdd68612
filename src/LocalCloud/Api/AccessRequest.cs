namespace LocalCloud.Api;

/// <summary>
/// One question to IAM: may the caller do <see cref="Action"/> (<c>service:Operation</c>) on <see cref="Resource"/> (an ARN
/// or <c>*</c>)? <see cref="ConditionKeys"/> are the request's condition keys beside the global ones.
/// </summary>
public sealed record AccessRequest(string Action, string Resource)
{
    public IReadOnlyDictionary<string, string> ConditionKeys { get; init; } = new Dictionary<string, string>();

    /// <summary>The policy attached to the resource itself (bucket, queue, topic, function), as its JSON document.</summary>
    public string? ResourcePolicy { get; init; }

    /// <summary>Whose the resource is; null: the account's that is asked.</summary>
    public string? ResourceAccount { get; init; }
}
