using System.Text.Json.Serialization;
using Mlops.Domain.Json;

namespace Mlops.Functions.Executions;

/// <summary>What became of one request, or of one event that asks for nothing (<see cref="StartStatus.Ignored"/>, named by its key).</summary>
public sealed record StartedExecution(string Name, StartStatus Status);

[JsonConverter(typeof(CamelCaseEnum<StartStatus>))]
public enum StartStatus
{
    Started,
    Coalesced,
    Ignored,
}
