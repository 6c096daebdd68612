using Mlops.Domain.Deployment;

namespace Mlops.Functions.Promote;

/// <summary>Payload of <c>promote</c>.</summary>
public sealed record PromoteInput
{
    public required string Pipeline { get; init; }

    public required string Run { get; init; }

    public required string Execution { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>The pointer's version that the model was evaluated against.</summary>
    public required string Champion { get; init; }

    public required string Model { get; init; }

    public required string Package { get; init; }

    public required string ModelData { get; init; }

    public ChampionPointer ToPointer() => new()
    {
        Pipeline = Pipeline,
        Run = Run,
        Model = Model,
        Package = Package,
        ModelData = ModelData,
        Config = $"mlops-{Pipeline}-{Run}",
        PromotedAt = Now,
    };
}
