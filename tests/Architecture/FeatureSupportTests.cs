using System.Text.RegularExpressions;
using LocalCloud.Hosting;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Parsing;

namespace Architecture;

/// <summary>docs/feature-support.md says what the LocalCloud serves, no more and no less, and names tests that exist.</summary>
public sealed partial class FeatureSupportTests
{
    private const string FieldGroup = "States Language fields";

    private static readonly Lazy<FeaturePage> Page = new(() => FeaturePage.Read(Path.Combine(Repository.Root, "docs", "feature-support.md")));

    [Fact]
    public async Task Page_EveryGroup_IsWhatTheLocalCloudServes()
    {
        var folder = Directory.CreateTempSubdirectory("features-");
        try
        {
            var options = new LocalCloudOptions { StateFolder = folder.FullName, AccessKeyId = "AKIDEXAMPLE", SecretAccessKey = "secret", Random = new Random(1) };
            await using var cloud = await LocalCloudHost.StartAsync(options, TestContext.Current.CancellationToken);

            var served = cloud.Supported.SelectMany(group => group.Features.Select(feature => $"{group.Name}: {feature}"));

            var written = Page.Value.Lines.Where(line => line.Group != FieldGroup).Select(line => $"{line.Group}: {line.Feature}");
            Assert.Equal(served.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Page_EveryTest_Exists()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(TestsIn).ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(Page.Value.Lines, line => !tests.Contains(line.Test));
    }

    [Fact]
    public void Page_FieldsOfEveryState_AreThoseThatDefinitionsMayHave()
    {
        var written = Page.Value.Lines.Where(line => line.Group == FieldGroup).Select(line => line.Feature).ToList();
        var names = AllFields.Concat(written.Select(feature => feature.Split(' ')[1])).Distinct().ToList();

        var accepted = LocalCloud.StatesLanguage.LanguageFeatures.States
            .SelectMany(type => names.Where(name => IsAccepted(type, name)).Select(name => $"{type} {name}"));

        Assert.Equal(accepted.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    /// <summary>The fields of the specification, those of JSONata among them.</summary>
    private static string[] AllFields =>
    [
        "Type", "Comment", "InputPath", "OutputPath", "Next", "End", "ResultPath", "Parameters", "ResultSelector", "Retry", "Catch", "QueryLanguage",
        "Assign", "Output", "Arguments", "Resource", "TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath", "Credentials",
        "Result", "Choices", "Default", "Seconds", "SecondsPath", "Timestamp", "TimestampPath", "Error", "ErrorPath", "Cause", "CausePath", "Branches",
        "ItemProcessor", "Iterator", "ItemsPath", "Items", "ItemSelector", "ItemReader", "ItemBatcher", "ResultWriter", "MaxConcurrency",
        "MaxConcurrencyPath", "ToleratedFailureCount", "ToleratedFailureCountPath", "ToleratedFailurePercentage", "ToleratedFailurePercentagePath", "Label",
    ];

    /// <summary>The field's value is wrong as a rule: what counts is that nobody calls the field itself unsupported.</summary>
    private static bool IsAccepted(string type, string field)
    {
        var members = field == "Type" ? $$"""{"Type":"{{type}}"}""" : $$"""{"Type":"{{type}}","{{field}}":null}""";
        var parsed = DefinitionParser.Parse($$$"""{"StartAt":"S","States":{"S":{{{members}}} }}""", (TaskResource _) => null);
        return parsed is not ParseResult.Invalid invalid || !invalid.Problems.Any(problem => problem.Message == $"Field '{field}' is not supported");
    }

    private static IEnumerable<string> TestsIn(string file) =>
        TestMethod().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileNameWithoutExtension(file)}.{match.Groups[1].Value}");

    [GeneratedRegex(@"\[(?:Fact|Theory)[^\n]*\n(?:\s*\[[^\n]*\n|[^\n]*""[^\n]*\)\]\n)*\s*public (?:static )?(?:async )?(?:Task|void) (\w+)\(")]
    private static partial Regex TestMethod();
}
