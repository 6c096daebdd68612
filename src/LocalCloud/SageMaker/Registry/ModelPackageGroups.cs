using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Policies;
using LocalCloud.Processes;

namespace LocalCloud.SageMaker.Registry;

/// <summary>CreateModelPackageGroup, DescribeModelPackageGroup, ListModelPackageGroups and DeleteModelPackageGroup.</summary>
internal sealed class ModelPackageGroups(SageMakerContext context)
{
    private const string Collection = "sagemaker.model-package-groups";
    private const string Policies = "sagemaker.model-package-group-policies";

    private static readonly Listing _listing = new()
    {
        Member = "ModelPackageGroupSummaryList",
        Name = "ModelPackageGroupName",
        Summary = ["ModelPackageGroupName", "ModelPackageGroupArn", "ModelPackageGroupDescription", "CreationTime", "ModelPackageGroupStatus"],
    };

    public IEnumerable<ApiOperation> All() =>
    [
        new("CreateModelPackageGroup", CreateAsync, (input, _) => Access.ToCreate("CreateModelPackageGroup", Arn(input), input, null)),
        new("DescribeModelPackageGroup", (input, _, _) => Task.FromResult(Get(input.Text("ModelPackageGroupName"))), (input, _) => [Shared("DescribeModelPackageGroup", Arn(input), input.Text("ModelPackageGroupName"))]),
        Access.List("ListModelPackageGroups", input => _listing.Answer(input, context.Compute.Store.Scan(Collection).Select(row => row.Value))),
        Access.Operation("DeleteModelPackageGroup", Arn, Delete),
        Access.Operation("PutModelPackageGroupPolicy", Arn, PutPolicy),
        Access.Operation("GetModelPackageGroupPolicy", Arn, GetPolicy),
        Access.Operation("DeleteModelPackageGroupPolicy", Arn, DeletePolicy),
    ];

    /// <summary>The bare name from a name or an ARN.</summary>
    public static string NameOf(string reference) => reference.Split('/')[^1];

    public JsonObject Get(string reference)
    {
        var name = NameOf(reference);
        return context.Compute.Store.Get(Collection, name)
            ?? throw AwsException.Validation($"ModelPackageGroup {context.Arn("model-package-group", name)} does not exist.");
    }

    /// <summary>A question to IAM about a group or a package of it, which the group's policy may answer too.</summary>
    public AccessRequest Shared(string operation, string arn, string group) =>
        new($"sagemaker:{operation}", arn) { ResourcePolicy = PolicyOf(group), ResourceAccount = arn.Split(':').ElementAtOrDefault(4) };

    private string? PolicyOf(string reference) => context.Compute.Store.Get(Policies, NameOf(reference))?.Text("ResourcePolicy");

    private string Arn(JsonObject input) => context.Arn("model-package-group", NameOf(input.Text("ModelPackageGroupName")));

    private Task<JsonObject> CreateAsync(JsonObject input, ApiContext call, CancellationToken cancellationToken)
    {
        new Refusals().Members(input, "", "ManagedConfiguration").Throw();
        var (name, arn) = (input.Text("ModelPackageGroupName"), Arn(input));
        if (context.Compute.Store.Get(Collection, name) is not null)
        {
            throw AwsException.Validation($"Model Package Group already exists: {arn}");
        }

        var group = input.Pick("ModelPackageGroupName", "ModelPackageGroupDescription");
        group["ModelPackageGroupArn"] = arn;
        group["CreationTime"] = context.Compute.Now();
        group["CreatedBy"] = UserContext.Of(call.Principal);
        group["ModelPackageGroupStatus"] = "Completed";
        context.Compute.Store.Put(Collection, name, group);
        context.Tags.Add(arn, input.Children("Tags"));
        return Task.FromResult(new JsonObject { ["ModelPackageGroupArn"] = arn });
    }

    private JsonObject Delete(JsonObject input)
    {
        var name = Get(input.Text("ModelPackageGroupName")).Text("ModelPackageGroupName");
        if (ModelPackages.Exist(context, name))
        {
            throw new AwsException("ConflictException", 400, $"Cannot delete model package group {Arn(input)}: it still has model packages.");
        }

        context.Compute.Store.Delete(Collection, name);
        context.Compute.Store.Delete(Policies, name);
        context.Tags.Delete(Arn(input));
        return [];
    }

    private JsonObject PutPolicy(JsonObject input)
    {
        var name = Get(input.Text("ModelPackageGroupName")).Text("ModelPackageGroupName");
        PolicyParser.Parse(input.Text("ResourcePolicy"), PolicyKind.Resource);
        context.Compute.Store.Put(Policies, name, input.Pick("ResourcePolicy"));
        return new JsonObject { ["ModelPackageGroupArn"] = Arn(input) };
    }

    private JsonObject GetPolicy(JsonObject input) => new()
    {
        ["ResourcePolicy"] = PolicyOf(Get(input.Text("ModelPackageGroupName")).Text("ModelPackageGroupName"))
            ?? throw AwsException.Validation($"Cannot find resource policy for: {Arn(input)}"),
    };

    private JsonObject DeletePolicy(JsonObject input)
    {
        context.Compute.Store.Delete(Policies, Get(input.Text("ModelPackageGroupName")).Text("ModelPackageGroupName"));
        return [];
    }
}
