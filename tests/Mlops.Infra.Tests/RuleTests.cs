using System.Text.Json.Nodes;

namespace Mlops.Infra.Tests;

public sealed class RuleTests(SynthFixture synth)
{
    private const string Upload = "UploadRule", Ended = "EndedRule", Notify = "Notify";

    public static TheoryData<string, string?> Events => new()
    {
        { ObjectCreated("data-bucket", "incoming/ridership/2001-01.csv"), Upload },
        { ObjectCreated("data-bucket", "incoming/ridership/a b+c/ü.csv"), Upload },
        { ObjectCreated("data-bucket", "incoming/ridership2/2001-01.csv"), null },
        { ObjectCreated("data-bucket", "incoming/ridership"), null },
        { ObjectCreated("data-bucket", "Incoming/ridership/2001-01.csv"), null },
        { ObjectCreated("artifacts-bucket", "incoming/ridership/2001-01.csv"), null },
        { ObjectCreated("data-bucket", "incoming/ridership/2001-01.csv").Replace("Object Created", "Object Deleted", StringComparison.Ordinal), null },
        { StatusChange("mlops-ridership-retrain", "FAILED"), Ended },
        { StatusChange("mlops-ridership-retrain", "ABORTED"), Ended },
        { StatusChange("mlops-ridership-deploy", "TIMED_OUT"), Ended },
        { StatusChange("mlops-ridership-retrain", "SUCCEEDED"), null },
        { StatusChange("mlops-ridership-retrain", "RUNNING"), null },
        { StatusChange("mlops-other-retrain", "FAILED"), null },
        { """{ "source": "mlops", "detail-type": "run finished", "detail": {} }""", Notify },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public void Event_Always_MatchesJustItsRule(string json, string? rule)
    {
        var matching = Rules().Where(each => Matches(Pattern(each.Rule), JsonNode.Parse(json)!)).Select(each => each.Id).ToList();

        Assert.Equal(rule is null ? 0 : 1, matching.Count);
        Assert.All(matching, id => Assert.StartsWith(rule!, id));
    }

    [Fact]
    public void Target_Always_RetriesAndKeepsWhatItCannotDeliver()
        => Assert.All(Rules(), rule =>
        {
            var target = Assert.Single(rule.Rule["Targets"]!.AsArray())!;
            Assert.Equal(10, (int)target["RetryPolicy"]!["MaximumRetryAttempts"]!);
            Assert.Equal(3600, (int)target["RetryPolicy"]!["MaximumEventAgeInSeconds"]!);
            var queue = (string)target["DeadLetterConfig"]!["Arn"]!["Fn::GetAtt"]![0]!;
            Assert.Contains(rule.Template.Resources("AWS::SQS::QueuePolicy").Values, policy => Admits(policy, queue, rule.Id));
        });

    [Fact]
    public void Functions_OfRules_AdmitTheirRuleOnly()
        => Assert.All(synth.Pipeline.Resources("AWS::Lambda::Permission").Values, permission =>
        {
            Assert.Equal("events.amazonaws.com", (string)permission["Properties"]!["Principal"]!);
            Assert.EndsWith("Rule", ((string)permission["Properties"]!["SourceArn"]!["Fn::GetAtt"]![0]!)[..^8]);
        });

    [Fact]
    public void ServiceRules_Always_ListenOnTheDefaultBus()
        => Assert.All(synth.Pipeline.Resources("AWS::Events::Rule").Values, rule => Assert.Null(rule["Properties"]!["EventBusName"]));

    private IEnumerable<(Template Template, string Id, JsonNode Rule)> Rules() => synth.Templates.SelectMany(template =>
        template.Resources("AWS::Events::Rule").Select(rule => (template, rule.Key, rule.Value["Properties"]!)));

    private static bool Admits(JsonObject policy, string queue, string rule)
    {
        var properties = policy["Properties"]!;
        return (string)properties["Queues"]![0]!["Ref"]! == queue && properties["PolicyDocument"]!["Statement"]!.AsArray().Any(statement =>
            (string)statement!["Effect"]! == "Allow"
            && (string?)statement["Condition"]?["ArnEquals"]?["aws:SourceArn"]?["Fn::GetAtt"]?[0] == rule);
    }

    /// <summary>The rule's pattern with references resolved.</summary>
    private static JsonNode Pattern(JsonNode rule) => Resolve(rule["EventPattern"]!);

    private static JsonNode Resolve(JsonNode node) => node switch
    {
        JsonObject map when map.Count == 1 && map.Single().Key is "Ref" or "Fn::Join" or "Fn::ImportValue" or "Fn::GetAtt" => Template.Text(map),
        JsonObject map => new JsonObject(map.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)Resolve(each.Value!)))),
        JsonArray list => new JsonArray([.. list.Select(each => Resolve(each!))]),
        _ => node.DeepClone(),
    };

    /// <summary>Event patterns as far as the templates use them: exact values and prefixes. Anything else fails the test.</summary>
    private static bool Matches(JsonNode pattern, JsonNode? value) => pattern switch
    {
        JsonObject members => value is JsonObject map && members.All(each => Matches(each.Value!, map[each.Key])),
        JsonArray any => value is JsonValue && any.Any(each => each switch
        {
            JsonValue exact => (string)exact! == (string)value!,
            JsonObject { Count: 1 } only => ((string)value!).StartsWith((string)only["prefix"]!, StringComparison.Ordinal),
            _ => throw new InvalidOperationException($"Not a pattern that the templates may use: {each}"),
        }),
        _ => throw new InvalidOperationException($"Not a pattern: {pattern}"),
    };

    private static string ObjectCreated(string bucket, string key) => $$"""
        {
          "version": "0", "id": "17793124-05d4-b198-2fde-7ededc63b103", "detail-type": "Object Created", "source": "aws.s3",
          "account": "123456789012", "time": "2026-01-01T00:00:10Z", "region": "eu-west-1", "resources": ["arn:aws:s3:::{{bucket}}"],
          "detail": {
            "version": "0", "bucket": { "name": "{{bucket}}" },
            "object": { "key": "{{key}}", "size": 5, "etag": "b1946ac92492d2347c6235b4d2611184", "version-id": "v1", "sequencer": "00617F08299329D189" },
            "request-id": "N4N7GDK58NMKJ12R", "requester": "123456789012", "source-ip-address": "1.2.3.4", "reason": "PutObject"
          }
        }
        """;

    private static string StatusChange(string machine, string status) => $$"""
        {
          "version": "0", "id": "315c1398-40ff-a850-213b-158f73e60175", "detail-type": "Step Functions Execution Status Change",
          "source": "aws.states", "account": "123456789012", "time": "2026-01-01T01:00:00Z", "region": "eu-west-1",
          "resources": ["arn:aws:states:eu-west-1:123456789012:execution:{{machine}}:upload-20260101T000000Z"],
          "detail": {
            "executionArn": "arn:aws:states:eu-west-1:123456789012:execution:{{machine}}:upload-20260101T000000Z",
            "stateMachineArn": "arn:aws:states:eu-west-1:123456789012:stateMachine:{{machine}}",
            "name": "upload-20260101T000000Z", "status": "{{status}}", "startDate": 1767225600000, "stopDate": 1767229200000
          }
        }
        """;
}
