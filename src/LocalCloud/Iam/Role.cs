using LocalCloud.Policies;

namespace LocalCloud.Iam;

/// <summary>A role with its policies read.</summary>
public sealed record Role(RoleRecord Record, PolicyDocument TrustPolicy, IReadOnlyList<PolicyDocument> Policies);
