namespace LocalCloud.Api;

/// <summary>What an operation knows of its call beside the input.</summary>
public sealed record ApiContext(Principal Principal, string RequestId);
