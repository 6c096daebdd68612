using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudFormation;

namespace LocalCloud.Hosting.Resources;

/// <summary><c>AWS::Lambda::Function</c>, its code from S3.</summary>
internal sealed class FunctionResource(AccountApi api) : ResourceType(
    "AWS::Lambda::Function",
    ["FunctionName", "Code", "Handler", "Runtime", "Role", "Environment", "MemorySize", "Timeout", "Architectures", "DeadLetterConfig",
        "TracingConfig", "LoggingConfig", "Description", "EphemeralStorage", "Tags"],
    ["Arn"])
{
    private static readonly string[] Configuration =
        ["Handler", "Runtime", "Role", "Environment", "MemorySize", "Timeout", "DeadLetterConfig", "TracingConfig", "LoggingConfig", "Description", "EphemeralStorage"];

    public override async Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var name = NameOf(request);
        var input = Pick(request.Properties, [.. Configuration, "Code", "Architectures"]);
        input["FunctionName"] = name;
        try
        {
            await api.CallAsync("lambda", "CreateFunction", input, cancellationToken);
        }
        catch (AwsException e) when (e.Code == "ResourceConflictException")
        {
            await BringToAsync(request, cancellationToken);
        }

        return IdentityOf(request);
    }

    public override async Task<ResourceIdentity> UpdateAsync(ResourceRequest request, ResourceRecord current, CancellationToken cancellationToken)
    {
        await BringToAsync(request, cancellationToken);
        return IdentityOf(request);
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken) =>
        api.DeleteAsync("lambda", "DeleteFunction", new() { ["FunctionName"] = current.PhysicalId }, cancellationToken);

    /// <summary>Lambda keeps what a request does not mention: what the template dropped goes back to its default by name.</summary>
    private async Task BringToAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var update = Defaults();
        foreach (var (name, value) in Pick(request.Properties, Configuration))
        {
            update[name] = value?.DeepClone();
        }

        update["FunctionName"] = NameOf(request);
        await api.CallAsync("lambda", "UpdateFunctionConfiguration", update, cancellationToken);
        var code = Pick(request.Properties["Code"]!.AsObject(), "S3Bucket", "S3Key", "S3ObjectVersion", "ZipFile");
        code["FunctionName"] = NameOf(request);
        code["Architectures"] = request.Properties["Architectures"]?.DeepClone() ?? new JsonArray("x86_64");
        await api.CallAsync("lambda", "UpdateFunctionCode", code, cancellationToken);
    }

    private static JsonObject Defaults() => new()
    {
        ["Description"] = "",
        ["Timeout"] = 3,
        ["MemorySize"] = 128,
        ["Environment"] = new JsonObject { ["Variables"] = new JsonObject() },
        ["DeadLetterConfig"] = new JsonObject { ["TargetArn"] = "" },
    };

    private ResourceIdentity IdentityOf(ResourceRequest request) =>
        Identity(NameOf(request), ("Arn", api.Cloud.Arn("lambda", $"function:{NameOf(request)}")));

    private static string NameOf(ResourceRequest request) => request.Properties["FunctionName"]?.ToString() ?? request.GeneratedName;
}

/// <summary><c>AWS::Lambda::Permission</c>: a statement of a function's resource policy.</summary>
internal sealed class PermissionResource(AccountApi api) : ResourceType(
    "AWS::Lambda::Permission", ["Action", "FunctionName", "Principal", "SourceArn", "SourceAccount"], ["Id"])
{
    public override async Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        await RemoveAsync(request.Properties, request.GeneratedName, cancellationToken);
        var input = Pick(request.Properties, "Action", "FunctionName", "Principal", "SourceArn", "SourceAccount");
        input["StatementId"] = request.GeneratedName;
        await api.CallAsync("lambda", "AddPermission", input, cancellationToken);
        return Identity(request.GeneratedName, ("Id", request.GeneratedName));
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken) =>
        RemoveAsync(current.Properties, current.PhysicalId, cancellationToken);

    private Task RemoveAsync(JsonObject properties, string statement, CancellationToken cancellationToken) =>
        api.DeleteAsync(
            "lambda", "RemovePermission",
            new() { ["FunctionName"] = properties["FunctionName"]!.ToString(), ["StatementId"] = statement }, cancellationToken);
}
