namespace Clients.Support;

internal sealed record AccessKeys(string AccessKeyId, string SecretAccessKey, string? SessionToken = null);
