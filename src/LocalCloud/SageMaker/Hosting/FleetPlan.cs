using LocalCloud.SageMaker.Capture;

namespace LocalCloud.SageMaker.Hosting;

/// <summary>What an endpoint serves, complete enough to be started again after a restart.</summary>
internal sealed record FleetPlan
{
    public required string ConfigName { get; init; }

    public required IReadOnlyList<VariantPlan> Variants { get; init; }

    public CapturePlan? Capture { get; init; }
}

/// <summary>One production variant: an image with a model, so many processes, and its share of the traffic.</summary>
internal sealed record VariantPlan
{
    public const int DefaultHealthCheckSeconds = 480;

    public required string Name { get; init; }

    public required double Weight { get; init; }

    public required int InstanceCount { get; init; }

    public required string Image { get; init; }

    public string? ModelDataUrl { get; init; }

    public required string RoleArn { get; init; }

    public required Dictionary<string, string> Environment { get; init; }

    public required int HealthCheckSeconds { get; init; }
}
