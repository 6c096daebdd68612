using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Storage;

namespace LocalCloud.CloudFormation;

/// <summary>
/// Brings the cloud to what a cloud assembly says, stack by stack: creates what is new, updates what changed, deletes what
/// is gone, and leaves the rest alone. A stack that fails is put back to where it was.
/// </summary>
public sealed class StackDeployer(
    CloudIdentity cloud,
    DocumentStore store,
    IReadOnlyDictionary<string, IResourceType> types,
    Func<FileAsset, CancellationToken, Task> publishAsset)
{
    private const string Collection = "cloudformation.stacks";

    public IEnumerable<StackRecord> Stacks => store.Scan(Collection).Select(row => StackRecord.FromJson(row.Value));

    /// <exception cref="TemplateException">Something in a template is wrong or not supported: all of it is listed, nothing was created.</exception>
    /// <exception cref="DeploymentException">A resource failed.</exception>
    public async Task DeployAsync(CloudAssembly assembly, IProgress<ResourceEvent> progress, CancellationToken cancellationToken)
    {
        var plans = Plan(assembly);
        foreach (var (stack, template, order) in plans)
        {
            foreach (var asset in stack.Assets.Where(asset => asset.Path != stack.TemplateFile))
            {
                await publishAsset(Resolve(asset), cancellationToken);
            }

            await DeployStackAsync(template, order, progress, cancellationToken);
        }
    }

    private List<(AssemblyStack Stack, Template Template, IReadOnlyList<ResourceDeclaration> Order)> Plan(CloudAssembly assembly)
    {
        var problems = new List<Problem>();
        var validator = new TemplateValidator(types);
        var plans = assembly.Stacks.Select(stack =>
        {
            var template = TemplateParser.Parse(stack.Name, File.ReadAllText(stack.TemplateFile), problems);
            validator.Validate(template, problems);
            return (stack, template, CreationOrder.Of(template, problems));
        }).ToList();
        return problems.Count == 0 ? plans : throw new TemplateException(problems);
    }

    private async Task DeployStackAsync(
        Template template, IReadOnlyList<ResourceDeclaration> order, IProgress<ResourceEvent> progress, CancellationToken cancellationToken)
    {
        var before = store.Get(Collection, template.StackName) is { } saved ? StackRecord.FromJson(saved) : new StackRecord { Name = template.StackName };
        var change = new StackChange(before, record => store.Put(Collection, record.Name, record.ToJson()), types, progress);
        try
        {
            foreach (var declaration in order.Where(declaration => IsIncluded(template, change, declaration.Condition)))
            {
                await change.ApplyAsync(Request(template, change, declaration), declaration, cancellationToken);
            }

            var kept = order.Where(item => IsIncluded(template, change, item.Condition)).Select(item => item.LogicalId).ToHashSet(StringComparer.Ordinal);
            change.Complete(Outputs(template, change, output => output.Value), Exports(template, change));
            await change.CleanUpAsync(kept, cancellationToken);
        }
        catch
        {
            await change.RollBackAsync();
            throw;
        }
    }

    private ResourceRequest Request(Template template, StackChange change, ResourceDeclaration declaration)
    {
        var properties = IntrinsicsOf(template, change).Resolve(declaration.Properties)!.AsObject();
        var name = GeneratedName.For(cloud.Account, cloud.Region, template.StackName, declaration.LogicalId);
        return new ResourceRequest(template.StackName, declaration.LogicalId, properties, name);
    }

    private bool IsIncluded(Template template, StackChange change, string? condition) =>
        condition is null || IntrinsicsOf(template, change).Holds(condition);

    private Dictionary<string, string> Outputs(Template template, StackChange change, Func<OutputDeclaration, JsonNode> select) =>
        template.Outputs.Where(output => IsIncluded(template, change, output.Value.Condition))
            .ToDictionary(output => output.Key, output => IntrinsicsOf(template, change).Resolve(select(output.Value))!.ToString(), StringComparer.Ordinal);

    private Dictionary<string, string> Exports(Template template, StackChange change)
    {
        var intrinsics = IntrinsicsOf(template, change);
        return template.Outputs.Values
            .Where(output => output.ExportName is not null && IsIncluded(template, change, output.Condition))
            .ToDictionary(output => intrinsics.Resolve(output.ExportName)!.ToString(), output => intrinsics.Resolve(output.Value)!.ToString(), StringComparer.Ordinal);
    }

    private Intrinsics IntrinsicsOf(Template template, StackChange change) => new(template, new StackValues(
        cloud,
        template.StackName,
        template.Parameters.Where(parameter => parameter.Value is not null).ToDictionary(parameter => parameter.Key, parameter => parameter.Value!, StringComparer.Ordinal),
        change.Current.Resources.ToDictionary(resource => resource.LogicalId, StringComparer.Ordinal),
        Stacks.SelectMany(stack => stack.Exports).ToDictionary(export => export.Key, export => export.Value, StringComparer.Ordinal)));

    private FileAsset Resolve(FileAsset asset) => asset with { Bucket = Pseudo(asset.Bucket), Key = Pseudo(asset.Key) };

    private string Pseudo(string text) => text
        .Replace("${AWS::AccountId}", cloud.Account, StringComparison.Ordinal)
        .Replace("${AWS::Region}", cloud.Region, StringComparison.Ordinal)
        .Replace("${AWS::Partition}", "aws", StringComparison.Ordinal);
}
