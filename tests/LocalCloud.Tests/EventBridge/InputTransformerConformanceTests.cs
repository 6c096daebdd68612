using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.EventBridge;
using LocalCloud.Tests.S3;

namespace LocalCloud.Tests.EventBridge;

public sealed class InputTransformerConformanceTests
{
    public static TheoryData<string> Names()
    {
        var path = Path.Combine(RepositoryPaths.Conformance, "eventpattern/input-transformer-aws.json");
        return File.Exists(path) ? [.. Cases(path).Select(one => one["name"]!.ToString())] : ["(absent)"];
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Target_RecordedInput_IsMadeAlike(string name)
    {
        var one = Cases(RepositoryPaths.RequireConformance("eventpattern/input-transformer-aws.json")).First(one => one["name"]!.ToString() == name);
        var target = one["target"]!.DeepClone().AsObject();
        target["Id"] = "<target-id>";
        if (one["putTargetsError"] is { } refused)
        {
            Assert.Equal(refused["Message"]!.ToString(), Assert.Throws<AwsException>(() => TargetInput.Validate(target)).Message);
            return;
        }

        TargetInput.Validate(target);
        var made = TargetInput.Make(new()
        {
            Id = "1",
            RuleArn = "arn",
            RuleName = "rule",
            Target = target,
            Event = one["event"]!.ToJsonString(),
            AcceptedAt = DateTimeOffset.UnixEpoch,
        });

        AssertSame(one, made);
    }

    private static void AssertSame(JsonObject one, string? made)
    {
        if (one["delivered"]?.GetValue<bool>() == false)
        {
            Assert.Null(made);
        }
        else if (one["expectedBodyIsRawText"]!.GetValue<bool>())
        {
            Assert.Equal(one["expectedBody"]!.ToString(), made);
        }
        else
        {
            Assert.True(Same(one["expectedBody"], JsonNode.Parse(made!)), $"expected {one["expectedBody"]!.ToJsonString()}, got {made}");
        }
    }

    private static bool Same(JsonNode? expected, JsonNode? actual) => expected switch
    {
        JsonObject members => actual is JsonObject other && members.Count == other.Count
            && members.All(member => other.ContainsKey(member.Key) && Same(member.Value, other[member.Key])),
        JsonValue text when text.ToString() == "date" || text.ToString().StartsWith('<') => true,
        _ => JsonNode.DeepEquals(expected, actual),
    };

    private static IEnumerable<JsonObject> Cases(string path) =>
        JsonNode.Parse(File.ReadAllText(path))!["cases"]!.AsArray().Select(one => one!.AsObject());
}
