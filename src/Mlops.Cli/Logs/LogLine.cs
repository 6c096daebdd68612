using System.Globalization;
using System.Text.Json.Nodes;
using Mlops.Domain.Training;

namespace Mlops.Cli.Logs;

/// <summary>One event of a log, with the step that wrote it.</summary>
internal sealed record LogLine(DateTimeOffset At, string Step, string Group, string Stream, string Id, string Message)
{
    public JsonObject ToJson() => new()
    {
        ["time"] = At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        ["step"] = Step,
        ["message"] = Message,
        ["logGroup"] = Group,
        ["logStream"] = Stream,
    };

    /// <summary>For a terminal, which what somebody else wrote must not steer.</summary>
    public string ToText()
    {
        var message = string.Concat(Message.TrimEnd().Select(character => ShownText.Steers(character) && character is not ('\n' or '\t') ? ' ' : character));
        return string.Create(CultureInfo.InvariantCulture, $"{At:HH:mm:ss.fff}  {Step}  {message}");
    }
}
