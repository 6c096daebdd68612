using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace Architecture;

/// <summary>LocalCloud's engines know neither each other nor the web server; Hosting joins them.</summary>
public sealed class EngineTests
{
    private static readonly string[] Engines =
        ["CloudFormation", "CloudWatch", "EventBridge", "Iam", "Lambda", "S3", "SageMaker", "Sns", "Sqs", "Ssm", "StepFunctions"];

    private static readonly ArchUnitNET.Domain.Architecture LocalCloud =
        new ArchLoader().LoadAssemblies(Assembly.Load("LocalCloud"), Assembly.Load("LocalCloud.StatesLanguage"), Assembly.Load("Microsoft.AspNetCore.Http.Abstractions")).Build();

    public static TheoryData<string> EngineNames => new(Engines);

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void Engine_Dependencies_AreNotOtherEngines(string engine)
    {
        var others = string.Join('|', Engines.Where(other => other != engine).Append("Hosting"));

        Types().That().ResideInNamespaceMatching($@"^LocalCloud\.{engine}(\.|$)")
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching($@"^LocalCloud\.({others})(\.|$)"))
            .Check(LocalCloud);
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void Engine_OutsideItsHttpFolder_KnowsNoWebServer(string engine) =>
        Types().That().ResideInNamespaceMatching($@"^LocalCloud\.{engine}(\.(?!Http)|$)")
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(@"^Microsoft\.AspNetCore(\.|$)"))
            .WithoutRequiringPositiveResults()
            .Check(LocalCloud);

    [Fact]
    public void Engines_AllNamed_Exist()
    {
        var namespaces = LocalCloud.Namespaces.Select(item => item.FullName).ToHashSet(StringComparer.Ordinal);

        Assert.Subset(namespaces, Engines.Select(engine => $"LocalCloud.{engine}").ToHashSet(StringComparer.Ordinal));
    }
}
