using System.Text.Json.Nodes;

namespace LocalCloud.Faults;

/// <summary>What happens instead of what was asked for.</summary>
public abstract record FaultEffect
{
    private FaultEffect()
    {
    }

    /// <summary>The service refuses the call with this error.</summary>
    public sealed record Throw(string Code, string Message, int Status = 400) : FaultEffect;

    /// <summary>
    /// The caller gets no answer from the service: a task sees <c>….SdkClientException</c>, a client over HTTP a broken connection.
    /// </summary>
    public sealed record Unreachable : FaultEffect;

    /// <summary>
    /// The call is answered with this output instead of running: for states of a service that a LocalCloud cannot come to.
    /// The input is checked and the caller's rights are, but the output is not.
    /// </summary>
    public sealed record Answer(JsonObject Output) : FaultEffect;

    /// <summary>For Invoke of <c>lambda</c>, synchronous or not: the function ends with an exception of this name instead of running.</summary>
    public sealed record FunctionError(string ErrorType, string ErrorMessage) : FaultEffect;

    /// <summary>The call runs, or the event is delivered, that much later by the cloud's clock.</summary>
    public sealed record Delay(TimeSpan Span) : FaultEffect;

    /// <summary>For <see cref="FaultRule.Delivery"/>: the publisher was told yes, and the event does not arrive at the target.</summary>
    public sealed record Drop : FaultEffect;

    /// <summary>For <see cref="FaultRule.Delivery"/>: the event arrives twice at the target.</summary>
    public sealed record Duplicate : FaultEffect;
}
