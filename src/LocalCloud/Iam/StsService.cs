using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;

namespace LocalCloud.Iam;

/// <summary>AWS STS: who am I, and temporary credentials of a role.</summary>
public sealed class StsService(IamEngine iam, CredentialStore credentials)
{
    private const int DefaultSeconds = 3600;

    public ApiService Api => new("sts",
    [
        // IAM has no permission for this one: it cannot be denied.
        new("GetCallerIdentity", (_, context, _) => Task.FromResult(GetCallerIdentity(context.Principal)), (_, _) => []),
        // Both sides' policies decide together, below.
        new("AssumeRole", (input, context, _) => Task.FromResult(AssumeRole(input, context.Principal)), (_, _) => []),
    ]);

    private static JsonObject GetCallerIdentity(Principal principal) => new()
    {
        ["UserId"] = principal is Principal.Role role ? role.UserId : principal.Account,
        ["Account"] = principal.Account,
        ["Arn"] = principal.Arn,
    };

    private JsonObject AssumeRole(JsonObject input, Principal principal)
    {
        var arn = (string)input["RoleArn"]!;
        if (input["Policy"] is not null || input["PolicyArns"] is JsonArray { Count: > 0 })
        {
            throw new AwsException("ValidationError", 400, "LocalCloud does not evaluate session policies: leave out Policy and PolicyArns.");
        }

        iam.DemandAssumeRole(principal, arn);
        var role = iam.Roles.Find(arn[(arn.LastIndexOf('/') + 1)..])!.Record;
        var session = new Principal.Role(arn.Split(':')[4], role.Name, (string)input["RoleSessionName"]!);
        var issued = credentials.Issue(session, Lifetime(input, role));
        return new()
        {
            ["Credentials"] = new JsonObject
            {
                ["AccessKeyId"] = issued.AccessKeyId,
                ["SecretAccessKey"] = issued.SecretAccessKey,
                ["SessionToken"] = issued.SessionToken,
                ["Expiration"] = Timestamps.Iso(issued.Expiration!.Value),
            },
            ["AssumedRoleUser"] = new JsonObject
            {
                ["AssumedRoleId"] = session.UserId,
                ["Arn"] = session.Arn,
            },
        };
    }

    private static TimeSpan Lifetime(JsonObject input, RoleRecord role)
    {
        var lifetime = TimeSpan.FromSeconds((int?)input["DurationSeconds"] ?? DefaultSeconds);
        return lifetime <= role.MaxSessionDuration
            ? lifetime
            : throw new AwsException("ValidationError", 400, "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
}
