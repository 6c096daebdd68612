using LocalCloud.SageMaker.Hosting;

namespace LocalCloud.SageMaker.Capture;

/// <summary>One successful invocation, as it may be kept.</summary>
internal sealed record CapturedCall
{
    public required CapturePlan Plan { get; init; }

    public required string EndpointName { get; init; }

    public required VariantPlan Variant { get; init; }

    public required DateTimeOffset Time { get; init; }

    public string? InferenceId { get; init; }

    public required CapturedBody Input { get; init; }

    public required CapturedBody Output { get; init; }

    public long Size => (Plan.Input ? Input.Bytes.Length : 0) + (Plan.Output ? Output.Bytes.Length : 0) + Overhead;

    // What a line takes beside its bodies.
    private const int Overhead = 512;
}

/// <summary>What went in or out.</summary>
internal sealed record CapturedBody(string? ContentType, byte[] Bytes);
