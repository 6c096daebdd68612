using LocalCloud.Api;
using LocalCloud.Storage;

namespace LocalCloud.Logs;

/// <summary>Groups, and the streams in them, by the names that requests give.</summary>
internal sealed class LogCatalog(CloudIdentity identity, DocumentStore store, LogDatabase database, TimeProvider time) : IDisposable
{
    // arn:aws:logs:region:account:log-group:name
    private const int ArnParts = 7;

    private readonly DocumentCollection<LogGroup> _groups = new(store, "logs.groups");
    private readonly Lock _gate = new();

    public StreamStore Streams { get; } = new(database);

    public EventStore Events { get; } = new(database);

    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public IReadOnlyList<LogGroup> Groups => [.. _groups.Scan().Select(row => row.Value)];

    public LogGroup? Find(string group) => _groups.Get(group);

    public LogGroup Require(string group) => Find(group) ?? throw LogsErrors.NoGroup();

    public LogStream RequireStream(LogGroup group, string stream) =>
        Streams.Find(group.Name, stream) is { } id ? new LogStream(id, stream, 0, null, null, null) : throw LogsErrors.NoStream();

    /// <summary>What is older has expired.</summary>
    public long Oldest(LogGroup group) => group.OldestAt(time.GetUtcNow());

    /// <summary>False when there is one of this name already.</summary>
    public bool TryCreate(LogGroup group)
    {
        lock (_gate)
        {
            if (Find(group.Name) is not null)
            {
                return false;
            }

            _groups.Put(group.Name, group);
            return true;
        }
    }

    public void Update(string group, Func<LogGroup, LogGroup> change)
    {
        lock (_gate)
        {
            _groups.Put(group, change(Require(group)));
        }
    }

    public void Delete(LogGroup group)
    {
        lock (_gate)
        {
            // The group last: what a kill in between leaves is a group without events, which can be deleted again.
            Streams.DeleteAll(group.Name);
            _groups.Delete(group.Name);
        }
    }

    /// <summary>Null when there is one of this name already. New streams are the occasion to remove what has expired.</summary>
    public long? CreateStream(LogGroup group, string stream)
    {
        if (group.RetentionInDays is not null)
        {
            Events.Expire(group.Name, Oldest(group));
        }

        return Streams.Create(group.Name, stream, Now);
    }

    public string Arn(string group) => identity.Arn("logs", $"log-group:{group}");

    public string StreamArn(string group, string stream) => $"{Arn(group)}:log-stream:{stream}";

    public void Dispose() => Events.Dispose();

    /// <summary>The group's ARN, given its name or its ARN, with or without <c>:*</c>; whose ARN it is, is not looked at.</summary>
    public string ArnOf(string identifier) => identifier.StartsWith("arn:", StringComparison.Ordinal)
        ? string.Join(':', identifier.Split(':').Take(ArnParts))
        : Arn(identifier.Split(':')[0]);

    /// <summary>The group's name, given its name or its ARN; there is no group of another account or region here.</summary>
    public string NameOf(string identifier)
    {
        var (arn, own) = (ArnOf(identifier), Arn(""));
        return arn.StartsWith(own, StringComparison.Ordinal) ? arn[own.Length..] : throw LogsErrors.NoGroup();
    }
}
