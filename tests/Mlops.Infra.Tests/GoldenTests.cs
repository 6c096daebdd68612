using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Mlops.Infra.Tests;

/// <summary>Each template in full, so that a change of it is seen and meant. <c>UPDATE_GOLDEN=1 dotnet run --project tests/Mlops.Infra.Tests</c> writes them anew.</summary>
public sealed partial class GoldenTests(SynthFixture synth)
{
    [Theory]
    [InlineData("MlopsFoundation.template.json")]
    [InlineData("Mlops-ridership.template.json")]
    public void Template_Always_IsTheGoldenOne(string name)
    {
        var golden = Path.Combine(Folder(), name);
        var actual = AssetHash().Replace(File.ReadAllText(Path.Combine(synth.Output, name)), "<asset>.zip").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(golden, actual);
        }

        Assert.True(File.Exists(golden), $"{golden} does not exist; write it with UPDATE_GOLDEN=1");
        Assert.Equal(File.ReadAllText(golden), actual);
    }

    [GeneratedRegex("[0-9a-f]{64}\\.zip")]
    private static partial Regex AssetHash();

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Golden");
}
