using System.Text;

namespace LocalCloud.Processes;

/// <summary>Reads a child's output to its end and hands it on line by line; an endless line is cut into pieces of 64 Ki characters.</summary>
internal static class LinePump
{
    private const int LongestLine = 64 * 1024;

    public static async Task RunAsync(TextReader reader, Action<string> line)
    {
        var buffer = new char[4096];
        var pending = new StringBuilder();
        int read;
        while ((read = await reader.ReadAsync(buffer.AsMemory())) > 0)
        {
            Split(buffer.AsSpan(0, read), pending, line);
        }

        if (pending.Length > 0)
        {
            line(pending.ToString());
        }
    }

    private static void Split(ReadOnlySpan<char> text, StringBuilder pending, Action<string> line)
    {
        foreach (var character in text)
        {
            if (character == '\n' || pending.Length == LongestLine)
            {
                line(pending.ToString().TrimEnd('\r'));
                pending.Clear();
            }

            if (character != '\n')
            {
                pending.Append(character);
            }
        }
    }
}
