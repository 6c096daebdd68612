using System.Text;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Tests;

public sealed class ConfigTests : IDisposable
{
    private const string Definition = """{ "name": "NAME", "problem": { "type": "regression", "label": "y" } }""";

    private const string Environments = """[{ "name": "dev", "account": "111111111111", "region": "eu-west-1" }]""";

    // As ELF numbers them.
    private const char X86 = (char)62;
    private const char Arm = (char)183;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mlops-config-");

    public ConfigTests()
    {
        Write("artifacts/functions/linux-x64/bootstrap", "#!/bin/sh");
        Write("artifacts/functions/linux-x64/aws-roots.pem", "roots");
        Write("artifacts/images.json", $$"""{ "images": { "mlops/algorithm": { "digest": "{{SynthFixture.Digest}}", "command": ["x"] } } }""");
        AddPipeline("demand");
    }

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void Load_OfASoundRepository_GivesPipelinesAndDigests()
    {
        var config = Assert.IsType<AppConfigResult.Loaded>(Load()).Config;

        Assert.Equal("demand", Assert.Single(config.Pipelines).Definition.Name);
        Assert.Equal(SynthFixture.Digest, config.Images.Of(null));
    }

    [Fact]
    public void Load_OfTheRepositorysPipelines_FindsNoFaultInThem()
    {
        var root = RepositoryRoot.Find(AppContext.BaseDirectory)!;
        var result = AppConfigLoader.Load(new AppSettings
        {
            Root = _root.FullName,
            Pipelines = Path.Combine(root, "pipelines"),
        });

        Assert.True(result is AppConfigResult.Loaded, string.Join('\n', (result as AppConfigResult.Refused)?.Problems ?? []));
    }

