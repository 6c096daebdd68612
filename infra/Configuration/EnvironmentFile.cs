using System.Text.Json;

namespace Mlops.Infra.Configuration;

/// <summary>Reads <c>environments.json</c> and finds the environment that was asked for; without one the app is for whatever account it is deployed to.</summary>
public sealed class EnvironmentFile(List<Problem> problems)
{
    public const string Name = "environments.json";

    /// <summary>Null when none was asked for, or when there were problems.</summary>
    public EnvironmentPlan? Read(AppSettings settings)
    {
        var (file, before) = (PathOf(settings), problems.Count);
        var chain = ReadChain(settings);
        if (settings.Environment is not { } wanted || problems.Count > before)
        {
            return null;
        }

        if (File.Exists(file))
        {
            return Choose(file, chain, wanted);
        }

        problems.Add(new Problem(file, $"is missing, so there is no environment '{wanted}'; copy environments.example.json and write your accounts into it"));
        return null;
    }

    /// <summary>Every environment in the order of promotion; none without the file.</summary>
    public IReadOnlyList<EnvironmentConfig> ReadChain(AppSettings settings)
        => PathOf(settings) is var file && File.Exists(file) ? new EnvironmentChain(file, problems).Order(Parse(file)) : [];

    private static string PathOf(AppSettings settings) => Path.GetFullPath(settings.Environments ?? Name, settings.Root);

    private EnvironmentPlan? Choose(string file, IReadOnlyList<EnvironmentConfig> chain, string wanted)
    {
        if (chain.FirstOrDefault(each => each.Name == wanted) is { } found)
        {
            return new EnvironmentPlan(chain, found);
        }

        problems.Add(new Problem(file, $"has no environment '{wanted}'; it has {string.Join(", ", chain.Select(each => each.Name))}"));
        return null;
    }

    private IReadOnlyList<EnvironmentConfig> Parse(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Index().Select(item => new EnvironmentReader(file, $"$[{item.Index}]", problems).Read(item.Item)).OfType<EnvironmentConfig>()]
                : throw new JsonException("it is no list of environments");
        }
        catch (JsonException exception)
        {
            problems.Add(new Problem(file, $"cannot be read: {exception.Message}"));
            return [];
        }
    }
}
