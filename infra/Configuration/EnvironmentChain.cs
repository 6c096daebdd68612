namespace Mlops.Infra.Configuration;

/// <summary>Brings the environments into the order of their promotions, and refuses what is no chain.</summary>
internal sealed class EnvironmentChain(string file, List<Problem> problems)
{
    public IReadOnlyList<EnvironmentConfig> Order(IReadOnlyList<EnvironmentConfig> all)
    {
        CheckDistinct(all, each => each.Name, "name", "each environment has a name of its own");
        CheckDistinct(all, each => each.Account, "account", "each environment has an account of its own: bus, machines and endpoints have the same names in all of them");
        if (all.Select(each => each.Region).Distinct().Count() > 1)
        {
            problems.Add(new Problem(file, $"has environments in {string.Join(", ", all.Select(each => each.Region).Distinct())}; write one region for all: "
                + "SageMaker takes a model's data and image only from the region that it serves in"));
        }

        foreach (var each in all.Where(each => each.PromotesTo is { } target && (target == each.Name || all.All(other => other.Name != target))))
        {
            problems.Add(new Problem(file, $"promotes {each.Name} to '{each.PromotesTo}', which is no other environment"));
        }

        return Follow(all);
    }

    private List<EnvironmentConfig> Follow(IReadOnlyList<EnvironmentConfig> all)
    {
        var chain = new List<EnvironmentConfig>();
        for (var next = all.Count > 0 ? all[0] : null; next is not null && !chain.Contains(next); next = all.FirstOrDefault(each => each.Name == next.PromotesTo))
        {
            chain.Add(next);
        }

        if (chain.Count > 0 && chain[^1].PromotesTo is { } back && chain.Exists(each => each.Name == back))
        {
            problems.Add(new Problem(file, $"promotes in a circle, from {chain[^1].Name} back to {back}; the last environment has no promotesTo"));
        }

        foreach (var stray in all.Except(chain))
        {
            problems.Add(new Problem(file, $"has {stray.Name}, which nothing is promoted to; the first environment trains, each other is the promotesTo of one before it"));
        }

        return chain;
    }

    private void CheckDistinct(IReadOnlyList<EnvironmentConfig> all, Func<EnvironmentConfig, string> value, string member, string rule)
    {
        foreach (var same in all.GroupBy(value).Where(group => group.Count() > 1))
        {
            problems.Add(new Problem(file, $"has the {member} {same.Key} more than once; {rule}"));
        }
    }
}
