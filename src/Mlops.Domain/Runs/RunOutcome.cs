using System.Text.Json.Serialization;
using Mlops.Domain.Json;

namespace Mlops.Domain.Runs;

/// <summary>How a run ended. <see cref="Registered"/> alone leaves it open: the model is in the registry and the deployment follows.</summary>
[JsonConverter(typeof(KebabCaseEnum<RunOutcome>))]
public enum RunOutcome
{
    Registered,
    Deployed,
    Refused,
    Unchanged,
    Superseded,

    /// <summary>Somebody rejected the model.</summary>
    Declined,

    /// <summary>Nobody approved the model in time.</summary>
    Expired,
    Rejected,
    NotEnoughData,

    /// <summary>It ended after the step that it was asked for: no gate, no registration, no deployment, and no verdict on the data.</summary>
    Partial,

    Failed,
}
