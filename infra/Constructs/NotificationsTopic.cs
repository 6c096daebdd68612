using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.SNS;
using Constructs;

namespace Mlops.Infra.Constructs;

/// <summary>The one topic that people subscribe to: TLS only, and encrypted under a key of its own.</summary>
/// <remarks>
/// AWS's own key for SNS has a policy that nobody can change, and it lets neither CloudWatch nor EventBridge use it: their messages would be lost without a word.
/// See https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html.
/// </remarks>
public static class NotificationsTopic
{
    private static readonly string[] Publishers = ["cloudwatch.amazonaws.com", "events.amazonaws.com"];

    public static Topic Create(Construct scope, string id)
    {
        var key = new Key(scope, $"{id}Key", new KeyProps
        {
            Description = "What the MLOps notifications topic holds until it is delivered",
            EnableKeyRotation = true,
            RemovalPolicy = RemovalPolicy.DESTROY,
            PendingWindow = Duration.Days(7),
        });
        key.AddToResourcePolicy(OfThisAccount(scope, "Publishers", Publishers, ["kms:Decrypt", "kms:GenerateDataKey*"], "*"));
        var topic = new Topic(scope, id, new TopicProps { DisplayName = "MLOps", EnforceSSL = true, MasterKey = key });

        // A policy replaces the default one, which would let the account's alarms publish.
        topic.AddToResourcePolicy(OfThisAccount(scope, "AlarmsOfThisAccount", ["cloudwatch.amazonaws.com"], ["sns:Publish"], topic.TopicArn));
        return topic;
    }

    private static PolicyStatement OfThisAccount(Construct scope, string sid, string[] services, string[] actions, string resource) => new(new PolicyStatementProps
    {
        Sid = sid,
        Principals = [.. services.Select(service => new ServicePrincipal(service))],
        Actions = actions,
        Resources = [resource],
        Conditions = new Dictionary<string, object>
        {
            ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = Stack.Of(scope).Account },
        },
    });
}
