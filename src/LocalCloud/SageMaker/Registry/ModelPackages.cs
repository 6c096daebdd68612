using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;
using LocalCloud.SageMaker.Images;

namespace LocalCloud.SageMaker.Registry;

/// <summary>The versioned model packages of groups: create (idempotent by ClientToken), describe, list, update and delete.</summary>
internal sealed class ModelPackages(SageMakerContext context, ModelPackageGroups groups)
{
    private const string Collection = "sagemaker.model-packages";
    private const string Tokens = "sagemaker.model-package-tokens";
    private const string Versions = "sagemaker.model-package-versions";

    private static readonly string[] _kept =
    [
        "ModelPackageDescription", "InferenceSpecification", "SourceAlgorithmSpecification", "CertifyForMarketplace", "ModelApprovalStatus",
        "MetadataProperties", "ModelMetrics", "Domain", "Task", "SamplePayloadUrl", "CustomerMetadataProperties", "DriftCheckBaselines",
        "AdditionalInferenceSpecifications", "SkipModelValidation", "SourceUri", "SecurityConfig", "ModelCard", "ModelLifeCycle",
    ];

    private static readonly string[] _changeable = ["ModelApprovalStatus", "ApprovalDescription", "InferenceSpecification", "SourceUri", "ModelCard", "ModelLifeCycle"];

    private static readonly Listing _listing = new()
    {
        Member = "ModelPackageSummaryList",
        Name = "ModelPackageArn",
        Summary =
        [
            "ModelPackageGroupName", "ModelPackageVersion", "ModelPackageArn", "ModelPackageDescription", "CreationTime", "ModelPackageStatus",
            "ModelApprovalStatus", "ModelLifeCycle",
        ],
    };

    private readonly Lock _gate = new();

    public IEnumerable<ApiOperation> All() =>
    [
        new("CreateModelPackage", CreateAsync, CreateAccess),
        new("DescribeModelPackage", (input, _, _) => Task.FromResult(Get(input.Text("ModelPackageName"))), (input, _) => [Shared("DescribeModelPackage", input.Text("ModelPackageName"))]),
        new("ListModelPackages", (input, _, _) => Task.FromResult(List(input)), (input, _) => [ListAccess(input)]),
        new("UpdateModelPackage", UpdateAsync, (input, _) => [Shared("UpdateModelPackage", input.Text("ModelPackageArn")) with { ConditionKeys = Asked(input) }]),
        Access.Operation("DeleteModelPackage", input => ArnOf(input.Text("ModelPackageName")), Delete),
    ];

    public static bool Exist(SageMakerContext context, string group) => context.Compute.Store.Scan(Collection, group + "/", limit: 1).Count > 0;

    public JsonObject Get(string reference) =>
        context.Compute.Store.Get(Collection, KeyOf(reference)) ?? throw AwsException.Validation($"ModelPackage {ArnOf(reference)} does not exist.");

    /// <summary>A question to IAM about a package, which the policy of its group may answer too.</summary>
    public AccessRequest Shared(string operation, string reference)
    {
        var arn = ArnOf(reference);
        return groups.Shared(operation, arn, arn.Split('/') is [_, var group, _] ? group : reference);
    }

    /// <summary>What of a request policies may ask about; a key is absent when the request says nothing of it.</summary>
    /// <remarks>https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html</remarks>
    private static Dictionary<string, string> Asked(JsonObject input)
    {
        var stage = input.Child("ModelLifeCycle");
        (string Key, string? Value)[] keys =
        [
            ("sagemaker:ModelApprovalStatus", input.TextOrNull("ModelApprovalStatus")),
            ("sagemaker:ModelLifeCycle:stage", stage?.TextOrNull("Stage")),
            ("sagemaker:ModelLifeCycle:stageStatus", stage?.TextOrNull("StageStatus")),
        ];
        return keys.Where(each => each.Value is not null).ToDictionary(each => each.Key, each => each.Value!, StringComparer.Ordinal);
    }

    /// <summary>Versions sort as numbers do.</summary>
    private static string Key(string group, int version) => string.Create(CultureInfo.InvariantCulture, $"{group}/{version:D10}");

