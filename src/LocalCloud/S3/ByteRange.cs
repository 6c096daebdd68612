using System.Globalization;
using LocalCloud.Api;

namespace LocalCloud.S3;

/// <summary>A satisfiable range of an object's bytes, both ends included.</summary>
public sealed record ByteRange(long First, long Last)
{
    public long Length => Last - First + 1;

    /// <summary>
    /// Reads a Range header against an object of <paramref name="size"/> bytes: null when it is no single byte range (then
    /// the whole object is meant), <c>InvalidRange</c> when the object has none of it.
    /// </summary>
    public static ByteRange? Parse(string? header, long size)
    {
        if (header is null || !header.StartsWith("bytes=", StringComparison.Ordinal) || header[6..].Split('-') is not [var from, var to])
        {
            return null;
        }

        if (!TryNumber(from, out var first) || !TryNumber(to, out var last) || (first is null && last is null) || last < first)
        {
            return null;
        }

        var range = first is null
            ? new ByteRange(Math.Max(0, size - last!.Value), size - 1)
            : new ByteRange(first.Value, Math.Min(last ?? long.MaxValue, size - 1));
        return range.First < size ? range : throw NotSatisfiable(header, size);
    }

    private static bool TryNumber(string text, out long? number)
    {
        number = null;
        if (text.Length == 0)
        {
            return true;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
        {
            return false;
        }

        number = parsed;
        return true;
    }

    private static AwsException NotSatisfiable(string header, long size) =>
        new("InvalidRange", 416, "The requested range is not satisfiable")
        {
            Details = new Dictionary<string, string>
            {
                ["RangeRequested"] = header,
                ["ActualObjectSize"] = size.ToString(CultureInfo.InvariantCulture),
            },
        };
}
