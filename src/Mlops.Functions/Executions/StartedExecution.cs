using System.Text.Json.Serialization;
using Mlops.Domain.Json;

namespace Mlops.Functions.Executions;

/// <summary>What became of one request, or of one event that starts nothing (<see cref="StartStatus.Ignored"/>, with the reason, named by the execution that it is not or by its key).</summary>
public sealed record StartedExecution(string Name, StartStatus Status)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    internal static StartedExecution Ignored(string name, string reason) => new(name, StartStatus.Ignored) { Reason = reason };
}

[JsonConverter(typeof(CamelCaseEnum<StartStatus>))]
public enum StartStatus
{
    Started,
    Coalesced,
    Ignored,
}
