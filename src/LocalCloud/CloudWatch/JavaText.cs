using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.CloudWatch;

/// <summary>Numbers and times as CloudWatch, which is written in Java, puts them into its documents and sentences.</summary>
internal static class JavaText
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Number(double value)
    {
        // Both print the fewest digits that read back as the same number; only the forms differ.
        var text = value.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        if (value == 0)
        {
            return "0.0";
        }

        if (Math.Abs(value) is >= 1e-3 and < 1e7)
        {
            return shortest.Contains('.', StringComparison.Ordinal) ? shortest : shortest + ".0";
        }

        var exponent = int.Parse(text[(text.IndexOf('E', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
        var digits = new string([.. shortest.Split('E')[0].Where(char.IsAsciiDigit)]).TrimStart('0').TrimEnd('0');
        var fraction = digits.Length > 1 ? digits[1..] : "0";
        return $"{(value < 0 ? "-" : "")}{digits[0]}.{fraction}E{exponent.ToString(CultureInfo.InvariantCulture)}";
    }

    public static JsonNode Node(double value) => JsonNode.Parse(Number(value))!;

    /// <summary>JSON text with every letter as it is, where the default would escape what is unsafe in HTML.</summary>
    public static string Json(JsonNode node) => node.ToJsonString(Plain);

    /// <summary><c>2019-10-02T17:20:48.554+0000</c></summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);

    /// <summary><c>02/10/19 17:10:00</c></summary>
    public static string ShortTime(DateTimeOffset time) => time.UtcDateTime.ToString("dd/MM/yy HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary><c>Friday 22 July, 2022 15:57:45 UTC</c></summary>
    public static string LongTime(DateTimeOffset time) => time.UtcDateTime.ToString("dddd dd MMMM, yyyy HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
