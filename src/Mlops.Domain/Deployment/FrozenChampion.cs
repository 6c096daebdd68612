namespace Mlops.Domain.Deployment;

/// <summary><c>champion.json</c>: the champion as it was when a run evaluated against it.</summary>
public sealed record FrozenChampion
{
    public required bool Exists { get; init; }

    public string? Run { get; init; }

    public string? Model { get; init; }

    public string? Package { get; init; }

    public static FrozenChampion Of(ChampionPointer? pointer) => pointer is null
        ? new FrozenChampion { Exists = false }
        : new FrozenChampion { Exists = true, Run = pointer.Run, Model = pointer.Model, Package = pointer.Package };
}
