using Mlops.Domain.Json;

namespace Mlops.Domain.Evaluation;

/// <summary>Applies a person's override to a verdict. Every rule stays in it as it was.</summary>
public static class GateOverrides
{
    public static GateVerdict Apply(GateVerdict verdict, GateOverride? asked, string? requestedBy, DateTimeOffset now)
    {
        if (asked is null)
        {
            return verdict;
        }

        var fits = asked.Model == verdict.Model;
        var isNeeded = verdict.Verdict == GateDecision.Refused;
        var sentence = (fits, isNeeded) switch
        {
            (true, true) => $"{asked.By} let the model pass, which run {asked.Run} had refused: {asked.Reason}",
            (true, false) => $"{asked.By} asked to let the model pass ({asked.Reason}), and it passes by itself.",
            _ => $"{asked.By} let model {Short(asked.Model)} of run {asked.Run} pass, and this run made model {Short(verdict.Model)}: the override does not fit.",
        };
        return verdict with
        {
            Verdict = fits && isNeeded ? GateDecision.Overridden : verdict.Verdict,
            Reasons = fits && isNeeded ? [sentence, .. verdict.Reasons] : [.. verdict.Reasons, sentence],
            Override = new AppliedOverride
            {
                Run = asked.Run,
                Model = asked.Model,
                By = asked.By,
                Reason = asked.Reason,
                RequestedBy = requestedBy,
                At = now,
                Fits = fits,
                Sentence = sentence,
            },
        };
    }

    private static string Short(string hash) => hash.Length > ContentHash.Length / 4 ? hash[..(ContentHash.Length / 4)] : hash;
}
