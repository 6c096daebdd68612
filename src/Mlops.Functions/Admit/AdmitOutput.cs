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

    public static AdmitOutput Of(Admission admission, AdmitInput input, IReadOnlyDictionary<string, string> hyperparameters)
    {
        var admitted = new AdmitOutput { Status = "admitted", Run = input.Run, Only = input.Only, Hyperparameters = hyperparameters };
        return admission switch
        {
            Admission.Busy busy => admitted with { Status = "busy", Wait = busy.Wait },
            Admission.Superseded superseded => admitted with { Status = "superseded", SupersededBy = superseded.By },
            _ => admitted,
        };
    }
}
