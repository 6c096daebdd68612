namespace Mlops.Functions.Storage;

/// <summary>A document as read, with the ETag that a conditional write must name.</summary>
internal sealed record Stored<T>(T Value, string ETag);
