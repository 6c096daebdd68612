namespace LocalCloud.Models;

/// <summary>An operation of a service: its route, the shapes of both sides and the names of its exception shapes.</summary>
public sealed record OperationModel(string Name, string Method, string RequestUri, int ResponseCode)
{
    public StructureShape? Input { get; init; }

    public StructureShape? Output { get; init; }

    public string? ResultWrapper { get; init; }

    public required IReadOnlyList<string> Errors { get; init; }
}
