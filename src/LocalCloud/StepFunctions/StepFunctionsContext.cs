using System.Buffers.Binary;
using LocalCloud.Api;
using LocalCloud.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalCloud.StepFunctions;

/// <summary>What the Step Functions engine stands on. <see cref="Time"/> is the cloud's clock for every wait and timestamp.</summary>
public sealed record StepFunctionsContext
{
    public required CloudIdentity Identity { get; init; }

    public required DocumentStore Store { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>The clock that machines live by: work is not asked after more often than it can bear, however fast the cloud's clock is.</summary>
    public TimeProvider Supervision { get; init; } = TimeProvider.System;

    /// <summary>Source of names, tokens and jitter; need not be safe for concurrent use.</summary>
    public required Random Random { get; init; }

    public required IAuthorizer Authorizer { get; init; }

    /// <summary>The other services; a function because the dispatcher is built from the engines.</summary>
    public required Func<IApi> Api { get; init; }

    public required Func<IEventPublisher> Events { get; init; }

    /// <summary>Tells of events as they happen; null where nobody does.</summary>
    internal EventSignals? Signals { get; init; }

    /// <summary>Whether a role, by its ARN, lets Step Functions act as it for a machine, by its ARN.</summary>
    public Func<string, string, bool> CanAssume { get; init; } = (_, _) => true;

    /// <summary>Where executions are logged whose machines ask for it; null where nobody keeps logs.</summary>
    public ILogPublisher? Logs { get; init; }

    /// <summary>Where failures of the engine itself are written; those of executions are in their history.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    private readonly Lock _gate = new();

    internal Random Fork()
    {
        lock (_gate)
        {
            return new Random(Random.Next());
        }
    }

    internal string NewId()
    {
        var bytes = new byte[16];
        Fork().NextBytes(bytes);
        // With the time in it: a seed that repeats after a restart must not repeat the ids.
        BinaryPrimitives.WriteInt64BigEndian(bytes, Time.GetUtcNow().Ticks);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
