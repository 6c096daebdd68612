using System.Text.RegularExpressions;

namespace Mlops.Cli.Data;

/// <summary>A pipeline's name from a file's: <c>flights-2001.csv</c> is of <c>flights</c>.</summary>
internal static partial class PipelineName
{
    private const int Longest = 24;

    public static string Of(FileInfo file)
    {
        var stem = Path.GetFileNameWithoutExtension(file.Name).ToLowerInvariant();
        var name = string.Join('-', Words().Matches(stem).Select(word => word.Value).Where(word => !word.All(char.IsAsciiDigit)));
        return name[..Math.Min(name.Length, Longest)].Trim('-').TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
    }

    [GeneratedRegex("[a-z0-9]+")]
    private static partial Regex Words();
}
