using Mlops.Cli.Local;

namespace Mlops.Cli.Connections;

/// <summary>Decides what a command talks to: <c>--endpoint</c>, <c>AWS_ENDPOINT_URL</c>, a running LocalCloud, or AWS.</summary>
public static class Connector
{
    public static Connection Connect(CliContext context, string? endpointOption)
    {
        var region = context.Environment.GetValueOrDefault("AWS_REGION") ?? context.Environment.GetValueOrDefault("AWS_DEFAULT_REGION");
        var given = endpointOption ?? context.Environment.GetValueOrDefault("AWS_ENDPOINT_URL");
        var local = LocalInstance.Running(context.Workspace().LocalState);
        if (given is null)
        {
            return local is null
                ? new Connection(null, null, region)
                : new Connection(local.Endpoint, LocalInstance.Credentials, local.Region);
        }

        if (!Uri.TryCreate(given, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
        {
            throw new CliException($"'{given}' is no endpoint; give one such as http://127.0.0.1:4566.");
        }

        var hasKeys = context.Environment.ContainsKey("AWS_ACCESS_KEY_ID") || context.Environment.ContainsKey("AWS_PROFILE");
        return new Connection(
            endpoint,
            hasKeys ? null : LocalInstance.Credentials,
            region ?? local?.Region ?? "us-east-1");
    }
}
