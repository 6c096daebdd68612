using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Execution;
using LocalCloud.StatesLanguage.Parsing;
using LocalCloud.StatesLanguage.Paths;
using LocalCloud.StatesLanguage.Tests.Execution;

namespace LocalCloud.StatesLanguage.Tests.Conformance;

/// <summary>
/// Executions recorded from the real service: same status, output, error, cause and event types. A case is run when it needs
/// nothing beyond a scripted function and its definition uses only features that this engine offers.
/// </summary>
public sealed class RecordedExecutions
{
    private static readonly string[] Unsupported =
        ["field:Assign", "variables", "jsonata", "map:DISTRIBUTED", "field:Credentials", "field:ItemReader", "field:ItemBatcher", "field:Arguments", "field:Output",
         "field:ToleratedFailureCount", "field:ToleratedFailureCountPath", "field:ToleratedFailurePercentage", "field:ToleratedFailurePercentagePath"];

    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        if (ConformanceFolder.Find("asl/localstack") is { } folder)
        {
            foreach (var file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
            {
                Applicable(file).ToList().ForEach(name => data.Add(Path.GetFileName(file), name));
            }
        }

        return data;
    }

    [Fact]
    public void Cases_AreThere() => Assert.SkipUnless(ConformanceFolder.Find("asl/localstack") is not null, ConformanceFolder.Absent);

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task Execution_OfARecordedMachine_EndsAsRecorded(string file, string name)
    {
        var recorded = Load(Path.Combine(ConformanceFolder.Find("asl/localstack")!, file)).Single(item => Name(item) == name);
        var definition = JsonText.Write(recorded["definition"]);
        Assert.IsType<ParseResult.Valid>(DefinitionParser.Parse(definition, _ => null));
        var journal = new MemoryJournal();

        var outcome = await Runs.RunAsync(definition, JsonText.Write(recorded["input"]), new RecordedTasks(recorded).AsRunner(), journal);

        AssertSame(recorded, outcome);
        AssertEvents(recorded, journal);
    }

    private static void AssertSame(JsonNode recorded, ExecutionOutcome outcome)
    {
        var expected = recorded["expected"]!;
        switch (outcome)
        {
            case ExecutionOutcome.Succeeded done:
                Assert.Equal("SUCCEEDED", expected["status"]!.GetValue<string>());
                Placeholders.AssertMatches(expected["output"], done.Output, RecordedTasks.Ignored(recorded));
                break;
            case ExecutionOutcome.Failed failed:
                Assert.True(expected["status"]!.GetValue<string>() == "FAILED" && JsonValues.AsString(expected["error"]) == failed.Error.Error,
                    $"Expected {expected["status"]} {expected["error"]}, but was FAILED {failed.Error.Error}: {failed.Error.Cause}");
                Placeholders.AssertMatches(expected["cause"], failed.Error.Cause, RecordedTasks.Ignored(recorded));
                break;
            default:
                Assert.Equal(expected["status"]!.GetValue<string>(), outcome is ExecutionOutcome.TimedOut ? "TIMED_OUT" : "ABORTED");
                break;
        }
    }

    private static void AssertEvents(JsonNode recorded, MemoryJournal journal)
    {
        if (recorded["eventsSorted"] is not null || recorded["expected"]!["eventTypes"] is not JsonArray types)
        {
            return;
        }

        var expected = types.Select(type => type!.GetValue<string>());
        var actual = journal.Events.Select(item => item.Type);
        // The order of what concurrent branches do is chance.
        var sorted = recorded["concurrent"]?.GetValue<bool>() == true;
        Assert.Equal(sorted ? expected.Order(StringComparer.Ordinal) : expected, sorted ? actual.Order(StringComparer.Ordinal) : actual);
    }

    private static IEnumerable<string> Applicable(string file) => Load(file)
        .Where(item => item["kind"]!.GetValue<string>() == "execution" && item["type"]!.GetValue<string>() == "STANDARD")
        .Where(item => item["tier"]!.GetValue<int>() <= 1 && item["queryLanguage"]!.GetValue<string>() == "JSONPath")
        .Where(item => item["unfinished"] is null && item["interaction"] is null)
        .Where(item => !item["features"]!.AsArray().Any(feature => Unsupported.Contains(feature!.GetValue<string>())))
        .Select(Name);

    private static IEnumerable<JsonNode> Load(string file) => JsonNode.Parse(File.ReadAllText(file))!["cases"]!.AsArray().OfType<JsonNode>();

    private static string Name(JsonNode item) => item["name"]!.GetValue<string>();
}
