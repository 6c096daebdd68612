using System.Text.RegularExpressions;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.Tests.Functions;

public sealed partial class FunctionCatalogTests
{
    [Fact]
    public void Names_OfTheCatalog_AreTheOnesOfTheContract()
    {
        var retrain = RepoFiles.Read("docs/concepts/retrain.md");
        var table = retrain[retrain.IndexOf("## Functions", StringComparison.Ordinal)..retrain.IndexOf("Environment, ", StringComparison.Ordinal)];
        var environments = RepoFiles.Read("docs/concepts/environments.md");
        var approval = RepoFiles.Read("docs/concepts/approval.md");
        var monitor = approval[approval.IndexOf("## Functions", StringComparison.Ordinal)..] + RepoFiles.Read("docs/concepts/monitor.md") + environments[environments.IndexOf("## Functions", StringComparison.Ordinal)..];

        Assert.Equal(Row().Matches(table + monitor).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal).Order(), FunctionCatalog.Names.Order());
    }

    [Fact]
    public void Create_UnknownName_NamesTheFunctions()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Catalog(_ => "x").Create("train"));

        Assert.Contains("upload-trigger", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_MissingVariable_IsNamed() =>
        Assert.Contains("ENDPOINT", Assert.Throws<InvalidOperationException>(() => Catalog(_ => null).Create("smoke-test")).Message, StringComparison.Ordinal);

    private static FunctionCatalog Catalog(Func<string, string?> variable)
    {
        var world = new Fakes.World();
        return new FunctionCatalog(new AwsClients(() => world.S3, () => world.StepFunctions, () => world.SageMaker, () => world.Runtime, () => world.Events), new FunctionSettings(variable), TimeProvider.System);
    }

    [GeneratedRegex(@"^\| `([a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