    private static string KeyOf(string reference) =>
        reference.Split('/') is [.., var group, var number] && int.TryParse(number, CultureInfo.InvariantCulture, out var version) ? Key(group, version) : reference;

    private string ArnOf(string reference) => reference.StartsWith("arn:", StringComparison.Ordinal) ? reference : context.Arn("model-package", reference);

    /// <summary>IAM names a package that has no version yet by its group; of another account's group, AWS asks about the package alone.</summary>
    private IEnumerable<AccessRequest> CreateAccess(JsonObject input, ApiContext call) =>
        CreatePlainly(input, call).Select(request => request.Action == "sagemaker:CreateModelPackage" ? request with { ConditionKeys = Asked(input) } : request);

    private IEnumerable<AccessRequest> CreatePlainly(JsonObject input, ApiContext call)
    {
        var group = ModelPackageGroups.NameOf(input.TextOrNull("ModelPackageGroupName") ?? input.TextOrNull("ModelPackageName") ?? "");
        var package = groups.Shared("CreateModelPackage", PackagesOf(group), group);
        var asked = Access.ToCreate("CreateModelPackage", package.Resource, input, null).Select(request => request with { ResourcePolicy = package.ResourcePolicy });
        return call.Principal.Account == context.Compute.Identity.Account
            ? asked.Append(new AccessRequest("sagemaker:CreateModelPackage", context.Arn("model-package-group", group)))
            : asked;
    }

    private AccessRequest ListAccess(JsonObject input) => input.TextOrNull("ModelPackageGroupName") is { } group
        ? groups.Shared("ListModelPackages", PackagesOf(ModelPackageGroups.NameOf(group)), group)
        : new("sagemaker:ListModelPackages", "*");

    private string PackagesOf(string group) => context.Arn("model-package", $"{group}/*");

    private async Task<JsonObject> CreateAsync(JsonObject input, ApiContext call, CancellationToken cancellationToken)
    {
        new Refusals()
            .When(input["ModelPackageGroupName"] is null, "unversioned model packages (without ModelPackageGroupName) are not served")
            .Members(input, "", "ModelPackageName", "ValidationSpecification", "ManagedStorageType")
            .Other(input["ModelPackageRegistrationType"], "ModelPackageRegistrationType", "Registered")
            .Throw();
        var group = groups.Get(input.Text("ModelPackageGroupName")).Text("ModelPackageGroupName");
        JsonObject package;
        lock (_gate)
        {
            if (FindByToken(input) is { } existing)
            {
                return new JsonObject { ["ModelPackageArn"] = existing };
            }

            package = Store(group, input, call);
        }

        var arn = package.Text("ModelPackageArn");
        context.Tags.Add(arn, input.Children("Tags"));
        await PublishAsync(package, [], cancellationToken);
        return new JsonObject { ["ModelPackageArn"] = arn };
    }

    private string? FindByToken(JsonObject input)
    {
        if (input.TextOrNull("ClientToken") is not { } token || context.Compute.Store.Get(Tokens, token) is not { } used)
        {
            return null;
        }

        return JsonNode.DeepEquals(used["Input"], input)
            ? used.Text("ModelPackageArn")
            : throw new AwsException("ConflictException", 400, $"ClientToken {token} was used for a different CreateModelPackage request.");
    }

    private JsonObject Store(string group, JsonObject input, ApiContext call)
    {
        var store = context.Compute.Store;
        // Counted apart from the packages: a deleted version's number is never given again.
        var version = (store.Get(Versions, group)?.NumberOrNull("Last") ?? 0) + 1;
        var package = input.Pick(_kept);
        package["ModelPackageGroupName"] = group;
        package["ModelPackageVersion"] = version;
        package["ModelPackageArn"] = context.Arn("model-package", $"{group}/{version.ToString(CultureInfo.InvariantCulture)}");
        package["CreationTime"] = context.Compute.Now();
        package["ModelPackageStatus"] = "Completed";
        package["ModelPackageStatusDetails"] = new JsonObject { ["ValidationStatuses"] = new JsonArray(), ["ImageScanStatuses"] = new JsonArray() };
        package["ModelApprovalStatus"] ??= "PendingManualApproval";
        package["CertifyForMarketplace"] ??= false;
        package["CreatedBy"] = UserContext.Of(call.Principal);
        AddDigests(package);
        store.Transact(() =>
        {
            store.Put(Collection, Key(group, version), package);
            store.Put(Versions, group, new JsonObject { ["Last"] = version });
            if (input.TextOrNull("ClientToken") is { } token)
            {
                store.Put(Tokens, token, new JsonObject { ["ModelPackageArn"] = package.Text("ModelPackageArn"), ["Input"] = input.DeepClone() });
            }
        });
        return package;
    }

