namespace LocalCloud.Api;

/// <summary>
/// An error that AWS models: <see cref="Code"/> as the service's documentation names it. Engines throw it;
/// only the protocol layer turns it into a response.
/// </summary>
public sealed class AwsException(string code, int status, string message) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    /// <summary>What the service adds to the error's body beside code and message, by member name.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    public static AwsException Validation(string message) => new("ValidationException", 400, message);

    public static AwsException AccessDenied(string message) => new("AccessDeniedException", 403, message);

    public static AwsException Unsupported(string service, string operation, IEnumerable<string> supported) =>
        new("UnsupportedOperation", 501,
            $"LocalCloud does not serve {service}:{operation}. Served: {string.Join(", ", supported.Order(StringComparer.Ordinal))}.");
}
