using Mlops.Domain.Triggers;

namespace Mlops.Functions.Admit;

/// <summary>Answer of <c>admit</c>; the wait is in seconds.</summary>
public sealed record AdmitOutput
{
    public required string Status { get; init; }

    public required string Run { get; init; }

    public int Wait { get; init; }

    public string? SupersededBy { get; init; }

    public static AdmitOutput Of(Admission admission, string run) => admission switch
    {
        Admission.Busy busy => new AdmitOutput { Status = "busy", Run = run, Wait = busy.Wait },
        Admission.Superseded superseded => new AdmitOutput { Status = "superseded", Run = run, SupersededBy = superseded.By },
        _ => new AdmitOutput { Status = "admitted", Run = run },
    };
}
