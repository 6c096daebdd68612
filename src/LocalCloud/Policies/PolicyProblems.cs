namespace LocalCloud.Policies;

/// <summary>Collects the problems of one document.</summary>
internal sealed class PolicyProblems
{
    private readonly List<PolicyProblem> _all = [];

    public IReadOnlyList<PolicyProblem> All => [.. _all.OrderBy(problem => problem.Stage)];

    public void Syntax(string location) => Add(PolicyStage.Syntax, location, "Syntax errors in policy.");

    public void Legacy(string location) => Add(PolicyStage.Legacy, location, "The policy failed legacy parsing");

    public void Add(PolicyStage stage, string location, string message) => _all.Add(new(stage, location, message));
}
