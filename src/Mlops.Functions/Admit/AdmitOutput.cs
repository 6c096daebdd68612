using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;
using Mlops.Domain.Triggers;

namespace Mlops.Functions.Admit;

/// <summary>Answer of <c>admit</c>; the wait is in seconds.</summary>
public sealed record AdmitOutput
{
    public required string Status { get; init; }

    public required string Run { get; init; }

    public int Wait { get; init; }

    public string? SupersededBy { get; init; }

    /// <summary>The step that the run ends after; null when it goes to the end.</summary>
    public string? Only { get; init; }

    /// <summary>The training job's, whole: the definition's as the request changed them, and the pipeline's own.</summary>
    public required IReadOnlyDictionary<string, string> Hyperparameters { get; init; }

    /// <summary>The approval that the run's package starts with, as SageMaker names it.</summary>
    public required string Approval { get; init; }

    /// <summary>Hash of the run's definition.</summary>
    public required string Definition { get; init; }

    public static AdmitOutput Of(Admission admission, AdmitInput input, DefinitionResult.Valid definition)
    {
        var admitted = new AdmitOutput
        {
            Status = "admitted",
            Run = input.Run,
            Only = input.Only,
            Hyperparameters = TrainingHyperparameters.Of(definition.Definition),
            Approval = definition.Definition.Registry.Approval is ApprovalMode.Manual ? "PendingManualApproval" : "Approved",
            Definition = definition.Hash,
        };
        return admission switch
        {
            Admission.Busy busy => admitted with { Status = "busy", Wait = busy.Wait },
            Admission.Superseded superseded => admitted with { Status = "superseded", SupersededBy = superseded.By },
            _ => admitted,
        };
    }
}
