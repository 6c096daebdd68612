using System.Text.Json.Nodes;
using LocalCloud.CloudFormation.ChangeSets;
using LocalCloud.CloudFormation.Stacks;
using LocalCloud.Models;

namespace LocalCloud.CloudFormation.Operations;

/// <summary>Change sets as CloudFormation's answers show them.</summary>
internal sealed class ChangeSetShapes(StackStore stacks)
{
    private static readonly string[] OfValues = ["Path", "BeforeValue", "AfterValue", "AttributeChangeType"];

    public JsonObject Describe(ChangeSet changeSet, JsonObject input)
    {
        var withValues = (bool?)input["IncludePropertyValues"] ?? false;
        var described = Page.Of("Changes", changeSet.Changes, change => Shown(change!, withValues), input);
        foreach (var (member, value) in Summary(changeSet))
        {
            described[member] = value?.DeepClone();
        }

        described["Parameters"] = StackShapes.Parameters(changeSet.Definition, TemplateParser.Parse(changeSet.StackName, changeSet.Definition.TemplateBody, []));
        described["Capabilities"] = new JsonArray([.. changeSet.Definition.Capabilities.Select(item => (JsonNode?)item)]);
        described["Tags"] = StackShapes.Tags(changeSet.Definition);
        described["RollbackConfiguration"] = new JsonObject();
        described["NotificationARNs"] = new JsonArray();
        StackShapes.Add(described, ("OnStackFailure", changeSet.OnStackFailure));
        return described;
    }

    /// <summary>An executed one is as far as its stack is.</summary>
    public string ExecutionStatus(ChangeSet changeSet)
    {
        var stack = stacks.Get(changeSet.StackId);
        return changeSet.ExecutionStatus != "EXECUTE_COMPLETE" || stack.ChangeSetId != changeSet.Id ? changeSet.ExecutionStatus
            : stack.Operation is not null ? "EXECUTE_IN_PROGRESS"
            : stack.Status is StackStatus.CreateComplete or StackStatus.UpdateComplete ? "EXECUTE_COMPLETE"
            : "EXECUTE_FAILED";
    }

    public JsonObject Summary(ChangeSet changeSet)
    {
        var summary = new JsonObject
        {
            ["StackId"] = changeSet.StackId,
            ["StackName"] = changeSet.StackName,
            ["ChangeSetId"] = changeSet.Id,
            ["ChangeSetName"] = changeSet.Name,
            ["ExecutionStatus"] = ExecutionStatus(changeSet),
            ["Status"] = changeSet.Status,
            ["CreationTime"] = Timestamps.Iso(changeSet.CreationTime),
            ["IncludeNestedStacks"] = changeSet.IncludeNestedStacks,
        };
        StackShapes.Add(summary, ("StatusReason", changeSet.StatusReason), ("Description", changeSet.Description));
        return summary;
    }

    private static JsonNode Shown(JsonNode change, bool withValues)
    {
        var shown = change.DeepClone();
        if (!withValues)
        {
            var resource = shown["ResourceChange"]!.AsObject();
            resource.Remove("BeforeContext");
            resource.Remove("AfterContext");
            foreach (var target in resource["Details"]!.AsArray().Select(detail => detail!["Target"]!.AsObject()))
            {
                foreach (var member in OfValues)
                {
                    target.Remove(member);
                }
            }
        }

        return shown;
    }
}
