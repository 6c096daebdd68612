namespace Mlops.Domain.Training;

/// <summary>Text that somebody else wrote, as it may stand in sentences, records and terminals: it cannot steer any of them.</summary>
public static class ShownText
{
    /// <summary>Control characters, and what turns the direction of writing, each as a point.</summary>
    public static string Of(string text) => text.Any(Steers) ? string.Concat(text.Select(character => Steers(character) ? '·' : character)) : text;

    public static bool Steers(char character) =>
        char.IsControl(character) || character is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
