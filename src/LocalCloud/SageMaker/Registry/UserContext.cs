using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.SageMaker.Registry;

/// <summary>Who created or changed a thing, as SageMaker's UserContext.</summary>
internal static class UserContext
{
    public static JsonObject Of(Principal principal) => new()
    {
        ["IamIdentity"] = new JsonObject { ["Arn"] = principal.Arn, ["PrincipalId"] = principal.Arn.Split('/')[^1] },
    };
}
