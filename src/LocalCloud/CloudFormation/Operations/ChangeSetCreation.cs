using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudFormation.ChangeSets;
using LocalCloud.CloudFormation.Execution;
using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation.Operations;

/// <summary>CreateChangeSet: plans what another version would change; of a stack that is not there it makes one to be reviewed.</summary>
internal sealed class ChangeSetCreation(StackParts parts, StackStarter starter)
{
    private const string NoChanges = "The submitted information didn't contain changes. Submit different information to create a change set.";

    private readonly DefinitionReader _definitions = new(parts);

    public async Task<JsonObject> CreateAsync(JsonObject input, ApiContext context, CancellationToken cancellationToken)
    {
        var (stackName, name) = (input["StackName"]!.ToString(), input["ChangeSetName"]!.ToString());
        var existing = parts.Stacks.Find(stackName) is { IsDeleted: false } found ? found : null;
        if (existing is not null && parts.ChangeSets.Find(existing.Id, name) is { } same)
        {
            return same.ClientToken is not null && same.ClientToken == input["ClientToken"]?.ToString()
                ? Ids(same) : throw CloudFormationErrors.AlreadyExists($"ChangeSet [{name}] already exists");
        }

        var kind = KindOf(input, existing, stackName, name);
        var definition = await _definitions.ReadAsync(input, existing, existing?.Name ?? stackName, context.Principal, cancellationToken);
        var stack = existing ?? starter.Add(stackName, "User Initiated");
        if (existing is null)
        {
            parts.Events.Add(stack);
        }

        var changeSet = Planned(stack, definition, context.Principal, new ChangeSet
        {
            Id = parts.Context.Identity.Arn("cloudformation", $"changeSet/{name}/{parts.Context.NewId()}"),
            Name = name,
            StackId = stack.Id,
            StackName = stack.Name,
            Kind = kind,
            Description = input["Description"]?.ToString(),
            Status = "CREATE_COMPLETE",
            ExecutionStatus = ChangeSet.Available,
            CreationTime = parts.Context.Time.GetUtcNow(),
            Definition = definition,
            OnStackFailure = input["OnStackFailure"]?.ToString(),
            ClientToken = input["ClientToken"]?.ToString(),
            IncludeNestedStacks = (bool?)input["IncludeNestedStacks"] ?? false,
        });
        parts.ChangeSets.Put(changeSet);
        return Ids(changeSet);
    }

    private static OperationKind KindOf(JsonObject input, StackRecord? existing, string stackName, string name)
    {
        switch (input["ChangeSetType"]?.ToString() ?? "UPDATE")
        {
            case "CREATE" when existing is not null && existing.Status != StackStatus.ReviewInProgress:
                throw CloudFormationErrors.Validation($"Stack [{existing.Name}] already exists and cannot be created again with the changeSet [{name}].");
            case "CREATE":
                return OperationKind.Create;
            case "UPDATE" when existing is null:
                throw CloudFormationErrors.Validation($"Stack [{stackName}] does not exist");
            case "UPDATE":
                StackOperations.DemandUpdatable(existing);
                return OperationKind.Update;
            case var other:
                throw CloudFormationErrors.Validation($"ChangeSetType {other} is not supported by LocalCloud: make it CREATE or UPDATE");
        }
    }

    private ChangeSet Planned(StackRecord stack, StackDefinition definition, Principal caller, ChangeSet changeSet)
    {
        try
        {
            var planner = new ChangePlanner(parts, parts.Context.Types(caller), stack, definition);
            var changes = planner.Changes();
            return planner.IsSame(changes) ? Failed(NoChanges) : changeSet with { Changes = changes };
        }
        catch (InvalidOperationException e)
        {
            return Failed(e.Message);
        }

        ChangeSet Failed(string reason) => changeSet with { Status = "FAILED", StatusReason = reason, ExecutionStatus = "UNAVAILABLE" };
    }

    private static JsonObject Ids(ChangeSet changeSet) => new() { ["Id"] = changeSet.Id, ["StackId"] = changeSet.StackId };
}
