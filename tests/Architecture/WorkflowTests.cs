using System.Text.RegularExpressions;

namespace Architecture;

/// <summary>What CI may run and who it may become: whoever can change a workflow's parts can deploy.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, ".github/workflows"), "*.yml")];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_ActionsOfOthers_ArePinnedToACommit(string file)
    {
        var actions = Uses().Matches(File.ReadAllText(file)).Select(match => match.Groups["action"].Value).Where(action => !action.StartsWith("./", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(actions);
        Assert.DoesNotContain(actions, action => !Commit().IsMatch(action));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_OfAFork_GetsNoSecrets(string file)
    {
        var text = File.ReadAllText(file);

        Assert.DoesNotContain("pull_request_target", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secrets.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("aws-access-key-id", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Roles_OfCi_TrustOneRepositoryByItsExactSubject()
    {
        var template = File.ReadAllText(Path.Combine(Repository.Root, "build/ci-roles.template.yaml"));

        var subjects = Subject().Matches(template).Select(match => match.Groups["subject"].Value).ToList();

        Assert.Equal(["!Sub repo:${Repository}:environment:${Environment}", "!Sub repo:${Repository}:pull_request"], subjects);
        Assert.DoesNotContain("StringLike", template, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\s*-?\s*uses:\s*(?<action>\S+)", RegexOptions.Multiline)]
    private static partial Regex Uses();

    [GeneratedRegex("@[0-9a-f]{40}$")]
    private static partial Regex Commit();

    [GeneratedRegex("actions.githubusercontent.com:sub: (?<subject>.+)$", RegexOptions.Multiline)]
    private static partial Regex Subject();
}
