using System.Text.Json.Nodes;

namespace LocalCloud.CloudFormation.Execution;

/// <summary>Finds who has a name already. Names are unique in an account: what another stack has must not be taken over.</summary>
internal sealed class NameOwners(StackWork work)
{
    /// <summary>The other stack that has a resource of this type and name, and the resource's physical id.</summary>
    public (string StackId, string PhysicalId)? Of(ResourceRequest request, string type)
    {
        var createOnly = work.Types[type].CreateOnly;
        var names = createOnly.Select(name => request.Properties[name]).OfType<JsonValue>().Select(value => Last(value.ToString())).ToList();
        foreach (var other in work.Parts.Stacks.Live.Where(other => names.Count > 0 && other.Id != work.Stack.Id))
        {
            var found = other.Resources.FirstOrDefault(resource => resource.Exists && resource.Type == type
                && names.Contains(Last(resource.PhysicalId))
                && createOnly.All(name => JsonNode.DeepEquals(resource.Properties[name], request.Properties[name])));
            if (found is not null)
            {
                return (other.Id, found.PhysicalId);
            }
        }

        return null;
    }

    /// <summary>The name in an ARN or a URL.</summary>
    private static string Last(string id) => id.Split('/', ':')[^1];
}
