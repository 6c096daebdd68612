namespace LocalCloud.Ssm;

/// <summary>A stored parameter; <see cref="LastModified"/> is an ISO 8601 timestamp.</summary>
internal sealed record Parameter(string Name, string Type, string Value, long Version, string LastModified);
