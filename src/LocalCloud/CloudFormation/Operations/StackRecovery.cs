using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudFormation.Execution;
using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation.Operations;

/// <summary>What can be done about an update or a creation that does not go well.</summary>
internal sealed class StackRecovery(StackParts parts, StackStarter starter, StackAccess access)
{
    public IEnumerable<ApiOperation> Operations() =>
    [
        access.Operation("CancelUpdateStack", Cancel),
        access.Operation("ContinueUpdateRollback", ContinueRollback),
        access.Operation("RollbackStack", RollBack),
    ];

    private JsonObject Cancel(JsonObject input, ApiContext context)
    {
        parts.Stacks.Change(parts.Require(input).Id, stack => stack is { Status: StackStatus.UpdateInProgress, Operation: { } operation }
            ? stack with { Operation = operation with { IsCancelled = true } }
            : throw CloudFormationErrors.Validation("CancelUpdateStack cannot be called from current stack status"));
        return [];
    }

    private JsonObject ContinueRollback(JsonObject input, ApiContext context)
    {
        var operation = starter.New(OperationKind.Update, context.Principal, input["ClientRequestToken"]?.ToString()) with
        {
            Phase = OperationPhase.RollBack,
            Skipped = [.. (input["ResourcesToSkip"] as JsonArray ?? []).Select(id => id!.ToString())],
        };
        starter.Begin(parts.Require(input), "ContinueUpdateRollback", operation, stack => stack.Status == StackStatus.UpdateRollbackFailed
            ? parts.As(stack, input) with { Status = StackStatus.UpdateRollbackInProgress }
            : throw CloudFormationErrors.Busy(stack, "continue update rollback"));
        return [];
    }

    private JsonObject RollBack(JsonObject input, ApiContext context)
    {
        var stack = parts.Require(input);
        var isCreation = stack.Status == StackStatus.CreateFailed;
        var operation = starter.New(isCreation ? OperationKind.Create : OperationKind.Update, context.Principal, input["ClientRequestToken"]?.ToString()) with
        {
            Phase = OperationPhase.RollBack,
            RetainExceptOnCreate = (bool?)input["RetainExceptOnCreate"] ?? false,
        };
        var begun = starter.Begin(stack, "RollbackStack", operation, current => parts.As(current, input) with
        {
            Status = current.Status switch
            {
                StackStatus.CreateFailed => StackStatus.RollbackInProgress,
                StackStatus.UpdateFailed => StackStatus.UpdateRollbackInProgress,
                _ => throw CloudFormationErrors.Busy(current, "rolled back"),
            },
        });
        return new() { ["StackId"] = begun.Id };
    }
}
