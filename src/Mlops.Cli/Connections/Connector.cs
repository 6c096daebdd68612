using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Mlops.Cli.Local;

namespace Mlops.Cli.Connections;

/// <summary>Decides what a command talks to: <c>--endpoint</c>, <c>AWS_ENDPOINT_URL</c>, a running LocalCloud, or AWS.</summary>
public static class Connector
{
    /// <summary>Any of them says where credentials are; without one the SDK would ask a metadata service that may not be there, for long.</summary>
    private static readonly string[] Credentials =
    [
        "AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ];

    /// <exception cref="CliException">There is nothing to talk to, or no way in.</exception>
    public static Connection Connect(CliContext context, string? endpointOption)
    {
        var region = Value(context, "AWS_REGION") ?? Value(context, "AWS_DEFAULT_REGION");
        var local = LocalInstance.Running(context.Workspace().LocalState);
        if ((endpointOption ?? Value(context, "AWS_ENDPOINT_URL")) is { } given)
        {
            var isSaid = Value(context, "AWS_ACCESS_KEY_ID") is not null || Value(context, "AWS_PROFILE") is not null;
            return new Connection(Parse(given), isSaid ? Keys(context) : LocalInstance.Credentials, region ?? local?.Region ?? LocalOptions.DefaultRegion);
        }

        return local is null
            ? Aws(context, region)
            : new Connection(local.Endpoint, LocalInstance.Credentials, local.Region);
    }

    /// <summary>The keys that the environment's variables give; a cloud that plays several accounts knows by them which is meant.</summary>
    private static AWSCredentials? Keys(CliContext context) =>
        (Value(context, "AWS_ACCESS_KEY_ID"), Value(context, "AWS_SECRET_ACCESS_KEY"), Value(context, "AWS_SESSION_TOKEN")) switch
        {
            ({ } id, { } secret, { } token) => new SessionAWSCredentials(id, secret, token),
            ({ } id, { } secret, null) => new BasicAWSCredentials(id, secret),
            _ => null,
        };

    private static Connection Aws(CliContext context, string? region)
    {
        // Said in so many words, it is the way to the role of an EC2 instance.
        var asksInstance = Value(context, "AWS_EC2_METADATA_DISABLED") == "false";
        var profile = FindProfile(context);
        if (!asksInstance && profile is null && !Credentials.Any(name => Value(context, name) is not null))
        {
            throw new CliException(
                "No LocalCloud is running and there are no AWS credentials. Start a LocalCloud with 'mlops up'; or, for AWS, set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (on EC2, AWS_EC2_METADATA_DISABLED=false takes the instance's role).");
        }

        return new Connection(null, null, region ?? profile?.Region?.SystemName
            ?? throw new CliException("No LocalCloud is running, and for AWS there is no region. Start a LocalCloud with 'mlops up', or set AWS_REGION."));
    }

    private static CredentialProfile? FindProfile(CliContext context) =>
        new CredentialProfileStoreChain().TryGetProfile(Value(context, "AWS_PROFILE") ?? "default", out var profile) ? profile : null;

    private static Uri Parse(string given) => Uri.TryCreate(given, UriKind.Absolute, out var endpoint) && endpoint.Scheme is ("http" or "https")
        ? endpoint
        : throw new CliException($"'{given}' is no endpoint; give one such as http://127.0.0.1:4566.");

    private static string? Value(CliContext context, string name) =>
        context.Environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
}
