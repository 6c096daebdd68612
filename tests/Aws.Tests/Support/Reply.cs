namespace Aws.Tests.Support;

/// <summary>What the loopback server answers.</summary>
public sealed record Reply(int Status, string Body)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    public static Reply Ok(string body = "{}") => new(200, body);

    public static Reply Error(int status, string type, string message = "said so") =>
        new(status, $$"""{"__type":"{{type}}","message":"{{message}}"}""");
}
