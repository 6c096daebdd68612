using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.Lambda;

/// <summary>Functions: create, describe, list, update and delete.</summary>
internal sealed class FunctionOperations(
    ComputeContext context, FunctionStore functions, DeploymentPackages packages, Func<string, Task> retire)
{
    private const string ServedRuntime = "provided.al2023";
    private const int LongestTimeout = 900;

    private static readonly string[] _notServed =
        ["VpcConfig", "Layers", "FileSystemConfigs", "ImageConfig", "CodeSigningConfigArn", "SnapStart", "CapacityProviderConfig", "DurableConfig", "TenancyConfig"];

    public IEnumerable<ApiOperation> All() =>
    [
        new("CreateFunction", CreateAsync, (input, _) => [FunctionAccess.To(functions, "CreateFunction", input), FunctionAccess.PassRole(input.Text("Role"))]),
        new("GetFunction", Sync(Get), Access("GetFunction")),
        new("GetFunctionConfiguration", Sync(input => Find(input).ToJson()), Access("GetFunctionConfiguration")),
        new("ListFunctions", Sync(List), (_, _) => [new AccessRequest("lambda:ListFunctions", "*")]),
        new("UpdateFunctionCode", UpdateCodeAsync, Access("UpdateFunctionCode")),
        new("UpdateFunctionConfiguration", UpdateConfigurationAsync, UpdateConfigurationAccess),
        new("DeleteFunction", DeleteAsync, Access("DeleteFunction")),
    ];

    private static Func<JsonObject, ApiContext, CancellationToken, Task<JsonObject>> Sync(Func<JsonObject, JsonObject> handle) =>
        (input, _, _) => Task.FromResult(handle(input));

    private Func<JsonObject, ApiContext, IEnumerable<AccessRequest>> Access(string action) =>
        (input, _) => [FunctionAccess.To(functions, action, input)];

    private IEnumerable<AccessRequest> UpdateConfigurationAccess(JsonObject input, ApiContext call)
    {
        yield return FunctionAccess.To(functions, "UpdateFunctionConfiguration", input);
        if (input.TextOrNull("Role") is { } role)
        {
            yield return FunctionAccess.PassRole(role);
        }
    }

    private FunctionConfiguration Find(JsonObject input) => functions.Get(input.Text("FunctionName"));

    private async Task<JsonObject> CreateAsync(JsonObject input, ApiContext call, CancellationToken cancellationToken)
    {
        var name = functions.NameOf(input.Text("FunctionName"));
        Check(input);
        Required(input, "Runtime");
        Required(input, "Handler");
        if (functions.Find(name) is not null)
        {
            throw new AwsException("ResourceConflictException", 409, $"Function already exist: {name}");
        }

        CheckRole(input.Text("Role"));
        IReadOnlyList<string> architectures = input["Architectures"] is null ? ["x86_64"] : [.. input.Texts("Architectures")];
        var (sha256, size) = await packages.AddAsync(input.Child("Code")!, architectures, call.Principal, cancellationToken);
        var now = Modified();
        var function = Apply(input, new FunctionConfiguration
        {
            FunctionName = name,
            FunctionArn = functions.Arn(name),
            Runtime = input.Text("Runtime"),
            Role = input.Text("Role"),
            Handler = input.Text("Handler"),
            CodeSha256 = sha256,
            CodeSize = size,
            Architectures = architectures,
            LastModified = now,
            RevisionId = Revision(name, now, call),
            LoggingConfig = new("Text", $"/aws/lambda/{name}"),
        });
        functions.Put(function);
        if (input.Child("Tags") is { Count: > 0 } tags)
        {
            functions.PutTags(name, tags.Copy());
        }

        return function.ToJson();
    }

    private JsonObject Get(JsonObject input)
    {
        var function = Find(input);
        var output = new JsonObject { ["Configuration"] = function.ToJson(), ["Code"] = new JsonObject { ["RepositoryType"] = "S3" } };
        if (functions.TagsOf(function.FunctionName) is { } tags)
        {
            output["Tags"] = tags;
        }

        return output;
    }

    private JsonObject List(JsonObject input)
    {
        var limit = input.NumberOrNull("MaxItems") ?? 50;
        var page = functions.All(input.TextOrNull("Marker") ?? "", limit + 1).ToList();
        var output = new JsonObject { ["Functions"] = new JsonArray([.. page.Take(limit).Select(function => function.ToJson())]) };
        if (page.Count > limit)
        {
            output["NextMarker"] = page[limit - 1].FunctionName;
        }

        return output;
    }

    private async Task<JsonObject> UpdateCodeAsync(JsonObject input, ApiContext call, CancellationToken cancellationToken)
    {
        var function = Find(input);
        CheckRevision(input, function);
        IReadOnlyList<string> architectures = input["Architectures"] is null ? function.Architectures : [.. input.Texts("Architectures")];
        var (sha256, size) = await packages.AddAsync(input, architectures, call.Principal, cancellationToken);
        return await SaveAsync(function with { CodeSha256 = sha256, CodeSize = size, Architectures = architectures }, call);
    }

    private async Task<JsonObject> UpdateConfigurationAsync(JsonObject input, ApiContext call, CancellationToken cancellationToken)
    {
        var function = Find(input);
        Check(input);
        CheckRevision(input, function);
        if (input.TextOrNull("Role") is { } role)
        {
            CheckRole(role);
        }

        return await SaveAsync(Apply(input, function), call);
    }

    private async Task<JsonObject> SaveAsync(FunctionConfiguration function, ApiContext call)
    {
        var now = Modified();
        var saved = function with { LastModified = now, RevisionId = Revision(function.FunctionName, now, call) };
        functions.Put(saved);
        await retire(function.FunctionName);
        return saved.ToJson();
    }

    private async Task<JsonObject> DeleteAsync(JsonObject input, ApiContext call, CancellationToken cancellationToken)
    {
        var name = Find(input).FunctionName;
        functions.Delete(name);
        await retire(name);
        return [];
    }

    private static FunctionConfiguration Apply(JsonObject input, FunctionConfiguration function) => function with
    {
        Runtime = input.TextOrNull("Runtime") ?? function.Runtime,
        Role = input.TextOrNull("Role") ?? function.Role,
        Handler = input.TextOrNull("Handler") ?? function.Handler,
        Description = input.TextOrNull("Description") ?? function.Description,
        Timeout = input.NumberOrNull("Timeout") ?? function.Timeout,
        MemorySize = input.NumberOrNull("MemorySize") ?? function.MemorySize,
        DeadLetterConfig = input.Child("DeadLetterConfig") is { } dead ? new(dead.TextOrNull("TargetArn")) : function.DeadLetterConfig,
        Environment = input.Child("Environment") is { } environment ? new(environment.Map("Variables")) : function.Environment,
        TracingConfig = input.Child("TracingConfig")?.TextOrNull("Mode") is { } mode ? new(mode) : function.TracingConfig,
        EphemeralStorage = input.Child("EphemeralStorage")?.NumberOrNull("Size") is { } size ? new(size) : function.EphemeralStorage,
        LoggingConfig = input.Child("LoggingConfig") is { } logging
            ? new(logging.TextOrNull("LogFormat") ?? "Text", logging.TextOrNull("LogGroup") ?? function.LoggingConfig.LogGroup)
            : function.LoggingConfig,
    };

    /// <summary>Everything that is wrong with a request, in one error.</summary>
    private static void Check(JsonObject input)
    {
        var problems = _notServed.Where(name => IsGiven(input[name])).Select(name => $"{name} is not served by LocalCloud").ToList();
        if (input.TextOrNull("Runtime") is { } runtime && runtime != ServedRuntime)
        {
            problems.Add($"Runtime {runtime} is not served by LocalCloud; served: {ServedRuntime}");
        }

        if (input.TextOrNull("PackageType") is { } package && package != "Zip")
        {
            problems.Add($"PackageType {package} is not served by LocalCloud; served: Zip");
        }

        if (input.NumberOrNull("Timeout") is > LongestTimeout)
        {
            problems.Add($"Value '{input["Timeout"]}' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to {LongestTimeout}");
        }

        if (problems.Count > 0)
        {
            throw Invalid(string.Join("; ", problems));
        }
    }

    private static bool IsGiven(JsonNode? node) => node switch
    {
        null => false,
        JsonObject members => members.Any(member => IsGiven(member.Value)) && members["ApplyOn"]?.GetValue<string>() != "None",
        JsonArray items => items.Count > 0,
        _ => true,
    };

    private static void Required(JsonObject input, string name)
    {
        if (input[name] is null)
        {
            throw Invalid($"{name} is mandatory for functions created with deployment packages.");
        }
    }

    private static void CheckRevision(JsonObject input, FunctionConfiguration function)
    {
        if (input.TextOrNull("RevisionId") is { } expected && expected != function.RevisionId)
        {
            throw new AwsException("PreconditionFailedException", 412,
                "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id");
        }
    }

    private void CheckRole(string role)
    {
        if (!context.Roles.CanAssume("lambda.amazonaws.com", role))
        {
            throw Invalid("The role defined for the function cannot be assumed by Lambda.");
        }
    }

    /// <summary>Derived from what makes a revision one: the function, the time and the request that made it.</summary>
    private static string Revision(string name, string time, ApiContext call) => new Guid(
        System.Security.Cryptography.SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new[] { name, time, call.RequestId })).AsSpan(0, 16)).ToString();

    private string Modified() =>
        context.Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);

    private static AwsException Invalid(string message) => new("InvalidParameterValueException", 400, message);
}
