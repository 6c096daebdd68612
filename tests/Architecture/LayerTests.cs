using System.Reflection;

namespace Architecture;

/// <summary>Which assembly may reference which: the product never knows the emulator, the emulator never knows the product.</summary>
public sealed class LayerTests
{
    private static readonly string[] Framework = ["System", "Microsoft", "netstandard", "mscorlib"];

    public static TheoryData<Assembly, string[]> Layers => new()
    {
        { typeof(Mlops.Domain.Pipelines.PipelineDefinition).Assembly, ["MathNet.Numerics"] },
        { Assembly.Load("bootstrap"), ["Mlops.Domain", "Amazon.", "AWSSDK."] },
        { Assembly.Load("Mlops.Algorithm"), ["Mlops.Domain", "CsvHelper"] },
        { Assembly.Load("Mlops.Infra"), ["Mlops.Domain", "Amazon.CDK", "Amazon.JSII", "Constructs"] },
        { Assembly.Load("LocalCloud.StatesLanguage"), [] },
        { Assembly.Load("LocalCloud"), ["LocalCloud.StatesLanguage"] },
        { Assembly.Load("mlops"), ["Mlops.Domain", "LocalCloud", "Amazon.", "AWSSDK.", "Spectre.Console"] },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void Assembly_References_StayWithinItsLayer(Assembly assembly, string[] allowed)
    {
        var references = assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

        var strangers = references.Where(name =>
            !Framework.Concat(allowed).Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));

        Assert.Empty(strangers);
    }
}
