namespace LocalCloud.Logs;

/// <summary>A stream of a group; what its events say of it is null while it has none.</summary>
internal sealed record LogStream(long Id, string Name, long CreationTime, long? FirstEvent, long? LastEvent, long? LastIngestion);
