using System.Buffers.Binary;
using LocalCloud.Api;
using LocalCloud.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalCloud.CloudFormation;

/// <summary>What the CloudFormation engine stands on.</summary>
public sealed record CloudFormationContext
{
    private readonly Lock _gate = new();

    public required CloudIdentity Identity { get; init; }

    public required DocumentStore Store { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Source of ids; need not be safe for concurrent use.</summary>
    public required Random Random { get; init; }

    /// <summary>The resource types, each call of theirs made by the principal.</summary>
    public required Func<Principal, IReadOnlyDictionary<string, IResourceType>> Types { get; init; }

    /// <summary>The other services; a function because the dispatcher is built from the engines.</summary>
    public required Func<IApi> Api { get; init; }

    /// <summary>An object of S3 as text: caller, bucket, key.</summary>
    public required Func<Principal, string, string, CancellationToken, Task<string>> ReadObject { get; init; }

    /// <summary>Whether a role, by its ARN, lets CloudFormation act as it.</summary>
    public Func<string, bool> CanAssume { get; init; } = _ => true;

    public ILogger Logger { get; init; } = NullLogger.Instance;

    internal void DemandTrust(string? roleArn)
    {
        if (roleArn is not null && !CanAssume(roleArn))
        {
            throw CloudFormationErrors.Validation($"Role {roleArn} is invalid or cannot be assumed");
        }
    }

    internal string NewId()
    {
        var bytes = new byte[16];
        lock (_gate)
        {
            Random.NextBytes(bytes);
        }

        // With the time in it: a seed that repeats after a restart must not repeat the ids.
        BinaryPrimitives.WriteInt64BigEndian(bytes, Time.GetUtcNow().Ticks);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
