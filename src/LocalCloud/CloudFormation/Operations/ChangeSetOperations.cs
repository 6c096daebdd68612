using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudFormation.ChangeSets;
using LocalCloud.CloudFormation.Execution;
using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation.Operations;

/// <summary>The operations on change sets.</summary>
internal sealed class ChangeSetOperations(StackParts parts, StackStarter starter, StackAccess access)
{
    private const string NoChanges = "The submitted information didn't contain changes. Submit different information to create a change set.";

    private readonly DefinitionReader _definitions = new(parts);
    private readonly ChangeSetShapes _shapes = new(parts.Stacks);

    public IEnumerable<ApiOperation> Operations() =>
    [
        access.Operation("CreateChangeSet", CreateAsync),
        access.Operation("DescribeChangeSet", (input, _) => _shapes.Describe(Require(input), input)),
        access.Operation("ListChangeSets", (input, _) => Page.Of("Summaries", parts.ChangeSets.Of(StackOf(input).Id), _shapes.Summary, input)),
        access.Operation("DeleteChangeSet", (input, _) => Delete(input)),
        access.Operation("ExecuteChangeSet", Execute),
    ];

    private async Task<JsonObject> CreateAsync(JsonObject input, ApiContext context, CancellationToken cancellationToken)
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

    private JsonObject Delete(JsonObject input)
    {
        var stack = input["StackName"] is null ? null : StackOf(input);
        if (Find(input, stack) is { } changeSet)
        {
            if (_shapes.ExecutionStatus(changeSet) == "EXECUTE_IN_PROGRESS")
            {
                throw InvalidStatus(changeSet, "deleted");
            }

            parts.ChangeSets.Delete(changeSet);
        }

        return [];
    }

    private JsonObject Execute(JsonObject input, ApiContext context)
    {
        var changeSet = Require(input);
        var (stack, token) = (parts.Stacks.Get(changeSet.StackId), input["ClientRequestToken"]?.ToString());
        if (StackStarter.IsRepeated(stack, "ExecuteChangeSet", token))
        {
            return [];
        }

        if (_shapes.ExecutionStatus(changeSet) != ChangeSet.Available)
        {
            throw InvalidStatus(changeSet, "executed");
        }

        var operation = starter.New(changeSet.Kind, context.Principal, token) with
        {
            Target = changeSet.Definition,
            OnFailure = OnFailureOf(changeSet, input),
            RetainExceptOnCreate = (bool?)input["RetainExceptOnCreate"] ?? false,
        };
        starter.Begin(
            stack,
            "ExecuteChangeSet",
            operation,
            current => (changeSet.Kind == OperationKind.Update ? StackOperations.Updating(current) : Creating(current, changeSet)) with
            {
                ChangeSetId = changeSet.Id,
                DisableRollback = operation.OnFailure == OnFailure.DoNothing,
            },
            along: () => parts.ChangeSets.Use(changeSet));
        return [];
    }

    private static StackRecord Creating(StackRecord stack, ChangeSet changeSet) => stack is { Status: StackStatus.ReviewInProgress, Operation: null }
        ? stack with { Status = StackStatus.CreateInProgress, Current = changeSet.Definition }
        : throw CloudFormationErrors.Busy(stack, "created");

    private static OnFailure OnFailureOf(ChangeSet changeSet, JsonObject input) => (changeSet.OnStackFailure, (bool?)input["DisableRollback"]) switch
    {
        ("DELETE", _) when changeSet.Kind == OperationKind.Create => OnFailure.Delete,
        ("DO_NOTHING", _) or (_, true) => OnFailure.DoNothing,
        _ => OnFailure.RollBack,
    };

    private ChangeSet Require(JsonObject input) =>
        Find(input, input["StackName"] is null ? null : StackOf(input)) ?? throw CloudFormationErrors.NoChangeSet(input["ChangeSetName"]!.ToString());

    private ChangeSet? Find(JsonObject input, StackRecord? stack)
    {
        var name = input["ChangeSetName"]!.ToString();
        if (stack is not null)
        {
            return parts.ChangeSets.Find(stack.Id, name);
        }

        return name.StartsWith("arn:", StringComparison.Ordinal)
            ? parts.ChangeSets.ById(name)
            : throw CloudFormationErrors.Validation("StackName must be specified if ChangeSetName is not specified as an ARN.");
    }

    private StackRecord StackOf(JsonObject input)
    {
        var name = input["StackName"]!.ToString();
        return parts.Stacks.Find(name) ?? throw CloudFormationErrors.Validation($"Stack [{name}] does not exist");
    }

    private static AwsException InvalidStatus(ChangeSet changeSet, string done) => new(
        "InvalidChangeSetStatusException", 400, $"ChangeSet [{changeSet.Id}] cannot be {done} in its current status of [{changeSet.Status}]");

    private static JsonObject Ids(ChangeSet changeSet) => new() { ["Id"] = changeSet.Id, ["StackId"] = changeSet.StackId };
}
