using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudFormation.ChangeSets;
using LocalCloud.CloudFormation.Execution;
using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation.Operations;

/// <summary>The operations on change sets; <see cref="ChangeSetCreation"/> is one of its own.</summary>
internal sealed class ChangeSetOperations(StackParts parts, StackStarter starter, StackAccess access)
{
    private readonly ChangeSetCreation _creation = new(parts, starter);
    private readonly ChangeSetShapes _shapes = new(parts.Stacks);

    public IEnumerable<ApiOperation> Operations() =>
    [
        access.Operation("CreateChangeSet", _creation.CreateAsync),
        access.Operation("DescribeChangeSet", (input, _) => _shapes.Describe(Require(input), input)),
        access.Operation("ListChangeSets", (input, _) => Page.Of("Summaries", parts.ChangeSets.Of(StackOf(input).Id), _shapes.Summary, input)),
        access.Operation("DeleteChangeSet", (input, _) => Delete(input)),
        access.Operation("ExecuteChangeSet", Execute),
    ];

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
}
