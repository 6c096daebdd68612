namespace Mlops.Infra.Configuration;

/// <summary>Reads definitions, image digests and the functions' package, and reports all problems of all of them together.</summary>
public static class AppConfigLoader
{
    public static AppConfigResult Load(AppSettings settings)
    {
        var problems = new List<Problem>();
        var functions = FunctionsPackage.Read(settings, problems);
        var pipelines = new PipelineCatalog(problems).Read(
            Path.GetFullPath(settings.Pipelines ?? "pipelines", settings.Root));
        var account = new AccountFile(problems).Read(settings);
        var images = new ImageDigestFile(problems).Read(settings, pipelines);
        problems.AddRange(CacheLifetimes.Check(pipelines, account.Retention.CacheDays));
        var environment = new EnvironmentFile(problems).Read(settings);
        return problems.Count > 0
            ? new AppConfigResult.Refused(problems)
            : new AppConfigResult.Loaded(new AppConfig
            {
                Functions = functions,
                Images = images,
                Pipelines = pipelines,
                Environment = environment,
                Account = account,
            });
    }
}
