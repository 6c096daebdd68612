namespace LocalCloud.CloudFormation;

/// <summary>Templates that cannot be deployed, with every problem found; nothing has been created.</summary>
public sealed class TemplateException(IReadOnlyList<Problem> problems)
    : Exception($"The templates cannot be deployed:{Environment.NewLine}{string.Join(Environment.NewLine, problems.Select(problem => $"  {problem}"))}")
{
    public IReadOnlyList<Problem> Problems { get; } = problems;
}
