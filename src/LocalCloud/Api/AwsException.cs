namespace LocalCloud.Api;

/// <summary>
/// An error that AWS models: <see cref="Code"/> as the service's documentation names it. Engines throw it;
/// only the protocol layer turns it into a response.
/// </summary>
public sealed class AwsException(string code, int status, string message) : Exception(message)
{
    private const string UnreachableCode = "SdkClientException";

    public string Code { get; } = code;

    /// <summary>The service has not answered at all: what an SDK then says stands for the answer, and over HTTP there is none.</summary>
    public bool IsUnreachable => Code == UnreachableCode;

    public int Status { get; } = status;

    /// <summary>What the service adds to the error's body beside code and message, by member name.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    public static AwsException Validation(string message) => new("ValidationException", 400, message);

    public static AwsException AccessDenied(string message) => new("AccessDeniedException", 403, message);

    public static AwsException Unreachable(string service) =>
        new(UnreachableCode, 503, $"Unable to execute HTTP request: {service} failed to respond");

    public static AwsException Unsupported(string service, string operation, IEnumerable<string> supported) =>
        new("UnsupportedOperation", 501,
            $"LocalCloud does not serve {service}:{operation}. Served: {string.Join(", ", supported.Order(StringComparer.Ordinal))}.");
}
