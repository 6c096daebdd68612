namespace Mlops.Infra.Configuration;

/// <summary>Reads definitions, image digests and the functions' folder, and reports all problems of all of them together.</summary>
public static class AppConfigLoader
{
    public static AppConfigResult Load(AppSettings settings)
    {
        var problems = new List<Problem>();
        var functions = FunctionsFolder(settings, problems);
        var pipelines = new PipelineCatalog(problems).Read(
            Path.GetFullPath(settings.Pipelines ?? "pipelines", settings.Root));
        var account = new AccountFile(problems).Read(settings);
        var images = new ImageDigestFile(problems).Read(settings, pipelines);
        return problems.Count > 0
            ? new AppConfigResult.Refused(problems)
            : new AppConfigResult.Loaded(new AppConfig
            {
                FunctionsFolder = functions,
                Images = images,
                Pipelines = pipelines,
                Account = account,
            });
    }

    private static string FunctionsFolder(AppSettings settings, List<Problem> problems)
    {
        var folder = Path.GetFullPath(settings.Functions ?? "artifacts/functions/linux-x64", settings.Root);
        if (!File.Exists(Path.Combine(folder, "bootstrap")))
        {
            problems.Add(new Problem(
                folder, "has no file 'bootstrap', the functions' executable; run ./mlops build, or name another folder with -c functions=FOLDER"));
        }

        return folder;
    }
}
