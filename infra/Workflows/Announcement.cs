using Amazon.CDK.AWS.SQS;

namespace Mlops.Infra.Workflows;

/// <summary>The environment that tells the next of its deployments, and the queue that keeps what could not be told.</summary>
public sealed record Announcement(string Environment, IQueue Undelivered);
