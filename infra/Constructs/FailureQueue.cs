using Amazon.CDK;
using Amazon.CDK.AWS.SQS;
using Constructs;

namespace Mlops.Infra.Constructs;

/// <summary>A dead-letter queue: encrypted, TLS only, and keeping what failed as long as SQS can, so that it can be replayed.</summary>
public static class FailureQueue
{
    public static IQueue Create(Construct scope, string id) => new Queue(scope, id, new QueueProps
    {
        Encryption = QueueEncryption.SQS_MANAGED,
        EnforceSSL = true,
        RetentionPeriod = Duration.Days(14),
    });
}
