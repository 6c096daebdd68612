namespace LocalCloud.SageMaker.Hosting;

/// <summary>A fleet that cannot serve; the message is the endpoint's FailureReason.</summary>
internal sealed class FleetFailureException(string reason) : Exception(reason);