    [Fact]
    public void Load_OfManyFaults_NamesAllOfThemByFile()
    {
        File.Delete(Path.Combine(_root.FullName, "artifacts/functions/linux-x64/bootstrap"));
        File.Delete(Path.Combine(_root.FullName, "artifacts/images.json"));
        AddPipeline("one", """{ "name": "one", "problem": { "type": "poetry", "label": "" }, "colour": "red" }""");
        AddPipeline("two", "{ not json");

        var problems = Refused();

        Assert.Contains(problems, problem => problem.Contains("./mlops build", StringComparison.Ordinal) && problem.Contains("bootstrap", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("images.json", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("one/pipeline.json: $.colour", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("one/pipeline.json: $.problem.type", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("two/pipeline.json: $", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("linux-x64", X86, null, "x86_64")]
    [InlineData("linux-x64", X86, "x86_64", "x86_64")]
    [InlineData("linux-x64", Arm, null, "arm64")]
    [InlineData("linux-arm64", Arm, "arm64", "arm64")]
    public void Load_OfFunctionsForAProcessor_FollowsTheExecutable(string folder, char machine, string? asked, string architecture)
    {
        WriteFunctions(folder, machine);

        var config = Assert.IsType<AppConfigResult.Loaded>(AppConfigLoader.Load(Settings() with { FunctionArchitecture = asked })).Config;

        Assert.Equal(architecture, config.Functions.Architecture.Name);
    }

    [Theory]
    [InlineData("linux-x64", Arm, "x86_64", "is compiled for arm64, and functionArchitecture asks for x86_64")]
    [InlineData("linux-arm64", X86, "arm64", "is compiled for x86_64, and functionArchitecture asks for arm64; run ./mlops build --arch arm64")]
    [InlineData("linux-x64", X86, "sparc", "'sparc' is none; choose x86_64 or arm64")]
    public void Load_OfFunctionsForAnotherProcessorThanAskedFor_IsRefused(string folder, char machine, string asked, string message)
    {
        WriteFunctions(folder, machine);

        var refused = Assert.IsType<AppConfigResult.Refused>(AppConfigLoader.Load(Settings() with { FunctionArchitecture = asked }));

        Assert.Contains(message, Assert.Single(refused.Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfFunctionsForAProcessorThatLambdaDoesNotHave_IsRefused()
    {
        WriteFunctions("linux-x64", (char)243);

        Assert.Contains("is compiled for neither x86_64 nor arm64", Assert.Single(Refused()), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfFunctionsWithoutRoots_IsRefused()
    {
        File.Delete(Path.Combine(_root.FullName, "artifacts/functions/linux-x64/aws-roots.pem"));

        Assert.Contains("has no file 'aws-roots.pem'; run ./mlops build", Assert.Single(Refused()), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithoutAnAccountFile_HasTheDefaults()
    {
        var account = Assert.IsType<AppConfigResult.Loaded>(Load()).Config.Account;

        Assert.Equal((null, false, 400), (account.Network, account.Trail, account.Retention.CaptureDays));
    }

    [Fact]
    public void Load_OfAnAccountFile_ReadsIt()
    {
        Write("account.json", """{ "network": {}, "trail": true, "retention": { "captureDays": 30 } }""");

        var account = Assert.IsType<AppConfigResult.Loaded>(Load()).Config.Account;

        Assert.Equal((true, true, 30, 90), (account.Network is { Subnets.Count: 0 }, account.Trail, account.Retention.CaptureDays, account.Retention.OldVersionDays));
    }

    [Fact]
    public void Load_OfAnEnvironment_ReadsTheFileOfItsAccount()
    {
        Write("environments.json", Environments);
        Write("account.json", """{ "trail": false }""");
        Write("account.dev.json", """{ "trail": true }""");

        var loaded = Assert.IsType<AppConfigResult.Loaded>(AppConfigLoader.Load(Settings() with { Environment = "dev" }));

        Assert.True(loaded.Config.Account.Trail);
    }

    [Fact]
    public void Load_OfAnEnvironmentBesideTheFileOfNone_NamesTheFileToWrite()
    {
        Write("environments.json", Environments);
        Write("account.json", """{ "trail": true }""");

        var refused = Assert.IsType<AppConfigResult.Refused>(AppConfigLoader.Load(Settings() with { Environment = "dev" }));

        Assert.Contains("account.dev.json: is missing, and account.json belongs to no environment", Assert.Single(refused.Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAnEnvironmentsFileThatCannotBe_NamesThatFile()
    {
        Write("environments.json", Environments);
        Write("account.dev.json", """{ "trial": true }""");

        var refused = Assert.IsType<AppConfigResult.Refused>(AppConfigLoader.Load(Settings() with { Environment = "dev" }));

        Assert.Contains("account.dev.json", Assert.Single(refused.Problems).Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "network": { "subnets": ["subnet-01234567"] } }""", "without the other")]
    [InlineData("""{ "network": { "subnets": ["here"], "securityGroups": ["sg-01234567"] } }""", "'here', which is no subnet's id")]
    [InlineData("""{ "network": { "subnets": ["subnet-01234567"], "securityGroups": ["open"] } }""", "'open', which is no security group's id")]
    [InlineData("""{ "retention": { "captureDays": 0 } }""", "$.retention.captureDays is 0")]
    [InlineData("""{ "retention": { "stepOutputDays": 14 } }""", "$.retention.stepOutputDays is 14, and at least 15 are needed: a failed run can be redriven for 14 days")]
    [InlineData("""{ "trial": true }""", "is not understood")]
    [InlineData("{", "is not understood")]
    public void Load_OfAnAccountFileThatCannotBe_SaysWhy(string json, string reason)
    {
        Write("account.json", json);

        Assert.Contains(Refused(), problem => problem.Contains("account.json", StringComparison.Ordinal) && problem.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_OfResultsThatOutliveTheAccounts_IsRefused()
    {
        Write("account.json", """{ "retention": { "cacheDays": 29 } }""");

        var problems = Refused();

        Assert.Equal(3, problems.Count(problem => problem.Contains("cache.expireAfter is P30D, and the account keeps results for 29 days", StringComparison.Ordinal)));
    }

    [Fact]
    public void Load_OfNoPipeline_IsRefused()
    {
        Directory.Delete(Path.Combine(_root.FullName, "pipelines"), recursive: true);

        Assert.Contains("has no pipeline", Assert.Single(Refused()));
    }

    [Fact]
    public void Load_OfAPipelineInAFolderOfAnotherName_IsRefused()
    {
        AddPipeline("other", Definition.Replace("NAME", "demands", StringComparison.Ordinal));

        Assert.Contains("$.name is 'demands' but the folder is 'other'", Assert.Single(Refused()));
    }

    [Theory]
    [InlineData(null, "is missing")]
    [InlineData("date,temp\n", "has no rows")]
    public void Load_WithoutGoldenRows_IsRefused(string? golden, string message)
    {
        AddPipeline("other", golden: golden);

        Assert.Contains(message, Assert.Single(Refused()));
    }

    [Fact]
    public void Load_OfTooManyGoldenRows_IsRefused()
    {
        AddPipeline("other", golden: "a\n" + new string('1', 40_000));

        Assert.Contains("shorten it", Assert.Single(Refused()));
    }

    [Fact]
    public void Load_OfANameThatStepFunctionsWouldTakeForAPath_IsRefused()
    {
        AddPipeline("other", """
            { "name": "other", "problem": { "type": "regression", "label": "y" },
              "steps": { "train": { "hyperparameters": { "seed.$": "1" } } } }
            """);

        Assert.Contains("$.steps.train.hyperparameters.seed.$", Assert.Single(Refused()));
    }

    [Fact]
    public void Load_OfAFaultyScheduleOrMonitor_NamesThePlace()
    {
        AddPipeline("other", """
            { "name": "other", "problem": { "type": "regression", "label": "y" },
              "triggers": { "schedules": ["rate(1 days)"] }, "monitor": { "interval": "PT90M" } }
            """);

        var problems = Refused();

        Assert.Contains(problems, problem => problem.Contains("other/pipeline.json: $.triggers.schedules[0]", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("other/pipeline.json: $.monitor.interval", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("prepare")]
    [InlineData("train")]
    [InlineData("evaluate")]
    [InlineData("monitor")]
    public void Load_OfAnImageWithoutDigest_IsRefused(string step)
    {
        AddPipeline("other", $$$"""
            { "name": "other", "problem": { "type": "regression", "label": "y" }, "steps": { "{{{step}}}": { "image": "team/trainer" } } }
            """);

        Assert.Contains("no digest for the image 'team/trainer'", Assert.Single(Refused()));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(SynthFixture.Digest, false)]
    public void Load_OfALocalFoldersDigest_IsLocalUntilARegistrysIsGiven(string? digest, bool local)
    {
        Write("artifacts/images.json", $$"""{ "images": { "mlops/algorithm": { "digest": "{{SynthFixture.Digest}}", "local": true } } }""");

        var images = Assert.IsType<AppConfigResult.Loaded>(Load(digest)).Config.Images;

        Assert.Equal(local, images.Local.Contains("mlops/algorithm"));
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("sha256:0123")]
    public void Load_OfAnImageDigestThatIsNone_IsRefused(string digest)
        => Assert.Contains("is no digest", Assert.Single(Refused(digest)));

    [Fact]
    public void Load_OfAnImageFileThatIsNoJson_IsRefused()
    {
        Write("artifacts/images.json", "not json");

        Assert.Contains(Refused(), problem => problem.Contains("is not a file of image digests", StringComparison.Ordinal));
    }

    [Fact]
    public void CommandLine_OfKnownArguments_IsRead()
    {
        var line = CommandLine.Read(["-c", "functions=/f=g", "--output", "/out"]);

        Assert.Null(line.Problem);
        Assert.Equal("/f=g", line.Context["functions"]);
        Assert.Equal("/out", line.Output);
    }

    [Fact]
    public void CommandLine_ThatAsksForTheEnvironments_MayNameTheirFile()
    {
        var line = CommandLine.Read(["-c", "environments=/e.json", "--environments"]);

        Assert.Equal((null, true, "/e.json"), (line.Problem, line.ListsEnvironments, line.Context["environments"]));
    }

    [Theory]
    [InlineData("--environments", "--output")]
    [InlineData("-c", "colour=red")]
    [InlineData("-c", "functions")]
    [InlineData("--verbose")]
    [InlineData("--output")]
    public void CommandLine_OfAnythingElse_IsRefusedWithWhatIsKnown(params string[] arguments)
        => Assert.Contains("-c functions=…", CommandLine.Read(arguments).Problem);

    private AppConfigResult Load(string? digest = null) => AppConfigLoader.Load(Settings() with { ImageDigest = digest });

    private AppSettings Settings() => new() { Root = _root.FullName };

    private void WriteFunctions(string folder, char machine)
    {
        Write($"artifacts/functions/{folder}/aws-roots.pem", "roots");
        var header = "\u007fELF\u0002\u0001\u0001" + new string('\0', 9) + "\u0003\0" + machine + "\0";
        File.WriteAllBytes(Path.Combine(_root.FullName, "artifacts/functions", folder, "bootstrap"), Encoding.Latin1.GetBytes(header));
    }

    private IReadOnlyList<string> Refused(string? digest = null)
        => [.. Assert.IsType<AppConfigResult.Refused>(Load(digest)).Problems.Select(problem => problem.ToString())];

    private void AddPipeline(string name, string? definition = null, string? golden = "date,temp\n2004-01-01,30\n")
    {
        Write($"pipelines/{name}/pipeline.json", definition ?? Definition.Replace("NAME", name, StringComparison.Ordinal));
        if (golden is not null)
        {
            Write($"pipelines/{name}/golden.csv", golden);
        }
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_root.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
