using System.Text.Json;
using Mlops.Domain.Evaluation;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.RequestTrigger;

/// <summary>Reads the member <c>override</c> of <c>mlops.retrain.requested</c>: a person lets a refused model pass.</summary>
/// <remarks>EventBridge does not tell who called PutEvents. So an override must come from a source of its own, which policies can keep from those who may only ask for runs (<c>events:source</c>).</remarks>
internal static class OverrideEvents
{
    private static readonly string[] Members = ["run", "model", "by", "reason"];

    /// <summary>Null when there is none, or when it cannot be used: the reader then has the problems.</summary>
    public static GateOverride? Read(EventReader reader, string cause)
    {
        if (reader.Find("detail.override") is not { } given || given.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (given.ValueKind != JsonValueKind.Object)
        {
            reader.Report("detail.override must be an object");
            return null;
        }

        reader.Expect("source", GateOverride.Source);
        if (cause != "manual")
        {
            reader.Report("detail.override is a person's decision, so the cause must be 'manual'");
        }

        foreach (var member in given.EnumerateObject().Where(member => !Members.Contains(member.Name)))
        {
            reader.Report($"detail.override.{member.Name} is unknown; known are {string.Join(", ", Members)}");
        }

        var texts = Members.Select(member => reader.Text($"detail.override.{member}")).ToList();
        if (texts is not [{ } run, { } model, { } by, { } reason])
        {
            return null;
        }

        var asked = new GateOverride { Run = run, Model = model, By = by, Reason = reason };
        foreach (var problem in asked.Problems())
        {
            reader.Report($"detail.{problem}");
        }

        return asked;
    }
}
