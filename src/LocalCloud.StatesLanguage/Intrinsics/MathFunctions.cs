using System.Text.Json.Nodes;

namespace LocalCloud.StatesLanguage.Intrinsics;

/// <summary>Functions on numbers.</summary>
internal static class MathFunctions
{
    /// <summary>Each argument is rounded half up first, as Java's Math.round: -1.5 becomes -1.</summary>
    public static JsonNode Add(IntrinsicCall call) => JsonValue.Create(Round(call.Number(0)) + Round(call.Number(1)));

    /// <summary>From the first (inclusive) to the second (exclusive); a third argument is the seed.</summary>
    public static JsonNode Random(IntrinsicCall call)
    {
        var (from, to) = (Round(call.Number(0)), Round(call.Number(1)));
        if (from >= to)
        {
            throw new IntrinsicException($"The start number {from} must be less than the end number {to}");
        }

        var random = call.Arguments.Count == 3 ? Seeded(Round(call.Number(2))) : call.Random;
        return JsonValue.Create(random.NextInt64(from, to));
    }

    private static long Round(double number) => (long)Math.Floor(number + 0.5);

    private static Random Seeded(long seed) => new(unchecked((int)seed));
}
