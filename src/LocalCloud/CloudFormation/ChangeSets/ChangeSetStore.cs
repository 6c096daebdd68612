using LocalCloud.Api;
using LocalCloud.Storage;

namespace LocalCloud.CloudFormation.ChangeSets;

/// <summary>The change sets of every stack, in the order of their creation.</summary>
internal sealed class ChangeSetStore(DocumentStore store, CloudIdentity cloud)
{
    private readonly DocumentCollection<ChangeSet> _changeSets = new(store, "cloudformation.changesets");

    public ChangeSet? Find(string stackId, string nameOrId) => Of(stackId).LastOrDefault(found => found.Id == nameOrId || found.Name == nameOrId);

    public IReadOnlyList<ChangeSet> Of(string stackId) => [.. _changeSets.Scan($"{stackId}/").Select(row => row.Value).OrderBy(found => found.CreationTime)];

    /// <summary>By its id alone, whatever stack it is of.</summary>
    public ChangeSet? ById(string id) => _changeSets.Scan(cloud.Arn("cloudformation", "stack/")).Select(row => row.Value).FirstOrDefault(found => found.Id == id);

    public void Put(ChangeSet changeSet) => _changeSets.Put(Key(changeSet), changeSet);

    public void Delete(ChangeSet changeSet) => _changeSets.Delete(Key(changeSet));

    public void DeleteOf(string stackId)
    {
        foreach (var changeSet in Of(stackId))
        {
            Delete(changeSet);
        }
    }

    /// <summary>It is executed, and the stack's others are gone.</summary>
    public void Use(ChangeSet changeSet)
    {
        foreach (var other in Of(changeSet.StackId).Where(other => other.Id != changeSet.Id))
        {
            Delete(other);
        }

        Put(changeSet with { ExecutionStatus = "EXECUTE_COMPLETE" });
    }

    /// <summary>The stack is no longer what those that wait for their execution were made for.</summary>
    public void MakeObsolete(string stackId)
    {
        foreach (var changeSet in Of(stackId).Where(changeSet => changeSet.ExecutionStatus == ChangeSet.Available))
        {
            Put(changeSet with { ExecutionStatus = "OBSOLETE" });
        }
    }

    private static string Key(ChangeSet changeSet) => $"{changeSet.StackId}/{changeSet.Id}";
}
