using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Mlops.Infra.Tests;

/// <summary>The templates of the first and the last environment in full; they are written anew as those of <see cref="GoldenTests"/>.</summary>
public sealed partial class EnvironmentGoldenTests(SynthFixture synth)
{
    [Theory]
    [InlineData("dev", "MlopsFoundation.template.json")]
    [InlineData("prod", "MlopsFoundation.template.json")]
    [InlineData("prod", "Mlops-ridership.template.json")]
    public void Template_OfAnEnvironment_IsTheGoldenOne(string environment, string name)
    {
        var golden = Path.Combine(Folder(), environment, name);
        var actual = AssetHash().Replace(File.ReadAllText(Path.Combine(synth.Environments.Output(environment), name)), "<asset>.zip").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(golden)!);
            File.WriteAllText(golden, actual);
        }

        Assert.True(File.Exists(golden), $"{golden} does not exist; write it with UPDATE_GOLDEN=1");
        Assert.Equal(File.ReadAllText(golden), actual);
    }

    [GeneratedRegex("[0-9a-f]{64}\\.zip")]
    private static partial Regex AssetHash();

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Golden");
}
