using System.Buffers;

namespace Mlops.Domain.Drift;

/// <summary>Sorts numbers by the leading bits of their binary form, several times faster than comparing them does.</summary>
internal static class RadixSort
{
    private const int DigitBits = 11;
    private const int Buckets = 1 << DigitBits;
    // Sign, exponent and 21 bits of the fraction; numbers that agree in those are put in order by insertion.
    private const int LowestShift = 64 - (3 * DigitBits);
    private const int SmallestWorthwhile = 512;
    private const int MostMovesPerNumber = 8;

    /// <summary>Sorts finite numbers in ascending order.</summary>
    public static void Sort(Span<double> numbers)
    {
        if (numbers.Length < SmallestWorthwhile)
        {
            numbers.Sort();
            return;
        }

        var pool = ArrayPool<ulong>.Shared;
        ulong[] first = pool.Rent(numbers.Length), second = pool.Rent(numbers.Length);
        var sorted = Distribute(numbers, first.AsSpan(0, numbers.Length), second.AsSpan(0, numbers.Length));
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = Number(sorted[i]);
        }

        pool.Return(first);
        pool.Return(second);
        if (!Insert(numbers))
        {
            numbers.Sort();
        }
    }

    private static Span<ulong> Distribute(ReadOnlySpan<double> numbers, Span<ulong> keys, Span<ulong> target)
    {
        Span<int> counts = stackalloc int[3 * Buckets];
        counts.Clear();
        for (var i = 0; i < numbers.Length; i++)
        {
            var key = Key(numbers[i]);
            keys[i] = key;
            counts[(int)(key >> LowestShift) & (Buckets - 1)]++;
            counts[Buckets + ((int)(key >> (LowestShift + DigitBits)) & (Buckets - 1))]++;
            counts[(2 * Buckets) + (int)(key >> (LowestShift + (2 * DigitBits)))]++;
        }

        for (var digit = 0; digit < 3; digit++)
        {
            var starts = counts.Slice(digit * Buckets, Buckets);
            if (Accumulate(starts) < numbers.Length)
            {
                Pass(keys, target, starts, LowestShift + (digit * DigitBits));
                var filled = target;
                target = keys;
                keys = filled;
            }
        }

        return keys;
    }

    private static void Pass(ReadOnlySpan<ulong> keys, Span<ulong> target, Span<int> starts, int shift)
    {
        foreach (var key in keys)
        {
            target[starts[(int)(key >> shift) & (Buckets - 1)]++] = key;
        }
    }

    // Counts become starts; the answer is the largest count, for a digit that all numbers share needs no pass.
    private static int Accumulate(Span<int> counts)
    {
        int sum = 0, largest = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            var count = counts[i];
            counts[i] = sum;
            sum += count;
            largest = Math.Max(largest, count);
        }

        return largest;
    }

    // False when too many numbers agree in their leading bits: inserting them would take the square of the time.
    private static bool Insert(Span<double> numbers)
    {
        var moves = (long)MostMovesPerNumber * numbers.Length;
        for (var i = 1; i < numbers.Length; i++)
        {
            var number = numbers[i];
            var at = i;
            for (; at > 0 && numbers[at - 1] > number; at--)
            {
                numbers[at] = numbers[at - 1];
            }

            numbers[at] = number;
            moves -= i - at;
            if (moves < 0)
            {
                return false;
            }
        }

        return true;
    }

    // Negative numbers order backwards by their bits, so theirs are turned round; the others' only get the higher sign.
    private static ulong Key(double number)
    {
        var bits = BitConverter.DoubleToUInt64Bits(number);
        return bits ^ ((ulong)((long)bits >> 63) | 0x8000_0000_0000_0000);
    }

    private static double Number(ulong key) =>
        BitConverter.UInt64BitsToDouble(key ^ ((ulong)((long)~key >> 63) | 0x8000_0000_0000_0000));
}
