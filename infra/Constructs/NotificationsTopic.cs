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
    private static readonly string[] UseOfTheKey = ["kms:Decrypt", "kms:GenerateDataKey*"];

    public static Topic Create(Construct scope, string id)
    {
        var key = new Key(scope, $"{id}Key", new KeyProps
        {
            Description = "What the MLOps notifications topic holds until it is delivered",
            EnableKeyRotation = true,
            RemovalPolicy = RemovalPolicy.DESTROY,
            PendingWindow = Duration.Days(7),
        });
        key.AddToResourcePolicy(Allow("AlarmsOfThisAccount", "cloudwatch.amazonaws.com", UseOfTheKey, "*", OfThisAccount(scope)));

        // For topics EventBridge asks KMS without a source: any condition on one would refuse every event. The topic's policy says who may publish.
        key.AddToResourcePolicy(Allow("Events", "events.amazonaws.com", UseOfTheKey, "*"));
        var topic = new Topic(scope, id, new TopicProps { DisplayName = "MLOps", EnforceSSL = true, MasterKey = key });

        // A policy replaces the default one, which would let the account's alarms publish.
        topic.AddToResourcePolicy(Allow("AlarmsOfThisAccount", "cloudwatch.amazonaws.com", ["sns:Publish"], topic.TopicArn, OfThisAccount(scope)));
        return topic;
    }

    private static Dictionary<string, object> OfThisAccount(Construct scope) => new()
    {
        ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = Stack.Of(scope).Account },
    };

    private static PolicyStatement Allow(string sid, string service, string[] actions, string resource, Dictionary<string, object>? conditions = null) => new(new PolicyStatementProps
    {
        Sid = sid,
        Principals = [new ServicePrincipal(service)],
        Actions = actions,
        Resources = [resource],
        Conditions = conditions,
    });
}
