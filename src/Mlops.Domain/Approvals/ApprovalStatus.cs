using System.Text.Json.Serialization;
using Mlops.Domain.Json;

namespace Mlops.Domain.Approvals;

/// <summary>Where the approval of a model stands. Only <see cref="Waiting"/> is not the end of it.</summary>
[JsonConverter(typeof(CamelCaseEnum<ApprovalStatus>))]
public enum ApprovalStatus
{
    Waiting,
    Approved,

    /// <summary>Somebody rejected the package.</summary>
    Declined,

    /// <summary>Nobody answered in time.</summary>
    Expired,

    /// <summary>A newer model was approved, or serves.</summary>
    Superseded,

    /// <summary>The run ended without an answer, or what was asked about is gone or is not what the gate passed.</summary>
    Abandoned,
}
