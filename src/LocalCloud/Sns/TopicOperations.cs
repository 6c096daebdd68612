using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalCloud.Api;
using LocalCloud.Policies;

namespace LocalCloud.Sns;

/// <summary>CreateTopic, DeleteTopic, ListTopics, GetTopicAttributes and SetTopicAttributes.</summary>
internal sealed partial class TopicOperations(TopicStore topics)
{
    // Settings that change nothing on one machine are kept and told.
    private static readonly HashSet<string> Settable = new(StringComparer.Ordinal)
    {
        "DisplayName", "KmsMasterKeyId", "DeliveryPolicy", "TracingConfig", "SignatureVersion",
    };

    /// <summary>What AWS tells of every topic: it concerns HTTP subscribers alone.</summary>
    private const string DeliveryPolicy =
        """{"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,"numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"},"disableSubscriptionOverrides":false,"defaultRequestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}}""";

    public IEnumerable<ApiOperation> Operations() =>
    [
        new("CreateTopic", (input, _, _) => Task.FromResult(Create(input)), (input, _) => [new("sns:CreateTopic", topics.Arn(input["Name"]!.ToString()))]),
        new("ListTopics", (_, _, _) => Task.FromResult(List()), (_, _) => [new("sns:ListTopics", "*")]),
        TopicAccess.Operation(topics, "DeleteTopic", Delete),
        TopicAccess.Operation(topics, "GetTopicAttributes", Get),
        TopicAccess.Operation(topics, "SetTopicAttributes", Set),
    ];

    private static void Apply(Dictionary<string, string> attributes, string name, string value)
    {
        if (!Settable.Contains(name))
        {
            throw SnsErrors.InvalidParameter("AttributeName");
        }

        attributes[name] = value;
    }

    private JsonObject Create(JsonObject input)
    {
        var name = input["Name"]!.ToString();
        if (name.EndsWith(".fifo", StringComparison.Ordinal) || input["Attributes"]?["FifoTopic"]?.ToString() == "true")
        {
            throw SnsErrors.InvalidParameter("FIFO topics are not supported; use a standard topic.");
        }

        if (!NamePattern().IsMatch(name))
        {
            throw SnsErrors.InvalidParameter("Topic Name");
        }

        var arn = topics.Arn(name);
        if (topics.Find(arn) is null)
        {
            var attributes = new Dictionary<string, string>();
            var policy = DefaultPolicy(arn);
            foreach (var (attribute, value) in input["Attributes"] as JsonObject ?? [])
            {
                if (attribute == "Policy")
                {
                    policy = ValidPolicy(value!.ToString());
                }
                else
                {
                    Apply(attributes, attribute, value!.ToString());
                }
            }

            topics.Put(new Topic { Name = name, Arn = arn, Policy = policy, Attributes = attributes });
        }

        return new() { ["TopicArn"] = arn };
    }

    private JsonObject List() => new()
    {
        ["Topics"] = new JsonArray([.. topics.All().Select(topic => new JsonObject { ["TopicArn"] = topic.Arn })]),
    };

    /// <summary>Deleting a topic that does not exist succeeds.</summary>
    private JsonObject Delete(JsonObject input)
    {
        var arn = input["TopicArn"]!.ToString();
        topics.DemandArn(arn);
        topics.Delete(arn);
        return [];
    }

    private JsonObject Get(JsonObject input)
    {
        var topic = topics.Require(input["TopicArn"]!.ToString());
        var attributes = new JsonObject
        {
            ["TopicArn"] = topic.Arn,
            ["Owner"] = topics.Account,
            ["Policy"] = topic.Policy,
            ["DisplayName"] = "",
            ["EffectiveDeliveryPolicy"] = DeliveryPolicy,
            ["SubscriptionsConfirmed"] = $"{topics.Subscriptions(topic.Arn).Count}",
            ["SubscriptionsPending"] = "0",
            ["SubscriptionsDeleted"] = "0",
        };
        foreach (var (name, value) in topic.Attributes)
        {
            attributes[name] = value;
        }

        return new() { ["Attributes"] = attributes };
    }

    private JsonObject Set(JsonObject input)
    {
        var topic = topics.Require(input["TopicArn"]!.ToString());
        var (name, value) = (input["AttributeName"]!.ToString(), input["AttributeValue"]?.ToString() ?? "");
        if (name == "Policy")
        {
            topics.Put(topic with { Policy = value.Length == 0 ? DefaultPolicy(topic.Arn) : ValidPolicy(value) });
        }
        else
        {
            var attributes = new Dictionary<string, string>(topic.Attributes);
            Apply(attributes, name, value);
            topics.Put(topic with { Attributes = attributes });
        }

        return [];
    }

    private static string ValidPolicy(string policy)
    {
        try
        {
            PolicyParser.Parse(policy, PolicyKind.Resource);
            return policy;
        }
        catch (AwsException problem)
        {
            throw SnsErrors.InvalidParameter($"Policy Error: {problem.Details.GetValueOrDefault("Problems", problem.Message)}");
        }
    }

    /// <summary>What every topic starts with: its own account may use it.</summary>
    private string DefaultPolicy(string arn) => new JsonObject
    {
        ["Version"] = "2008-10-17",
        ["Id"] = "__default_policy_ID",
        ["Statement"] = new JsonArray(new JsonObject
        {
            ["Sid"] = "__default_statement_ID",
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["AWS"] = "*" },
            ["Action"] = new JsonArray("SNS:GetTopicAttributes", "SNS:SetTopicAttributes", "SNS:AddPermission", "SNS:RemovePermission",
                "SNS:DeleteTopic", "SNS:Subscribe", "SNS:ListSubscriptionsByTopic", "SNS:Publish"),
            ["Resource"] = arn,
            ["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["AWS:SourceOwner"] = topics.Account } },
        }),
    }.ToJsonString();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,256}\z")]
    private static partial Regex NamePattern();
}
