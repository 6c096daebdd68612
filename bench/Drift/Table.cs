using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Mlops.Bench.Drift;

/// <summary>A made-up table of 16 numeric and 4 categorical columns, in memory by column.</summary>
internal sealed class Table
{
    public const int NumericColumns = 16, CategoricalColumns = 4, Categories = 50;

    public static byte[][] CategoryNames { get; } = [.. Enumerable.Range(0, Categories).Select(i => Encoding.UTF8.GetBytes(Name(i)))];

    public static string[] Headers { get; } = [.. Enumerable.Range(0, NumericColumns).Select(i => $"n{i}"), .. Enumerable.Range(0, CategoricalColumns).Select(i => $"c{i}")];

    public required float[][] Numbers { get; init; }

    public required byte[][] Codes { get; init; }

    public int Rows => Numbers[0].Length;

    /// <summary>Normal, uniform, skewed and offset columns; the larger the shift, the more of them differ.</summary>
    public static Table Make(int rows, int seed, double shift)
    {
        var random = new Random(seed);
        var numbers = new float[NumericColumns][];
        for (var column = 0; column < NumericColumns; column++)
        {
            var move = shift * column / NumericColumns;
            numbers[column] = new float[rows];
            for (var row = 0; row < rows; row++)
            {
                numbers[column][row] = (float)Math.Round(Value(random, column % 4, move), 4);
            }
        }

        return new Table { Numbers = numbers, Codes = [.. Enumerable.Range(0, CategoricalColumns).Select(column => Draw(random, rows, 1 + (shift * column / CategoricalColumns)))] };
    }

    public void Write(string file)
    {
        using var stream = File.Create(file, 1 << 20);
        stream.Write(Encoding.UTF8.GetBytes(string.Join(',', Headers) + "\n"));
        var line = new byte[2048];
        for (var row = 0; row < Rows; row++)
        {
            var length = 0;
            foreach (var column in Numbers)
            {
                if (!Utf8Formatter.TryFormat(column[row], line.AsSpan(length), out var written, new StandardFormat('F', 4)))
                {
                    throw new InvalidOperationException("A line is too long.");
                }

                length += written;
                line[length++] = (byte)',';
            }

            foreach (var column in Codes)
            {
                var name = CategoryNames[column[row]];
                name.CopyTo(line, length);
                length += name.Length;
                line[length++] = (byte)',';
            }

            line[length - 1] = (byte)'\n';
            stream.Write(line, 0, length);
        }
    }

    private static string Name(int code) => "k" + code.ToString(CultureInfo.InvariantCulture);

    private static double Value(Random random, int shape, double move) => shape switch
    {
        0 => Normal(random) + move,
        1 => (100 * random.NextDouble()) + (20 * move),
        2 => Math.Exp(Normal(random) + move),
        _ => 1013 + (8 * (Normal(random) + move)),
    };

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static byte[] Draw(Random random, int rows, double power)
    {
        var codes = new byte[rows];
        for (var row = 0; row < rows; row++)
        {
            codes[row] = (byte)(Categories * Math.Pow(random.NextDouble(), power));
        }

        return codes;
    }
}
