namespace Mlops.Functions.Storage;

/// <summary>A document that must be there is missing or does not read.</summary>
public sealed class BrokenDocumentException(string bucket, string key, string reason)
    : Exception($"s3://{bucket}/{key} cannot be used: {reason}.");
