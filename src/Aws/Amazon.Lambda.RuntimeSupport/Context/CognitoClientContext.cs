using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The client context that a mobile SDK sent along; without one, its members are null.</summary>
internal sealed class CognitoClientContext : IClientContext
{
    public IDictionary<string, string> Environment { get; private init; }

    public IClientApplication Client { get; private init; }

    public IDictionary<string, string> Custom { get; private init; }

    public static CognitoClientContext FromJson(string json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return new CognitoClientContext();
        }

        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new CognitoClientContext
        {
            Client = root.TryGetProperty("client", out var client) ? CognitoClientApplication.From(client) : null,
            Custom = root.TryGetProperty("custom", out var custom) ? Map(custom) : null,
            Environment = root.TryGetProperty("env", out var environment) ? Map(environment) : null,
        };
    }

    private static Dictionary<string, string> Map(JsonElement element) =>
        element.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.ToString());
}
