using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;
using LocalCloud.SageMaker.Registry;

namespace LocalCloud.SageMaker.Hosting;

/// <summary>CreateModel, DescribeModel, ListModels and DeleteModel: one container with an image and a model archive.</summary>
internal sealed class ModelOperations(SageMakerContext context, Func<string, ModelPackages?> registries)
{
    private static readonly Listing _listing = new() { Member = "Models", Name = "ModelName", Summary = ["ModelName", "ModelArn", "CreationTime"] };

    private readonly DocumentCatalog _catalog = new(context.Compute.Store, "sagemaker.models", "model");

    public IEnumerable<ApiOperation> All() =>
    [
        new("CreateModel", CreateAsync, (input, _) => CreateAccess(input)),
        Access.Operation("DescribeModel", Arn, input => Get(input.Text("ModelName"))),
        Access.List("ListModels", input => _listing.Answer(input, _catalog.All())),
        Access.Operation("DeleteModel", Arn, Delete),
    ];

    public JsonObject Get(string name) => _catalog.Get(name, context.Arn("model", name));

    private string Arn(JsonObject input) => context.Arn("model", input.Text("ModelName"));

    /// <summary>Of a package of another account, its group's policy is asked, too.</summary>
    private IEnumerable<AccessRequest> CreateAccess(JsonObject input)
    {
        var model = Access.ToCreate("CreateModel", Arn(input), input, input.TextOrNull("ExecutionRoleArn"));
        return OnlyContainer(input)?.TextOrNull("ModelPackageName") is { } package && AccountOf(package) is var account && account != context.Compute.Identity.Account
            ? model.Append(registries(account)?.Shared("CreateModel", package) ?? new AccessRequest("sagemaker:CreateModel", package) { ResourceAccount = account })
            : model;
    }

    private static JsonObject? OnlyContainer(JsonObject input) =>
        input.Child("PrimaryContainer") ?? (input["Containers"] is JsonArray { Count: 1 } containers ? (JsonObject)containers[0]! : null);

    /// <summary>A package that is named without an ARN is of this account.</summary>
    private string AccountOf(string package) => package.Split(':').ElementAtOrDefault(4) ?? context.Compute.Identity.Account;

    private async Task<JsonObject> CreateAsync(JsonObject input, ApiContext call, CancellationToken cancellationToken)
    {
        var container = Container(input);
        var arn = Arn(input);
        if (_catalog.Find(input.Text("ModelName")) is not null)
        {
            throw AwsException.Validation($"Cannot create already existing model \"{arn}\".");
        }

        context.DemandTrust(input.Text("ExecutionRoleArn"));
        await CheckReachableAsync(container, context.Session(input.Text("ExecutionRoleArn")), cancellationToken);
        var model = input.Pick("ModelName", "ExecutionRoleArn", "VpcConfig", "EnableNetworkIsolation");
        model["PrimaryContainer"] = container;
        model["ModelArn"] = arn;
        model["CreationTime"] = context.Compute.Now();
        _catalog.Add(input.Text("ModelName"), arn, model);
        context.Tags.Add(arn, input.Children("Tags"));
        return new JsonObject { ["ModelArn"] = arn };
    }

    /// <summary>The container with image and model data filled in from its model package, when it names one.</summary>
    private JsonObject Container(JsonObject input)
    {
        var only = OnlyContainer(input);
        new Refusals()
            .When(only is null, "a model has exactly one container (PrimaryContainer)")
            .When(input["ExecutionRoleArn"] is null, "ExecutionRoleArn is missing")
            .Members(only, "PrimaryContainer.", "ImageConfig", "ModelDataSource", "AdditionalModelDataSources", "InferenceSpecificationName", "MultiModelConfig")
            .Other(only?["Mode"], "PrimaryContainer.Mode", "SingleModel")
            .When(only is not null && only["Image"] is null && only["ModelPackageName"] is null, "PrimaryContainer names neither Image nor ModelPackageName")
            .Throw();
        var container = only!.Copy();
        if (container.TextOrNull("ModelPackageName") is { } package)
        {
            var packaged = registries(AccountOf(package))!.Get(package).Child("InferenceSpecification")?.Children("Containers").FirstOrDefault()
                ?? throw AwsException.Validation($"Model package {package} has no container to serve.");
            container["Image"] ??= packaged.Text("Image");
            container["ModelDataUrl"] ??= packaged.TextOrNull("ModelDataUrl");
        }

        return container;
    }

    /// <summary>As SageMaker does, the image and the archive are looked for with the model's role before the model exists.</summary>
    private async Task CheckReachableAsync(JsonObject container, RoleSession role, CancellationToken cancellationToken)
    {
        context.Images.Pull(container.Text("Image"), role.Principal);
        if (container.TextOrNull("ModelDataUrl") is not { } url)
        {
            return;
        }

        var uri = S3Uri.Parse(url);
        var temporary = Path.GetTempFileName();
        try
        {
            await context.Compute.Objects.DownloadAsync(role.Principal, uri.Bucket, uri.Key, temporary, cancellationToken);
        }
        catch (AwsException exception)
        {
            throw AwsException.Validation(
                $"Could not access model data at {url}. Please ensure that the role \"{role.Principal.RoleArn}\" exists and that its trust relationship policy allows the action \"sts:AssumeRole\" for the service principal \"{SageMakerContext.ServicePrincipal}\". Also ensure that the role has \"s3:GetObject\" permissions and that the object is located in {context.Compute.Identity.Region}. ({exception.Message})");
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private JsonObject Delete(JsonObject input)
    {
        _catalog.Delete(input.Text("ModelName"), Arn(input));
        context.Tags.Delete(Arn(input));
        return [];
    }
}
