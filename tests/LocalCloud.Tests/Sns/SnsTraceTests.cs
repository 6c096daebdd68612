using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalCloud.Api;
using LocalCloud.Models;
using LocalCloud.Tests.Iam;
using LocalCloud.Tests.Testing;
using LocalCloud.Policies;

namespace LocalCloud.Tests.Sns;

public sealed class SnsTraceTests
{
    private static readonly HashSet<string> Served =
    [
        "CreateTopic", "DeleteTopic", "Subscribe", "Unsubscribe", "Publish", "ListTopics", "GetTopicAttributes", "SetTopicAttributes", "ListSubscriptionsByTopic",
        "CreateQueue", "DeleteQueue", "GetQueueUrl", "GetQueueAttributes", "SetQueueAttributes", "SendMessage", "ReceiveMessage", "DeleteMessage",
    ];

    /// <summary>Parts of names of recordings that cannot be replayed, each with the reason.</summary>
    private static readonly Dictionary<string, string> Unusable = new()
    {
        ["Fifo"] = "FIFO topics and queues are refused by name",
        ["fifo"] = "FIFO topics and queues are refused by name",
        ["MultiRegions"] = "a cloud has one region",
        ["publish_by_path_parameters"] = "the recording lacks a call over plain HTTP",
        ["test_message_structure_json_to_sqs"] = "the recording lacks the subscription that a helper made",
        ["test_filter_policy"] = "filter policies are refused by name",
        ["test_sub_filter_policy"] = "filter policies are refused by name",
    };

    // LocalCloud signs nothing and serves no unsigned links.
    private static readonly HashSet<string> Ignored = ["ResponseMetadata", "SignatureVersion", "Signature", "SigningCertURL", "UnsubscribeURL"];

    [Fact]
    public async Task Sns_RecordedCallsOfAws_AreAnsweredAsAwsDid()
    {
        var problems = new List<string>();
        var replayed = 0;
        foreach (var recorded in Conformance.Cases("api-traces", "sns.json"))
        {
            var name = recorded!["name"]!.ToString();
            var steps = recorded["steps"]!.AsArray();
            if (Unusable.Keys.Any(name.Contains) || !steps.All(step => Served.Contains(Operation(step!))))
            {
                continue;
            }

            replayed++;
            using var cloud = new Messaging();
            problems.AddRange((await ReplayAsync(cloud, steps)).Select(problem => $"{name}\n    {problem}"));
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{replayed} recordings");
        Assert.NotEqual(0, replayed);
        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }

    private static async Task<List<string>> ReplayAsync(Messaging cloud, JsonArray steps)
    {
        var (answers, problems) = (new List<JsonObject>(), new List<string>());
        foreach (var step in steps)
        {
            var input = step!["args"]?.ToJsonString() ?? "{}";
            input = Regex.Replace(input.Replace("111111111111", IamFixture.Account, StringComparison.Ordinal), "@@ref:(\\d+):([\\w.]+)@@", match => Referred(answers, match));
            // Deliveries are there before Publish answers, and the clock stands still.
            input = Regex.Replace(input, "\"WaitTimeSeconds\":\\d+", "\"WaitTimeSeconds\":0");
            var answer = await AnswerAsync(cloud, step["svc"]!.ToString(), Operation(step), input);
            answers.Add(answer);
            foreach (var (_, expectation) in step["expect"]?.AsObject() ?? [])
            {
                if (expectation!["at"]!.ToString().Length == 0 && Difference(expectation["value"], answer, "") is { } difference)
                {
                    problems.Add($"{step["i"]} {step["op"]} {difference}");
                }
            }
        }

        return problems;
    }

    private static async Task<JsonObject> AnswerAsync(Messaging cloud, string service, string operation, string input)
    {
        try
        {
            return await cloud.CallAsync(service, operation, input);
        }
        catch (AwsException error)
        {
            var code = (ServiceModel.Find(service)!.Shapes.GetValueOrDefault(error.Code) as StructureShape)?.Error?.Code ?? error.Code;
            return new() { ["Error"] = new JsonObject { ["Code"] = code, ["Message"] = error.Message, ["Type"] = "Sender" } };
        }
    }

    private static string Operation(JsonNode step) =>
        string.Concat(step["op"]!.ToString().Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string Referred(List<JsonObject> answers, Match match) => match.Groups[2].Value.Split('.')
        .Aggregate((JsonNode?)answers[int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)], (node, name) => node?[name])?.ToString() ?? "";

    private static string? Difference(JsonNode? expected, JsonNode? actual, string path) => (expected, actual) switch
    {
        (JsonValue text, _) when IsWildcard(text.ToString()) => null,
        (JsonObject members, JsonValue text) => Difference(members, JsonNode.Parse(text.ToString()), path),
        (JsonObject members, JsonObject found) => members.Where(member => !Ignored.Contains(member.Key))
            .Select(member => found.ContainsKey(member.Key) ? Difference(member.Value, found[member.Key], $"{path}.{member.Key}") : $"{path}.{member.Key}: absent")
            .FirstOrDefault(problem => problem is not null),
        (JsonArray items, JsonArray found) when items.Count == found.Count =>
            items.Zip(found, (item, other) => Difference(item, other, path + "[]")).FirstOrDefault(problem => problem is not null),
        _ => expected?.ToString().Replace("111111111111", IamFixture.Account, StringComparison.Ordinal) == actual?.ToString() ? null : $"{path}: expected {expected}, got {actual}",
    };

    private static bool IsWildcard(string text) => Regex.IsMatch(text, "<[^<>]*>") || text is "date" or "datetime" or "timestamp";
}
