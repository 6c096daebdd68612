using System.Globalization;
using System.Numerics;

namespace Mlops.Domain.Evaluation;

/// <summary>Draws with replacement: how often each unit is in a resample. The same seed and number give the same draw on every machine and in every version.</summary>
/// <remarks>xoshiro256**, seeded by SplitMix64 (https://prng.di.unimi.it); System.Random with a seed is an order of magnitude slower, and its algorithm is no contract.</remarks>
internal static class ResampleDraw
{
    /// <summary>The seed that a content hash stands for: equal rows get equal draws.</summary>
    public static ulong Seed(string sha256) =>
        ulong.TryParse(sha256.AsSpan(0, Math.Min(16, sha256.Length)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var seed) ? seed : 0;

    /// <summary>Fills <paramref name="times"/> with resample <paramref name="number"/>: as many draws as there are units.</summary>
    public static void Fill(Span<ushort> times, ulong seed, int number)
    {
        times.Clear();
        var state = seed + ((ulong)number * 0xD1342543DE82EF95);
        var (a, b, c, d) = (Mix(ref state), Mix(ref state), Mix(ref state), Mix(ref state));
        var units = (ulong)times.Length;
        for (var drawn = 0; drawn < times.Length; drawn += 2)
        {
            var random = BitOperations.RotateLeft(b * 5, 7) * 9;
            var shifted = b << 17;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= shifted;
            d = BitOperations.RotateLeft(d, 45);

            // Two draws of 32 bits each; the bias of the multiplication is below units / 2^32.
            times[(int)(((random >> 32) * units) >> 32)]++;
            if (drawn + 1 < times.Length)
            {
                times[(int)(((random & uint.MaxValue) * units) >> 32)]++;
            }
        }
    }

    private static ulong Mix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
