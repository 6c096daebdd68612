using LocalCloud.Api;
using LocalCloud.Storage;
using Microsoft.Data.Sqlite;

namespace LocalCloud.Logs;

/// <summary>CloudWatch Logs: groups, streams and events as the service <c>logs</c>, and the publisher of what functions, jobs and endpoints write.</summary>
public sealed class LogsEngine : ILogPublisher, IDisposable
{
    private readonly LogDatabase _database;
    private readonly LogCatalog _catalog;
    private readonly IAuthorizer _authorizer;

    public LogsEngine(CloudIdentity identity, DocumentStore store, TimeProvider time, IAuthorizer authorizer)
    {
        _database = new(Path.Combine(identity.StateFolder, "logs.db"));
        _catalog = new(identity, store, _database, time);
        _authorizer = authorizer;
    }

    public ApiService Service() => new("logs",
    [
        .. new GroupOperations(_catalog).All(),
        .. new StreamOperations(_catalog).All(),
        new PutLogEventsOperation(_catalog).Operation(),
        new GetLogEventsOperation(_catalog).Operation(),
        new FilterLogEventsOperation(_catalog).Operation(),
    ]);

    public void Write(Principal principal, LogDestination destination, string message)
    {
        try
        {
            var stream = _catalog.Streams.Find(destination.Group, destination.Stream) ?? Open(principal, destination);
            Demand(principal, "PutLogEvents", destination);
            _catalog.Events.Append(stream, [(_catalog.Now, message)], _catalog.Now);
        }
        catch (Exception problem) when (problem is AwsException or SqliteException or ObjectDisposedException or InvalidOperationException)
        {
            // Denied, a full disk, or a cloud that is stopping: the work that logs goes on.
        }
    }

    public void Dispose()
    {
        _catalog.Dispose();
        _database.Dispose();
    }

    private long Open(Principal principal, LogDestination destination)
    {
        if (_catalog.Find(destination.Group) is null)
        {
            Demand(principal, "CreateLogGroup", destination with { Stream = "" });
            _catalog.TryCreate(new LogGroup { Name = destination.Group, CreationTime = _catalog.Now });
        }

        Demand(principal, "CreateLogStream", destination);
        // Two lines may be the first at a time.
        return _catalog.CreateStream(_catalog.Require(destination.Group), destination.Stream)
            ?? _catalog.Streams.Find(destination.Group, destination.Stream)!.Value;
    }

    private void Demand(Principal principal, string action, LogDestination destination)
    {
        // A service's log delivery was allowed when it was set up.
        if (principal is not Principal.Service)
        {
            _authorizer.Demand(principal, new($"logs:{action}", _catalog.StreamArn(destination.Group, destination.Stream)));
        }
    }
}
