namespace LocalCloud.CloudFormation;

/// <summary>Resources in an order in which everything exists before it is used.</summary>
public static class CreationOrder
{
    /// <summary>Depth first along <c>DependsOn</c> and references; a cycle becomes a problem that spells it out.</summary>
    public static IReadOnlyList<ResourceDeclaration> Of(Template template, ICollection<Problem> problems)
    {
        var order = new List<ResourceDeclaration>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();

        foreach (var id in template.Resources.Keys)
        {
            Visit(id);
        }

        return order;

        void Visit(string id)
        {
            if (done.Contains(id) || !template.Resources.TryGetValue(id, out var resource))
            {
                return;
            }

            if (path.Contains(id))
            {
                problems.Add(new(template.StackName, id, $"circular dependency: {string.Join(" -> ", path.SkipWhile(step => step != id).Append(id))}"));
                done.Add(id);
                return;
            }

            path.Add(id);
            foreach (var next in resource.Needs)
            {
                Visit(next);
            }

            path.RemoveAt(path.Count - 1);
            if (done.Add(id))
            {
                order.Add(resource);
            }
        }
    }
}
