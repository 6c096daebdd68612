using Mlops.Domain.Triggers;

namespace Mlops.Functions.Admit;

/// <summary>Answer of <c>admit</c>; the wait is in seconds.</summary>
public sealed record AdmitOutput
{
    public required string Status { get; init; }

    public required string Run { get; init; }

    public int Wait { get; init; }

    public string? SupersededBy { get; init; }

    /// <summary>The training job's, whole: the definition's as the request changed them, and the pipeline's own.</summary>
    public required IReadOnlyDictionary<string, string> Hyperparameters { get; init; }

    public static AdmitOutput Of(Admission admission, string run, IReadOnlyDictionary<string, string> hyperparameters) => admission switch
    {
        Admission.Busy busy => new AdmitOutput { Status = "busy", Run = run, Hyperparameters = hyperparameters, Wait = busy.Wait },
        Admission.Superseded superseded => new AdmitOutput { Status = "superseded", Run = run, Hyperparameters = hyperparameters, SupersededBy = superseded.By },
        _ => new AdmitOutput { Status = "admitted", Run = run, Hyperparameters = hyperparameters },
    };
}
