namespace Mlops.Domain.Runs;

/// <summary>What people write into records must read as it was written.</summary>
public static class HiddenCharacters
{
    /// <summary>True for text with control characters, line separators, or the marks that turn the direction of text.</summary>
    public static bool HasHidden(this string text) => text.Any(IsHidden);

    private static bool IsHidden(char character) =>
        char.IsControl(character) || character is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
