using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Parsing;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Tests.Conformance;

/// <summary>Definitions that AWS accepted or refused, as far as they keep to what this engine offers.</summary>
public sealed class RecordedDefinitions
{
    /// <summary>Words that only definitions beyond this engine contain; it refuses those with a located problem of its own.</summary>
    private static readonly string[] BeyondUs =
        ["JSONata", "DISTRIBUTED", "\"Assign\"", "\"Credentials\"", "ItemReader", "ItemBatcher", "\"ResultWriter\"", ":activity:", "activity_arn", "\"Label\"", "ToleratedFailure", "{%"];

    public static TheoryData<string> Accepted() => Names("asl/localstack-aws-accepted-definitions.json", item => item["definition"] is JsonObject && WithinUs(item));

    public static TheoryData<string> Refused() => Names(
        "asl/localstack-create-errors.json", item => Code(item) == "InvalidDefinition" && WithinUs(item) && item["type"]?.ToString() != "EXPRESS"
            && !Name(item).Contains("express", StringComparison.Ordinal) && !Name(item).Contains("dynamodb", StringComparison.Ordinal));

    [Fact]
    public void Cases_AreThere() => Assert.SkipUnless(ConformanceFolder.Find("asl/localstack-create-errors.json") is not null, ConformanceFolder.Absent);

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Accepted), DisableDiscoveryEnumeration = true)]
    public void Definition_ThatAwsAccepted_IsAccepted(string name)
    {
        var item = Find("asl/localstack-aws-accepted-definitions.json", name);

        var result = DefinitionParser.Parse(JsonText.Write(item["definition"]), _ => null);

        Assert.True(result is ParseResult.Valid, string.Join(Environment.NewLine, (result as ParseResult.Invalid)?.Problems ?? []));
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void Definition_ThatAwsRefused_IsRefusedInItsWords(string name)
    {
        var item = Find("asl/localstack-create-errors.json", name);

        var result = Assert.IsType<ParseResult.Invalid>(DefinitionParser.Parse(JsonText.Write(item["definition"]), _ => null));

        Assert.Equal(item["expectError"]!["Message"]!.GetValue<string>(), $"Invalid State Machine Definition: '{string.Join(", ", result.Problems)}'");
    }

    private static TheoryData<string> Names(string file, Func<JsonNode, bool> applies)
    {
        var data = new TheoryData<string>();
        foreach (var name in Load(file).Where(applies).Select(Name).Distinct())
        {
            data.Add(name);
        }

        return data;
    }

    private static bool WithinUs(JsonNode item) => JsonText.Write(item["definition"]) is var text && !BeyondUs.Any(word => text.Contains(word, StringComparison.Ordinal))
        && !System.Text.RegularExpressions.Regex.IsMatch(text, "\"\\$[A-Za-z_]");

    private static JsonNode Find(string file, string name) => Load(file).First(item => Name(item) == name);

    private static IEnumerable<JsonNode> Load(string file) => ConformanceFolder.Find(file) is { } path
        ? JsonNode.Parse(File.ReadAllText(path))!["cases"]!.AsArray().OfType<JsonNode>()
        : [];

    private static string Name(JsonNode item) => item["name"]!.GetValue<string>();

    private static string? Code(JsonNode item) => item["expectError"]?["Code"]?.GetValue<string>();
}
