using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation;

/// <summary>
/// Brings the cloud to what a cloud assembly says, stack by stack, as <c>cdk deploy</c> does: assets to S3, a change set, its
/// execution, its events. A stack that fails is put back to where it was.
/// </summary>
public sealed class StackDeployer(
    CloudIdentity cloud,
    CloudFormationEngine engine,
    Func<IApi> api,
    IReadOnlyDictionary<string, IResourceType> types,
    Func<FileAsset, CancellationToken, Task> publishAsset)
{
    private const string ChangeSetName = "deployment";

    private readonly Principal _account = new Principal.Root(cloud.Account);

    public IEnumerable<StackRecord> Stacks => engine.Stacks;

    /// <exception cref="TemplateException">Something in a template is wrong or not supported: all of it is listed, nothing was created.</exception>
    /// <exception cref="DeploymentException">A resource failed.</exception>
    public async Task DeployAsync(CloudAssembly assembly, IProgress<ResourceEvent> progress, CancellationToken cancellationToken)
    {
        Validate(assembly);
        foreach (var stack in assembly.Stacks)
        {
            foreach (var asset in stack.Assets)
            {
                await publishAsset(Published(asset, stack), cancellationToken);
            }

            await DeployStackAsync(stack, progress, cancellationToken);
        }
    }

    private void Validate(CloudAssembly assembly)
    {
        var problems = new List<Problem>();
        var validator = new TemplateValidator(types);
        foreach (var stack in assembly.Stacks)
        {
            var template = TemplateParser.Parse(stack.Name, File.ReadAllText(stack.TemplateFile), problems);
            validator.Validate(template, problems);
            CreationOrder.Of(template, problems);
        }

        if (problems.Count > 0)
        {
            throw new TemplateException(problems);
        }
    }

    private async Task DeployStackAsync(AssemblyStack stack, IProgress<ResourceEvent> progress, CancellationToken cancellationToken)
    {
        var exists = await MakeReadyAsync(stack.Name, progress, cancellationToken);
        var created = await CallAsync("CreateChangeSet", ChangeSetOf(stack, exists), cancellationToken);
        JsonObject Ids() => new() { ["ChangeSetName"] = created["Id"]!.ToString() };
        var described = await CallAsync("DescribeChangeSet", Ids(), cancellationToken);
        if (described["Status"]!.ToString() == "FAILED")
        {
            await CallAsync("DeleteChangeSet", Ids(), cancellationToken);
            var reason = described["StatusReason"]!.ToString();
            if (reason.StartsWith("The submitted information didn't contain changes.", StringComparison.Ordinal))
            {
                return;
            }

            throw new DeploymentException(stack.Name, null, reason);
        }

        await FollowAsync(created["StackId"]!.ToString(), stack.Name, "ExecuteChangeSet", Ids(), progress, cancellationToken);
    }

    /// <summary>Waits for what is under way with the stack and undoes what stands in the way. True: it can be updated.</summary>
    private async Task<bool> MakeReadyAsync(string name, IProgress<ResourceEvent> progress, CancellationToken cancellationToken)
    {
        if (engine.Stacks.FirstOrDefault(found => found.Name == name) is not { } stack)
        {
            return false;
        }

        stack = await engine.FollowAsync(stack.Id, told => progress.Report(Event(told)), () => Task.CompletedTask, cancellationToken);
        var named = new JsonObject { ["StackName"] = stack.Id };
        if (stack.Status is StackStatus.RollbackComplete or StackStatus.RollbackFailed or StackStatus.CreateFailed or StackStatus.DeleteFailed)
        {
            await FollowAsync(stack.Id, name, "DeleteStack", named, progress, cancellationToken);
            return false;
        }

        if (stack.Status == StackStatus.UpdateRollbackFailed)
        {
            await FollowAsync(stack.Id, name, "ContinueUpdateRollback", named, progress, cancellationToken);
        }

        await CallAsync("DeleteChangeSet", new() { ["StackName"] = stack.Id, ["ChangeSetName"] = ChangeSetName }, cancellationToken);
        return stack.Status is not (StackStatus.ReviewInProgress or StackStatus.DeleteComplete);
    }

    private async Task FollowAsync(
        string stackId, string stackName, string operation, JsonObject input, IProgress<ResourceEvent> progress, CancellationToken cancellationToken)
    {
        ResourceEvent? failure = null;
        var stack = await engine.FollowAsync(
            stackId,
            told =>
            {
                var reported = Event(told);
                failure ??= reported.Status.EndsWith("_FAILED", StringComparison.Ordinal) && !reported.IsOfStack ? reported : null;
                progress.Report(reported);
            },
            () => CallAsync(operation, input, cancellationToken),
            cancellationToken);
        if (stack.Status is not (StackStatus.CreateComplete or StackStatus.UpdateComplete or StackStatus.DeleteComplete)
            && !(operation == "ContinueUpdateRollback" && stack.Status == StackStatus.UpdateRollbackComplete))
        {
            throw new DeploymentException(stackName, failure, stack.StatusReason ?? $"the stack is in {stack.Status}");
        }
    }

    private JsonObject ChangeSetOf(AssemblyStack stack, bool exists)
    {
        var input = new JsonObject
        {
            ["StackName"] = stack.Name,
            ["ChangeSetName"] = ChangeSetName,
            ["ChangeSetType"] = exists ? "UPDATE" : "CREATE",
            ["Capabilities"] = new JsonArray("CAPABILITY_NAMED_IAM"),
            ["Tags"] = new JsonArray([.. stack.Tags.Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]),
        };
        if (stack.Assets.FirstOrDefault(asset => IsTemplate(asset, stack)) is { } asset)
        {
            var published = Published(asset, stack);
            input["TemplateURL"] = new Uri(cloud.Endpoint, $"{published.Bucket}/{published.Key}").ToString();
        }
        else
        {
            input["TemplateBody"] = File.ReadAllText(stack.TemplateFile);
        }

        return input;
    }

    private Task<JsonObject> CallAsync(string operation, JsonObject input, CancellationToken cancellationToken) =>
        api().CallAsync("cloudformation", operation, input, _account, cancellationToken);

    private static ResourceEvent Event(StackEvent told) =>
        new(told.StackName, told.LogicalResourceId, told.ResourceType, told.ResourceStatus, told.ResourceStatusReason);

    /// <summary>Where an asset goes. A template that was edited since the synthesis has another hash than its key says: it goes where its own says.</summary>
    private FileAsset Published(FileAsset asset, AssemblyStack stack) => asset with
    {
        Bucket = Pseudo(asset.Bucket),
        Key = IsTemplate(asset, stack) ? $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(asset.Path)))}.json" : Pseudo(asset.Key),
    };

    private static bool IsTemplate(FileAsset asset, AssemblyStack stack) => asset.Path == Path.GetFullPath(stack.TemplateFile);

    private string Pseudo(string text) => text
        .Replace("${AWS::AccountId}", cloud.Account, StringComparison.Ordinal)
        .Replace("${AWS::Region}", cloud.Region, StringComparison.Ordinal)
        .Replace("${AWS::Partition}", "aws", StringComparison.Ordinal);
}
