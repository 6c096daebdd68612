namespace Mlops.Functions.SmokeTest;

/// <summary>Counts the rows of a small CSV with a header line; a line break inside quotes ends no row.</summary>
internal static class GoldenRows
{
    public static int Count(string csv)
    {
        var (lines, quoted, empty) = (0, false, true);
        foreach (var character in csv)
        {
            quoted ^= character == '"';
            if (character == '\n' && !quoted)
            {
                lines += empty ? 0 : 1;
                empty = true;
            }
            else
            {
                empty &= character == '\r';
            }
        }

        return Math.Max(0, lines + (empty ? 0 : 1) - 1);
    }
}
