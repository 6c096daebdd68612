using Mlops.Domain.Pipelines;

namespace Mlops.Infra.Workflows;

/// <summary>A step of a run as a SageMaker job: its request, and what of it decides the result.</summary>
internal sealed record StepJob
{
    /// <summary>The state's name, such as <c>Prepare</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the choice whether the job ended as <c>Completed</c>.</summary>
    public required string Completed { get; init; }

    /// <summary>Such as <c>createProcessingJob</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The member of the job's description that says how it ended.</summary>
    public required string Status { get; init; }

    public required RunStepDefinition Definition { get; init; }

    public required Dictionary<string, object> Request { get; init; }

    /// <summary>The image that the job runs, with its digest.</summary>
    public required string Image { get; init; }

    /// <summary>What the job reads besides the definition, by name: the URI that the job itself is given, or a content hash that is known already. Values are intrinsics or paths.</summary>
    public required Dictionary<string, object> Inputs { get; init; }

    /// <summary>The name in the definition.</summary>
    public string Step => $"{char.ToLowerInvariant(Name[0])}{Name[1..]}";
}
