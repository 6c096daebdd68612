using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudFormation.ChangeSets;
using LocalCloud.CloudFormation.Execution;
using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation.Operations;

/// <summary>CreateStack, UpdateStack, DeleteStack and what protects from it.</summary>
internal sealed class StackOperations(StackParts parts, StackStarter starter, StackAccess access)
{
    private readonly DefinitionReader _definitions = new(parts);

    public IEnumerable<ApiOperation> Operations() =>
    [
        access.Operation("CreateStack", CreateAsync),
        access.Operation("UpdateStack", UpdateAsync),
        access.Operation("DeleteStack", Delete),
        access.Operation("UpdateTerminationProtection", Protect),
    ];

    private async Task<JsonObject> CreateAsync(JsonObject input, ApiContext context, CancellationToken cancellationToken)
    {
        var (name, token) = (input["StackName"]!.ToString(), input["ClientRequestToken"]?.ToString());
        if (token is not null && parts.Stacks.Find(name) is { } existing && StackStarter.IsRepeated(existing, "CreateStack", token))
        {
            return Answer(existing);
        }

        var definition = await _definitions.ReadAsync(input, null, name, context.Principal, cancellationToken);
        var operation = starter.New(OperationKind.Create, context.Principal, token) with
        {
            Target = definition,
            OnFailure = OnFailureOf(input),
            RetainExceptOnCreate = (bool?)input["RetainExceptOnCreate"] ?? false,
        };
        return Answer(starter.Begin(starter.Add(name), "CreateStack", operation, stack => stack with
        {
            Status = StackStatus.CreateInProgress,
            Current = definition,
            DisableRollback = operation.OnFailure == OnFailure.DoNothing,
            EnableTerminationProtection = (bool?)input["EnableTerminationProtection"] ?? false,
        }));
    }

    private async Task<JsonObject> UpdateAsync(JsonObject input, ApiContext context, CancellationToken cancellationToken)
    {
        var (stack, token) = (parts.Require(input), input["ClientRequestToken"]?.ToString());
        if (StackStarter.IsRepeated(stack, "UpdateStack", token))
        {
            return Answer(stack);
        }

        DemandUpdatable(stack);
        var definition = await _definitions.ReadAsync(input, stack, stack.Name, context.Principal, cancellationToken);
        DemandChanges(stack, definition, context.Principal);
        var operation = starter.New(OperationKind.Update, context.Principal, token) with
        {
            Target = definition,
            OnFailure = OnFailureOf(input),
            RetainExceptOnCreate = (bool?)input["RetainExceptOnCreate"] ?? false,
        };
        return Answer(starter.Begin(
            stack, "UpdateStack", operation, current => Updating(current) with { ChangeSetId = null }, along: () => parts.ChangeSets.MakeObsolete(stack.Id)));
    }

    private JsonObject Delete(JsonObject input, ApiContext context)
    {
        Refusals.Demand(input);
        // Deleting what does not exist succeeds.
        if (parts.Stacks.Find(input["StackName"]!.ToString()) is not { IsDeleted: false } stack)
        {
            return [];
        }

        var operation = starter.New(OperationKind.Delete, context.Principal, input["ClientRequestToken"]?.ToString()) with
        {
            Skipped = [.. (input["RetainResources"] as JsonArray ?? []).Select(id => id!.ToString())],
        };
        try
        {
            starter.Begin(stack, "DeleteStack", operation, current => Deleting(parts.As(current, input), operation));
        }
        catch (StackFailure failure)
        {
            // The answer is no error: the stack stays as it is and says why.
            parts.Change(stack.Id, current => current with { StatusReason = failure.Message });
        }

        return [];
    }

    private StackRecord Deleting(StackRecord stack, StackOperation operation)
    {
        if (stack.Exports.Keys.FirstOrDefault(name => parts.Importers(name).Count > 0) is { } used)
        {
            throw new StackFailure($"Export {used} cannot be deleted as it is in use by {string.Join(" and ", parts.Importers(used))}");
        }

        if (stack.EnableTerminationProtection)
        {
            throw CloudFormationErrors.Validation($"Stack [{stack.Name}] cannot be deleted while TerminationProtection is enabled");
        }

        if (stack.Operation is not null)
        {
            throw CloudFormationErrors.Busy(stack, "deleted");
        }

        if (operation.Skipped.Count > 0 && stack.Status != StackStatus.DeleteFailed)
        {
            throw CloudFormationErrors.Validation("Invalid operation on stack [" + stack.Id + "]. RetainResources can only be specified for a stack in DELETE_FAILED state.");
        }

        return stack with { Status = StackStatus.DeleteInProgress };
    }

    private JsonObject Protect(JsonObject input, ApiContext context)
    {
        var stack = parts.Stacks.Change(parts.Require(input).Id, stack => stack with { EnableTerminationProtection = input["EnableTerminationProtection"]!.GetValue<bool>() });
        return Answer(stack);
    }

    private void DemandChanges(StackRecord stack, StackDefinition definition, Principal caller)
    {
        try
        {
            var planner = new ChangePlanner(parts, parts.Context.Types(caller), stack, definition);
            if (planner.IsSame(planner.Changes()))
            {
                throw CloudFormationErrors.Validation("No updates are to be performed.");
            }
        }
        catch (InvalidOperationException e)
        {
            throw CloudFormationErrors.Validation(e.Message);
        }
    }

    /// <summary>The stack on its way to another version, unless it is busy or was never made.</summary>
    internal static StackRecord Updating(StackRecord stack)
    {
        DemandUpdatable(stack);
        return stack with { Status = StackStatus.UpdateInProgress };
    }

    internal static void DemandUpdatable(StackRecord stack)
    {
        if (stack.Operation is not null || !StackStatus.IsUpdatable(stack.Status))
        {
            throw CloudFormationErrors.Busy(stack, "updated");
        }
    }

    private static OnFailure OnFailureOf(JsonObject input) => input["OnFailure"]?.ToString() switch
    {
        "DO_NOTHING" => OnFailure.DoNothing,
        "DELETE" => OnFailure.Delete,
        _ => (bool?)input["DisableRollback"] is true ? OnFailure.DoNothing : OnFailure.RollBack,
    };

    private static JsonObject Answer(StackRecord stack) => new() { ["StackId"] = stack.Id };
}
