namespace LocalCloud.Api;

/// <summary>How the output of what the engines run reaches CloudWatch Logs.</summary>
public interface ILogPublisher
{
    /// <summary>
    /// Appends a message at the cloud's present time, making group and stream when they are not there. It is written as
    /// <paramref name="principal"/>: what a role may not write is lost, as on AWS, and never fails the work that logs.
    /// </summary>
    void Write(Principal principal, LogDestination destination, string message);
}

/// <summary>A stream of a log group.</summary>
public sealed record LogDestination(string Group, string Stream);
