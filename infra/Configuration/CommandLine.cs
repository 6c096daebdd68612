namespace Mlops.Infra.Configuration;

/// <summary>The app's own arguments, spelled like the CDK command line's: <c>-c NAME=VALUE</c> and <c>--output FOLDER</c>; and <c>--environments</c> last.</summary>
public sealed record CommandLine
{
    private static readonly string[] Names = ["functions", "functionArchitecture", "images", "imageDigest", "pipelines", "account", "environments", "environment"];

    public IReadOnlyDictionary<string, string> Context { get; private init; } = new Dictionary<string, string>();

    public string? Output { get; private init; }

    /// <summary>The environments are asked for, not the templates.</summary>
    public bool ListsEnvironments { get; private init; }

    /// <summary>What could not be understood; null when all could.</summary>
    public string? Problem { get; private init; }

    public static CommandLine Read(IReadOnlyList<string> arguments)
    {
        var context = new Dictionary<string, string>();
        string? output = null;
        var lists = arguments.Count > 0 && arguments[^1] == "--environments";
        for (var at = 0; at < arguments.Count - (lists ? 1 : 0); at += 2)
        {
            var value = at + 1 < arguments.Count ? arguments[at + 1] : null;
            switch (arguments[at])
            {
                case "-c" or "--context" when value?.Split('=', 2) is [var name, var setting] && Names.Contains(name):
                    context[name] = setting;
                    break;
                case "-o" or "--output" when value is not null:
                    output = Path.GetFullPath(value);
                    break;
                default:
                    return Refuse(string.Join(' ', arguments.Skip(at).Take(2)));
            }
        }

        return new CommandLine { Context = context, Output = output, ListsEnvironments = lists };
    }

    private static CommandLine Refuse(string argument) => new()
    {
        Problem = $"'{argument}' is not understood; known are --environments, --output FOLDER and {string.Join(", ", Names.Select(name => $"-c {name}=…"))}",
    };
}
