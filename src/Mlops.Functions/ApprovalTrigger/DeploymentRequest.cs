using System.Text.Json;
using Mlops.Domain.Deployment;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.ApprovalTrigger;

/// <summary>Input of the Deploy machine for a package that was approved here: it replaces whatever serves.</summary>
public sealed record DeploymentRequest
{
    public required string Pipeline { get; init; }

    public required string Run { get; init; }

    public required string Image { get; init; }

    public required string ModelData { get; init; }

    public required string Model { get; init; }

    public required string Package { get; init; }

    public required string Champion { get; init; }

    internal static DeploymentRequest Of(string pipeline, ApprovedPackage package) => new()
    {
        Pipeline = pipeline,
        Run = package.Run,
        Image = package.Image,
        ModelData = package.ModelData,
        Model = package.Model,
        Package = package.Arn,
        Champion = ChampionPointer.AnyVersion,
    };

    internal string ToJson() => JsonSerializer.Serialize(this, FunctionsJson.Wire.DeploymentRequest);
}
