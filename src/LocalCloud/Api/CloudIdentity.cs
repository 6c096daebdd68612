namespace LocalCloud.Api;

/// <summary>Which account and region this cloud plays, and where its state and its endpoint are.</summary>
public sealed record CloudIdentity
{
    public string Account { get; init; } = "000000000000";

    public string Region { get; init; } = "us-east-1";

    /// <summary>Absolute path of the folder that holds everything that must survive a restart.</summary>
    public required string StateFolder { get; init; }

    /// <summary>Base address that child processes reach this cloud at, such as <c>http://127.0.0.1:4566</c>.</summary>
    public required Uri Endpoint { get; init; }

    public string Arn(string service, string resource) => $"arn:aws:{service}:{Region}:{Account}:{resource}";
}
