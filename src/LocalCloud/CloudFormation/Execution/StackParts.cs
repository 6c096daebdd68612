using LocalCloud.CloudFormation.ChangeSets;
using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation.Execution;

/// <summary>What every part of the engine shares.</summary>
internal sealed record StackParts(CloudFormationContext Context, StackStore Stacks, StackEventLog Events, ChangeSetStore ChangeSets)
{
    public static StackParts Of(CloudFormationContext context) =>
        new(context, new StackStore(context.Store, context.Identity), new StackEventLog(context.Store, context.Time), new ChangeSetStore(context.Store, context.Identity));

    /// <summary>Sets where a stack stands, with everything that changes along with it, and writes it into its history.</summary>
    public StackRecord SetStatus(string id, string status, string? reason, Func<StackRecord, StackRecord>? also = null) =>
        Change(id, stack => (also?.Invoke(stack) ?? stack) with { Status = status, StatusReason = reason });

    /// <summary>
    /// Changes a stack, writes where it then stands into its history and does what is to be written <paramref name="along"/>
    /// with that: all of it or nothing.
    /// </summary>
    public StackRecord Change(string id, Func<StackRecord, StackRecord> change, Action? along = null)
    {
        var number = Events.NextNumber();
        StackEvent? written = null;
        var changed = Stacks.Change(id, change, stack =>
        {
            written = Events.Write(number, stack);
            along?.Invoke();
        });
        if (written is not null)
        {
            Events.Tell(written);
        }

        return changed;
    }

    /// <summary>The exports that a stack can import. A state of long ago may have one name twice.</summary>
    public Dictionary<string, string> Exports(string besidesId) => Stacks.Live.Where(stack => stack.Id != besidesId)
        .SelectMany(stack => stack.Exports).DistinctBy(export => export.Key).ToDictionary(export => export.Key, export => export.Value, StringComparer.Ordinal);

    /// <summary>The stacks that import an export, by name.</summary>
    public IReadOnlyList<string> Importers(string exportName) =>
        [.. Stacks.Live.Where(stack => stack.Imports.Contains(exportName)).Select(stack => stack.Name).Order(StringComparer.Ordinal)];

    public StackVersion Version(StackRecord stack, StackDefinition definition) => new(Context.Identity, stack, definition, Exports(stack.Id));
}
