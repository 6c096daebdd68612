using System.Text.RegularExpressions;

namespace Mlops.Infra.Tests;

/// <summary>A setting is taken away in two steps, since CloudFormation keeps exports that are in use: pipelines are deployed first, on the foundation as it is.</summary>
public sealed partial class LeavingTests(SynthFixture synth)
{
    [Fact]
    public void Pipeline_OutOfTheNetwork_ImportsOnlyWhatTheFoundationWithItExports()
        => AssertLeaves(synth.GuardedFoundation, before: synth.GuardedPipeline, after: synth.Pipeline);

    [Fact]
    public void Pipeline_OutOfAnEnvironmentThatTrains_ImportsOnlyWhatItsFoundationExports()
        => AssertLeaves(synth.Environments.Foundation("dev"), before: synth.Environments.Pipeline("dev"), after: synth.Pipeline);

    // The first says that two steps are needed, the second that they can be taken.
    private static void AssertLeaves(Template foundation, Template before, Template after)
    {
        var exports = foundation.Json["Outputs"]!.AsObject().Select(output => (string)output.Value!["Export"]!["Name"]!).ToList();

        Assert.NotEmpty(Imports(before).Except(Imports(after)));
        Assert.Empty(Imports(after).Except(exports));
    }

    private static HashSet<string> Imports(Template template)
        => [.. Import().Matches(template.Json.ToJsonString()).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("\"Fn::ImportValue\":\"([^\"]+)\"")]
    private static partial Regex Import();
}
