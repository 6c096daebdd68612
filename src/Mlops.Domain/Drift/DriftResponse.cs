using System.Text.Json.Serialization;
using Mlops.Domain.Json;

namespace Mlops.Domain.Drift;

/// <summary>What is done about a monitoring's finding.</summary>
[JsonConverter(typeof(KebabCaseEnum<DriftResponse>))]
public enum DriftResponse
{
    /// <summary>There is no drift.</summary>
    None,

    /// <summary>The champion's first drift: the alarm goes off and starts the run.</summary>
    Alarm,

    /// <summary>A run was asked for not long ago.</summary>
    CoolingDown,

    /// <summary>Drift persists past the cool-down: a run is asked for on the bus, since the alarm sends no second event.</summary>
    Request,

    /// <summary>A run would only repeat the last verdict.</summary>
    NothingNew,

    /// <summary>The definition says that drift starts no runs.</summary>
    Disabled,

    /// <summary>A newer monitoring was answered already; this one changes nothing.</summary>
    Superseded,
}
