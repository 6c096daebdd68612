using Mlops.Infra.Configuration;

namespace Mlops.Infra.Tests;

/// <summary>environments.json: everything that is wrong with it is reported, by its path.</summary>
public sealed class EnvironmentFileTests : IDisposable
{
    private const string Dev = """{ "name": "dev", "account": "111111111111", "region": "eu-west-1", "promotesTo": "prod" }""";
    private const string Prod = """{ "name": "prod", "account": "222222222222", "region": "eu-west-1", "approval": "auto" }""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlops-environment-file-");

    public static TheoryData<string, string> Broken => new()
    {
        { "{}", "no list" },
        { "[7]", "$[0] is no environment" },
        { """[{ "account": "111111111111", "region": "eu-west-1" }]""", "$[0].name is missing" },
        { """[{ "name": "dev", "account": 111111111111, "region": "eu-west-1" }]""", "$[0].account is 111111111111 instead of an account number" },
        { """[{ "name": "dev", "account": "111111111111", "region": "Europe" }]""", "$[0].region is \"Europe\" instead of a region" },
        { """[{ "name": "dev", "account": "111111111111", "region": "eu-west-1", "stage": 1 }]""", "$[0].stage is unknown" },
        { """[{ "name": "dev", "account": "111111111111", "region": "eu-west-1", "approval": "maybe" }]""", "$[0].approval is \"maybe\" instead of 'auto' or 'manual'" },
        { $"[{Dev}]", "promotes dev to 'prod', which is no other environment" },
        { $"[{Dev}, {Prod.Replace("222222222222", "111111111111", StringComparison.Ordinal)}]", "the account 111111111111 more than once" },
        { $"[{Dev}, {Prod.Replace("\"prod\"", "\"dev\"", StringComparison.Ordinal)}]", "the name dev more than once" },
        { $"[{Dev}, {Prod.Replace("eu-west-1", "us-east-1", StringComparison.Ordinal)}]", "write one region for all" },
        { $"[{Dev}, {Prod.Replace("\"approval\": \"auto\"", "\"promotesTo\": \"dev\"", StringComparison.Ordinal)}]", "promotes in a circle" },
        { $"[{Prod}, {Dev}]", "has dev, which nothing is promoted to" },
    };

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Broken))]
    public void Read_OfWhatCannotBe_SaysWhatAndWhere(string text, string problem)
    {
        var (plan, problems) = Read(text, "dev");

        Assert.Null(plan);
        Assert.Contains(problems, each => each.ToString().Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_OfAChain_KnowsWhoTrainsAndWhoIsNext()
    {
        var (plan, problems) = Read($"[{Dev}, {Prod}]", "prod");

        Assert.Empty(problems);
        Assert.Equal(("dev", "dev", null, true), (plan!.Training.Name, plan.Source?.Name, plan.Target?.Name, plan.IsServing));
    }

    [Fact]
    public void Read_WithoutAnEnvironmentAskedFor_IsNone() => Assert.Null(Read($"[{Dev}, {Prod}]", null).Plan);

    [Fact]
    public void Read_OfAnUnknownEnvironment_NamesThoseThereAre() =>
        Assert.Contains("it has dev, prod", Assert.Single(Read($"[{Dev}, {Prod}]", "test").Problems).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Read_WithoutTheFile_NamesTheCure() =>
        Assert.Contains("copy environments.example.json", Assert.Single(Read(null, "dev").Problems).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Example_OfTheRepository_IsSound()
    {
        var problems = new List<Problem>();
        var plan = new EnvironmentFile(problems).Read(
            new AppSettings { Root = RepositoryRoot.Find(AppContext.BaseDirectory)!, Environments = "environments.example.json", Environment = "prod" });

        Assert.Empty(problems);
        Assert.Equal("dev", plan!.Source!.Name);
    }

    [Fact]
    public void Listing_OfAChain_IsInTheOrderOfPromotion() => Assert.Equal(
        (true, """[{"name":"dev","account":"111111111111","region":"eu-west-1"},{"name":"prod","account":"222222222222","region":"eu-west-1"}]""" + Environment.NewLine, ""),
        List($"[{Dev}, {Prod}]"));

    [Fact]
    public void Listing_WithoutTheFile_IsEmpty() => Assert.Equal((true, "[]" + Environment.NewLine, ""), List(null));

    [Fact]
    public void Listing_OfWhatCannotBe_SaysWhyAndListsNothing()
    {
        var (listed, output, errors) = List($"[{Dev}]");

        Assert.Equal((false, ""), (listed, output));
        Assert.Contains("promotes dev to 'prod', which is no other environment", errors, StringComparison.Ordinal);
    }

    private (bool Listed, string Output, string Errors) List(string? text)
    {
        Write(text);
        using StringWriter output = new(), errors = new();
        return (EnvironmentListing.Write(new AppSettings { Root = _folder.FullName }, output, errors), output.ToString(), errors.ToString());
    }

    private (EnvironmentPlan? Plan, List<Problem> Problems) Read(string? text, string? environment)
    {
        Write(text);
        var problems = new List<Problem>();
        return (new EnvironmentFile(problems).Read(new AppSettings { Root = _folder.FullName, Environment = environment }), problems);
    }

    private void Write(string? text)
    {
        if (text is not null)
        {
            File.WriteAllText(Path.Combine(_folder.FullName, EnvironmentFile.Name), text);
        }
    }
}
