namespace LocalCloud.Policies;

/// <summary>What a policy is attached to, which decides what its document must and must not hold.</summary>
public enum PolicyKind
{
    /// <summary>Attached to a role: no principals.</summary>
    Identity,

    /// <summary>Attached to a bucket, queue, topic, bus or function: principals and resources.</summary>
    Resource,

    /// <summary>A role's trust policy: principals, no resources.</summary>
    Trust,
}
