using System.Runtime.InteropServices;

namespace Mlops.Bench.Drift;

/// <summary>Sorts single-precision numbers exactly, in three passes over eleven bits each.</summary>
internal static class FloatSort
{
    private const int DigitBits = 11, Buckets = 1 << DigitBits;

    [ThreadStatic]
    private static uint[]? _first, _second;

    public static float[] Sorted(float[] numbers)
    {
        if (_first is null || _first.Length < numbers.Length)
        {
            (_first, _second) = (new uint[numbers.Length], new uint[numbers.Length]);
        }

        Span<uint> keys = _first.AsSpan(0, numbers.Length), target = _second.AsSpan(0, numbers.Length);
        Span<int> starts = stackalloc int[3 * Buckets];
        Count(numbers, keys, starts);
        for (var digit = 0; digit < 3; digit++)
        {
            Pass(keys, target, starts.Slice(digit * Buckets, Buckets), digit * DigitBits);
            var filled = target;
            target = keys;
            keys = filled;
        }

        var sorted = GC.AllocateUninitializedArray<float>(numbers.Length);
        var bits = MemoryMarshal.Cast<float, uint>(sorted.AsSpan());
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = keys[i] ^ ((uint)((int)~keys[i] >> 31) | 0x8000_0000);
        }

        return sorted;
    }

    private static void Count(float[] numbers, Span<uint> keys, Span<int> counts)
    {
        counts.Clear();
        for (var i = 0; i < numbers.Length; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits(numbers[i] + 0f);
            var key = bits ^ ((uint)((int)bits >> 31) | 0x8000_0000);
            keys[i] = key;
            counts[(int)key & (Buckets - 1)]++;
            counts[Buckets + ((int)(key >> DigitBits) & (Buckets - 1))]++;
            counts[(2 * Buckets) + (int)(key >> (2 * DigitBits))]++;
        }
    }

    private static void Pass(ReadOnlySpan<uint> keys, Span<uint> target, Span<int> counts, int shift)
    {
        var sum = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            (counts[i], sum) = (sum, sum + counts[i]);
        }

        foreach (var key in keys)
        {
            target[counts[(int)(key >> shift) & (Buckets - 1)]++] = key;
        }
    }
}
