using System.Text.Json.Nodes;
using LocalCloud.Policies;
using LocalCloud.Storage;

namespace LocalCloud.Ecr;

/// <summary>The policies of this account's ECR repositories. Their statements name no resource: the repository is meant.</summary>
public sealed class RepositoryPolicies(DocumentStore store)
{
    private const string Collection = "ecr.repository-policies";

    public string? Find(string repository) => store.Get(Collection, repository)?.ToJsonString();

    /// <summary>Null takes the policy away.</summary>
    public void Put(string repository, string arn, JsonObject? policy)
    {
        if (policy is null)
        {
            Delete(repository);
            return;
        }

        var whole = policy.DeepClone().AsObject();
        foreach (var statement in whole["Statement"] as JsonArray ?? [])
        {
            statement!["Resource"] ??= arn;
        }

        PolicyParser.Parse(whole.ToJsonString(), PolicyKind.Resource);
        store.Put(Collection, repository, whole);
    }

    public void Delete(string repository) => store.Delete(Collection, repository);
}
