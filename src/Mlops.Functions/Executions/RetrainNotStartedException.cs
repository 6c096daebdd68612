using Mlops.Domain.Triggers;

namespace Mlops.Functions.Executions;

/// <summary>Every execution that a request may start ended before it took its snapshot.</summary>
public sealed class RetrainNotStartedException(string request)
    : Exception($"All {ExecutionName.MaximumFollowUps + 1} executions of {request} ended before their snapshot. See why they failed, then replay the event.");