    private static void AddDigests(JsonObject package)
    {
        foreach (var container in package.Child("InferenceSpecification")?.Children("Containers") ?? [])
        {
            if (container.TextOrNull("Image") is { } image && ImageReference.Parse(image) is { Version: ['s', 'h', 'a', ..] and var digest })
            {
                container["ImageDigest"] ??= digest;
            }
        }
    }

    private JsonObject List(JsonObject input)
    {
        if (input.TextOrNull("ModelPackageType") is "Unversioned" || input.TextOrNull("ModelPackageGroupName") is not { } reference)
        {
            return _listing.Answer(input, input.TextOrNull("ModelPackageType") is "Both" ? Scan("") : []);
        }

        var group = groups.Get(reference).Text("ModelPackageGroupName");
        var status = input.TextOrNull("ModelApprovalStatus");
        return _listing.Answer(input, Scan(group + "/").Where(package => status is null || package.Text("ModelApprovalStatus") == status));
    }

    private IEnumerable<JsonObject> Scan(string prefix) => context.Compute.Store.Scan(Collection, prefix).Select(row => row.Value);

    private async Task<JsonObject> UpdateAsync(JsonObject input, ApiContext call, CancellationToken cancellationToken)
    {
        new Refusals().Members(input, "", "AdditionalInferenceSpecificationsToAdd").Other(input["ModelPackageRegistrationType"], "ModelPackageRegistrationType", "Registered").Throw();
        var changed = _changeable.Where(name => input[name] is not null).ToList();
        JsonObject package;
        lock (_gate)
        {
            package = Get(input.Text("ModelPackageArn"));
            foreach (var name in changed)
            {
                package[name] = input[name]!.DeepClone();
            }

            if (ChangeProperties(package, input))
            {
                changed.Add("CustomerMetadataProperties");
            }

            package["LastModifiedTime"] = context.Compute.Now();
            package["LastModifiedBy"] = UserContext.Of(call.Principal);
            context.Compute.Store.Put(Collection, KeyOf(package.Text("ModelPackageArn")), package);
        }

        await PublishAsync(package, changed, cancellationToken);
        return new JsonObject { ["ModelPackageArn"] = package.Text("ModelPackageArn") };
    }

    private static bool ChangeProperties(JsonObject package, JsonObject input)
    {
        var (added, removed) = (input.Map("CustomerMetadataProperties"), input.Texts("CustomerMetadataPropertiesToRemove").ToList());
        var properties = package.Child("CustomerMetadataProperties")?.Copy() ?? [];
        foreach (var (name, value) in added)
        {
            properties[name] = value;
        }

        removed.ForEach(name => properties.Remove(name));
        package["CustomerMetadataProperties"] = properties;
        return added.Count + removed.Count > 0;
    }

    private JsonObject Delete(JsonObject input)
    {
        var package = Get(input.Text("ModelPackageName"));
        context.Compute.Store.Delete(Collection, KeyOf(package.Text("ModelPackageArn")));
        context.Tags.Delete(package.Text("ModelPackageArn"));
        return [];
    }

    /// <summary>Unlike the jobs' events, this one carries ISO times.</summary>
    private Task PublishAsync(JsonObject package, IEnumerable<string> changed, CancellationToken cancellationToken)
    {
        var detail = package.Copy();
        detail.Remove("CreatedBy");
        detail.Remove("LastModifiedBy");
        var fields = new JsonArray([.. changed.Select(name => JsonValue.Create(name))]);
        if (fields.Count > 0)
        {
            detail["UpdatedModelPackageFields"] = fields;
        }

        return context.PublishAsync("SageMaker Model Package State Change", package.Text("ModelPackageArn"), detail, cancellationToken);
    }
}
