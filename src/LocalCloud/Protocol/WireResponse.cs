namespace LocalCloud.Protocol;

/// <summary>A response ready to be sent.</summary>
public sealed record WireResponse(int Status, string ContentType, byte[] Body)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
