using System.Globalization;
using System.Text;
using Mlops.Domain.Evaluation;

namespace Mlops.Functions.Gate;

/// <summary>What a model package's metadata says of the gate: who let the model pass, and why. SageMaker takes 1 to 256 letters, digits, spaces and <c>_.:/=+-@</c>.</summary>
internal static class PackageNote
{
    private const int Longest = 256;

    public static string Of(GateVerdict verdict)
    {
        var text = verdict is { Verdict: GateDecision.Overridden, Override: { } applied }
            ? $"overridden by {applied.By}: {applied.Reason}"
            : string.Create(CultureInfo.InvariantCulture, $"passed {verdict.Rules.Count(rule => rule.Passed)} of {verdict.Rules.Count} rules");
        var taken = new StringBuilder();
        foreach (var character in text.EnumerateRunes().Select(rune => IsTaken(rune) ? rune : new Rune(' ')).TakeWhile(rune => taken.Length + rune.Utf16SequenceLength <= Longest))
        {
            taken.Append(character);
        }

        return taken.ToString();
    }

    private static bool IsTaken(Rune rune) => Rune.IsLetter(rune) || Rune.IsNumber(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator || (rune.IsAscii && "_.:/=+-@".Contains((char)rune.Value, StringComparison.Ordinal));
}
