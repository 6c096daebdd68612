using System.Globalization;
using System.Text;

namespace Mlops.Algorithm.Scoring;

/// <summary>The fields of one part of a model's text.</summary>
internal readonly ref struct ModelFields(ReadOnlySpan<byte> lines)
{
    private readonly ReadOnlySpan<byte> _lines = lines;

    public bool Has(string name) => TryFind(name, out _);

    public string Text(string name) => Encoding.UTF8.GetString(Find(name));

    public int Integer(string name) => Integers(name, 1)[0];

    public int[] Integers(string name, int count) => Values(name, count, static text => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));

    public uint[] Words(string name, int count) => Values(name, count, static text => uint.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));

    public double[] Numbers(string name, int count) => Values(name, count, Number);

    // A split by what is missing has no finite threshold.
    private static double Number(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("inf"u8) ? double.PositiveInfinity
        : text.SequenceEqual("-inf"u8) ? double.NegativeInfinity
        : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private T[] Values<T>(string name, int count, ParseValue<T> parse)
    {
        var values = new T[count];
        var rest = Find(name).Trim((byte)' ');
        for (var i = 0; i < count; i++)
        {
            var end = rest.IndexOf((byte)' ');
            var value = end < 0 ? rest : rest[..end];
            rest = rest[value.Length..].TrimStart((byte)' ');
            try
            {
                values[i] = parse(value);
            }
            catch (Exception exception) when (exception is FormatException or OverflowException)
            {
                throw new ModelFormatException($"'{Encoding.UTF8.GetString(value)}' is no value of {name}");
            }
        }

        return rest.IsEmpty ? values : throw new ModelFormatException($"{name} has more than {count} values");
    }

    private ReadOnlySpan<byte> Find(string name) =>
        TryFind(name, out var value) ? value : throw new ModelFormatException($"{name} is missing");

    private bool TryFind(string name, out ReadOnlySpan<byte> value)
    {
        Span<byte> key = stackalloc byte[64];
        key = key[..Encoding.ASCII.GetBytes(name, key)];
        for (var rest = _lines; !rest.IsEmpty;)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = rest[..end];
            rest = rest[(end + 1)..];
            if (line.StartsWith(key) && (line.Length == key.Length || line[key.Length] == '='))
            {
                value = line.Length == key.Length ? default : line[(key.Length + 1)..];
                return true;
            }
        }

        value = default;
        return false;
    }

    private delegate T ParseValue<T>(ReadOnlySpan<byte> text);
}
