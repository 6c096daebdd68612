namespace Mlops.Functions.ApprovalTrigger;

/// <summary>What the Deploy machine needs of a package that may be deployed.</summary>
internal sealed record ApprovedPackage
{
    public required string Arn { get; init; }

    public required int Version { get; init; }

    public required string Run { get; init; }

    public required string Model { get; init; }

    public required string Image { get; init; }

    public required string ModelData { get; init; }
}
