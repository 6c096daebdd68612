namespace LocalCloud.Hosting;

/// <summary>An account and the access key pair of the account itself.</summary>
public sealed record AccountKeys(string Account, string AccessKeyId, string SecretAccessKey);
